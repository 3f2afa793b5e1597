-- id: A21
-- zh: 项目绩效目标表：成本指标金额≤项目预算，且以“≤”表示
-- en: In a project's performance sheet, a cost indicator is at most the project's budget, and is an upper bound.
-- roles: project_performance
-- severity: warning from 2024-01-01
-- basis: A cost indicator (成本指标) limits what the project may cost; a lower bound would ask for more spending.
-- related: A20
-- assumes: Indicators of cost that are amounts of money. Words of saving or earning (节约, 收入 …) turn the direction round, and a standard a head (人均标准) is a promise to those who get it: both are left out. A value without a sign states no direction. Directions of all projects of a document are one comparison.
with cost as (
    select *
    from sheet_indicator
    where form = 'project_performance'
        and amount_yuan is not null
        and contains(coalesce(level1_name, '') || coalesce(level2_name, ''), '成本')
        and not regexp_matches(
            coalesce(level3_name, '') || coalesce(description, ''),
            '节约|节省|节支|降低|减少|压减|收入|增收|结余|标准|人均'
        )
),
direction as (
    select
        document_id,
        form,
        count(*) as indicators,
        count(distinct struct_pack(form := form_no, project := project_no, value := printed_text))
            filter (comparator in ('ge', 'gt')) as lower_bounds,
        list_sort(list(fact_id)) as fact_ids,
        list_sort(list(fact_id) filter (comparator in ('ge', 'gt'))) as lower_fact_ids,
        string_agg(distinct printed_text, '、' order by printed_text) filter (comparator in ('ge', 'gt')) as printed_texts,
        string_agg(distinct project_label, '、' order by project_label) filter (comparator in ('ge', 'gt')) as project_labels
    from cost
    group by document_id, form
)
select
    cost.document_id,
    cost.form,
    'cost of ' || cost.project_label || ' / indicator ' || cost.indicator_no
    || ' / ' || cost.period || cost.instance_label as key,
    'le' as relation,
    cost.amount_yuan as expected_yuan,
    cost.low_yuan as expected_low_yuan,
    cost.high_yuan as expected_high_yuan,
    budget.amount_yuan as actual_yuan,
    budget.low_yuan as actual_low_yuan,
    budget.high_yuan as actual_high_yuan,
    1 as addends,
    [cost.fact_id] as expected_fact_ids,
    budget.fact_ids as actual_fact_ids,
    'yuan' as value_unit,
    null as note_zh,
    null as note_en,
    case
        when budget.amount_yuan is null then 'side_missing'
        when cost.has_unread then 'unread_cell'
    end as not_evaluable_reason
from cost
left join project_total as budget
    on budget.instance_no = cost.instance_no
    and budget.project_no = cost.project_no
    and budget.fiscal_year = cost.fiscal_year
    and budget.stage = cost.stage
    and budget.period = cost.period
union all
select
    document_id,
    form,
    'direction of cost',
    'eq',
    0,
    0,
    0,
    lower_bounds,
    lower_bounds,
    lower_bounds,
    indicators,
    fact_ids,
    coalesce(lower_fact_ids, []),
    'count',
    case
        when lower_bounds > 0 then '项目“' || project_labels || '”有 ' || lower_bounds
            || ' 个成本指标写作下限（' || printed_texts || '）；成本指标应是上限（≤）。'
    end,
    case
        when lower_bounds > 0 then 'Projects (' || project_labels || ') state ' || lower_bounds
            || ' cost indicators as lower bounds (' || printed_texts || '); a cost indicator should be an upper bound (≤).'
    end,
    null
from direction
