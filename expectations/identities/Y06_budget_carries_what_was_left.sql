-- id: Y06
-- zh: 预算的上年结转＝上年决算的年末结转和结余
-- en: What a budget carries in is what the final account of the year before left.
-- roles: summary + earlier_document
-- severity: info from 2024-01-01
-- basis: One balance; the budget is made before the year is closed, so that it may only estimate it.
-- related: Y02
-- assumes: The summaries of a budget and of the final account of the year before. Many budgets carry only a part, or nothing.
select
    opening.document_id,
    'summary' as form,
    'carried' as key,
    'eq' as relation,
    closing.amount_yuan as expected_yuan,
    closing.low_yuan as expected_low_yuan,
    closing.high_yuan as expected_high_yuan,
    opening.amount_yuan as actual_yuan,
    opening.low_yuan as actual_low_yuan,
    opening.high_yuan as actual_high_yuan,
    1 as addends,
    [closing.fact_id] as expected_fact_ids,
    [opening.fact_id] as actual_fact_ids,
    null as not_evaluable_reason,
    '预算列示的上年结转与上年决算的年末结转和结余不同（编制时间不同所致的可能性大）。' as note_zh,
    'The budget carries in another amount than the final account left; the budget is made earlier.' as note_en
from balance as opening
join document_pair
    on document_pair.document_id = opening.document_id
    and document_pair.pair_kind = 'earlier_document'
    and document_pair.other_stage = 'final'
left join balance as closing
    on closing.document_id = document_pair.other_document_id and closing.balance_kind = 'closing'
where opening.balance_kind = 'opening' and opening.stage = 'budget'
