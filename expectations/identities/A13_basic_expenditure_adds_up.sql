-- id: A13
-- zh: 基本支出表（按经济分类）：每行合计＝人员经费＋公用经费；类＝款之和；合计＝各类之和
-- en: In tables by economic subject, a row equals personnel and public, a class the sum of its 款, the total the sum of the classes.
-- roles: basic; basic_all; general_public_economic; appropriation_basic
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its addends; 支出经济分类科目 fixes which 款 belongs to which class.
-- related: A08, A09, A14
-- assumes: Edge by edge, as A08 and A09. Rows that pair a department's and a government's economic subject are parts of the nearest printed row that is broader in both (301 of 30101+50101, or 301+501 of it).
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from row_sum
where side = 'expenditure'
    and tree = 'category'
    and (starts_with(form, 'basic') or starts_with(form, 'appropriation_basic'))
union all
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from column_sum
where breakdown = 'economic' and form not in ('operating_expense', 'project')
