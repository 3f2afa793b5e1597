-- id: A01
-- zh: 收支总表：本年收入合计＝各项收入来源之和
-- en: In the summary, revenue of the current year equals the sum of its sources.
-- roles: summary
-- severity: error from 2024-01-01
-- basis: The form prints the sum beside its addends; a source that is broken down equals its parts in the same way.
-- related: A03, A07, X04
-- assumes: A blank source is zero. Sources below the line 本年收入合计 are outside it, 其中 lines add nothing. Where only one part of a source is printed, it is at most the source.
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from list_sum
where side = 'revenue' and level = 'source' and starts_with(form, 'summary')
