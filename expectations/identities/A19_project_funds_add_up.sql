-- id: A19
-- zh: 项目绩效目标表：资金总额＝各项资金来源之和；年度资金总额≤实施期资金总额，项目期为一年的两者相等
-- en: In a project's performance sheet, the total equals its sources; the year's money is at most that of the whole project, and equals it where the project runs one year.
-- roles: project_performance
-- severity: error from 2024-01-01
-- basis: The sheet prints the total beside its sources; a project that begins and ends in the year has no other money.
-- related: A17, A20
-- assumes: Where a sheet prints one source only, it is at most the total. A project without an amount for its whole time, or with zero, is not compared. The years are those printed as 项目期.
with annual as (
    select * from project_total where period = 'annual'
),
implementation as (
    select * from project_total where period = 'implementation'
)
select
    document_id, form, key, relation,
    expected_yuan, expected_low_yuan, expected_high_yuan,
    actual_yuan, actual_low_yuan, actual_high_yuan,
    addends, expected_fact_ids, actual_fact_ids, not_evaluable_reason
from fund_sum
where form = 'project_performance'
union all
select
    document_id,
    annual.form,
    'period of ' || annual.project_label || annual.instance_label,
    case when coalesce(annual.project_years, implementation.project_years) = 1 then 'eq' else 'le' end,
    annual.amount_yuan,
    annual.low_yuan,
    annual.high_yuan,
    implementation.amount_yuan,
    implementation.low_yuan,
    implementation.high_yuan,
    1,
    annual.fact_ids,
    implementation.fact_ids,
    case
        when implementation.instance_no is null then 'side_missing'
        when implementation.amount_yuan = 0 then 'no_amount_for_the_whole_project'
    end
from annual
left join implementation using (instance_no, document_id, project_no, fiscal_year, stage)
