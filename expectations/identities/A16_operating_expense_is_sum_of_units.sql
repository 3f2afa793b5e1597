-- id: A16
-- zh: 机关运行经费表：合计＝各单位（各科目）之和
-- en: In the table of operating expenses, the total equals the sum of the units or subjects.
-- roles: operating_expense
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its addends.
-- related: A14
-- assumes: The items of the form (rows not broken down further) add up to its total row. Not evaluable while the form is recognised but not loaded.
select * from item_sum_comparison where form = 'operating_expense'
