-- Expenditure by economic subject (经济分类科目). One row a unit, fiscal year, stage, classification (economic: 部门经济分类;
-- government_economic: 政府经济分类), funding, category and subject, or the total row (line_item = total) of the same
-- table. All rows of one unit, year, stage, classification, funding and category come from one printed table: the unit's
-- own document of that year first, then the table made for that category. A table that prints both classifications side
-- by side appears under economic, with the other subject beside. Add up row_role = item of one classification, one
-- funding and one category: that counts nothing twice.
with authority(form, preference) as (
    values
        ('basic', 1),
        ('basic_all', 1),
        ('appropriation_basic', 1),
        ('general_public_economic', 2),
        ('general_public_project_economic', 3),
        ('summary_economic', 4),
        ('summary_government_economic', 4),
        ('appropriation_summary_economic', 5),
        ('appropriation_summary_government_economic', 5)
),
candidate as (
    select
        fact.*,
        case
            when fact.economic_subject_id is not null then 'economic'
            when fact.government_economic_subject_id is not null then 'government_economic'
            -- The total row names no subject: it belongs to what the rest of its table is by.
            when bool_or(fact.economic_subject_id is not null) over form_rows then 'economic'
            else 'government_economic'
        end as classification,
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
        and (
            fact.economic_subject_id is not null
            or fact.government_economic_subject_id is not null
            or fact.line_item = 'total'
        )
        -- The total of a table of appropriations is not the total of all money.
        and not (starts_with(fact.form, 'appropriation') and fact.funding = 'total')
    window form_rows as (partition by fact.document_id, fact.form_no)
),
authoritative as (
    select *
    from candidate
    qualify dense_rank() over (
        partition by unit_id, fiscal_year, stage, classification, funding, category
        order by coalesce(is_own, false) desc, preference, modified desc, document_id, form, form_no
    ) = 1
)
select
    unit_id,
    dim_unit.unit_name,
    dim_unit.division_code,
    authoritative.fiscal_year,
    authoritative.stage,
    authoritative.classification,
    authoritative.funding,
    authoritative.category,
    authoritative.line_item,
    authoritative.economic_subject_id,
    authoritative.government_economic_subject_id,
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
left join dim_subject on dim_subject.subject_id = case
    when authoritative.classification = 'economic' then authoritative.economic_subject_id
    else authoritative.government_economic_subject_id
end
