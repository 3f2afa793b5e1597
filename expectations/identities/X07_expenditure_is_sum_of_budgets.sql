-- id: X07
-- zh: 支出表[科目]＝一般公共预算[科目]＋政府性基金[科目]＋国有资本经营[科目]＋非财政资金
-- en: A subject in the expenditure table equals its money in the three budgets and the non-fiscal money.
-- roles: expenditure + general_public
-- severity: error from 2024-01-01
-- basis: Every yuan is spent from one of the three budgets or from non-fiscal money.
-- related: X03, X05, X08
-- assumes: An equality only where the document's revenue shows no non-fiscal money, nothing carried over, and no fund whose own table is missing; else the budgets together are at most the expenditure (info). A subject the budgets do not print is not compared.
with budget as (
    select
        document_id, scope_unit, fiscal_year, stage, code, category,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        sum(addends) as addends,
        list_sort(flatten(list(fact_ids))) as fact_ids,
        -- a budget that is printed twice cannot be added up
        greatest(
            count(*) filter (form = 'general_public'),
            count(*) filter (form = 'government_fund'),
            count(*) filter (form = 'state_capital')
        ) > 1 as is_repeated
    from subject_amount
    where side = 'expenditure'
        and classification = 'function'
        and (form, funding) in (
            ('general_public', 'general_public'), ('government_fund', 'government_fund'), ('state_capital', 'state_capital')
        )
        and category in ('total', 'basic', 'project')
    group by all
),
expenditure as (
    select *
    from subject_amount
    where side = 'expenditure'
        and classification = 'function'
        and form = 'expenditure'
        and funding = 'total'
        and category in ('total', 'basic', 'project')
),
printed_form as (
    select
        document_id,
        scope_unit,
        bool_or(form = 'general_public') as has_general_public,
        bool_or(form = 'government_fund') as has_government_fund,
        bool_or(form = 'state_capital') as has_state_capital,
        bool_or(has_unread) as has_unread
    from form_instance
    group by document_id, scope_unit
)
select
    document_id,
    expenditure.form,
    code || ' / total / ' || category || expenditure.place_name as key,
    case
        when other_money.document_id is not null
            and other_money.non_fiscal_yuan = 0
            and other_money.carryover_yuan = 0
            and (printed_form.has_government_fund or other_money.government_fund_yuan = 0)
            and (printed_form.has_state_capital or other_money.state_capital_yuan = 0)
            and not printed_form.has_unread
            then 'eq'
        else 'le'
    end as relation,
    budget.amount_yuan as expected_yuan,
    budget.low_yuan as expected_low_yuan,
    budget.high_yuan as expected_high_yuan,
    expenditure.amount_yuan as actual_yuan,
    expenditure.low_yuan as actual_low_yuan,
    expenditure.high_yuan as actual_high_yuan,
    budget.addends,
    budget.fact_ids as expected_fact_ids,
    expenditure.fact_ids as actual_fact_ids,
    case when budget.is_repeated then 'budget_printed_twice' end as not_evaluable_reason
from expenditure
join budget using (document_id, scope_unit, fiscal_year, stage, code, category)
join printed_form using (document_id, scope_unit)
left join other_money using (document_id, scope_unit, fiscal_year, stage)
where printed_form.has_general_public
