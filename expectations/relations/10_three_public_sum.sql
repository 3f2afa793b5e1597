-- “三公”经费: a total or 公务用车 beside the items that are its parts, and the total row of a table of units beside its units.
create or replace temp table three_public_sum as
with tree (whole_item, part_item) as (
    values
        ('total', 'abroad'), ('total', 'vehicle'), ('total', 'reception'),
        ('vehicle', 'vehicle_purchase'), ('vehicle', 'vehicle_running'),
        ('total_with_meeting_training', 'total'),
        ('total_with_meeting_training', 'meeting'), ('total_with_meeting_training', 'training')
),
item_line as (
    select
        printed_row.instance_no,
        printed_row.printed_at,
        printed_row.line_item,
        printed_row.unit_id,
        printed_row.is_item,
        printed_row.three_public_item as item,
        printed_amount.*
    from printed_row
    join printed_amount on printed_amount.row_id = printed_row.row_id
    where printed_row.three_public_item <> '' and printed_row.side = 'expenditure'
),
-- a form whose rows print several items is read row by row, any other unit by unit
layout as (
    select instance_no, max(items) > 1 as has_item_columns
    from (
        select instance_no, printed_at, count(distinct item) as items from item_line group by instance_no, printed_at
    )
    group by instance_no
),
placed as (
    select
        item_line.*,
        case when layout.has_item_columns then item_line.printed_at::varchar else item_line.unit_id end as line
    from item_line
    join layout using (instance_no)
),
-- rows of units; where nothing tells them apart, the first may be the department's own sum
unit_line as (
    select
        instance_no,
        line,
        bool_and(is_leaf) over (partition by instance_no) = bool_or(is_leaf) over (partition by instance_no)
            and count(*) over (partition by instance_no) > 1
            and printed_at = min(printed_at) over (partition by instance_no) as is_doubtful
    from (
        select instance_no, line, printed_at, bool_or(is_item) as is_leaf
        from placed
        join layout using (instance_no)
        where line_item = 'unit' and has_item_columns
        group by instance_no, line, printed_at
    )
    qualify is_leaf or not bool_or(is_leaf) over (partition by instance_no)
),
printed_tree as (
    select whole.fact_id as whole_fact_id, 'items' as breakdown, false as is_doubtful, part.*
    from placed as whole
    join placed as part using (instance_no, line, fiscal_year, stage, funding, category)
    join tree on tree.whole_item = whole.item and tree.part_item = part.item
    union all
    -- the total row of a table of units
    select whole.fact_id, 'units', unit_line.is_doubtful, part.*
    from placed as whole
    join placed as part using (instance_no, item, fiscal_year, stage, funding, category)
    join unit_line on unit_line.instance_no = part.instance_no and unit_line.line = part.line
    where whole.line_item = 'total' and part.line_item = 'unit'
    union all
    -- vehicles that are only printed as purchase and running
    select whole.fact_id, 'items', false, part.*
    from placed as whole
    join placed as part using (instance_no, line, fiscal_year, stage, funding, category)
    where whole.item = 'total'
        and part.item in ('vehicle_purchase', 'vehicle_running')
        and (instance_no, line, fiscal_year, stage, funding, category) not in (
            select (instance_no, line, fiscal_year, stage, funding, category) from placed where item = 'vehicle'
        )
    union all
    -- meetings and training may be inside the total
    select whole.fact_id, 'items', true, part.*
    from placed as whole
    join placed as part using (instance_no, line, fiscal_year, stage, funding, category)
    where whole.item = 'total' and part.item in ('meeting', 'training')
),
part_sum as (
    select
        whole_fact_id,
        breakdown,
        is_doubtful,
        count(*) as addends,
        count(distinct item) as items,
        sum(amount_yuan) as amount_yuan,
        sum(low_yuan) as low_yuan,
        sum(high_yuan) as high_yuan,
        list(fact_id) as fact_ids
    from printed_tree
    group by whole_fact_id, breakdown, is_doubtful
),
compared as (
    select
        placed.*,
        sure.breakdown,
        sure.addends,
        sure.items,
        sure.amount_yuan as sure_yuan,
        sure.low_yuan as sure_low,
        sure.high_yuan as sure_high,
        sure.fact_ids as sure_fact_ids,
        case when takes_doubtful(placed.amount_yuan, sure.amount_yuan, doubtful.amount_yuan) then doubtful end as doubtful
    from placed
    join part_sum as sure on sure.whole_fact_id = placed.fact_id and not sure.is_doubtful
    left join part_sum as doubtful
        on doubtful.whole_fact_id = placed.fact_id
        and doubtful.breakdown = sure.breakdown
        and doubtful.is_doubtful
)
select
    form_instance.document_id,
    form_instance.form,
    form_instance.stage,
    case when compared.breakdown = 'units' then 'units ' else '' end
    || row_name(compared.item, '', compared.unit_id, form_instance.unit_id)
    || column_name(
        compared.funding, compared.category, compared.fiscal_year, compared.stage,
        form_instance.fiscal_year, form_instance.stage, form_instance.instance_label
    ) as key,
    'eq' as relation,
    sure_yuan + coalesce(doubtful.amount_yuan, 0) as expected_yuan,
    sure_low + coalesce(doubtful.low_yuan, 0) as expected_low_yuan,
    sure_high + coalesce(doubtful.high_yuan, 0) as expected_high_yuan,
    amount_yuan as actual_yuan,
    low_yuan as actual_low_yuan,
    high_yuan as actual_high_yuan,
    addends + coalesce(doubtful.addends, 0) as addends,
    list_sort(list_concat(sure_fact_ids, doubtful.fact_ids)) as expected_fact_ids,
    [fact_id] as actual_fact_ids,
    case
        when breakdown = 'items' and addends > items then 'item_printed_twice'
        when unread.instance_no is not null then 'unread_cell'
    end as not_evaluable_reason
from compared
join form_instance using (instance_no)
left join (select instance_no from unread group by all) as unread using (instance_no);
