-- id: A18
-- zh: 政府采购、政府购买服务表：合计＝各行之和；每行合计＝各项资金之和；合计＝货物＋工程＋服务；金额＝数量×单价
-- en: In tables of procurement, the total equals its rows, its funds and its kinds; an amount equals quantity times price.
-- roles: procurement; purchased_service
-- severity: warning from 2024-01-01
-- basis: The form prints the total beside its addends; 《政府采购法》 knows goods, works and services and nothing else.
-- related: A17
-- assumes: The items of the form add up to its total row; where they are less, some may be kept out for secrecy (info). A price is as exact as the amount beside it. A price that is printed in another scale than the amount proves nothing. A form of which a cell is unread proves nothing.
with kind_amount as (
    select
        form_instance.*,
        fact_procurement.fiscal_year as amount_year,
        fact_procurement.stage as amount_stage,
        fact_procurement.page || '/' || fact_procurement.table_no || '/' || fact_procurement.row_no as line_no,
        coalesce(fact_procurement.item_name, fact_procurement.project_name, fact_procurement.row_label, '') as item_name,
        fact_procurement.* exclude (document_id, form, form_no, unit_id, fiscal_year, stage, item_name)
    from fact_procurement
    join form_instance
        on form_instance.document_id = fact_procurement.document_id
        and form_instance.form_no = fact_procurement.form_no
        and form_instance.form = fact_procurement.form
    where fact_procurement.funding = 'total'
        and fact_procurement.category = 'total'
),
-- a row that prints its kinds in columns beside their sum
kind_sum as (
    select
        instance_no, line_no, amount_year, amount_stage,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        count(*) as addends,
        list_sort(list(fact_id)) as fact_ids
    from kind_amount
    where procurement_kind is not null
    group by instance_no, line_no, amount_year, amount_stage
)
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    weakened_to, note_zh, note_en,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from item_law
where form in ('procurement', 'purchased_service')
union all
select
    whole.document_id,
    whole.form,
    'kinds of ' || coalesce(nullif(whole.item_name, ''), whole.line_item) || whole.instance_label,
    case when kind_sum.addends < 3 then 'le' else 'eq' end,
    kind_sum.amount_yuan,
    kind_sum.low_yuan,
    kind_sum.high_yuan,
    whole.amount_yuan,
    whole.low_yuan,
    whole.high_yuan,
    null,
    null,
    null,
    kind_sum.addends,
    kind_sum.fact_ids,
    [whole.fact_id],
    case when whole.has_unread then 'unread_cell' end
from kind_amount as whole
join kind_sum using (instance_no, line_no, amount_year, amount_stage)
where whole.procurement_kind is null
union all
select
    document_id,
    form,
    'price of ' || coalesce(nullif(item_name, ''), line_item) || ' #' || row_no || instance_label,
    'eq',
    (quantity * unit_price_yuan)::decimal(22, 2),
    (quantity * (unit_price_yuan - (high_yuan - low_yuan) * 0.5))::decimal(24, 4),
    (quantity * (unit_price_yuan + (high_yuan - low_yuan) * 0.5))::decimal(24, 4),
    amount_yuan,
    low_yuan,
    high_yuan,
    null,
    null,
    null,
    1,
    [fact_id],
    [fact_id],
    case when quantity * unit_price_yuan in (amount_yuan * 10000, amount_yuan * 0.0001) then 'price_in_another_scale' end
from kind_amount
where quantity > 0 and unit_price_yuan > 0 and line_item <> 'total' and row_role = 'item'
