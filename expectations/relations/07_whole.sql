-- What tables are compared by: the totals of each form, its classes, its subjects, and what is known of other money.

-- Rows that stand for a whole table. part: 'total' closes a table (合计, else 本年支出合计, else the row of its only unit);
-- a list has its 'current_year' and its 'grand_total'.
create or replace temp table whole_row as
with candidate as (
    select
        printed_row.*,
        list_instance.instance_no is not null as is_list,
        count(*) filter (printed_row.line_item = 'unit')
            over (partition by printed_row.instance_no, printed_row.side) as unit_rows
    from printed_row
    left join list_instance
        on list_instance.instance_no = printed_row.instance_no and list_instance.side = printed_row.side
    where printed_row.three_public_item = '' and not printed_row.names_subject
)
select instance_no, side, row_id, 'total' as part
from candidate
where not is_list and (line_item in ('total', 'current_year') or (line_item = 'unit' and unit_rows = 1))
qualify row_number() over (
    partition by instance_no, side
    order by case line_item when 'total' then 1 when 'current_year' then 2 else 3 end, printed_at
) = 1
union all
select instance_no, side, row_id, line_item
from candidate
where is_list and line_item in ('current_year', 'grand_total')
qualify row_number() over (partition by instance_no, side, line_item order by printed_at desc) = 1
union all
select instance_no, side, row_id, 'grand_total'
from candidate
where is_list and line_item = 'total'
qualify row_number() over (partition by instance_no, side order by printed_at desc) = 1
    and not bool_or(line_item = 'grand_total') over (partition by instance_no, side);

create or replace temp table whole_amount as
select
    form_instance.instance_no,
    form_instance.document_id,
    form_instance.form,
    form_instance.scope_unit,
    time_name(printed_amount.fiscal_year, printed_amount.stage, form_instance.fiscal_year, form_instance.stage)
    || form_instance.instance_label as place_name,
    whole_row.side,
    whole_row.part,
    printed_amount.fiscal_year,
    printed_amount.stage,
    printed_amount.funding,
    printed_amount.category,
    min(printed_amount.amount_yuan) as amount_yuan,
    max(printed_amount.low_yuan) as low_yuan,
    min(printed_amount.high_yuan) as high_yuan,
    [min(printed_amount.fact_id)] as fact_ids
from whole_row
join printed_amount on printed_amount.row_id = whole_row.row_id
join form_instance on form_instance.instance_no = whole_row.instance_no
group by all
-- one measure in two columns is one amount only where both say the same (总计 and 合计)
having min(printed_amount.amount_yuan) = max(printed_amount.amount_yuan);

-- What a column of a form is about, and how it is called.
create or replace temp table column_place as
select
    printed.instance_no,
    printed.measure_no,
    form_instance.document_id,
    form_instance.form,
    form_instance.scope_unit,
    time_name(column_measure.fiscal_year, column_measure.stage, form_instance.fiscal_year, form_instance.stage)
    || form_instance.instance_label as place_name,
    column_measure.fiscal_year,
    column_measure.stage,
    column_measure.funding,
    column_measure.category
from (select instance_no, measure_no from printed_number group by instance_no, measure_no) as printed
join form_instance on form_instance.instance_no = printed.instance_no
join column_measure on column_measure.measure_no = printed.measure_no;

-- Class by class: a class's own row, or the rows below it where no class is printed; of all units of a table together. What the column is
-- about is joined by those who ask: few ask for all.
create or replace temp table class_number as
    select
        printed_number.instance_no,
        printed_number.side,
        left(top_row.function_code, 3) as class_code,
        printed_number.measure_no,
        sum(printed_number.amount_yuan) as amount_yuan,
        sum(printed_number.low_yuan) as low_yuan,
        sum(printed_number.high_yuan) as high_yuan,
        count(*) as addends,
        list_sort(list(printed_number.fact_id)) as fact_ids
    from top_row
    join printed_number using (row_id)
    where top_row.function_code <> '' and not top_row.is_unplaced and printed_number.copy_no = 1
    group by all;

create or replace temp view class_amount as
select column_place.* exclude (measure_no), class_number.* exclude (instance_no, measure_no)
from class_number
join column_place using (instance_no, measure_no);

-- Subject by subject, of all units of a table together. A subject that is only printed with others (功能 × 经济) is their sum. Nearly all
-- stand in one row, of which nothing need be added up.
create or replace temp table subject_number as
with detail as (
    select subject_edge.child_row_id as row_id
    from subject_edge
    join printed_row as part on part.row_id = subject_edge.child_row_id
    join printed_row as whole on whole.row_id = subject_edge.parent_row_id
    where whole.subject_no = part.subject_no
),
subject_row as (
    select row_id, instance_no, side, 'function' as classification, function_code as code,
        economic_code || government_code = '' as stands_alone
    from printed_row
    where function_code <> '' and not is_unplaced
    union all
    select row_id, instance_no, side, 'economic', economic_code, function_code || government_code = ''
    from printed_row
    where economic_code <> '' and not is_unplaced
),
counted as (
    select
        *,
        count(*) filter (stands_alone) over (partition by instance_no, side, classification, code) as own_rows,
        count(*) over (partition by instance_no, side, classification, code) as rows_printed
    from subject_row
    where row_id not in (select row_id from detail)
),
kept as materialized (
    select row_id, classification, code, coalesce(nullif(own_rows, 0), rows_printed) = 1 as is_only
    from counted
    where stands_alone = (own_rows > 0)
)
    select
        printed_number.instance_no, printed_number.side, kept.classification, kept.code, printed_number.measure_no,
        printed_number.amount_yuan, printed_number.low_yuan, printed_number.high_yuan,
        1 as addends, [printed_number.fact_id] as fact_ids
    from kept
    join printed_number using (row_id)
    where kept.is_only and printed_number.copy_no = 1
    union all
    select
        printed_number.instance_no, printed_number.side, kept.classification, kept.code, printed_number.measure_no,
        sum(printed_number.amount_yuan), sum(printed_number.low_yuan), sum(printed_number.high_yuan),
        count(*), list_sort(list(printed_number.fact_id))
    from kept
    join printed_number using (row_id)
    where not kept.is_only and printed_number.copy_no = 1
    group by printed_number.instance_no, printed_number.side, kept.classification, kept.code, printed_number.measure_no;

create or replace temp view subject_amount as
select column_place.* exclude (measure_no), subject_number.* exclude (instance_no, measure_no)
from subject_number
join column_place using (instance_no, measure_no);

-- How much money, at most, comes from beside the year's appropriation or goes beside its expenditure. Tables that a document cuts
-- differently (with or without carry-over, with or without non-fiscal money) can only be compared exactly where there is none of it.
create or replace temp table other_money as
with revenue as (
    select
        form_instance.document_id,
        form_instance.scope_unit,
        fact_revenue.fiscal_year,
        fact_revenue.stage,
        fact_revenue.funding,
        -- a printed zero stands for less than half a unit; here it is zero
        case when fact_revenue.amount_yuan = 0 then 0 else fact_revenue.high_yuan end as high_yuan
    from fact_revenue
    join form_instance
        on form_instance.document_id = fact_revenue.document_id
        and form_instance.form_no = fact_revenue.form_no
        and form_instance.form = fact_revenue.form
    where fact_revenue.amount_kind = 'amount'
),
money as (
    select
        document_id,
        scope_unit,
        fiscal_year,
        stage,
        max(high_yuan) filter (starts_with(funding, 'carryover')) as carryover_yuan,
        max(high_yuan) filter (
            funding not in ('total', 'current_year', 'appropriation', 'general_public', 'government_fund', 'state_capital')
            and funding not in (
                'carryover', 'carryover_appropriation',
                'carryover_general_public', 'carryover_government_fund', 'carryover_state_capital'
            )
        ) as non_fiscal_yuan,
        max(high_yuan) filter (funding in ('government_fund', 'carryover_government_fund')) as government_fund_yuan,
        max(high_yuan) filter (funding in ('state_capital', 'carryover_state_capital')) as state_capital_yuan
    from revenue
    group by document_id, scope_unit, fiscal_year, stage
),
unspent as (
    select
        form_instance.document_id,
        form_instance.scope_unit,
        list_line.fiscal_year,
        list_line.stage,
        max(list_line.high_yuan) as unspent_yuan
    from list_line
    join form_instance on form_instance.instance_no = list_line.instance_no
    where list_line.line_kind = 'unspent' and list_line.amount_yuan <> 0
    group by form_instance.document_id, form_instance.scope_unit, list_line.fiscal_year, list_line.stage
)
select
    document_id,
    scope_unit,
    fiscal_year,
    stage,
    greatest(coalesce(money.carryover_yuan, 0), 0) as carryover_yuan,
    greatest(coalesce(money.non_fiscal_yuan, 0), 0) as non_fiscal_yuan,
    greatest(coalesce(money.government_fund_yuan, 0), 0) as government_fund_yuan,
    greatest(coalesce(money.state_capital_yuan, 0), 0) as state_capital_yuan,
    greatest(coalesce(unspent.unspent_yuan, 0), 0) as unspent_yuan
from money
left join unspent using (document_id, scope_unit, fiscal_year, stage);
