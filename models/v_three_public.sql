-- The three public expenses (“三公”经费). One row a unit, fiscal year, stage, funding, category and item. All rows of one
-- unit, year and stage come from one printed table: the unit's own document of that year before a comparison column
-- elsewhere, then the latest version. Add up row_role = item: 公务用车 is the sum of 购置 and 运行 where both are printed.
with candidate as (
    select
        fact.*,
        document.unit_id = fact.unit_id
            and document.fiscal_year = fact.fiscal_year
            and document.stage = fact.stage as is_own,
        coalesce(document.modified, '') as modified
    from fact_expenditure as fact
    join document using (document_id)
    where document.status = 'loaded'
        and fact.form = 'three_public'
        and fact.amount_kind = 'amount'
        and fact.three_public_subject_id is not null
),
authoritative as (
    select *
    from candidate
    qualify dense_rank() over (
        partition by unit_id, fiscal_year, stage
        order by coalesce(is_own, false) desc, modified desc, document_id, form_no
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
    authoritative.three_public_subject_id,
    dim_subject.subject_name,
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
left join dim_subject on dim_subject.subject_id = authoritative.three_public_subject_id
