-- Which rows make up a total row or a unit's row, in forms that are one table under one total.

-- A list prints its total at the foot or at the head, with carry-over beside it: 收支总表 and its like, and a vertical list of
-- sources. Lists have their own edges, see 06_list.sql.
create or replace temp table list_instance as
select instance_no, side
from printed_row
group by instance_no, side
having bool_or(starts_with(form, 'summary') or starts_with(form, 'appropriation_summary'))
    or (side = 'expenditure' and bool_or(line_item = 'grand_total'))
    or (side = 'revenue' and bool_or(line_item in ('source', 'carryover')) and not bool_or(names_subject));

-- Rows that no other subject's row contains.
create or replace temp table top_row as
select printed_row.*
from printed_row
where printed_row.names_subject and printed_row.row_id not in (select child_row_id from subject_edge);

-- level: 'subject' between subjects, 'total' from a total row or a unit's row down.
create or replace temp table row_edge as
with table_row as (
    select printed_row.*
    from printed_row
    where printed_row.three_public_item = ''
        and (printed_row.instance_no, printed_row.side) not in (select instance_no, side from list_instance)
),
-- The row that closes a table: 合计, else 本年支出合计.
foot as (
    select *
    from table_row
    where line_item in ('total', 'current_year')
    qualify line_item = max(line_item) over (partition by instance_no, side)
),
table_top as (
    select top_row.*
    from top_row
    where (top_row.instance_no, top_row.side) not in (select instance_no, side from list_instance)
),
-- A department's own row and that of its head office may carry one name; the last one stands above the subjects.
unit_row as (
    select *
    from table_row
    where line_item = 'unit'
    qualify row_number() over (partition by instance_no, side, unit_id order by printed_at desc) = 1
),
unit_with_subjects as (
    select unit_row.*
    from unit_row
    where (unit_row.instance_no, unit_row.side, unit_row.unit_id) in (select instance_no, side, unit_id from table_top)
),
unit_table as (
    select instance_no, side from unit_with_subjects group by instance_no, side
),
unit_list as (
    select
        table_row.*,
        row_number() over (partition by instance_no, side order by printed_at) = 1 as is_first,
        bool_and(is_item) over (partition by instance_no, side)
            and count(*) over (partition by instance_no, side) > 1 as may_head_the_others
    from table_row
    where line_item = 'unit' and (instance_no, side) not in (select instance_no, side from unit_table)
),
edge as (
    -- a unit's row = its own subjects
    select unit_with_subjects.row_id as parent_row_id, table_top.row_id as child_row_id, false as is_doubtful
    from unit_with_subjects
    join table_top
        on table_top.instance_no = unit_with_subjects.instance_no
        and table_top.side = unit_with_subjects.side
        and table_top.unit_id = unit_with_subjects.unit_id
    union all
    -- the total of a table by unit and subject = the units, and the subjects of units without a row
    select foot.row_id, unit_with_subjects.row_id, false
    from foot
    join unit_with_subjects
        on unit_with_subjects.instance_no = foot.instance_no and unit_with_subjects.side = foot.side
    union all
    select foot.row_id, table_top.row_id, false
    from foot
    join unit_table on unit_table.instance_no = foot.instance_no and unit_table.side = foot.side
    join table_top on table_top.instance_no = foot.instance_no and table_top.side = foot.side
    where (table_top.instance_no, table_top.side, table_top.unit_id)
        not in (select instance_no, side, unit_id from unit_with_subjects)
    union all
    -- the total of a list of units = the units; the first one may be the department's own sum
    select foot.row_id, unit_list.row_id, unit_list.may_head_the_others and unit_list.is_first
    from foot
    join unit_list on unit_list.instance_no = foot.instance_no and unit_list.side = foot.side
    where unit_list.is_item
    union all
    -- the total of a table by subject = its topmost rows
    select foot.row_id, table_top.row_id, false
    from foot
    join table_top on table_top.instance_no = foot.instance_no and table_top.side = foot.side
    where (foot.instance_no, foot.side) not in (select instance_no, side from unit_table)
        and (
            table_top.unit_id = foot.unit_id
            or (foot.instance_no, foot.side, foot.unit_id) not in (select instance_no, side, unit_id from table_top)
        )
    union all
    -- the one total of a table with a column of units, the publisher among them, may be that of all units
    select foot.row_id, table_top.row_id, true
    from foot
    join table_top on table_top.instance_no = foot.instance_no and table_top.side = foot.side
    where (foot.instance_no, foot.side) not in (select instance_no, side from unit_table)
        and table_top.unit_id <> foot.unit_id
        and (foot.instance_no, foot.side, foot.unit_id) in (select instance_no, side, unit_id from table_top)
        and (foot.instance_no, foot.side)
            in (select instance_no, side from foot group by instance_no, side having count(*) = 1)
)
select parent_row_id, child_row_id, 'total' as level, is_doubtful, false as is_ambiguous from edge
union all
select parent_row_id, child_row_id, 'subject', false, is_ambiguous from subject_edge;
