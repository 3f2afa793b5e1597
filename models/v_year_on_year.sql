-- A year against the year before, by function subject. One row a unit, fiscal year, stage, funding, category and
-- subject, or the total row; both sides as in v_expenditure_by_function, subjects paired by code, so that a renamed
-- subject stays one. Only where both years print that funding and category; a subject that one of them does not print
-- has a null side.
with printed as (
    select *, coalesce(case when is_listed then subject_code end, function_subject_id, line_item) as subject_key
    from v_expenditure_by_function
),
printed_year as (
    select distinct unit_id, fiscal_year, stage, funding, category from printed
),
with_both_years as (
    select printed_year.*
    from printed_year
    join printed_year as year_before using (unit_id, stage, funding, category)
    where year_before.fiscal_year = printed_year.fiscal_year - 1
),
this_year as (
    select *
    from printed
    semi join with_both_years using (unit_id, fiscal_year, stage, funding, category)
),
year_before as (
    select printed.* replace (printed.fiscal_year + 1 as fiscal_year)
    from printed
    semi join with_both_years
        on with_both_years.unit_id = printed.unit_id
        and with_both_years.fiscal_year = printed.fiscal_year + 1
        and with_both_years.stage = printed.stage
        and with_both_years.funding = printed.funding
        and with_both_years.category = printed.category
)
select
    unit_id,
    coalesce(this_year.unit_name, year_before.unit_name) as unit_name,
    coalesce(this_year.division_code, year_before.division_code) as division_code,
    fiscal_year,
    stage,
    funding,
    category,
    coalesce(this_year.line_item, year_before.line_item) as line_item,
    coalesce(this_year.function_subject_id, year_before.function_subject_id) as function_subject_id,
    coalesce(this_year.subject_code, year_before.subject_code) as subject_code,
    coalesce(this_year.subject_name, year_before.subject_name) as subject_name,
    coalesce(this_year.subject_level, year_before.subject_level) as subject_level,
    coalesce(this_year.row_role, year_before.row_role) as row_role,
    this_year.amount_yuan,
    year_before.amount_yuan as previous_year_yuan,
    this_year.amount_yuan - year_before.amount_yuan as change_yuan,
    this_year.fact_ids,
    year_before.fact_ids as previous_fact_ids
from this_year
full join year_before using (unit_id, fiscal_year, stage, funding, category, subject_key)
