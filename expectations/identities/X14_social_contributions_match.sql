-- id: X14
-- zh: 基本支出表30108＝2080505基本支出，30109＝2080506，30113＝2210201
-- en: Pension (30108), annuity (30109) and housing fund (30113) in basic expenditure equal their functions 2080505, 2080506, 2210201.
-- roles: general_public + basic
-- severity: warning from 2024-01-01
-- basis: These contributions have a function and an economic subject of their own; equal only if all staff pay is basic expenditure.
-- related: X06
-- assumes: The economic subject is the sum of its pairs with government subjects where those are printed. Where money was carried over, a difference is not evaluable. Where all three differ by nearly one ratio, part of the staff is paid under another function (info).
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
),
compared as (
    select
        document_id,
        scope_unit,
        fiscal_year,
        stage,
        economic.form,
        pair.economic_code || ' = ' || pair.function_code || economic.place_name as key,
        by_function.amount_yuan as expected_yuan,
        by_function.low_yuan as expected_low_yuan,
        by_function.high_yuan as expected_high_yuan,
        economic.amount_yuan as actual_yuan,
        economic.low_yuan as actual_low_yuan,
        economic.high_yuan as actual_high_yuan,
        economic.addends,
        by_function.fact_ids as expected_fact_ids,
        economic.fact_ids as actual_fact_ids,
        economic.amount_yuan / nullif(by_function.amount_yuan, 0) as ratio
    from pair
    join economic on economic.code = pair.economic_code
    join by_function using (document_id, scope_unit, fiscal_year, stage)
    where by_function.code = pair.function_code
),
alike as (
    select document_id, scope_unit, fiscal_year, stage
    from compared
    group by document_id, scope_unit, fiscal_year, stage
    having count(ratio) = 3
        and (min(ratio) > 1.05 or max(ratio) < 0.95)
        and max(ratio) <= min(ratio) * 1.02
)
select
    document_id,
    form,
    key,
    'eq' as relation,
    expected_yuan,
    expected_low_yuan,
    expected_high_yuan,
    actual_yuan,
    actual_low_yuan,
    actual_high_yuan,
    addends,
    expected_fact_ids,
    actual_fact_ids,
    case when coalesce(other_money.carryover_yuan, 0) > 0 then 'carryover_scope' end as not_evaluable_reason,
    case when alike.document_id is not null then 'info' end as weakened_to,
    case when alike.document_id is not null then '三项缴费按相近比例相差，部分人员经费可能列在其他功能科目。' end as note_zh,
    case
        when alike.document_id is not null
            then 'The three contributions differ by nearly one ratio: part of the staff may be paid under another function.'
    end as note_en
from compared
left join other_money using (document_id, scope_unit, fiscal_year, stage)
left join alike using (document_id, scope_unit, fiscal_year, stage)
