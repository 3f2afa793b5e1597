-- id: Y02
-- zh: 决算年初结转和结余＝上年决算年末结转和结余
-- en: What a final account carries in is what the final account before it left.
-- roles: summary + earlier_document
-- severity: warning from 2024-01-01
-- basis: The balance at midnight is one number.
-- related: Y06, A03, A04
-- assumes: The summaries of two final accounts of one unit. Corrections of earlier years and units that moved change the opening balance lawfully, so that a break is no proof.
select
    document_id, form, 'opening' as key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids,
    null as not_evaluable_reason,
    '年初结转和结余与上年决算的年末结转和结余不一致（以前年度调整或机构变化除外）。' as note_zh,
    'The opening balance is not the closing balance of the final account before.' as note_en
from carried_balance
where stage = 'final'
