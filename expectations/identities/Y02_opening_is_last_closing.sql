-- id: Y02
-- zh: 决算年初结转和结余＝上年决算年末结转和结余
-- en: What a final account carries in is what the final account before it left.
-- roles: summary + earlier_document
-- severity: warning from 2024-01-01
-- basis: The balance at midnight is one number.
-- related: Y06, A03, A04
-- assumes: The summaries of two final accounts of one unit. Corrections of earlier years and units that moved change the opening balance lawfully, so that a break is no proof.
select
    opening.document_id,
    'summary' as form,
    'opening' as key,
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
    '年初结转和结余与上年决算的年末结转和结余不一致（以前年度调整或机构变化除外）。' as note_zh,
    'The opening balance is not the closing balance of the final account before.' as note_en
from balance as opening
join document_pair
    on document_pair.document_id = opening.document_id
    and document_pair.pair_kind = 'earlier_document'
    and document_pair.other_stage = 'final'
left join balance as closing
    on closing.document_id = document_pair.other_document_id and closing.balance_kind = 'closing'
where opening.balance_kind = 'opening' and opening.stage = 'final'
