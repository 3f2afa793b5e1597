-- id: A08
-- zh: 收入表、支出表（按功能分类或按单位）：合计＝各类（各单位）之和（逐列）
-- en: In tables by function or by unit, the total row equals the sum of the classes or units, column by column.
-- roles: revenue; expenditure; general_public; government_fund; state_capital
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its addends.
-- related: A02, A09, A13
-- cluster: function_totals
-- assumes: The topmost printed rows of the unit add up, whatever level they are; in a table by unit and subject the units do. The first of several unit rows may be the department's own sum. 其中 rows add nothing.
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from column_sum
where level = 'total' and breakdown in ('function', 'unit') and form not in ('operating_expense', 'project')
union all
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from list_sum
where side = 'expenditure'
    and not starts_with(form, 'summary')
    and not starts_with(form, 'appropriation_summary')
    and form not in ('operating_expense', 'project')
