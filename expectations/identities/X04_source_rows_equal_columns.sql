-- id: X04
-- zh: 收支总表各项收入＝收入表合计行对应栏
-- en: Each source of revenue in the summary equals its column in the total row of the revenue table.
-- roles: summary + revenue
-- severity: error from 2024-01-01
-- basis: One quantity printed twice.
-- related: A01, A07, X01
-- assumes: A source is compared where both print it under the same name; one that only one side prints is not.
with summary as (
    select
        form_instance.document_id,
        form_instance.scope_unit,
        source_line.fiscal_year,
        source_line.stage,
        source_line.funding,
        sum(source_line.amount_yuan) as amount_yuan,
        sum(source_line.low_yuan) as low_yuan,
        sum(source_line.high_yuan) as high_yuan,
        list_sort(list(source_line.fact_id)) as fact_ids
    from source_line
    join form_instance on form_instance.instance_no = source_line.instance_no
    where form_instance.form = 'summary'
        and source_line.is_counted
        and source_line.funding not in ('total', 'current_year')
    group by all
),
revenue as (
    select * from whole_amount where side = 'revenue' and form = 'revenue' and part = 'total'
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
    summary.fact_ids as expected_fact_ids,
    revenue.fact_ids as actual_fact_ids,
    null as not_evaluable_reason
from summary
join revenue using (document_id, scope_unit, fiscal_year, stage, funding)
