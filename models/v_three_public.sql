-- The three public expenses (“三公”经费). One row a unit, fiscal year, stage, funding, category and item. All rows of one
-- unit, year and stage come from one printed table: the unit's own document of that year before a comparison column
-- elsewhere, then the latest version. row_role follows the tree of items: total (a root of the tree), subtotal (公务用车
-- where 购置 or 运行 is printed as well), item. 会议费, 培训费 and 机关运行经费, where printed, are no part of 三公经费:
-- parent_subject_id tells what an item is a part of.
with candidate as (
    select *, three_public_subject_id as subject_id
    from v_current_expenditure
    where form = 'three_public'
        and three_public_subject_id is not null
),
authoritative as (
    select *
    from candidate
    qualify dense_rank() over (
        partition by unit_id, fiscal_year, stage
        order by is_own desc, modified desc nulls last, document_id, form_no
    ) = 1
),
cell as (
    -- Two columns of a row may say the same, one of them as a part (其中) of the other.
    select *, list_position(['total', 'subtotal', 'item', 'of_which'], row_role) as rank
    from authoritative
    qualify row_number() over (
        partition by unit_id, fiscal_year, stage, funding, category, subject_id, page, table_no, row_no
        order by rank, list_position(['total', 'subtotal', 'item'], column_role), column_no
    ) = 1
),
truth as (
    -- A table with a row a unit prints the items once more in its total row.
    select *
    from cell
    window subject_rows as (partition by unit_id, fiscal_year, stage, funding, category, subject_id)
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
        subject_id,
        sum(amount_yuan)::decimal(20, 2) as amount_yuan,
        sum(low_yuan)::decimal(22, 4) as low_yuan,
        sum(high_yuan)::decimal(22, 4) as high_yuan,
        any_value(form) as form,
        any_value(document_id) as document_id,
        list(fact_id order by fact_id) as fact_ids
    from truth
    group by unit_id, fiscal_year, stage, funding, category, subject_id
)
select
    unit_id,
    dim_unit.unit_name,
    dim_unit.division_code,
    amount.fiscal_year,
    amount.stage,
    amount.funding,
    amount.category,
    subject_id as three_public_subject_id,
    dim_subject.subject_name,
    dim_subject.parent_subject_id,
    case
        when dim_subject.parent_subject_id is null then 'total'
        when list_contains(
            list(dim_subject.parent_subject_id) over (
                partition by unit_id, amount.fiscal_year, amount.stage, amount.funding, amount.category
            ),
            subject_id
        ) then 'subtotal'
        else 'item'
    end as row_role,
    amount.amount_yuan,
    amount.low_yuan,
    amount.high_yuan,
    amount.form,
    amount.document_id,
    amount.fact_ids
from amount
left join dim_unit using (unit_id)
left join dim_subject using (subject_id)
