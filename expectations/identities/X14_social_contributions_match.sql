-- id: X14
-- zh: 基本支出表30108＝2080505基本支出，30109＝2080506，30113＝2210201
-- en: Pension (30108), annuity (30109) and housing fund (30113) in basic expenditure equal their functions 2080505, 2080506, 2210201.
-- roles: general_public + basic
-- severity: warning from 2024-01-01
-- basis: These contributions have a function and an economic subject of their own; equal only if all staff pay is basic expenditure.
-- related: X06
-- assumes: The economic subject is the sum of its pairs with government subjects where those are printed. Where money was carried over, a difference is not evaluable.
with pair (economic_code, function_code) as (
    values ('30108', '2080505'), ('30109', '2080506'), ('30113', '2210201')
),
economic as (
    select *
    from subject_amount
    where side = 'expenditure'
        and classification = 'economic'
        and form = 'basic'
        and funding = 'general_public'
        and category = 'basic'
),
by_function as (
    select *
    from subject_amount
    where side = 'expenditure'
        and classification = 'function'
        and form = 'general_public'
        and funding = 'general_public'
        and category = 'basic'
)
select
    document_id,
    economic.form,
    pair.economic_code || ' = ' || pair.function_code || economic.place_name as key,
    'eq' as relation,
    by_function.amount_yuan as expected_yuan,
    by_function.low_yuan as expected_low_yuan,
    by_function.high_yuan as expected_high_yuan,
    economic.amount_yuan as actual_yuan,
    economic.low_yuan as actual_low_yuan,
    economic.high_yuan as actual_high_yuan,
    economic.addends,
    by_function.fact_ids as expected_fact_ids,
    economic.fact_ids as actual_fact_ids,
    case when coalesce(other_money.carryover_yuan, 0) > 0 then 'carryover_scope' end as not_evaluable_reason
from pair
join economic on economic.code = pair.economic_code
join by_function using (document_id, scope_unit, fiscal_year, stage)
left join other_money using (document_id, scope_unit, fiscal_year, stage)
where by_function.code = pair.function_code
