-- id: A06
-- zh: 收支总表：每行合计＝当年预算安排＋上年结转安排
-- en: In the summary, a row's total equals its money of the current year and its carry-over.
-- roles: summary
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its parts.
-- related: A02, A11
-- assumes: The columns are the nearest printed ones below the total in the tree of funding; a column that is blank in the whole form adds nothing. A single printed part is at most the total.
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from row_sum
where side = 'expenditure' and tree = 'funding' and starts_with(form, 'summary')
