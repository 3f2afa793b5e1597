-- id: X05
-- zh: 财政拨款收支总表：财政拨款（各项资金）收入＝收入表对应栏；一般公共预算支出＝一般公共预算支出表合计
-- en: Appropriations in the appropriation summary equal their columns in the revenue table and the totals of their own tables.
-- roles: appropriation_summary + revenue; appropriation_summary + general_public; appropriation_summary + appropriation
-- severity: error from 2024-01-01
-- basis: One quantity printed twice.
-- related: A12, X03, X04
-- assumes: Funds are compared where both sides print them; without 本年支出合计, 支出总计 is compared. Where money was carried over, a fund's table may leave it out and is at most the summary's column.
with source as (
    select
        form_instance.document_id,
        form_instance.scope_unit,
        source_line.fiscal_year,
        source_line.stage,
        case when source_line.funding = 'current_year' then 'appropriation' else source_line.funding end as funding,
        sum(source_line.amount_yuan) as amount_yuan,
        sum(source_line.low_yuan) as low_yuan,
        sum(source_line.high_yuan) as high_yuan,
        list_sort(list(source_line.fact_id)) as fact_ids
    from source_line
    join form_instance on form_instance.instance_no = source_line.instance_no
    where form_instance.form = 'appropriation_summary'
        and source_line.is_counted
        and source_line.funding in ('current_year', 'general_public', 'government_fund', 'state_capital')
    group by all
),
revenue as (
    select * from whole_amount where side = 'revenue' and form = 'revenue' and part = 'total'
),
summary as (
    select *
    from whole_amount
    where side = 'expenditure' and form = 'appropriation_summary' and category = 'total'
    -- 本年支出合计, else 支出总计
    qualify part = min(part) over (partition by instance_no)
),
fund_table (form, funding, summary_funding) as (
    values ('general_public', 'general_public', 'general_public'), ('appropriation', 'appropriation', 'total')
),
by_function as (
    select whole_amount.*, fund_table.summary_funding
    from whole_amount
    join fund_table using (form, funding)
    where whole_amount.side = 'expenditure' and whole_amount.part = 'total' and whole_amount.category = 'total'
)
select
    document_id,
    'revenue' as form,
    funding || revenue.place_name as key,
    'eq' as relation,
    source.amount_yuan as expected_yuan,
    source.low_yuan as expected_low_yuan,
    source.high_yuan as expected_high_yuan,
    revenue.amount_yuan as actual_yuan,
    revenue.low_yuan as actual_low_yuan,
    revenue.high_yuan as actual_high_yuan,
    len(source.fact_ids) as addends,
    source.fact_ids as expected_fact_ids,
    revenue.fact_ids as actual_fact_ids,
    null as not_evaluable_reason
from source
join revenue using (document_id, scope_unit, fiscal_year, stage, funding)
union all
select
    document_id,
    by_function.form,
    'total / ' || by_function.funding || by_function.place_name,
    case
        when other_money.carryover_yuan > 0 or (summary.part = 'grand_total' and other_money.unspent_yuan > 0) then 'le'
        else 'eq'
    end,
    by_function.amount_yuan,
    by_function.low_yuan,
    by_function.high_yuan,
    summary.amount_yuan,
    summary.low_yuan,
    summary.high_yuan,
    1,
    by_function.fact_ids,
    summary.fact_ids,
    null
from by_function
join summary using (document_id, scope_unit, fiscal_year, stage)
left join other_money using (document_id, scope_unit, fiscal_year, stage)
where summary.funding = by_function.summary_funding
