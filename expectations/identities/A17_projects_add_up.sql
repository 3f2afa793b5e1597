-- id: A17
-- zh: 项目支出表：合计＝各项目之和；每行合计＝各项资金之和
-- en: In the table of projects, the total equals the sum of the projects, and a row the sum of its funds.
-- roles: project
-- severity: error from 2024-01-01
-- basis: The form prints the total beside its addends.
-- related: A10, X12
-- assumes: The items of the form (rows not broken down further) add up to its total row; rows of units and subjects above projects are subtotals. Projects that are less than the total may be kept out for secrecy (info). A form of which a cell is unread proves nothing.
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    weakened_to, note_zh, note_en,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from item_law
where form = 'project'
