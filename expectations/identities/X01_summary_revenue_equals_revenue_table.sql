-- id: X01
-- zh: 收支总表本年收入（收入总计）＝收入表合计
-- en: Revenue in the summary equals the total row of the revenue table.
-- roles: summary + revenue
-- severity: error from 2024-01-01
-- basis: One quantity printed twice.
-- related: A01, A03, X04
-- assumes: 本年收入 is compared with the column 本年收入 (小计). The total column is compared with 收入总计 or, where a table leaves carry-over out, with 本年收入, whichever is nearer. Sources printed below 本年收入合计 excuse a difference.
with summary as (
    select * from whole_amount where side = 'revenue' and form = 'summary' and funding in ('total', 'current_year')
),
revenue as (
    select * from whole_amount where side = 'revenue' and form = 'revenue' and funding in ('total', 'current_year')
),
source_outside as (
    select form_instance.document_id, form_instance.scope_unit, source_line.fiscal_year, source_line.stage
    from source_line
    join form_instance on form_instance.instance_no = source_line.instance_no
    where source_line.is_outside and form_instance.form = 'summary' and source_line.amount_yuan <> 0
    group by all
)
select
    document_id,
    'revenue' as form,
    coalesce(revenue.funding, summary.funding) || coalesce(revenue.place_name, summary.place_name) as key,
    'eq' as relation,
    summary.amount_yuan as expected_yuan,
    summary.low_yuan as expected_low_yuan,
    summary.high_yuan as expected_high_yuan,
    revenue.amount_yuan as actual_yuan,
    revenue.low_yuan as actual_low_yuan,
    revenue.high_yuan as actual_high_yuan,
    1 as addends,
    summary.fact_ids as expected_fact_ids,
    revenue.fact_ids as actual_fact_ids,
    case
        when summary.form is null or revenue.form is null then 'side_missing'
        when source_outside.document_id is not null and revenue.funding = 'current_year'
            then 'source_outside_current_year'
    end as not_evaluable_reason
from summary
full join revenue using (document_id, scope_unit, fiscal_year, stage)
left join source_outside using (document_id, scope_unit, fiscal_year, stage)
where summary.form is null
    or revenue.form is null
    or revenue.funding = 'total'
    or summary.funding = 'current_year'
qualify row_number() over (
    partition by document_id, fiscal_year, stage, summary.instance_no, revenue.instance_no, revenue.funding
    order by abs(summary.amount_yuan - revenue.amount_yuan), summary.funding desc
) = 1
