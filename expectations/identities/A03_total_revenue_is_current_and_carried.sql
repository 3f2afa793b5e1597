-- id: A03
-- zh: 收支总表：收入总计＝本年收入＋上年结转（＋使用非财政拨款结余等）
-- en: In the summary, total revenue equals revenue of the current year, carry-over and whatever else is used.
-- roles: summary
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its addends.
-- related: A01, A05, X01
-- assumes: The parts are the nearest printed lines below the total in the tree of sources; a blank line is zero.
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from list_sum
where side = 'revenue' and level = 'grand_total' and starts_with(form, 'summary')
