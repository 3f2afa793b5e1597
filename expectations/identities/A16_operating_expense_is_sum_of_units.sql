-- id: A16
-- zh: 机关运行经费表：合计＝各单位（各科目）之和；每行合计＝各项资金之和
-- en: In the table of operating expenses, the total equals the sum of the units or subjects, and a row the sum of its funds.
-- roles: operating_expense
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its addends.
-- related: A14, X10
-- assumes: The items of the form (rows not broken down further) add up to its total row. The first of several units may be the department's own sum. A form of which a cell is unread proves nothing.
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from item_law
where form = 'operating_expense'
