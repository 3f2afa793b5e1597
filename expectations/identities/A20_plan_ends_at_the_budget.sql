-- id: A20
-- zh: 项目绩效目标表：累计支出计划逐期不减，最后一期＝预算数
-- en: In a project's performance sheet, the cumulative plan never falls and ends at the budget.
-- roles: project_performance
-- severity: warning from 2024-01-01
-- basis: 资金支出计划（累计支出）: what is planned to be spent by the end of the year is the budget of the year.
-- related: A19
-- assumes: The amounts are cumulative, as the form says; a blank month adds nothing. The end is compared with the project's total of the year. A sheet of which a cell is unread proves nothing.
with planned as (
    select
        *,
        lag(plan_month) over steps as month_before,
        lag(amount_yuan) over steps as yuan_before,
        lag(low_yuan) over steps as low_before,
        lag(high_yuan) over steps as high_before,
        lag(fact_id) over steps as fact_before,
        lead(plan_month) over steps is null as is_last
    from sheet_amount
    where period = 'annual' and plan_month is not null
    window steps as (partition by instance_no, project_no, fiscal_year, stage order by plan_month, fact_id)
)
select
    planned.document_id,
    planned.form,
    'plan of ' || planned.project_label || ' / ends in month ' || planned.plan_month
    || planned.instance_label as key,
    'eq' as relation,
    budget.amount_yuan as expected_yuan,
    budget.low_yuan as expected_low_yuan,
    budget.high_yuan as expected_high_yuan,
    planned.amount_yuan as actual_yuan,
    planned.low_yuan as actual_low_yuan,
    planned.high_yuan as actual_high_yuan,
    1 as addends,
    budget.fact_ids as expected_fact_ids,
    [planned.fact_id] as actual_fact_ids,
    case
        when budget.amount_yuan is null then 'side_missing'
        when planned.has_unread then 'unread_cell'
    end as not_evaluable_reason
from planned
left join project_total as budget
    on budget.instance_no = planned.instance_no
    and budget.project_no = planned.project_no
    and budget.fiscal_year = planned.fiscal_year
    and budget.stage = planned.stage
    and budget.period = planned.period
where planned.is_last
union all
select
    document_id,
    form,
    'plan of ' || project_label || ' / month ' || month_before || ' to ' || plan_month
    || instance_label,
    'le',
    yuan_before,
    low_before,
    high_before,
    amount_yuan,
    low_yuan,
    high_yuan,
    1,
    [fact_before],
    [fact_id],
    case when has_unread then 'unread_cell' end
from planned
where month_before is not null and month_before < plan_month
