-- id: X19
-- zh: 决算：非财政拨款资金年初结转＋本年收入＋使用结余＝本年支出＋结余分配＋年末结转（收支总表减财政拨款收支总表）
-- en: In a final account, money that is no appropriation is spent, distributed or carried forward: the summary less the appropriation summary balances.
-- roles: summary + appropriation_summary
-- severity: error from 2024-01-01
-- basis: Both statements balance; so does what is left when one is taken from the other.
-- related: A05, A12
-- assumes: Both statements print revenue and expenditure of the current year; a line of carry-over, distribution or surplus that is not printed is zero. Carry-over that is printed without its funds is the whole. A statement of which a cell is unread proves nothing.
with revenue_line as (
    select form_instance.document_id, form_instance.scope_unit, form_instance.form, source_line.*
    from source_line
    join form_instance on form_instance.instance_no = source_line.instance_no
    where form_instance.form in ('summary', 'appropriation_summary')
        and form_instance.stage = 'final'
        and source_line.stage = 'final'
        and source_line.fiscal_year = form_instance.fiscal_year
        and source_line.is_counted
        and source_line.funding in ('current_year', 'carryover', 'carryover_appropriation', 'use_of_surplus')
    -- 年初结转 is printed once, in the widest of its names
    qualify not starts_with(source_line.funding, 'carryover')
        or length(source_line.funding) = min(length(source_line.funding)) over (
            partition by source_line.instance_no, starts_with(source_line.funding, 'carryover')
        )
),
expenditure_line as (
    select form_instance.document_id, form_instance.scope_unit, form_instance.form, list_line.*
    from list_line
    join form_instance on form_instance.instance_no = list_line.instance_no
    where list_line.side = 'expenditure'
        and form_instance.form in ('summary', 'appropriation_summary')
        and form_instance.stage = 'final'
        and list_line.stage = 'final'
        and list_line.fiscal_year = form_instance.fiscal_year
        and list_line.column_funding = 'total'
        and list_line.column_category = 'total'
        and (list_line.line_kind = 'current_year' or list_line.line_item in ('carry_forward', 'surplus_distribution'))
    -- a second line of one kind is a detail of the first; of 本年支出合计 the last counts
    qualify row_number() over (
        partition by list_line.instance_no, list_line.line_item
        order by case when list_line.line_kind = 'current_year' then -list_line.printed_at else list_line.printed_at end
    ) = 1
),
line as (
    select
        document_id, scope_unit, form, fiscal_year, amount_yuan, low_yuan, high_yuan, fact_id,
        funding = 'current_year' as is_revenue, false as is_expenditure, false as is_carried_forward, 1 as sign
    from revenue_line
    union all
    select
        document_id, scope_unit, form, fiscal_year, amount_yuan, low_yuan, high_yuan, fact_id,
        false, line_kind = 'current_year', line_item = 'carry_forward', -1
    from expenditure_line
),
signed as (
    select *, case when form = 'summary' then sign else -sign end as weight from line
),
balance as (
    select
        document_id,
        scope_unit,
        fiscal_year,
        coalesce(sum(weight * amount_yuan) filter (not is_carried_forward), 0) as left_yuan,
        coalesce(sum(case when weight > 0 then low_yuan else -high_yuan end) filter (not is_carried_forward), 0) as left_low,
        coalesce(sum(case when weight > 0 then high_yuan else -low_yuan end) filter (not is_carried_forward), 0) as left_high,
        coalesce(sum(-weight * amount_yuan) filter (is_carried_forward), 0) as right_yuan,
        coalesce(sum(case when weight < 0 then low_yuan else -high_yuan end) filter (is_carried_forward), 0) as right_low,
        coalesce(sum(case when weight < 0 then high_yuan else -low_yuan end) filter (is_carried_forward), 0) as right_high,
        count(distinct form) filter (is_revenue) = 2 and count(distinct form) filter (is_expenditure) = 2 as is_complete,
        count(*) as addends,
        list_sort(list(fact_id) filter (not is_carried_forward)) as left_fact_ids,
        list_sort(list(fact_id) filter (is_carried_forward)) as right_fact_ids
    from signed
    group by document_id, scope_unit, fiscal_year
),
statement_form as (
    select document_id, scope_unit, bool_or(has_unread) as has_unread
    from form_instance
    where form in ('summary', 'appropriation_summary')
    group by document_id, scope_unit
)
select
    document_id,
    'summary' as form,
    'own money' || case when scope_unit = '' then '' else ' @ ' || scope_unit end as key,
    'eq' as relation,
    case when is_complete then left_yuan end as expected_yuan,
    case when is_complete then left_low end as expected_low_yuan,
    case when is_complete then left_high end as expected_high_yuan,
    case when is_complete then right_yuan end as actual_yuan,
    case when is_complete then right_low end as actual_low_yuan,
    case when is_complete then right_high end as actual_high_yuan,
    addends,
    coalesce(left_fact_ids, []) as expected_fact_ids,
    coalesce(right_fact_ids, []) as actual_fact_ids,
    case
        when not is_complete then 'side_missing'
        when statement_form.has_unread then 'unread_cell'
    end as not_evaluable_reason
from balance
join statement_form using (document_id, scope_unit)
