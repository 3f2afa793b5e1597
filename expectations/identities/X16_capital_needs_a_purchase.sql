-- id: X16
-- zh: 基本支出表列有资本性购置（310）的，应有拟购置固定资产或政府采购
-- en: Where basic expenditure pays for fixed assets (310), a purchase is planned or procurement is budgeted.
-- roles: basic + narrative; basic + procurement
-- severity: warning from 2024-01-01
-- basis: Money for equipment is spent by buying it; the chapter on state assets says how much is to be bought.
-- related: X21
-- assumes: Equipment, vehicles and houses (31001, 31002, 31003, 31013, 31019); software and repairs are no fixed assets. Where the document does not say what it plans to buy, and only its procurement is empty, small purchases outside the catalogue may explain it (info).
with planned as (
    select * from said_amount where slot = 'fixed_asset' and category = 'planned_purchase'
),
said_goods as (
    select document_id, max(amount_yuan) as amount_yuan, list_sort(flatten(list(statement_ids))) as statement_ids
    from said_amount
    where slot = 'procurement' and category in ('total', 'goods')
    group by document_id
),
procurement as (
    select * from buying_form where form = 'procurement' and is_known
)
select
    document_id,
    'basic' as form,
    'fixed assets' as key,
    'le' as relation,
    1 as expected_yuan,
    1 as expected_low_yuan,
    1 as expected_high_yuan,
    said.is_bought::integer as actual_yuan,
    said.is_bought::integer as actual_low_yuan,
    said.is_bought::integer as actual_high_yuan,
    len(capital_purchase.fact_ids) as addends,
    capital_purchase.fact_ids as expected_fact_ids,
    list_concat(planned.statement_ids, said_goods.statement_ids, procurement.evidence_ids) as actual_fact_ids,
    'count' as value_unit,
    case when planned.document_id is null then 'info' end as weakened_to,
    case
        when not said.is_bought then '基本支出中资本性购置为 ' || money(capital_purchase.amount_yuan) || '；而'
            || case when planned.document_id is null then '' else '文字说明拟购置固定资产为 0 元，' end
            || '文件中没有相应的政府采购。'
    end as note_zh,
    case
        when not said.is_bought then 'Basic expenditure pays ' || capital_purchase.amount_yuan || ' yuan for fixed assets; yet '
            || case when planned.document_id is null then '' else 'the narrative plans to buy fixed assets for 0 yuan, and ' end
            || 'the document shows no procurement for it.'
    end as note_en,
    case
        when planned.document_id is null and said_goods.document_id is null and procurement.document_id is null
            then 'side_missing'
    end as not_evaluable_reason
from capital_purchase
left join planned using (document_id)
left join said_goods using (document_id)
left join procurement using (document_id)
cross join lateral (
    select
        case
            when planned.document_id is not null or said_goods.document_id is not null or procurement.document_id is not null
                then coalesce(planned.amount_yuan, 0) > 0
                    or coalesce(said_goods.amount_yuan, 0) > 0
                    or coalesce(procurement.may_buy_goods, false)
        end as is_bought
) as said
