-- id: A22
-- zh: 项目绩效目标表：计划中逐人列出的金额之和＝项目资金总额（需人工复核）
-- en: In a project's performance sheet, the amounts that the plan lists person by person add up to the project's money (manual review).
-- roles: project_performance
-- severity: error from 2024-01-01
-- basis: A plan that names every person and amount leaves nothing else to be paid.
-- related: A19, A21
-- assumes: A list is three or more names in a row, each followed by the same amount. It is complete where an indicator of the project counts as many persons; else the list is at most the project's money (warning). The plan's cell may be cut off: look at the page.
with enumeration as (
    -- “甲某100元、乙某100元、丙某100元”
    select
        *,
        regexp_extract(
            regexp_replace(regexp_replace(plan_text, '\s', '', 'g'), '([0-9]),([0-9]{3})', '\1\2', 'g'),
            '\p{Han}{1,4}[0-9.]+万?元(?:[、，,；;和及]\p{Han}{1,4}[0-9.]+万?元){2,}'
        ) as listed
    from project_total
    where period = 'annual' and plan_text is not null
),
amount_of_person as (
    select
        * exclude (listed),
        regexp_extract_all(listed, '[0-9]+(?:\.[0-9]+)?万?元') as amounts
    from enumeration
    where listed <> ''
),
list_of_persons as (
    select
        *,
        len(amounts) as persons,
        try_cast(regexp_extract(amounts[1], '[0-9.]+') as decimal(18, 4))
        * case when contains(amounts[1], '万') then 10000 else 1 end as amount_of_each
    from amount_of_person
    where list_unique(amounts) = 1
),
stated_persons as (
    select instance_no, project_no, quantity as persons, min(fact_id) as fact_id
    from sheet_indicator
    where regexp_matches(quantity_unit, '^(人|名|位|户)$')
    group by all
)
select
    document_id,
    form,
    'persons of ' || project_label || instance_label as key,
    case when stated_persons.persons is null then 'le' else 'eq' end as relation,
    (list_of_persons.persons * amount_of_each)::decimal(22, 2) as expected_yuan,
    (list_of_persons.persons * amount_of_each)::decimal(24, 4) as expected_low_yuan,
    (list_of_persons.persons * amount_of_each)::decimal(24, 4) as expected_high_yuan,
    amount_yuan as actual_yuan,
    low_yuan as actual_low_yuan,
    high_yuan as actual_high_yuan,
    list_of_persons.persons as addends,
    case when stated_persons.fact_id is null then fact_ids else [stated_persons.fact_id] end as expected_fact_ids,
    fact_ids as actual_fact_ids,
    case when stated_persons.persons is null then 'warning' end as weakened_to,
    '实施计划逐人列出 ' || list_of_persons.persons || ' 人、每人 ' || amounts[1] || '，合计 '
    || money((list_of_persons.persons * amount_of_each)::decimal(22, 2)) || '；该项目年度资金总额为 ' || money(amount_yuan)
    || '。计划栏文字可能被截断，需人工复核。' as note_zh,
    'The plan lists ' || list_of_persons.persons || ' persons with ' || amounts[1] || ' each, together '
    || (list_of_persons.persons * amount_of_each)::decimal(22, 2) || ' yuan; the project''s money of the year is ' || amount_yuan
    || ' yuan. The text of the plan may be cut off: manual review.' as note_en,
    null as not_evaluable_reason
from list_of_persons
left join stated_persons
    on stated_persons.instance_no = list_of_persons.instance_no
    and stated_persons.project_no = list_of_persons.project_no
    and stated_persons.persons = list_of_persons.persons
where amount_of_each is not null
