-- id: A09
-- zh: 按功能分类：类＝款之和，款＝项之和（逐列）
-- en: By function, a class (类) equals the sum of its 款 and a 款 the sum of its 项, column by column.
-- roles: revenue; expenditure; general_public; government_fund; state_capital; summary
-- severity: error from 2024-01-01
-- basis: 政府收支分类科目: a 项 belongs to one 款, a 款 to one 类; the code shows which.
-- related: A08, A13
-- cluster: function_totals
-- assumes: Edge by edge: a row equals the nearest printed rows below it by code, of the same unit. A table that prints 项 only has no such edge. A code printed twice, or a subject with no place in the list, excuses a difference.
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from column_sum
where level = 'subject' and breakdown = 'function' and form not in ('operating_expense', 'project')
