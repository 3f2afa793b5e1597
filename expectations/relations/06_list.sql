-- Which rows make up which in lists: 收支总表, 财政拨款收支总表, a vertical list of sources.

-- Lines of a list. On the revenue side a row is a source, whatever its column. On the expenditure side a row of a category, or of
-- money that is not spent, stands in the column of the total; so do the economic blocks, whose rows carry the category.
create or replace temp table list_line as
select
    printed_amount.*,
    printed_row.instance_no,
    printed_row.side,
    printed_row.printed_at,
    printed_row.line_item,
    printed_row.unit_id,
    printed_row.is_item,
    case when printed_row.side = 'revenue' then '' else printed_amount.funding end as column_funding,
    case
        when printed_row.side = 'revenue' then ''
        when printed_row.line_item in ('category', 'carry_forward', 'surplus_distribution') then 'total'
        when printed_row.form like '%economic' then 'total'
        else printed_amount.category
    end as column_category,
    case
        when printed_row.side = 'revenue' then 'source'
        when printed_row.names_subject then 'subject'
        when printed_row.line_item in ('carry_forward', 'surplus_distribution') then 'unspent'
        when printed_row.line_item = 'total' then 'grand_total'
        else printed_row.line_item
    end as line_kind,
    printed_row.form like '%economic' as is_economic
from list_instance
join printed_row on printed_row.instance_no = list_instance.instance_no and printed_row.side = list_instance.side
join printed_amount on printed_amount.row_id = printed_row.row_id
where not printed_row.names_subject or printed_row.row_id in (select row_id from top_row);

-- Lines of revenue lists. is_outside: a source below the foot of the current year's money (上级补助收入 under 本年收入合计) is no part
-- of it. is_counted: of lines that name one source subtotals count, and of the current year's the last. is_repeated: a further line of
-- one source, which may be a detail of the first.
create or replace temp table source_line as
with line as (
    select *
    from list_line
    where side = 'revenue'
    qualify count(*) over (partition by row_id, fiscal_year, stage) = 1
),
current_source as (
    select descendant as funding
    from measure_path
    where measure_kind = 'funding' and ancestor = 'current_year'
),
foot as (
    select
        current_line.instance_no,
        current_line.fiscal_year,
        current_line.stage,
        max(current_line.printed_at) as printed_at
    from line as current_line
    join line as source
        on source.instance_no = current_line.instance_no
        and source.fiscal_year = current_line.fiscal_year
        and source.stage = current_line.stage
        and source.printed_at < current_line.printed_at
    join current_source on current_source.funding = source.funding
    where current_line.funding = 'current_year'
    group by current_line.instance_no, current_line.fiscal_year, current_line.stage
)
select
    line.*,
    coalesce(current_source.funding is not null and line.printed_at > foot.printed_at, false) as is_outside,
    case
        when line.funding = 'current_year' then line.printed_at = max(line.printed_at) over same_source
        else line.is_item = bool_and(line.is_item) over same_source
    end as is_counted,
    line.printed_at > min(line.printed_at) over same_source as is_repeated
from line
left join current_source on current_source.funding = line.funding
left join foot
    on foot.instance_no = line.instance_no
    and foot.fiscal_year = line.fiscal_year
    and foot.stage = line.stage
window same_source as (partition by line.instance_no, line.fiscal_year, line.stage, line.funding);

-- A source is a part of the nearest printed source above it in the tree; one outside the current year's money, of the total.
create or replace temp table source_edge as
with pair as (
    select
        whole.row_id as parent_row_id,
        part.row_id as child_row_id,
        whole.fiscal_year,
        whole.stage,
        whole.funding as whole_funding,
        part.funding as part_funding,
        measure_path.has_only_child,
        part.is_counted,
        part.is_repeated and part.funding <> 'current_year' as is_repeated
    from source_line as whole
    join source_line as part
        on part.instance_no = whole.instance_no
        and part.fiscal_year = whole.fiscal_year
        and part.stage = whole.stage
    join measure_path
        on measure_path.measure_kind = 'funding'
        and measure_path.ancestor = whole.funding
        and measure_path.descendant = part.funding
    where whole.funding = 'total' or whole.is_outside = part.is_outside
),
between_pair as (
    select
        upper.parent_row_id,
        lower.child_row_id,
        lower.fiscal_year,
        lower.stage,
        bool_or(not lower.has_only_child) as is_covered,
        bool_or(lower.has_only_child) as is_doubtful
    from pair as upper
    join pair as lower
        on lower.parent_row_id = upper.child_row_id
        and lower.fiscal_year = upper.fiscal_year
        and lower.stage = upper.stage
    group by upper.parent_row_id, lower.child_row_id, lower.fiscal_year, lower.stage
)
select
    pair.parent_row_id,
    pair.child_row_id,
    case when pair.whole_funding = 'total' then 'grand_total' else 'source' end as level,
    pair.is_repeated or coalesce(between_pair.is_doubtful, false) as is_doubtful,
    pair.whole_funding in ('total', 'current_year') as is_complete
from pair
left join between_pair
    on between_pair.parent_row_id = pair.parent_row_id
    and between_pair.child_row_id = pair.child_row_id
    and between_pair.fiscal_year = pair.fiscal_year
    and between_pair.stage = pair.stage
where pair.is_counted and not pair.has_only_child and not coalesce(between_pair.is_covered, false)
group by all;

-- Expenditure. Members are the topmost subjects and the categories; where categories split the whole (基本, 项目), they are
-- a second breakdown beside the subjects, and in an economic block they stand above its subjects. Economic subjects of no category
-- beside such categories (支出性质 and 经济分类 in one list) break the whole down once more.
create or replace temp table expenditure_edge as
with line as (
    select
        instance_no, row_id, line_kind, line_item, is_economic,
        any_value(category) as category,
        any_value(printed_at) as printed_at
    from list_line
    where side = 'expenditure'
    group by instance_no, row_id, line_kind, line_item, is_economic
),
category_line as (
    select
        line.*,
        line.category in ('basic', 'personnel', 'public', 'project', 'reserve') as splits_the_whole
    from line
    where line.line_kind = 'category'
),
category_pair as (
    select whole.row_id as parent_row_id, part.row_id as child_row_id
    from category_line as whole
    join category_line as part on part.instance_no = whole.instance_no
    join measure_path
        on measure_path.measure_kind = 'category'
        and measure_path.ancestor = whole.category
        and measure_path.descendant = part.category
),
split_instance as (
    select instance_no from category_line where splits_the_whole group by instance_no
),
-- breakdown: what a member adds up with
member as (
    select line.instance_no, line.row_id, line.printed_at, 'subject' as breakdown
    from line
    left join split_instance on split_instance.instance_no = line.instance_no
    where line.line_kind = 'subject'
        and not (line.is_economic and line.category <> 'total' and split_instance.instance_no is not null)
    union all
    select
        category_line.instance_no,
        category_line.row_id,
        category_line.printed_at,
        case when split_instance.instance_no is null then 'subject' else 'category' end
    from category_line
    left join split_instance on split_instance.instance_no = category_line.instance_no
    where category_line.row_id not in (select child_row_id from category_pair)
    union all
    -- an economic subject of a category that has no row of its own
    select line.instance_no, line.row_id, line.printed_at, 'category'
    from line
    join split_instance on split_instance.instance_no = line.instance_no
    where line.line_kind = 'subject'
        and line.is_economic
        and line.category <> 'total'
        and (line.instance_no, line.category) not in (select instance_no, category from category_line)
),
current_line as (
    select
        line.instance_no,
        line.row_id,
        line.printed_at,
        exists (
            select 1
            from member
            where member.instance_no = line.instance_no and member.printed_at < line.printed_at
        ) as is_foot,
        lead(line.printed_at) over (partition by line.instance_no order by line.printed_at) as next_at,
        row_number() over (partition by line.instance_no order by line.printed_at desc) = 1 as is_last
    from line
    where line.line_kind = 'current_year'
),
grand_line as (
    select instance_no, row_id, printed_at from line where line_kind = 'grand_total'
),
unspent_line as (
    select
        instance_no,
        row_id,
        row_number() over (partition by instance_no, line_item, category order by printed_at) > 1 as is_doubtful
    from line
    where line_kind = 'unspent'
)
select
    current_line.row_id as parent_row_id, member.row_id as child_row_id,
    'current_year' as level, member.breakdown, false as is_doubtful, true as is_complete
from current_line
join member
    on member.instance_no = current_line.instance_no
    and case
        when current_line.is_foot then member.printed_at < current_line.printed_at
        else member.printed_at > current_line.printed_at
            and member.printed_at < coalesce(current_line.next_at, member.printed_at + 1)
    end
union all
select category_line.row_id, line.row_id, 'category', 'subject', false, true
from category_line
join line
    on line.instance_no = category_line.instance_no
    and line.line_kind = 'subject'
    and line.is_economic
    and line.category = category_line.category
union all
select category_pair.parent_row_id, category_pair.child_row_id, 'category', 'category', false, false
from category_pair
union all
-- the grand total: the current year's money, what stands below its foot, and what is not spent
select grand_line.row_id, current_line.row_id, 'grand_total', 'statement', false, true
from grand_line
join current_line on current_line.instance_no = grand_line.instance_no and current_line.is_last
union all
select grand_line.row_id, member.row_id, 'grand_total', 'statement', false, true
from grand_line
join current_line on current_line.instance_no = grand_line.instance_no and current_line.is_last
join member
    on member.instance_no = grand_line.instance_no
    and member.printed_at > current_line.printed_at
    and member.printed_at < grand_line.printed_at
where current_line.is_foot
union all
select grand_line.row_id, unspent_line.row_id, 'grand_total', 'statement', unspent_line.is_doubtful, true
from grand_line
join unspent_line on unspent_line.instance_no = grand_line.instance_no
where grand_line.instance_no in (select instance_no from current_line)
union all
-- the grand total of a list that does not sum up the current year
select grand_line.row_id, member.row_id, 'grand_total', member.breakdown, false, true
from grand_line
join member on member.instance_no = grand_line.instance_no
where grand_line.instance_no not in (select instance_no from current_line)
union all
select grand_line.row_id, unspent_line.row_id, 'grand_total', breakdown.breakdown, unspent_line.is_doubtful, true
from grand_line
join unspent_line on unspent_line.instance_no = grand_line.instance_no
join (select instance_no, breakdown from member group by all) as breakdown
    on breakdown.instance_no = grand_line.instance_no
where grand_line.instance_no not in (select instance_no from current_line);

create or replace temp table list_edge as
select parent_row_id, child_row_id, level, 'source' as breakdown, is_doubtful, is_complete from source_edge
union all
select parent_row_id, child_row_id, level, breakdown, is_doubtful, is_complete from expenditure_edge;

-- A line of a list against the lines that are its parts, in the shape that an identity returns. A line that lists some parts
-- ("of which") may list one of several: then the part is at most the whole.
create or replace temp table list_sum as
with whole_line as (
    select
        parent_row_id as row_id,
        level,
        breakdown,
        bool_and(is_complete) or count(*) > 1 as is_complete
    from list_edge
    group by parent_row_id, level, breakdown
),
part_sum as (
    select
        list_edge.parent_row_id,
        list_edge.level,
        list_edge.breakdown,
        list_edge.is_doubtful,
        part.fiscal_year,
        part.stage,
        part.column_funding,
        part.column_category,
        count(*) as addends,
        sum(part.amount_yuan) as amount_yuan,
        sum(part.low_yuan) as low_yuan,
        sum(part.high_yuan) as high_yuan,
        list(part.fact_id) as fact_ids
    from list_edge
    join list_line as part on part.row_id = list_edge.child_row_id
    group by
        list_edge.parent_row_id, list_edge.level, list_edge.breakdown, list_edge.is_doubtful,
        part.fiscal_year, part.stage, part.column_funding, part.column_category
),
compared as (
    select
        whole.*,
        whole_line.level,
        whole_line.breakdown,
        whole_line.is_complete,
        sure.addends,
        sure.amount_yuan as sure_yuan,
        sure.low_yuan as sure_low,
        sure.high_yuan as sure_high,
        sure.fact_ids as sure_fact_ids,
        case when takes_doubtful(whole.amount_yuan, sure.amount_yuan, doubtful.amount_yuan) then doubtful end as doubtful
    from whole_line
    join list_line as whole on whole.row_id = whole_line.row_id
    left join part_sum as sure
        on sure.parent_row_id = whole.row_id
        and sure.level = whole_line.level
        and sure.breakdown = whole_line.breakdown
        and sure.fiscal_year = whole.fiscal_year
        and sure.stage = whole.stage
        and sure.column_funding = whole.column_funding
        and sure.column_category = whole.column_category
        and not sure.is_doubtful
    left join part_sum as doubtful
        on doubtful.parent_row_id = whole.row_id
        and doubtful.level = whole_line.level
        and doubtful.breakdown = whole_line.breakdown
        and doubtful.fiscal_year = whole.fiscal_year
        and doubtful.stage = whole.stage
        and doubtful.column_funding = whole.column_funding
        and doubtful.column_category = whole.column_category
        and doubtful.is_doubtful
    where sure.parent_row_id is not null or whole.amount_yuan <> 0
)
select
    form_instance.document_id,
    form_instance.form,
    compared.side,
    compared.level,
    compared.breakdown,
    case when compared.breakdown = 'category' then 'category ' else '' end
    || row_name(compared.line_item, '', compared.unit_id, form_instance.unit_id)
    || column_name(
        compared.funding, compared.category, compared.fiscal_year, compared.stage,
        form_instance.fiscal_year, form_instance.stage, form_instance.instance_label
    ) as key,
    case when compared.is_complete then 'eq' else 'le' end as relation,
    compared.sure_yuan + coalesce(compared.doubtful.amount_yuan, 0) as expected_yuan,
    compared.sure_low + coalesce(compared.doubtful.low_yuan, 0) as expected_low_yuan,
    compared.sure_high + coalesce(compared.doubtful.high_yuan, 0) as expected_high_yuan,
    compared.amount_yuan as actual_yuan,
    compared.low_yuan as actual_low_yuan,
    compared.high_yuan as actual_high_yuan,
    coalesce(compared.addends + coalesce(compared.doubtful.addends, 0), 0) as addends,
    list_sort(list_concat(compared.sure_fact_ids, compared.doubtful.fact_ids)) as expected_fact_ids,
    [compared.fact_id] as actual_fact_ids,
    case
        when compared.sure_yuan is null then 'side_missing'
        when table_with_unplaced.instance_no is not null and compared.breakdown = 'subject' then 'subject_without_place'
        when unread_column.column_no is not null or form_without_a_row.instance_no is not null then 'unread_cell'
    end as not_evaluable_reason
from compared
join form_instance on form_instance.instance_no = compared.instance_no
left join table_with_unplaced
    on table_with_unplaced.instance_no = compared.instance_no and table_with_unplaced.side = compared.side
left join unread_column
    on unread_column.instance_no = compared.instance_no and unread_column.column_no = compared.column_no
left join form_without_a_row on form_without_a_row.instance_no = compared.instance_no;
