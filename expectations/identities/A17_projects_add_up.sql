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
    case when lists_less then 'info' end as weakened_to,
    case
        when lists_less then '表中所列各项之和为 ' || expected_yuan || ' 元，小于合计 ' || actual_yuan || ' 元；涉密等项目公开时可能予以剔除。'
    end as note_zh,
    case
        when lists_less then 'The rows add up to ' || expected_yuan || ' yuan, less than the total of ' || actual_yuan
            || ' yuan; rows may be kept out of what is published, for secrecy for instance.'
    end as note_en,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from item_sum
where form = 'project'
union all
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    null, null, null,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from fund_sum
where form = 'project'
