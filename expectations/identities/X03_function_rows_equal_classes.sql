-- id: X03
-- zh: 收支总表功能科目行＝支出表类级；财政拨款收支总表一般公共预算栏＝一般公共预算支出表类级
-- en: A function's row in a summary equals its class in the table by function.
-- roles: summary + expenditure; appropriation_summary + general_public; appropriation_summary + appropriation
-- severity: error from 2024-01-01
-- basis: One quantity printed twice.
-- related: X02, X05
-- assumes: Classes are paired by code; where no class is printed, the rows below it add up. A class that one side does not print is not compared. Where money was carried over, the general-public table may leave it out and is at most the summary's column.
with pair (summary_form, summary_funding, table_form, table_funding) as (
    values
        ('summary', 'total', 'expenditure', 'total'),
        ('appropriation_summary', 'general_public', 'general_public', 'general_public'),
        ('appropriation_summary', 'total', 'appropriation', 'appropriation')
)
select
    document_id,
    pair.table_form as form,
    class_code || ' / ' || pair.table_funding || by_class.place_name as key,
    case when pair.table_form <> 'expenditure' and other_money.carryover_yuan > 0 then 'le' else 'eq' end as relation,
    by_class.amount_yuan as expected_yuan,
    by_class.low_yuan as expected_low_yuan,
    by_class.high_yuan as expected_high_yuan,
    summary.amount_yuan as actual_yuan,
    summary.low_yuan as actual_low_yuan,
    summary.high_yuan as actual_high_yuan,
    by_class.addends,
    by_class.fact_ids as expected_fact_ids,
    summary.fact_ids as actual_fact_ids,
    null as not_evaluable_reason
from pair
join class_amount as summary
    on summary.form = pair.summary_form
    and summary.funding = pair.summary_funding
    and summary.side = 'expenditure'
    and summary.category = 'total'
join class_amount as by_class
    using (document_id, scope_unit, fiscal_year, stage, class_code)
left join other_money using (document_id, scope_unit, fiscal_year, stage)
where by_class.form = pair.table_form
    and by_class.funding = pair.table_funding
    and by_class.side = 'expenditure'
    and by_class.category = 'total'
