-- id: A24
-- zh: 决算政府性基金、国有资本经营预算表：每行年初结转和结余＋本年收入＝本年支出＋年末结转和结余
-- en: In a final account's table of a fund, what is carried in and received on a row equals what is spent and carried forward.
-- roles: government_fund; state_capital
-- severity: error from 2024-01-01
-- basis: The form prints the four amounts of each subject in one row; money of a fund is spent or stays in it.
-- related: A10, A12
-- assumes: Only where one row prints both revenue and expenditure. A blank cell is zero. That a row's total equals basic and project expenditure is A10. A form of which a cell is unread proves nothing.
with inflow as (
    select
        document_id, form, form_no, page, table_no, row_no, row_label, fiscal_year, stage,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        count(*) > count(distinct funding) as is_repeated,
        count(*) as addends,
        list_sort(list(fact_id)) as fact_ids
    from fact_revenue
    where form in ('government_fund', 'state_capital')
        and funding in (form, 'carryover', 'carryover_' || form)
        and amount_kind = 'amount'
        and 'of_which' not in (row_role, column_role, line_item)
    group by all
),
outflow as (
    select
        document_id, form, form_no, page, table_no, row_no, row_label, fiscal_year, stage,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        count(*) > count(distinct category) as is_repeated,
        bool_or(category = 'total') as has_total,
        list_sort(list(fact_id)) as fact_ids
    from fact_expenditure
    where form in ('government_fund', 'state_capital')
        and funding = form
        and category in ('total', 'carry_forward')
        and amount_kind = 'amount'
        and 'of_which' not in (row_role, column_role, line_item)
    group by all
)
select
    document_id,
    form,
    'row ' || coalesce(row_label, row_no::varchar) || ' #' || row_no || form_instance.instance_label as key,
    'eq' as relation,
    inflow.amount_yuan as expected_yuan,
    inflow.low_yuan as expected_low_yuan,
    inflow.high_yuan as expected_high_yuan,
    outflow.amount_yuan as actual_yuan,
    outflow.low_yuan as actual_low_yuan,
    outflow.high_yuan as actual_high_yuan,
    inflow.addends,
    inflow.fact_ids as expected_fact_ids,
    outflow.fact_ids as actual_fact_ids,
    case
        when outflow.amount_yuan is null then 'side_missing'
        when inflow.is_repeated or outflow.is_repeated then 'amount_printed_twice'
        when form_instance.has_unread then 'unread_cell'
    end as not_evaluable_reason
from inflow
left join outflow
    using (document_id, form, form_no, page, table_no, row_no, row_label, fiscal_year, stage)
join form_instance using (document_id, form, form_no)
where stage = 'final' and form_instance.stage = 'final'
