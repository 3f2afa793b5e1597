-- id: A11
-- zh: 财政拨款收支总表等支出表：每行合计＝一般公共预算＋政府性基金＋国有资本经营（及其他资金）
-- en: In expenditure tables split by fund, a row's total equals the sum of its funds.
-- roles: appropriation_summary; three_public; basic_all; expenditure
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its parts.
-- related: A06, A10, A12
-- assumes: As A06, in every other form whose columns are funds.
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from row_sum
where side = 'expenditure'
    and tree = 'funding'
    and not starts_with(form, 'summary')
    and form not in ('operating_expense', 'project')
