-- The total of a table of single items beside the sum of its items: one comparison a column of the total row.
create or replace temp view item_sum_comparison as
with line as (
    select printed_row.form, printed_row.instance_no, printed_row.line_item, printed_row.is_item, printed_amount.*
    from printed_row
    join printed_amount on printed_amount.row_id = printed_row.row_id
    where printed_row.form in ('operating_expense', 'project') and printed_row.side = 'expenditure'
),
whole as (
    select * from line where line_item = 'total'
),
part_sum as (
    select
        instance_no, fiscal_year, stage, funding, category,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        count(*) as addends,
        list_sort(list(fact_id)) as fact_ids
    from line
    where line_item <> 'total' and is_item
    group by instance_no, fiscal_year, stage, funding, category
)
select
    form_instance.document_id,
    form_instance.form,
    'total'
    || column_name(
        funding, category, fiscal_year, stage, form_instance.fiscal_year, form_instance.stage,
        form_instance.instance_label
    ) as key,
    'eq' as relation,
    part_sum.amount_yuan as expected_yuan,
    part_sum.low_yuan as expected_low_yuan,
    part_sum.high_yuan as expected_high_yuan,
    whole.amount_yuan as actual_yuan,
    whole.low_yuan as actual_low_yuan,
    whole.high_yuan as actual_high_yuan,
    coalesce(part_sum.addends, 0) as addends,
    part_sum.fact_ids as expected_fact_ids,
    [whole.fact_id] as actual_fact_ids,
    case when part_sum.amount_yuan is null then 'side_missing' end as not_evaluable_reason
from whole
left join part_sum using (instance_no, fiscal_year, stage, funding, category)
join form_instance using (instance_no);
