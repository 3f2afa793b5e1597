-- id: A25
-- zh: 决算“三公”经费表：预算数栏与决算数栏分别满足合计＝因公出国（境）费＋公务用车＋公务接待费，公务用车＝购置费＋运行费
-- en: In the three public expenses of a final account, the budget columns and the final columns each add up by themselves.
-- roles: three_public
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its parts, once as budgeted and once as spent.
-- related: A15
-- assumes: As A15, in final accounts; an amount of one stage is no part of a total of the other.
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from three_public_sum
where stage = 'final'
