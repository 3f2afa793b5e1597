-- id: Y03
-- zh: 决算“三公”经费表的预算数＝当年预算公开数
-- en: The budget column of 三公 in a final account is what the budget of that year published.
-- roles: three_public + budget_of_the_year
-- severity: warning from 2024-01-01
-- basis: One quantity published twice.
-- related: Y01, A15
-- assumes: The column may print the budget as adjusted during the year; adjusted downwards it is no break (info), and 三公 may not be raised. Where a table splits the money by fund, amounts are compared that all its columns agree on.
select
    final.document_id,
    'three_public' as form,
    split_part(final.three_public_subject_id, '/', 2) || ' / budget' as key,
    'eq' as relation,
    budget.amount_yuan as expected_yuan,
    budget.low_yuan as expected_low_yuan,
    budget.high_yuan as expected_high_yuan,
    final.amount_yuan as actual_yuan,
    final.low_yuan as actual_low_yuan,
    final.high_yuan as actual_high_yuan,
    1 as addends,
    budget.fact_ids as expected_fact_ids,
    final.fact_ids as actual_fact_ids,
    null as not_evaluable_reason,
    case when final.amount_yuan < budget.amount_yuan then 'info' end as weakened_to,
    '决算所列“三公”经费预算数与当年预算公开数不一致（可能为调整预算数）。' as note_zh,
    'The final prints another budget of 三公 than the budget of that year; it may be the adjusted one.' as note_en
from table_figure as final
join document_pair
    on document_pair.document_id = final.document_id and document_pair.pair_kind = 'budget_of_the_year'
left join table_figure as budget
    on budget.document_id = document_pair.other_document_id
    and budget.slot = 'three_public'
    and budget.stage = 'budget'
    and budget.fiscal_year = final.fiscal_year
    and budget.three_public_subject_id = final.three_public_subject_id
where final.slot = 'three_public'
    and final.stage = 'budget'
    and final.fiscal_year = document_pair.other_year
