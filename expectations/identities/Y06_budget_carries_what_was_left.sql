-- id: Y06
-- zh: 预算的上年结转＝上年决算的年末结转和结余
-- en: What a budget carries in is what the final account of the year before left.
-- roles: summary + earlier_document
-- severity: info from 2024-01-01
-- basis: One balance; the budget is made before the year is closed, so that it may only estimate it.
-- related: Y02
-- assumes: The summaries of a budget and of the final account of the year before. Many budgets carry only a part, or nothing.
select
    document_id, form, 'carried' as key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids,
    null as not_evaluable_reason,
    '预算列示的上年结转与上年决算的年末结转和结余不同（编制时间不同所致的可能性大）。' as note_zh,
    'The budget carries in another amount than the final account left; the budget is made earlier.' as note_en
from carried_balance
where stage = 'budget'
