-- id: A10
-- zh: 支出表：每行合计＝基本支出＋项目支出（＋经营、上缴、补助）；基本支出＝人员经费＋公用经费
-- en: In expenditure tables, a row's total equals basic and project expenditure (and operating, remitted, subsidies); basic equals personnel and public.
-- roles: expenditure; general_public; government_fund; state_capital; summary
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its parts.
-- related: A11, A13
-- assumes: The nearest printed columns below the total are its parts. Money carried forward or distributed may stand inside or beside the total. A single printed part is at most the total.
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from row_sum
where side = 'expenditure'
    and tree = 'category'
    and not starts_with(form, 'basic')
    and not starts_with(form, 'appropriation_basic')
    and form not in ('operating_expense', 'project')
