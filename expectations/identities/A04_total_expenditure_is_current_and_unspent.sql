-- id: A04
-- zh: 收支总表：支出总计＝本年支出＋年终结转（＋结余分配等）
-- en: In the summary, total expenditure equals expenditure of the current year and what is carried forward or distributed.
-- roles: summary
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its addends.
-- related: A02, A05, X02
-- assumes: Rows between 本年支出合计 and 支出总计 are parts of the total. A second line of one kind of unspent money may be a detail of the first.
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from list_sum
where side = 'expenditure'
    and starts_with(form, 'summary')
    and level = 'grand_total'
    and breakdown = 'statement'
