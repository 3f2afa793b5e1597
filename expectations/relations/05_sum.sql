-- Sums along rows and down columns, in the shape that an identity returns. Ends of intervals are added one by one.

-- Where in a form a comparison was made, for people: "20805 / general_public / basic".
create or replace temp macro row_name(line_item, codes, unit_id, form_unit_id) as
    coalesce(nullif(array_to_string(list_filter(codes, lambda code: code <> ''), '+'), ''), line_item)
    || case when unit_id = form_unit_id then '' else ' @ ' || unit_id end;

-- The year and stage of a column, where they are not the document's own.
create or replace temp macro time_name(fiscal_year, stage, form_year, form_stage) as
    case when fiscal_year is not distinct from form_year then '' else ' / ' || fiscal_year end
    || case when stage is not distinct from form_stage then '' else ' / ' || stage end;

create or replace temp macro column_name(funding, category, fiscal_year, stage, form_year, form_stage, instance_label) as
    ' / ' || funding || ' / ' || category || time_name(fiscal_year, stage, form_year, form_stage) || instance_label;

-- Of two readings of a sum, with and without its doubtful parts, the one nearer to the printed whole is meant.
create or replace temp macro takes_doubtful(whole, sure, sure_addends, doubtful, doubtful_addends) as
    doubtful_addends > 0 and (sure_addends = 0 or abs(whole - sure - doubtful) < abs(whole - sure));

-- One row's column against the columns that are its parts. tree: funding or category.
create or replace temp view row_sum as
with part_sum as (
    select
        part.row_id,
        part.fiscal_year,
        part.stage,
        column_edge.tree,
        column_edge.whole_funding,
        column_edge.whole_category,
        any_value(column_edge.parts) as parts,
        count(*) filter (not column_edge.is_doubtful) as sure_addends,
        coalesce(sum(part.amount_yuan) filter (not column_edge.is_doubtful), 0) as sure_yuan,
        coalesce(sum(part.low_yuan) filter (not column_edge.is_doubtful), 0) as sure_low,
        coalesce(sum(part.high_yuan) filter (not column_edge.is_doubtful), 0) as sure_high,
        list(part.fact_id) filter (not column_edge.is_doubtful) as sure_fact_ids,
        count(*) filter (column_edge.is_doubtful) as doubtful_addends,
        coalesce(sum(part.amount_yuan) filter (column_edge.is_doubtful), 0) as doubtful_yuan,
        coalesce(sum(part.low_yuan) filter (column_edge.is_doubtful), 0) as doubtful_low,
        coalesce(sum(part.high_yuan) filter (column_edge.is_doubtful), 0) as doubtful_high,
        list(part.fact_id) filter (column_edge.is_doubtful) as doubtful_fact_ids
    from printed_amount as part
    join row_columns on row_columns.row_id = part.row_id
    join column_edge
        on column_edge.column_set_no = row_columns.column_set_no
        and column_edge.part_funding = part.funding
        and column_edge.part_category = part.category
    group by
        part.row_id, part.fiscal_year, part.stage,
        column_edge.tree, column_edge.whole_funding, column_edge.whole_category
),
compared as (
    select
        whole.*,
        part_sum.* exclude (row_id, fiscal_year, stage),
        takes_doubtful(
            whole.amount_yuan,
            part_sum.sure_yuan, part_sum.sure_addends, part_sum.doubtful_yuan, part_sum.doubtful_addends
        ) as takes_doubtful
    from printed_amount as whole
    join part_sum
        on part_sum.row_id = whole.row_id
        and part_sum.fiscal_year = whole.fiscal_year
        and part_sum.stage = whole.stage
        and part_sum.whole_funding = whole.funding
        and part_sum.whole_category = whole.category
)
select
    form_instance.document_id,
    form_instance.form,
    compared.side,
    compared.tree,
    'row '
    || row_name(
        compared.line_item,
        [
            printed_row.function_code, printed_row.economic_code, printed_row.government_code,
            printed_row.three_public_item
        ],
        compared.unit_id,
        form_instance.unit_id
    )
    || column_name(
        compared.funding, compared.category, compared.fiscal_year, compared.stage,
        form_instance.fiscal_year, form_instance.stage, form_instance.instance_label
    ) as key,
    case when compared.parts < 2 then 'le' else 'eq' end as relation,
    compared.sure_yuan + case when takes_doubtful then compared.doubtful_yuan else 0 end as expected_yuan,
    compared.sure_low + case when takes_doubtful then compared.doubtful_low else 0 end as expected_low_yuan,
    compared.sure_high + case when takes_doubtful then compared.doubtful_high else 0 end as expected_high_yuan,
    compared.amount_yuan as actual_yuan,
    compared.low_yuan as actual_low_yuan,
    compared.high_yuan as actual_high_yuan,
    compared.sure_addends + case when takes_doubtful then compared.doubtful_addends else 0 end as addends,
    list_sort(
        list_concat(compared.sure_fact_ids, case when takes_doubtful then compared.doubtful_fact_ids end)
    ) as expected_fact_ids,
    [compared.fact_id] as actual_fact_ids,
    case when unread_row.row_no is not null or form_without_a_column.instance_no is not null then 'unread_cell' end
        as not_evaluable_reason
from compared
join printed_row on printed_row.row_id = compared.row_id
join form_instance on form_instance.instance_no = printed_row.instance_no
left join unread_row
    on unread_row.instance_no = printed_row.instance_no
    and unread_row.page = compared.page
    and unread_row.row_no = compared.row_no
left join form_without_a_column on form_without_a_column.instance_no = printed_row.instance_no;

-- Subjects that hang below nothing known may be a part of any row of their table.
create or replace temp table table_with_unplaced as
select instance_no, side from printed_row where is_unplaced group by all;

-- A total row, a unit's row or a subject's row against the rows that are its parts, column by column. breakdown says what the
-- parts are: function, economic or unit. A whole that none of the printed parts share a column with lacks a side.
create or replace temp view column_sum as
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
        part.fiscal_year,
        part.stage,
        part.funding,
        part.category,
        count(*) filter (not row_edge.is_doubtful) as sure_addends,
        coalesce(sum(part.amount_yuan) filter (not row_edge.is_doubtful), 0) as sure_yuan,
        coalesce(sum(part.low_yuan) filter (not row_edge.is_doubtful), 0) as sure_low,
        coalesce(sum(part.high_yuan) filter (not row_edge.is_doubtful), 0) as sure_high,
        list(part.fact_id) filter (not row_edge.is_doubtful) as sure_fact_ids,
        count(*) filter (row_edge.is_doubtful) as doubtful_addends,
        coalesce(sum(part.amount_yuan) filter (row_edge.is_doubtful), 0) as doubtful_yuan,
        coalesce(sum(part.low_yuan) filter (row_edge.is_doubtful), 0) as doubtful_low,
        coalesce(sum(part.high_yuan) filter (row_edge.is_doubtful), 0) as doubtful_high,
        list(part.fact_id) filter (row_edge.is_doubtful) as doubtful_fact_ids
    from row_edge
    join printed_amount as part on part.row_id = row_edge.child_row_id
    group by row_edge.parent_row_id, part.fiscal_year, part.stage, part.funding, part.category
),
compared as (
    select
        whole.*,
        whole_row.level,
        whole_row.breakdown,
        whole_row.is_ambiguous,
        part_sum.* exclude (parent_row_id, fiscal_year, stage, funding, category),
        coalesce(
            takes_doubtful(
                whole.amount_yuan,
                part_sum.sure_yuan, part_sum.sure_addends, part_sum.doubtful_yuan, part_sum.doubtful_addends
            ),
            false
        ) as takes_doubtful
    from whole_row
    join printed_amount as whole on whole.row_id = whole_row.row_id
    left join part_sum
        on part_sum.parent_row_id = whole.row_id
        and part_sum.fiscal_year = whole.fiscal_year
        and part_sum.stage = whole.stage
        and part_sum.funding = whole.funding
        and part_sum.category = whole.category
    where part_sum.parent_row_id is not null or whole.amount_yuan <> 0
)
select
    form_instance.document_id,
    form_instance.form,
    compared.side,
    compared.level,
    compared.breakdown,
    row_name(
        compared.line_item,
        [printed_row.function_code, printed_row.economic_code, printed_row.government_code],
        compared.unit_id,
        form_instance.unit_id
    )
    || column_name(
        compared.funding, compared.category, compared.fiscal_year, compared.stage,
        form_instance.fiscal_year, form_instance.stage, form_instance.instance_label
    ) as key,
    'eq' as relation,
    compared.sure_yuan + case when takes_doubtful then compared.doubtful_yuan else 0 end as expected_yuan,
    compared.sure_low + case when takes_doubtful then compared.doubtful_low else 0 end as expected_low_yuan,
    compared.sure_high + case when takes_doubtful then compared.doubtful_high else 0 end as expected_high_yuan,
    compared.amount_yuan as actual_yuan,
    compared.low_yuan as actual_low_yuan,
    compared.high_yuan as actual_high_yuan,
    coalesce(
        compared.sure_addends + case when takes_doubtful then compared.doubtful_addends else 0 end, 0
    ) as addends,
    list_sort(
        list_concat(compared.sure_fact_ids, case when takes_doubtful then compared.doubtful_fact_ids end)
    ) as expected_fact_ids,
    [compared.fact_id] as actual_fact_ids,
    case
        when compared.sure_addends is null then 'side_missing'
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
