-- id: A17
-- zh: 项目支出表：合计＝各项目之和
-- en: In the table of projects, the total equals the sum of the projects.
-- roles: project
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its addends.
-- related: A10
-- assumes: The items of the form (rows not broken down further) add up to its total row. Not evaluable while the form is recognised but not loaded.
select * from item_sum_comparison where form = 'project'
