-- id: X02
-- zh: 收支总表本年支出合计（支出总计）＝支出表合计
-- en: Expenditure in the summary equals the total row of the expenditure table.
-- roles: summary + expenditure
-- severity: error from 2024-01-01
-- basis: One quantity printed twice.
-- related: A02, A04, X03
-- assumes: The table's total may include what is carried forward or handed on; it is compared with 本年支出合计 or 支出总计, whichever is nearer.
with summary as (
    select *
    from whole_amount
    where side = 'expenditure' and form = 'summary' and funding = 'total' and category = 'total'
),
expenditure as (
    select *
    from whole_amount
    where side = 'expenditure' and form = 'expenditure' and funding = 'total' and category = 'total'
)
select
    document_id,
    'expenditure' as form,
    'total' || coalesce(expenditure.place_name, summary.place_name) as key,
    'eq' as relation,
    summary.amount_yuan as expected_yuan,
    summary.low_yuan as expected_low_yuan,
    summary.high_yuan as expected_high_yuan,
    expenditure.amount_yuan as actual_yuan,
    expenditure.low_yuan as actual_low_yuan,
    expenditure.high_yuan as actual_high_yuan,
    1 as addends,
    summary.fact_ids as expected_fact_ids,
    expenditure.fact_ids as actual_fact_ids,
    case when summary.form is null or expenditure.form is null then 'side_missing' end as not_evaluable_reason
from summary
full join expenditure using (document_id, scope_unit, fiscal_year, stage)
qualify row_number() over (
    partition by document_id, fiscal_year, stage, summary.instance_no, expenditure.instance_no
    order by abs(summary.amount_yuan - expenditure.amount_yuan), summary.part
) = 1
