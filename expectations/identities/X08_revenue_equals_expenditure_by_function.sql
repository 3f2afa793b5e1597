-- id: X08
-- zh: 预算：收入表[科目]＝支出表[科目]
-- en: In a budget whose revenue is printed by function, each subject's revenue equals its expenditure.
-- roles: revenue + expenditure
-- severity: warning from 2024-01-01
-- basis: A budget plans expenditure subject by subject from the revenue it is given for it; not a law of final accounts.
-- related: X02, X07
-- assumes: The total column; where only 本年收入 is printed, that one, provided nothing was carried over. Money carried forward excuses a difference.
with revenue as (
    select *
    from subject_amount
    where side = 'revenue' and classification = 'function' and form = 'revenue' and funding in ('total', 'current_year')
    qualify funding = max(funding) over (partition by instance_no, code, fiscal_year, stage)
),
expenditure as (
    select *
    from subject_amount
    where side = 'expenditure'
        and classification = 'function'
        and form = 'expenditure'
        and funding = 'total'
        and category = 'total'
)
select
    document_id,
    expenditure.form,
    code || ' / total / total' || expenditure.place_name as key,
    'eq' as relation,
    revenue.amount_yuan as expected_yuan,
    revenue.low_yuan as expected_low_yuan,
    revenue.high_yuan as expected_high_yuan,
    expenditure.amount_yuan as actual_yuan,
    expenditure.low_yuan as actual_low_yuan,
    expenditure.high_yuan as actual_high_yuan,
    revenue.addends,
    revenue.fact_ids as expected_fact_ids,
    expenditure.fact_ids as actual_fact_ids,
    case
        when revenue.funding = 'current_year' and coalesce(other_money.carryover_yuan, 0) > 0 then 'carryover_not_split'
        when coalesce(other_money.unspent_yuan, 0) > 0 then 'carryover_scope'
    end as not_evaluable_reason
from revenue
join expenditure using (document_id, scope_unit, fiscal_year, stage, code)
left join other_money using (document_id, scope_unit, fiscal_year, stage)
where stage = 'budget'
