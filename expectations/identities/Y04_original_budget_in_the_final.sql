-- id: Y04
-- zh: 决算所列年初预算（按科目）＝当年预算的一般公共预算支出
-- en: The original budget that a final account names for a subject is what the budget of that year published.
-- roles: narrative + budget_of_the_year; general_public + budget_of_the_year
-- severity: warning from 2024-01-01
-- basis: One quantity published twice.
-- related: Y03, X07
-- assumes: Subjects are matched by code; one that the budget does not print had no budget and is not compared. Money that other departments held at the beginning of the year, or units that moved, change it lawfully, so that a break is no proof.
with said as (
    select
        document_id, null::varchar as form, function_subject_id, fiscal_year,
        amount_yuan, low_yuan, high_yuan, [statement_id] as fact_ids
    from fact_statement
    join disclosure using (document_id, fiscal_year)
    where fact_statement.stage = 'budget'
        and disclosure.stage = 'final'
        and slot = 'expenditure'
        and statement_measure = 'amount'
        and category = 'total'
        and function_subject_id is not null
        and funding in ('total', 'general_public', 'appropriation')
        and amount_yuan is not null
    union all
    select
        document_id, 'general_public', function_subject_id, table_figure.fiscal_year,
        amount_yuan, low_yuan, high_yuan, fact_ids
    from table_figure
    join disclosure using (document_id, fiscal_year)
    where table_figure.stage = 'budget'
        and disclosure.stage = 'final'
        and slot = 'expenditure'
        and function_subject_id is not null
)
select
    said.document_id,
    said.form,
    subject_node.code || ' / general_public / budget' as key,
    'eq' as relation,
    budget.amount_yuan as expected_yuan,
    budget.low_yuan as expected_low_yuan,
    budget.high_yuan as expected_high_yuan,
    said.amount_yuan as actual_yuan,
    said.low_yuan as actual_low_yuan,
    said.high_yuan as actual_high_yuan,
    1 as addends,
    budget.fact_ids as expected_fact_ids,
    said.fact_ids as actual_fact_ids,
    null as not_evaluable_reason,
    '决算所列年初预算数与当年预算公开数不一致（年初代编、机构变化除外）。' as note_zh,
    'The final names another original budget of the subject than the budget of that year.' as note_en
from said
join subject_node on subject_node.subject_id = said.function_subject_id
join document_pair
    on document_pair.document_id = said.document_id and document_pair.pair_kind = 'budget_of_the_year'
join table_figure as budget
    on budget.document_id = document_pair.other_document_id
    and budget.slot = 'expenditure'
    and budget.stage = 'budget'
    and budget.fiscal_year = said.fiscal_year
join subject_node as budget_node
    on budget_node.subject_id = budget.function_subject_id and budget_node.code = subject_node.code
