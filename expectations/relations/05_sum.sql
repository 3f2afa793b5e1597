-- Sums along rows and down columns, in the shape that an identity returns. Ends of intervals are added one by one.

-- Where in a form a comparison was made, for people: "20805 / general_public / basic".
create or replace temp macro row_name(line_item, codes, unit_id, form_unit_id) as
    coalesce(nullif(codes, ''), line_item)
    || case when unit_id = form_unit_id then '' else ' @ ' || unit_id end;

-- The year and stage of a column, where they are not the document's own.
create or replace temp macro time_name(fiscal_year, stage, form_year, form_stage) as
    case when fiscal_year is not distinct from form_year then '' else ' / ' || fiscal_year end
    || case when stage is not distinct from form_stage then '' else ' / ' || stage end;

create or replace temp macro column_name(funding, category, fiscal_year, stage, form_year, form_stage, instance_label) as
    ' / ' || funding || ' / ' || category || time_name(fiscal_year, stage, form_year, form_stage) || instance_label;

-- Of two readings of a sum, with and without its doubtful parts, the one nearer to the printed whole is meant.
create or replace temp macro takes_doubtful(whole, sure, doubtful) as
    coalesce(abs(whole - sure - doubtful) < abs(whole - sure), false);

-- One row's column against the columns that are its parts. tree: funding or category.
create or replace temp table row_sum as
with own_year as (
    -- 总计 beside 当年 and 上年结转: the categories printed for 当年 are parts of its own total, the last copy of that measure
    select carried.row_id, printed_amount.fiscal_year, printed_amount.stage, printed_amount.funding, category
    from printed_amount
    join (select distinct row_id from printed_amount where starts_with(funding, 'carryover')) as carried using (row_id)
    where printed_amount.copy_no > 1
    group by all
),
part_sum as (
    select
        part.row_id,
        part.fiscal_year,
        part.stage,
        column_edge.tree,
        column_edge.whole_funding,
        column_edge.whole_category,
        column_edge.is_doubtful,
        any_value(column_edge.parts) as parts,
        count(*) as addends,
        sum(part.amount_yuan) as amount_yuan,
        sum(part.low_yuan) as low_yuan,
        sum(part.high_yuan) as high_yuan,
        list(part.fact_id) as fact_ids
    from printed_amount as part
    join row_columns on row_columns.row_id = part.row_id
    join column_edge
        on column_edge.column_set_no = row_columns.column_set_no
        and column_edge.part_funding = part.funding
        and column_edge.part_category = part.category
    group by
        part.row_id, part.fiscal_year, part.stage,
        column_edge.tree, column_edge.whole_funding, column_edge.whole_category, column_edge.is_doubtful
),
compared as (
    select
        whole.*,
        sure.tree,
        sure.parts,
        sure.addends,
        sure.amount_yuan as sure_yuan,
        sure.low_yuan as sure_low,
        sure.high_yuan as sure_high,
        sure.fact_ids as sure_fact_ids,
        case when takes_doubtful(whole.amount_yuan, sure.amount_yuan, doubtful.amount_yuan) then doubtful end as doubtful
    from printed_amount as whole
    join part_sum as sure
        on sure.row_id = whole.row_id
        and sure.fiscal_year = whole.fiscal_year
        and sure.stage = whole.stage
        and sure.whole_funding = whole.funding
        and sure.whole_category = whole.category
        and not sure.is_doubtful
    left join part_sum as doubtful
        on doubtful.row_id = whole.row_id
        and doubtful.fiscal_year = whole.fiscal_year
        and doubtful.stage = whole.stage
        and doubtful.tree = sure.tree
        and doubtful.whole_funding = whole.funding
        and doubtful.whole_category = whole.category
        and doubtful.is_doubtful
    left join own_year
        on sure.tree = 'category'
        and whole.copy_no = 1
        and own_year.row_id = whole.row_id
        and own_year.fiscal_year = whole.fiscal_year
        and own_year.stage = whole.stage
        and own_year.funding = whole.funding
        and own_year.category = whole.category
    where own_year.row_id is null
)
select
    form_instance.document_id,
    form_instance.form,
    printed_row.side,
    compared.tree,
    'row '
    || row_name(
        printed_row.line_item,
        concat_ws(
            '+', nullif(printed_row.function_code, ''), nullif(printed_row.economic_code, ''),
            nullif(printed_row.government_code, ''), nullif(printed_row.three_public_item, '')
        ),
        printed_row.unit_id,
        form_instance.unit_id
    )
    || column_name(
        compared.funding, compared.category, compared.fiscal_year, compared.stage,
        form_instance.fiscal_year, form_instance.stage, form_instance.instance_label
    ) as key,
    case when compared.parts < 2 then 'le' else 'eq' end as relation,
    compared.sure_yuan + coalesce(compared.doubtful.amount_yuan, 0) as expected_yuan,
    compared.sure_low + coalesce(compared.doubtful.low_yuan, 0) as expected_low_yuan,
    compared.sure_high + coalesce(compared.doubtful.high_yuan, 0) as expected_high_yuan,
    compared.amount_yuan as actual_yuan,
    compared.low_yuan as actual_low_yuan,
    compared.high_yuan as actual_high_yuan,
    compared.addends + coalesce(compared.doubtful.addends, 0) as addends,
    list_sort(list_concat(compared.sure_fact_ids, compared.doubtful.fact_ids)) as expected_fact_ids,
    [compared.fact_id] as actual_fact_ids,
    case when unread_row.row_no is not null or form_without_a_column.instance_no is not null then 'unread_cell' end
        as not_evaluable_reason
from compared
join printed_row on printed_row.row_id = compared.row_id
join form_instance on form_instance.instance_no = printed_row.instance_no
left join unread_row
    on unread_row.instance_no = printed_row.instance_no
    and unread_row.page = printed_row.page
    and unread_row.row_no = printed_row.row_no
left join form_without_a_column on form_without_a_column.instance_no = printed_row.instance_no;

-- A subject whose place is a guess may be a part of any row of its table.
create or replace temp table table_with_unplaced as
select instance_no, side from printed_row where is_unplaced group by all;

-- A total row, a unit's row or a subject's row against the rows that are its parts, column by column. breakdown says what the
-- parts are: function, economic or unit. A whole that none of the printed parts share a column with lacks a side.
create or replace temp table column_sum as
with whole_row as (
    select
        row_edge.parent_row_id as row_id,
        row_edge.level,
        bool_or(row_edge.is_ambiguous) as is_ambiguous,
        max(
            case
                when part_row.function_code <> '' then 'function'
                when part_row.names_subject then 'economic'
                else 'unit'
            end
        ) as breakdown
    from row_edge
    join printed_row as part_row on part_row.row_id = row_edge.child_row_id
    group by row_edge.parent_row_id, row_edge.level
),
part_sum as (
    select
        row_edge.parent_row_id,
        row_edge.is_doubtful,
        part.fiscal_year,
        part.stage,
        part.funding,
        part.category,
        part.copy_no,
        count(*) as addends,
        sum(part.amount_yuan) as amount_yuan,
        sum(part.low_yuan) as low_yuan,
        sum(part.high_yuan) as high_yuan,
        list(part.fact_id) as fact_ids
    from row_edge
    join printed_amount as part on part.row_id = row_edge.child_row_id
    group by
        row_edge.parent_row_id, row_edge.is_doubtful,
        part.fiscal_year, part.stage, part.funding, part.category, part.copy_no
),
compared as (
    select
        whole.*,
        whole_row.level,
        whole_row.breakdown,
        whole_row.is_ambiguous,
        sure.addends,
        sure.amount_yuan as sure_yuan,
        sure.low_yuan as sure_low,
        sure.high_yuan as sure_high,
        sure.fact_ids as sure_fact_ids,
        case
            when sure.amount_yuan is null or takes_doubtful(whole.amount_yuan, sure.amount_yuan, doubtful.amount_yuan)
                then doubtful
        end as doubtful
    from whole_row
    join printed_amount as whole on whole.row_id = whole_row.row_id
    left join part_sum as sure
        on sure.parent_row_id = whole.row_id
        and sure.fiscal_year = whole.fiscal_year
        and sure.stage = whole.stage
        and sure.funding = whole.funding
        and sure.category = whole.category
        and sure.copy_no = whole.copy_no
        and not sure.is_doubtful
    left join part_sum as doubtful
        on doubtful.parent_row_id = whole.row_id
        and doubtful.fiscal_year = whole.fiscal_year
        and doubtful.stage = whole.stage
        and doubtful.funding = whole.funding
        and doubtful.category = whole.category
        and doubtful.copy_no = whole.copy_no
        and doubtful.is_doubtful
    where sure.parent_row_id is not null or whole.amount_yuan <> 0
)
select
    form_instance.document_id,
    form_instance.form,
    printed_row.side,
    compared.level,
    compared.breakdown,
    row_name(
        printed_row.line_item,
        concat_ws(
            '+', nullif(printed_row.function_code, ''), nullif(printed_row.economic_code, ''),
            nullif(printed_row.government_code, '')
        ),
        printed_row.unit_id,
        form_instance.unit_id
    )
    || column_name(
        compared.funding, compared.category, compared.fiscal_year, compared.stage,
        form_instance.fiscal_year, form_instance.stage, form_instance.instance_label
    ) as key,
    'eq' as relation,
    coalesce(compared.sure_yuan + compared.doubtful.amount_yuan, compared.sure_yuan, compared.doubtful.amount_yuan)
        as expected_yuan,
    coalesce(compared.sure_low + compared.doubtful.low_yuan, compared.sure_low, compared.doubtful.low_yuan)
        as expected_low_yuan,
    coalesce(compared.sure_high + compared.doubtful.high_yuan, compared.sure_high, compared.doubtful.high_yuan)
        as expected_high_yuan,
    compared.amount_yuan as actual_yuan,
    compared.low_yuan as actual_low_yuan,
    compared.high_yuan as actual_high_yuan,
    coalesce(compared.addends, 0) + coalesce(compared.doubtful.addends, 0) as addends,
    list_sort(list_concat(compared.sure_fact_ids, compared.doubtful.fact_ids)) as expected_fact_ids,
    [compared.fact_id] as actual_fact_ids,
    case
        when compared.sure_yuan is null and compared.doubtful is null then 'side_missing'
        when compared.is_ambiguous then 'subject_printed_twice'
        when table_with_unplaced.instance_no is not null and compared.breakdown <> 'unit' then 'subject_without_place'
        when unread_column.column_no is not null or form_without_a_row.instance_no is not null then 'unread_cell'
    end as not_evaluable_reason
from compared
join printed_row on printed_row.row_id = compared.row_id
join form_instance on form_instance.instance_no = printed_row.instance_no
left join table_with_unplaced
    on table_with_unplaced.instance_no = printed_row.instance_no and table_with_unplaced.side = printed_row.side
left join unread_column
    on unread_column.instance_no = printed_row.instance_no and unread_column.column_no = compared.column_no
left join form_without_a_row on form_without_a_row.instance_no = printed_row.instance_no;
