-- id: A07
-- zh: 收入表：每行合计＝本年收入小计＋上年结转；小计＝各项来源之和
-- en: In the revenue table, a row's total equals current revenue and carry-over, and these equal the sum of their sources.
-- roles: revenue
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its parts.
-- related: A01, X04
-- assumes: The nearest printed columns below a column in the tree of sources are its parts. A single printed part is at most the whole. Fees printed beside the account they belong to may be inside or outside it. A vertical list of sources is added up down the page.
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from row_sum
where side = 'revenue' and tree = 'funding'
union all
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from list_sum
where side = 'revenue'
    and not starts_with(form, 'summary')
    and not starts_with(form, 'appropriation_summary')
