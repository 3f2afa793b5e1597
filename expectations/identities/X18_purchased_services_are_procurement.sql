-- id: X18
-- zh: 政府购买服务表有金额的，政府采购服务预算不应为零
-- en: Where services are purchased, procurement of services is not zero.
-- roles: purchased_service + narrative; purchased_service + procurement
-- severity: warning from 2024-01-01
-- basis: 《政府购买服务管理办法》(财政部令第102号): government purchases services by the rules of government procurement.
-- related: A18, X21
-- assumes: Services below the procurement threshold may be bought without procurement. A table of procurement that does not print kinds may hold services.
with purchased as (
    select * from buying_form where form = 'purchased_service' and is_known
),
said_services as (
    select * from said_amount where slot = 'procurement' and category = 'services'
),
procurement as (
    select * from buying_form where form = 'procurement' and is_known
),
compared as (
    select
        document_id,
        purchased.amount_yuan,
        purchased.has_money,
        purchased.evidence_ids,
        case
            when said_services.document_id is not null or procurement.document_id is not null
                then coalesce(said_services.amount_yuan, 0) > 0 or coalesce(procurement.may_buy_services, false)
        end as is_procured,
        list_concat(said_services.statement_ids, procurement.evidence_ids) as procured_ids
    from purchased
    left join said_services using (document_id)
    left join procurement using (document_id)
)
select
    document_id,
    'purchased_service' as form,
    'services' as key,
    'le' as relation,
    has_money::integer as expected_yuan,
    has_money::integer as expected_low_yuan,
    has_money::integer as expected_high_yuan,
    is_procured::integer as actual_yuan,
    is_procured::integer as actual_low_yuan,
    is_procured::integer as actual_high_yuan,
    1 as addends,
    evidence_ids as expected_fact_ids,
    procured_ids as actual_fact_ids,
    'count' as value_unit,
    case
        when has_money and not is_procured then '政府购买服务表合计 ' || money(amount_yuan) || '，而政府采购服务预算为零。'
    end as note_zh,
    case
        when has_money and not is_procured
            then 'The table of purchased services adds up to ' || amount_yuan || ' yuan, yet procurement of services is zero.'
    end as note_en,
    case when is_procured is null then 'side_missing' end as not_evaluable_reason
from compared
