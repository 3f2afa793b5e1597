-- Budget against final account, by function subject. One row a unit, fiscal year, funding, category and subject, or the
-- total row; both sides as in v_expenditure_by_function. Only where both stages print that funding and category; a
-- subject that one of them does not print has a null side.
with with_both_stages as (
    select unit_id, fiscal_year, funding, category
    from v_expenditure_by_function
    where stage in ('budget', 'final')
    group by unit_id, fiscal_year, funding, category
    having count(distinct stage) = 2
),
comparable as (
    select *, coalesce(function_subject_id, line_item) as subject_key
    from v_expenditure_by_function
    semi join with_both_stages using (unit_id, fiscal_year, funding, category)
),
budget as (select * from comparable where stage = 'budget'),
final as (select * from comparable where stage = 'final')
select
    unit_id,
    coalesce(final.unit_name, budget.unit_name) as unit_name,
    coalesce(final.division_code, budget.division_code) as division_code,
    fiscal_year,
    funding,
    category,
    coalesce(final.line_item, budget.line_item) as line_item,
    coalesce(final.function_subject_id, budget.function_subject_id) as function_subject_id,
    coalesce(final.subject_code, budget.subject_code) as subject_code,
    coalesce(final.subject_name, budget.subject_name) as subject_name,
    coalesce(final.subject_level, budget.subject_level) as subject_level,
    coalesce(final.row_role, budget.row_role) as row_role,
    budget.amount_yuan as budget_yuan,
    final.amount_yuan as final_yuan,
    final.amount_yuan - budget.amount_yuan as change_yuan,
    budget.fact_ids as budget_fact_ids,
    final.fact_ids as final_fact_ids
from budget
full join final using (unit_id, fiscal_year, funding, category, subject_key)
