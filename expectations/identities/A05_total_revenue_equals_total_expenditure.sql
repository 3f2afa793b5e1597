-- id: A05
-- zh: 收支总表：收入总计＝支出总计
-- en: In the summary, total revenue equals total expenditure.
-- roles: summary
-- severity: error from 2024-01-01
-- basis: The two sides of the statement balance.
-- related: A03, A04, A12
-- assumes: Every block of the expenditure side, by function or by economic class, balances with the one revenue side.
with revenue as (
    -- columns may part this year's money from what was carried over on the side of revenue, too
    select *
    from whole_amount
    where side = 'revenue'
        and part = 'grand_total'
        and form = 'summary'
        and funding = 'total'
),
expenditure as (
    select *
    from whole_amount
    where side = 'expenditure'
        and part = 'grand_total'
        and starts_with(form, 'summary')
        and funding = 'total'
        and category = 'total'
)
select
    document_id,
    coalesce(expenditure.form, 'summary') as form,
    'grand_total' || coalesce(expenditure.place_name, revenue.place_name) as key,
    'eq' as relation,
    revenue.amount_yuan as expected_yuan,
    revenue.low_yuan as expected_low_yuan,
    revenue.high_yuan as expected_high_yuan,
    expenditure.amount_yuan as actual_yuan,
    expenditure.low_yuan as actual_low_yuan,
    expenditure.high_yuan as actual_high_yuan,
    1 as addends,
    revenue.fact_ids as expected_fact_ids,
    expenditure.fact_ids as actual_fact_ids,
    case when revenue.form is null or expenditure.form is null then 'side_missing' end as not_evaluable_reason
from revenue
full join expenditure using (document_id, scope_unit, fiscal_year, stage)
