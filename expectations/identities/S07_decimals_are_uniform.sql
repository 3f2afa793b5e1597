-- id: S07
-- zh: 同一种表的金额小数位数一致
-- en: The amounts of one kind of form are printed with one number of decimals.
-- roles: summary; revenue; expenditure; general_public; project; project_performance; procurement; fixed_asset
-- severity: info from 2024-01-01
-- basis: Mixed decimals mean that some amounts are rounded more than others, or that a spreadsheet dropped zeros.
-- related: S04
-- assumes: Zeros do not count. Forms of one kind (the annexes of several projects) are one family. At least three amounts.
with amount as (
    select document_id, form, printed_scale, printed_decimals, fact_id
    from fact_expenditure
    where amount_kind = 'amount' and amount_yuan <> 0
    union all
    select document_id, form, printed_scale, printed_decimals, fact_id
    from fact_revenue
    where amount_kind = 'amount' and amount_yuan <> 0
    union all
    select document_id, form, printed_scale, printed_decimals, fact_id from fact_project where amount_yuan <> 0
    union all
    select document_id, form, printed_scale, printed_decimals, fact_id from fact_procurement where amount_yuan <> 0
    union all
    select document_id, form, printed_scale, printed_decimals, fact_id from fact_asset where amount_yuan <> 0
),
spread as (
    select
        document_id,
        form,
        count(*) as amounts,
        max(varieties) as varieties,
        list(decimals order by decimals) as decimals,
        list(fact_id order by decimals) as fact_ids
    from (
        select
            document_id,
            form,
            printed_scale,
            printed_decimals as decimals,
            min(fact_id) as fact_id,
            count(*) as cells,
            count(*) over (partition by document_id, form, printed_scale) as varieties,
            sum(count(*)) over (partition by document_id, form, printed_scale) as all_cells
        from amount
        semi join disclosure using (document_id)
        where printed_decimals is not null
        group by document_id, form, printed_scale, printed_decimals
    )
    where all_cells >= 3
    group by document_id, form, printed_scale
    qualify row_number() over (partition by document_id, form order by max(varieties) desc, printed_scale) = 1
)
select
    document_id,
    form,
    form as key,
    'eq' as relation,
    1.00 as expected_yuan,
    1.0000 as expected_low_yuan,
    1.0000 as expected_high_yuan,
    varieties::decimal(20, 2) as actual_yuan,
    varieties::decimal(22, 4) as actual_low_yuan,
    varieties::decimal(22, 4) as actual_high_yuan,
    amounts::integer as addends,
    []::varchar[] as expected_fact_ids,
    fact_ids as actual_fact_ids,
    null as not_evaluable_reason,
    'count' as value_unit,
    null as weakened_to,
    '同一种表的金额小数位数不一：' || array_to_string(decimals, '、') || ' 位并存。' as note_zh,
    'Amounts of one kind of form are printed with ' || array_to_string(decimals, ', ') || ' decimals.' as note_en
from spread
