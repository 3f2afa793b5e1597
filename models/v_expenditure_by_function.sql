-- Expenditure by function subject (功能分类科目). One row a unit, fiscal year, stage, funding, category and subject, or
-- the total row (line_item = total) of the same table. All rows of one unit, year, stage, funding and category come
-- from one printed table: the unit's own document of that year before comparison columns elsewhere, then the table made
-- for that funding, then 支出总表, then the summaries, then the latest version. Add up row_role = item of one funding
-- and one category: that counts nothing twice; subtotals and totals are there to compare with.
with authority(form, preference) as (
    values
        ('general_public', 1),
        ('government_fund', 1),
        ('state_capital', 1),
        ('appropriation', 1),
        ('basic_function', 2),
        ('expenditure', 3),
        ('summary', 4),
        ('appropriation_summary', 4)
),
candidate as (
    select v_current_expenditure.*, authority.preference, function_subject_id as subject_id
    from v_current_expenditure
    join authority using (form)
    where (function_subject_id is not null or line_item = 'total')
        -- The total of a table of appropriations is not the total of all money.
        and not (starts_with(form, 'appropriation') and funding = 'total')
),
authoritative as (
    select *
    from candidate
    qualify dense_rank() over (
        partition by unit_id, fiscal_year, stage, funding, category
        order by is_own desc, preference, modified desc nulls last, document_id, form, form_no
    ) = 1
),
cell as (
    -- Two columns of a row may say the same, one of them as a part (其中) of the other.
    select *, list_position(['total', 'subtotal', 'item', 'of_which'], row_role) as rank
    from authoritative
    qualify row_number() over (
        partition by unit_id, fiscal_year, stage, funding, category, subject_id, line_item, page, table_no, row_no
        order by rank, list_position(['total', 'subtotal', 'item'], column_role), column_no
    ) = 1
),
truth as (
    -- Rows of one subject that are broken down further (by project, by economic subject) are added up, unless the table
    -- prints their sum itself.
    select *, bool_or(row_role = 'item') over subject_rows as has_items
    from cell
    window subject_rows as (partition by unit_id, fiscal_year, stage, funding, category, subject_id, line_item)
    qualify rank = min(rank) over subject_rows
        and (row_role <> 'total' or row_number() over (subject_rows order by rank, fact_id) = 1)
),
amount as (
    select
        unit_id,
        fiscal_year,
        stage,
        funding,
        category,
        line_item,
        subject_id,
        if(bool_or(has_items), 'item', any_value(row_role)) as row_role,
        sum(amount_yuan)::decimal(20, 2) as amount_yuan,
        sum(low_yuan)::decimal(22, 4) as low_yuan,
        sum(high_yuan)::decimal(22, 4) as high_yuan,
        any_value(form) as form,
        any_value(document_id) as document_id,
        list(fact_id order by fact_id) as fact_ids
    from truth
    group by unit_id, fiscal_year, stage, funding, category, line_item, subject_id
)
select
    unit_id,
    dim_unit.unit_name,
    dim_unit.division_code,
    amount.fiscal_year,
    amount.stage,
    amount.funding,
    amount.category,
    amount.line_item,
    amount.subject_id as function_subject_id,
    dim_subject.subject_code,
    dim_subject.subject_name,
    dim_subject.subject_level,
    dim_subject.parent_subject_id,
    dim_subject.is_listed,
    amount.row_role,
    amount.amount_yuan,
    amount.low_yuan,
    amount.high_yuan,
    amount.form,
    amount.document_id,
    amount.fact_ids
from amount
left join dim_unit using (unit_id)
left join dim_subject using (subject_id)
