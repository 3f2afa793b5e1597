-- id: A12
-- zh: 财政拨款收支总表：合计＝各行之和，收入总计＝支出总计，各项资金年初结转＋收入＝支出＋年末结转
-- en: In the appropriation summary, totals equal their rows, both sides balance, and every fund balances by itself.
-- roles: appropriation_summary
-- severity: error from 2024-01-01
-- basis: The form prints the totals beside their addends; the appropriation of one fund is spent or carried forward in that fund.
-- related: A01, A02, A03, A04, A05, A11
-- cluster: function_totals
-- assumes: As A01 to A05. A fund is compared where the expenditure side prints it in a column and the revenue side prints it as a row. Carry-over printed in one sum for all funds excuses a difference.
with revenue_total as (
    select * from whole_amount where side = 'revenue' and part = 'grand_total' and form = 'appropriation_summary'
),
expenditure_total as (
    select *
    from whole_amount
    where side = 'expenditure' and part = 'grand_total' and starts_with(form, 'appropriation_summary')
),
balance as (
    select
        document_id,
        expenditure_total.form,
        'grand_total' || expenditure_total.place_name as key,
        revenue_total.amount_yuan as expected_yuan,
        revenue_total.low_yuan as expected_low_yuan,
        revenue_total.high_yuan as expected_high_yuan,
        expenditure_total.amount_yuan as actual_yuan,
        expenditure_total.low_yuan as actual_low_yuan,
        expenditure_total.high_yuan as actual_high_yuan,
        1 as addends,
        revenue_total.fact_ids as expected_fact_ids,
        expenditure_total.fact_ids as actual_fact_ids,
        null as not_evaluable_reason
    from revenue_total
    join expenditure_total using (document_id, scope_unit, fiscal_year, stage)
    where expenditure_total.funding = 'total' and expenditure_total.category = 'total'
),
fund_line as (
    select
        source_line.instance_no,
        source_line.fiscal_year,
        source_line.stage,
        case when starts_with(source_line.funding, 'carryover_') then substr(source_line.funding, 11)
            else source_line.funding end as funding,
        source_line.amount_yuan,
        source_line.low_yuan,
        source_line.high_yuan,
        source_line.fact_id
    from source_line
    where source_line.is_counted
        and source_line.funding in (
            'general_public', 'government_fund', 'state_capital',
            'carryover_general_public', 'carryover_government_fund', 'carryover_state_capital'
        )
),
fund_revenue as (
    select
        form_instance.document_id,
        form_instance.scope_unit,
        fund_line.fiscal_year,
        fund_line.stage,
        fund_line.funding,
        sum(fund_line.amount_yuan) as amount_yuan,
        sum(fund_line.low_yuan) as low_yuan,
        sum(fund_line.high_yuan) as high_yuan,
        count(*) as addends,
        list_sort(list(fund_line.fact_id)) as fact_ids
    from fund_line
    join form_instance on form_instance.instance_no = fund_line.instance_no
    where form_instance.form = 'appropriation_summary'
    group by all
),
-- carry-over that is printed without saying of which fund
unsplit_carryover as (
    select form_instance.document_id, form_instance.scope_unit, source_line.fiscal_year, source_line.stage
    from source_line
    join form_instance on form_instance.instance_no = source_line.instance_no
    where form_instance.form = 'appropriation_summary'
    group by all
    having coalesce(max(abs(source_line.amount_yuan)) filter (
            source_line.funding in ('carryover', 'carryover_appropriation')
        ), 0) > 0
        and count(*) filter (starts_with(source_line.funding, 'carryover_') and source_line.funding <> 'carryover_appropriation') = 0
),
fund_balance as (
    select
        document_id,
        expenditure_total.form,
        'grand_total / ' || funding || expenditure_total.place_name as key,
        fund_revenue.amount_yuan as expected_yuan,
        fund_revenue.low_yuan as expected_low_yuan,
        fund_revenue.high_yuan as expected_high_yuan,
        expenditure_total.amount_yuan as actual_yuan,
        expenditure_total.low_yuan as actual_low_yuan,
        expenditure_total.high_yuan as actual_high_yuan,
        fund_revenue.addends,
        fund_revenue.fact_ids as expected_fact_ids,
        expenditure_total.fact_ids as actual_fact_ids,
        case when unsplit_carryover.document_id is not null then 'carryover_not_split' end as not_evaluable_reason
    from fund_revenue
    join expenditure_total using (document_id, scope_unit, fiscal_year, stage, funding)
    left join unsplit_carryover using (document_id, scope_unit, fiscal_year, stage)
    where expenditure_total.category = 'total'
)
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from list_sum
where starts_with(form, 'appropriation_summary')
union all by name
select *, 'eq' as relation from balance
union all by name
select *, 'eq' as relation from fund_balance
