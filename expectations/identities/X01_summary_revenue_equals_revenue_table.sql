-- id: X01
-- zh: 收支总表本年收入（收入总计）＝收入表合计
-- en: Revenue in the summary equals the total row of the revenue table.
-- roles: summary + revenue
-- severity: error from 2024-01-01
-- basis: One quantity printed twice.
-- related: A01, A03, X04
-- assumes: 本年收入 is compared with the column 本年收入 (小计). The total column is compared with 收入总计 or, where a table leaves carry-over out, 本年收入, whichever is nearer. Sources printed below 本年收入合计 excuse a difference.
with summary as (
    select *
    from whole_amount
    where side = 'revenue' and form = 'summary' and part in ('current_year', 'grand_total')
),
revenue as (
    select *
    from whole_amount
    where side = 'revenue'
        and form = 'revenue'
        and part in ('total', 'grand_total', 'current_year')
        and funding in ('total', 'current_year')
),
outside as (
    select form_instance.document_id, form_instance.scope_unit, source_line.fiscal_year, source_line.stage
    from source_line
    join form_instance on form_instance.instance_no = source_line.instance_no
    where source_line.is_outside and form_instance.form = 'summary' and source_line.amount_yuan <> 0
    group by all
),
pair as (
    select
        document_id,
        fiscal_year,
        stage,
        revenue.funding || revenue.place_name as key,
        summary.amount_yuan as expected_yuan,
        summary.low_yuan as expected_low_yuan,
        summary.high_yuan as expected_high_yuan,
        revenue.amount_yuan as actual_yuan,
        revenue.low_yuan as actual_low_yuan,
        revenue.high_yuan as actual_high_yuan,
        summary.fact_ids as expected_fact_ids,
        revenue.fact_ids as actual_fact_ids,
        case
            when outside.document_id is not null and revenue.funding = 'current_year' then 'sources_outside_current_year'
        end as not_evaluable_reason
    from summary
    join revenue using (document_id, scope_unit, fiscal_year, stage)
    left join outside using (document_id, scope_unit, fiscal_year, stage)
    where revenue.funding = 'total' or summary.funding = 'current_year'
    qualify row_number() over (
        partition by revenue.instance_no, revenue.part, revenue.funding, fiscal_year, stage, summary.instance_no
        order by abs(summary.amount_yuan - revenue.amount_yuan), summary.part desc
    ) = 1
),
lone as (
    select document_id, summary.place_name, summary.funding, summary.fact_ids as expected_fact_ids, null as actual_fact_ids
    from summary
    anti join revenue using (document_id, scope_unit, fiscal_year, stage)
    union all
    select document_id, revenue.place_name, revenue.funding, null, revenue.fact_ids
    from revenue
    anti join summary using (document_id, scope_unit, fiscal_year, stage)
)
select * exclude (fiscal_year, stage), 'revenue' as form, 'eq' as relation, 1 as addends from pair
union all by name
select
    document_id,
    'revenue' as form,
    funding || place_name as key,
    'eq' as relation,
    0 as addends,
    expected_fact_ids,
    actual_fact_ids,
    'side_missing' as not_evaluable_reason
from lone
