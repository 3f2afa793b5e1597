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

-- The parts of one row's column, added up.
create or replace temp macro row_part_sum(with_doubtful) as table
    select
        part.row_id,
        measure_edge.whole_measure_no as measure_no,
        measure_edge.tree,
        any_value(measure_edge.parts) as parts,
        count(*) as addends,
        sum(part.amount_yuan) as amount_yuan,
        sum(part.low_yuan) as low_yuan,
        sum(part.high_yuan) as high_yuan,
        list(part.fact_id) as fact_ids
    from printed_number as part
    join column_set_of_instance using (instance_no, side)
    join measure_edge
        on measure_edge.column_set_no = column_set_of_instance.column_set_no
        and measure_edge.part_measure_no = part.measure_no
    where measure_edge.is_doubtful = with_doubtful
    group by part.row_id, measure_edge.whole_measure_no, measure_edge.tree;

-- Few: a table of its own tells how few.
create or replace temp table doubtful_row_part as
from row_part_sum(true);

-- One row's column against the columns that are its parts. tree: funding or category.
create or replace temp table row_sum as
with own_year as (
    -- 总计 beside 当年 and 上年结转: the categories printed for 当年 are parts of its own total, the last copy of that measure
    select carried.row_id, printed_number.measure_no
    from printed_number
    join (select distinct row_id from printed_amount where starts_with(funding, 'carryover')) as carried using (row_id)
    where printed_number.copy_no > 1
    group by all
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
    from printed_number as whole
    join row_part_sum(false) as sure on sure.row_id = whole.row_id and sure.measure_no = whole.measure_no
    left join doubtful_row_part as doubtful
        on doubtful.row_id = whole.row_id and doubtful.measure_no = whole.measure_no and doubtful.tree = sure.tree
    left join own_year
        on sure.tree = 'category'
        and whole.copy_no = 1
        and own_year.row_id = whole.row_id
        and own_year.measure_no = whole.measure_no
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
        column_measure.funding, column_measure.category, column_measure.fiscal_year, column_measure.stage,
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
join column_measure on column_measure.measure_no = compared.measure_no
left join unread_row
    on unread_row.instance_no = printed_row.instance_no
    and unread_row.page = printed_row.page
    and unread_row.row_no = printed_row.row_no
left join form_without_a_column on form_without_a_column.instance_no = printed_row.instance_no;

-- A subject whose place is a guess may be a part of any row of its table.
create or replace temp table table_with_unplaced as
select instance_no, side from printed_row where is_unplaced group by all;

-- The parts of a row, added up column by column.
create or replace temp macro column_part_sum(with_doubtful) as table
    select
        row_edge.parent_row_id as row_id,
        part.measure_no,
        part.copy_no,
        count(*) as addends,
        sum(part.amount_yuan) as amount_yuan,
        sum(part.low_yuan) as low_yuan,
        sum(part.high_yuan) as high_yuan,
        list(part.fact_id) as fact_ids
    from row_edge
    join printed_number as part on part.row_id = row_edge.child_row_id
    where row_edge.is_doubtful = with_doubtful
    group by row_edge.parent_row_id, part.measure_no, part.copy_no;

create or replace temp table doubtful_column_part as
from column_part_sum(true);

-- Rows that have parts. breakdown says what the parts are: function, economic or unit.
create or replace temp table summed_row as
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
)
select
    whole_row.row_id,
    whole_row.level,
    whole_row.breakdown,
    printed_row.instance_no,
    printed_row.side,
    row_name(
        printed_row.line_item,
        concat_ws(
            '+', nullif(printed_row.function_code, ''), nullif(printed_row.economic_code, ''),
            nullif(printed_row.government_code, '')
        ),
        printed_row.unit_id,
        form_instance.unit_id
    ) as name,
    case
        when whole_row.is_ambiguous then 'subject_printed_twice'
        when table_with_unplaced.instance_no is not null and whole_row.breakdown <> 'unit' then 'subject_without_place'
        when form_without_a_row.instance_no is not null then 'unread_cell'
    end as excuse
from whole_row
join printed_row on printed_row.row_id = whole_row.row_id
join form_instance on form_instance.instance_no = printed_row.instance_no
left join table_with_unplaced
    on table_with_unplaced.instance_no = printed_row.instance_no and table_with_unplaced.side = printed_row.side
left join form_without_a_row on form_without_a_row.instance_no = printed_row.instance_no;

-- A total row, a unit's row or a subject's row against the rows that are its parts, column by column. A whole that none of the printed
-- parts share a column with lacks a side.
create or replace temp table column_sum as
with compared as (
    select
        whole.measure_no,
        whole.column_no,
        whole.amount_yuan,
        whole.low_yuan,
        whole.high_yuan,
        whole.fact_id,
        summed_row.* exclude (row_id),
        sure.addends,
        sure.amount_yuan as sure_yuan,
        sure.low_yuan as sure_low,
        sure.high_yuan as sure_high,
        sure.fact_ids as sure_fact_ids,
        case
            when sure.amount_yuan is null or takes_doubtful(whole.amount_yuan, sure.amount_yuan, doubtful.amount_yuan)
                then doubtful
        end as doubtful
    from summed_row
    join (from printed_number select * exclude (instance_no, side)) as whole on whole.row_id = summed_row.row_id
    left join column_part_sum(false) as sure
        on sure.row_id = whole.row_id and sure.measure_no = whole.measure_no and sure.copy_no = whole.copy_no
    left join doubtful_column_part as doubtful
        on doubtful.row_id = whole.row_id
        and doubtful.measure_no = whole.measure_no
        and doubtful.copy_no = whole.copy_no
    where sure.row_id is not null or whole.amount_yuan <> 0
)
select
    form_instance.document_id,
    form_instance.form,
    compared.side,
    compared.level,
    compared.breakdown,
    compared.name
    || column_name(
        column_measure.funding, column_measure.category, column_measure.fiscal_year, column_measure.stage,
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
        when compared.excuse is not null then compared.excuse
        when unread_column.column_no is not null then 'unread_cell'
    end as not_evaluable_reason
from compared
join form_instance on form_instance.instance_no = compared.instance_no
join column_measure on column_measure.measure_no = compared.measure_no
left join unread_column
    on unread_column.instance_no = compared.instance_no and unread_column.column_no = compared.column_no;
