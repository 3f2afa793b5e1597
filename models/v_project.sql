-- Projects. One row a unit, fiscal year, stage and project name: the amount of 项目支出表, else of the project's performance sheet;
-- code, kind and goal are of whichever of the two prints them. The amount is the project's total or, where no total is printed,
-- the sum of its funds; lines of one project under several subjects add up. Money carried over that has a table of its own is a
-- part of it. Amounts that OCR has read and no identity confirms (v_unconfirmed) are left out.
with printed as (
    select
        fact_project.*,
        document.modified,
        document.unit_id = fact_project.unit_id as is_own,
        fact_project.form = 'project' as is_list
    from fact_project
    join document using (document_id)
    where document.status = 'loaded'
        and fact_project.line_item = 'project'
        and fact_project.project_name is not null
        and fact_project.plan_month is null
        and fact_project.period = 'annual'
        and fact_project.row_role in ('total', 'item')
        and fact_project.column_role <> 'of_which'
        -- Events of training, and money for other governments, are no projects of the unit.
        and fact_project.form not in ('meeting_training_detail', 'transfer')
        and (
            fact_project.ocr_confidence is null
            or fact_project.fact_id in (select fact_id from check_ocr_amount where is_confirmed)
        )
),
-- a total in a column of its own, or in a row of its own, is the whole; its parts are left out
whole as (
    select *
    from printed
    qualify case when column_role = 'total' and row_role = 'total' then 1 when column_role = 'total' then 2 else 3 end
        = min(case when column_role = 'total' and row_role = 'total' then 1 when column_role = 'total' then 2 else 3 end)
            over (partition by document_id, form_no, project_name)
),
amount as (
    select
        unit_id,
        fiscal_year,
        stage,
        project_name,
        document_id,
        form,
        is_list,
        is_own,
        modified,
        sum(amount_yuan)::decimal(20, 2) as amount_yuan,
        sum(low_yuan)::decimal(22, 4) as low_yuan,
        sum(high_yuan)::decimal(22, 4) as high_yuan,
        list(fact_id order by fact_id) as fact_ids
    from whole
    group by all
),
said as (
    select
        unit_id,
        fiscal_year,
        stage,
        project_name,
        max(project_code) as project_code,
        max(project_kind) as project_kind,
        max(goal) as goal
    from printed
    group by all
),
truth as (
    select *
    from amount
    qualify row_number() over (
        partition by unit_id, fiscal_year, stage, project_name
        order by is_list desc, is_own desc, modified desc nulls last, document_id
    ) = 1
)
select
    unit_id,
    dim_unit.unit_name,
    dim_unit.division_code,
    fiscal_year,
    stage,
    said.project_code,
    project_name,
    said.project_kind,
    said.goal,
    truth.amount_yuan,
    truth.low_yuan,
    truth.high_yuan,
    truth.form,
    truth.document_id,
    truth.fact_ids
from truth
join said using (unit_id, fiscal_year, stage, project_name)
left join dim_unit using (unit_id)
