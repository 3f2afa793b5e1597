-- id: X04
-- zh: 收支总表各项收入＝收入表合计行对应栏
-- en: Each source of revenue in the summary equals its column in the total row of the revenue table.
-- roles: summary + revenue
-- severity: error from 2024-01-01
-- basis: One quantity printed twice.
-- related: A01, A07, X01
-- assumes: A source that one side prints and the other breaks down is compared with the sum of the nearest printed parts (财政拨款 with its three budgets). Fees printed beside the account they belong to may be inside or outside it. A source of which the other side prints nothing is not compared.
with printed as (
    select
        'summary' as source,
        form_instance.document_id,
        form_instance.scope_unit,
        source_line.fiscal_year,
        source_line.stage,
        '' as place_name,
        source_line.funding,
        sum(source_line.amount_yuan) as amount_yuan,
        sum(source_line.low_yuan) as low_yuan,
        sum(source_line.high_yuan) as high_yuan,
        list(source_line.fact_id) as fact_ids
    from source_line
    join form_instance on form_instance.instance_no = source_line.instance_no
    where form_instance.form = 'summary'
        and source_line.is_counted
        and source_line.funding not in ('total', 'current_year')
    group by all
    union all
    select
        'revenue', document_id, scope_unit, fiscal_year, stage, place_name, funding,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from whole_amount
    where side = 'revenue' and form = 'revenue' and part = 'total' and funding not in ('total', 'current_year')
),
below as (
    select printed.*, measure_path.ancestor as whole, measure_path.has_only_child
    from printed
    join measure_path on measure_path.descendant = printed.funding
    where measure_path.measure_kind = 'funding' and measure_path.ancestor not in ('total', 'current_year')
),
nearest as (
    select below.*
    from below
    anti join (
        select between_line.*, measure_path.descendant as lower_funding
        from below as between_line
        join measure_path on measure_path.measure_kind = 'funding' and measure_path.ancestor = between_line.funding
    ) as higher
        on higher.source = below.source
        and higher.document_id = below.document_id
        and higher.scope_unit = below.scope_unit
        and higher.fiscal_year = below.fiscal_year
        and higher.stage = below.stage
        and higher.place_name = below.place_name
        and higher.whole = below.whole
        and higher.lower_funding = below.funding
),
composed as (
    select
        source, document_id, scope_unit, fiscal_year, stage, place_name, whole as funding, has_only_child,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        flatten(list(fact_ids)) as fact_ids
    from nearest
    group by all
),
-- what a side says of a source: its own amount, its own with the fees beside it, or the sum of its parts
said as (
    select
        source, document_id, scope_unit, fiscal_year, stage, place_name, funding, true as is_printed,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from printed
    union all
    select
        source, document_id, scope_unit, fiscal_year, stage, place_name, funding, true,
        printed.amount_yuan + composed.amount_yuan,
        printed.low_yuan + composed.low_yuan,
        printed.high_yuan + composed.high_yuan,
        list_concat(printed.fact_ids, composed.fact_ids)
    from printed
    join composed using (source, document_id, scope_unit, fiscal_year, stage, place_name, funding)
    where composed.has_only_child
    union all
    select
        source, document_id, scope_unit, fiscal_year, stage, place_name, funding, false,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from composed
    anti join printed using (source, document_id, scope_unit, fiscal_year, stage, place_name, funding)
    where not has_only_child
)
select
    document_id,
    'revenue' as form,
    funding || revenue.place_name as key,
    'eq' as relation,
    summary.amount_yuan as expected_yuan,
    summary.low_yuan as expected_low_yuan,
    summary.high_yuan as expected_high_yuan,
    revenue.amount_yuan as actual_yuan,
    revenue.low_yuan as actual_low_yuan,
    revenue.high_yuan as actual_high_yuan,
    len(summary.fact_ids) as addends,
    list_sort(summary.fact_ids) as expected_fact_ids,
    list_sort(revenue.fact_ids) as actual_fact_ids,
    null as not_evaluable_reason
from said as summary
join said as revenue using (document_id, scope_unit, fiscal_year, stage, funding)
where summary.source = 'summary'
    and revenue.source = 'revenue'
    and (summary.is_printed or revenue.is_printed)
qualify row_number() over (
    partition by document_id, scope_unit, fiscal_year, stage, funding, revenue.place_name
    order by abs(summary.amount_yuan - revenue.amount_yuan), len(summary.fact_ids), len(revenue.fact_ids)
) = 1
