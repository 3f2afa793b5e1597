-- Expenditure by function subject (功能分类科目). One row a unit, fiscal year, stage, funding, category and subject, or the
-- total row (line_item = total) of the same table. All rows of one unit, year, stage, funding and category come from one
-- printed table: the unit's own document of that year before comparison columns elsewhere, then the table made for that
-- funding, then the summaries, then the latest version. Add up row_role = item of one funding and one category: that
-- counts nothing twice; subtotals and totals are there to compare with.
with authority(form, preference) as (
    values
        ('expenditure', 1),
        ('general_public', 1),
        ('government_fund', 1),
        ('state_capital', 1),
        ('appropriation', 1),
        ('basic_function', 2),
        ('summary', 3),
        ('appropriation_summary', 3)
),
candidate as (
    select
        fact.*,
        authority.preference,
        document.unit_id = fact.unit_id
            and document.fiscal_year = fact.fiscal_year
            and document.stage = fact.stage as is_own,
        coalesce(document.modified, '') as modified
    from fact_expenditure as fact
    join authority using (form)
    join document using (document_id)
    where document.status = 'loaded'
        and fact.amount_kind = 'amount'
        and (fact.function_subject_id is not null or fact.line_item = 'total')
        -- The total of a table of appropriations is not the total of all money.
        and not (starts_with(fact.form, 'appropriation') and fact.funding = 'total')
),
authoritative as (
    select *
    from candidate
    qualify dense_rank() over (
        partition by unit_id, fiscal_year, stage, funding, category
        order by coalesce(is_own, false) desc, preference, modified desc, document_id, form, form_no
    ) = 1
)
select
    unit_id,
    dim_unit.unit_name,
    dim_unit.division_code,
    authoritative.fiscal_year,
    authoritative.stage,
    authoritative.funding,
    authoritative.category,
    authoritative.line_item,
    authoritative.function_subject_id,
    dim_subject.subject_code,
    dim_subject.subject_name,
    dim_subject.subject_level,
    dim_subject.parent_subject_id,
    authoritative.row_role,
    authoritative.column_role,
    authoritative.amount_yuan,
    authoritative.low_yuan,
    authoritative.high_yuan,
    authoritative.form,
    authoritative.document_id,
    authoritative.fact_id
from authoritative
left join dim_unit using (unit_id)
left join dim_subject on dim_subject.subject_id = authoritative.function_subject_id
