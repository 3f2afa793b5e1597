-- id: S01
-- zh: 应公开的报表均已公开
-- en: Every form that must be published is published.
-- roles: summary; revenue; expenditure; general_public
-- severity: warning from 2024-01-01
-- basis: 《地方预决算公开操作规程》(财预〔2016〕143号) names the eight forms; the table of the state-capital budget came later.
-- related: S02
-- assumes: The tables of a disclosure are judged together, also where narrative and tables are two documents. Only a disclosure with at least six of the eight forms follows these rules. The state-capital table came with the budgets of 2021, not everywhere (info).
with required (form, form_zh, is_of_the_eight) as (
    values
        ('summary', '收支总表', true),
        ('revenue', '收入总表', true),
        ('expenditure', '支出总表', true),
        ('appropriation_summary', '财政拨款收支总表', true),
        ('general_public', '一般公共预算支出表', true),
        ('basic', '一般公共预算基本支出表', true),
        ('three_public', '“三公”经费支出表', true),
        ('government_fund', '政府性基金预算支出表', true),
        ('state_capital', '国有资本经营预算支出表', false)
),
published as (
    select disclosure_id, family, list(evidence_id order by evidence_id) as evidence_ids
    from disclosed_form
    group by disclosure_id, family
),
judged as (
    select disclosed_form.disclosure_id, arg_max(disclosed_form.document_id, (forms, document_id)) as document_id
    from disclosed_form
    join (select document_id, count(*) as forms from disclosed_form group by document_id) using (document_id)
    group by disclosed_form.disclosure_id
    having count(distinct family) filter (
        family in (select form from required where is_of_the_eight)
    ) >= 6
)
select
    judged.document_id,
    required.form,
    required.form as key,
    'eq' as relation,
    1.00 as expected_yuan,
    1.0000 as expected_low_yuan,
    1.0000 as expected_high_yuan,
    case when published.family is null then 0.00 else 1.00 end as actual_yuan,
    case when published.family is null then 0.0000 else 1.0000 end as actual_low_yuan,
    case when published.family is null then 0.0000 else 1.0000 end as actual_high_yuan,
    1 as addends,
    []::varchar[] as expected_fact_ids,
    published.evidence_ids as actual_fact_ids,
    case when unread_disclosure.disclosure_id is not null then 'unread_page' end as not_evaluable_reason,
    'count' as value_unit,
    case when required.is_of_the_eight then null else 'info' end as weakened_to,
    '未见《' || required.form_zh || '》。' as note_zh,
    'The form ' || required.form || ' (' || required.form_zh || ') was not found.' as note_en
from judged
join document on document.document_id = judged.document_id
cross join required
left join published on published.disclosure_id = judged.disclosure_id and published.family = required.form
left join unread_disclosure on unread_disclosure.disclosure_id = judged.disclosure_id
where required.is_of_the_eight or document.fiscal_year >= 2021
