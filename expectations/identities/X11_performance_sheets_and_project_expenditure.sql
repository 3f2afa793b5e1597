-- id: X11
-- zh: 各项目绩效目标表资金之和≤支出表项目支出；全部项目均公开绩效目标表的，两者相等
-- en: The projects with performance sheets together are at most project expenditure, and equal it where every project has one.
-- roles: project_performance + expenditure; project_performance + general_public
-- severity: error from 2024-01-01
-- basis: A project's money of the year is part of the unit's project expenditure.
-- related: A19, X12
-- assumes: Every project has a sheet only where the narrative counts as many projects as there are sheets. Otherwise sheets may be published for some projects, and some money may go to others by transfer: at most (warning). Where they are less all the same, the count may be that of the published projects (info). Money carried over or non-fiscal money may stand in sheets and not in the table (info). A project printed twice counts once.
with sheet as (
    select document_id, scope_unit, fiscal_year, stage, project_label, amount_yuan, low_yuan, high_yuan, fact_ids, has_unread
    from project_total
    where period = 'annual'
    -- a project whose sheet is repeated counts once
    qualify row_number() over (
        partition by document_id, scope_unit, fiscal_year, stage, project_label, amount_yuan order by instance_no, project_no
    ) = 1
),
sheet_sum as (
    select
        document_id, scope_unit, fiscal_year, stage,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        count(*) as sheets,
        bool_or(has_unread) as has_unread,
        list_sort(flatten(list(fact_ids))) as fact_ids
    from sheet
    group by document_id, scope_unit, fiscal_year, stage
),
project_expenditure as (
    select *
    from whole_amount
    where side = 'expenditure'
        and category = 'project'
        and (form, funding) in (('expenditure', 'total'), ('general_public', 'general_public'))
    -- the table of all money, else that of the public budget
    qualify row_number() over (
        partition by document_id, scope_unit, fiscal_year, stage order by form, instance_no
    ) = 1
),
stated_count as (
    select document_id, max(quantity) as projects
    from fact_statement
    where slot = 'project_count' and statement_measure = 'count' and category = 'total'
    group by document_id
),
compared as (
    select
        sheet_sum.*,
        coalesce(other_money.carryover_yuan, 0) = 0 as has_only_current_money,
        coalesce(other_money.carryover_yuan + other_money.non_fiscal_yuan, 0) > 0 as has_other_money,
        stated_count.projects = sheet_sum.sheets as has_every_sheet,
        project_expenditure.form as table_form,
        project_expenditure.amount_yuan as table_yuan,
        project_expenditure.low_yuan as table_low,
        project_expenditure.high_yuan as table_high,
        project_expenditure.fact_ids as table_fact_ids
    from sheet_sum
    left join project_expenditure using (document_id, scope_unit, fiscal_year, stage)
    left join other_money using (document_id, scope_unit, fiscal_year, stage)
    left join stated_count using (document_id)
)
select
    document_id,
    'project_performance' as form,
    'total' as key,
    case when has_every_sheet and has_only_current_money and stage = 'budget' then 'eq' else 'le' end as relation,
    amount_yuan as expected_yuan,
    low_yuan as expected_low_yuan,
    high_yuan as expected_high_yuan,
    table_yuan as actual_yuan,
    table_low as actual_low_yuan,
    table_high as actual_high_yuan,
    sheets as addends,
    fact_ids as expected_fact_ids,
    table_fact_ids as actual_fact_ids,
    case
        when has_other_money or high_yuan < table_low then 'info'
        when not coalesce(has_every_sheet, false) or table_form <> 'expenditure' then 'warning'
    end as weakened_to,
    case
        when table_yuan is null then 'side_missing'
        when has_unread then 'unread_cell'
    end as not_evaluable_reason
from compared
