-- id: A02
-- zh: 收支总表：本年支出合计＝各支出科目之和（逐列）
-- en: In the summary, expenditure of the current year equals the sum of its rows, column by column.
-- roles: summary
-- severity: error from 2024-01-01
-- basis: The form prints the sum beside its addends.
-- related: A04, A09, X02, X03
-- cluster: function_totals
-- assumes: The topmost printed rows add up; rows below the line 本年支出合计 are outside it. Categories such as 基本支出 listed beside the functions are a second breakdown of the whole. Without 本年支出合计 the total is the sum.
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from list_sum
where side = 'expenditure'
    and starts_with(form, 'summary')
    and (level in ('current_year', 'category') or (level = 'grand_total' and breakdown <> 'statement'))
