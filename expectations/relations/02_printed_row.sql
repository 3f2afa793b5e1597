-- Printed amounts of both fact tables in one shape, the rows they stand in, and which row is a part of which.

-- What subjects a row can name, numbered: rows are many, and what follows from their codes is found once a subject. subject_key joins
-- the codes of a row that names subjects of several classifications ("/30101/50101").
create or replace temp table row_subject as
with named as (
    select function_subject_id, economic_subject_id, government_economic_subject_id, three_public_subject_id
    from fact_expenditure
    union
    select function_subject_id, null, null, null
    from fact_revenue
),
coded as (
    select
        named.*,
        coalesce(function_node.code, '') as function_code,
        coalesce(economic_node.code, '') as economic_code,
        coalesce(government_node.code, '') as government_code,
        coalesce(three_public_node.code, '') as three_public_item,
        function_code || '/' || economic_code || '/' || government_code as subject_key
    from named
    left join subject_node as function_node on function_node.subject_id = named.function_subject_id
    left join subject_node as economic_node on economic_node.subject_id = named.economic_subject_id
    left join subject_node as government_node on government_node.subject_id = named.government_economic_subject_id
    left join subject_node as three_public_node on three_public_node.subject_id = named.three_public_subject_id
)
select
    row_number() over ()::integer as row_subject_no,
    dense_rank() over (order by subject_key)::integer as subject_no,
    *,
    subject_key <> '//' as names_subject,
    -- below a guessed parent, or below none
    contains(subject_key, '?') or contains(subject_key, '~') as is_unplaced
from coded;

-- What columns can measure, numbered for the same reason.
create or replace temp table column_measure as
select row_number() over ()::integer as measure_no, *
from (
    select fiscal_year, stage, funding, category from fact_expenditure
    union
    select fiscal_year, stage, funding, 'total' from fact_revenue
);

-- What a sum may add: amounts, not changes, and nothing that is printed as "of which".
create or replace temp view printed_cell as
with cell as (
    select
        'expenditure' as side,
        document_id, form, form_no, unit_id, page, table_no, row_no, column_no, line_item,
        function_subject_id, economic_subject_id, government_economic_subject_id, three_public_subject_id,
        fiscal_year, stage, funding, category, row_role, column_role, amount_yuan, low_yuan, high_yuan, fact_id
    from fact_expenditure
    where amount_kind = 'amount' and 'of_which' not in (row_role, column_role, line_item)
    union all
    select
        'revenue',
        document_id, form, form_no, unit_id, page, table_no, row_no, column_no, line_item,
        function_subject_id, null, null, null,
        fiscal_year, stage, funding, 'total', row_role, column_role, amount_yuan, low_yuan, high_yuan, fact_id
    from fact_revenue
    where amount_kind = 'amount' and 'of_which' not in (row_role, column_role, line_item)
)
select form_instance.instance_no, row_subject.row_subject_no, cell.* exclude (document_id, form_no)
from cell
join form_instance
    on form_instance.document_id = cell.document_id
    and form_instance.form_no = cell.form_no
    and form_instance.form = cell.form
join row_subject
    on row_subject.function_subject_id is not distinct from cell.function_subject_id
    and row_subject.economic_subject_id is not distinct from cell.economic_subject_id
    and row_subject.government_economic_subject_id is not distinct from cell.government_economic_subject_id
    and row_subject.three_public_subject_id is not distinct from cell.three_public_subject_id;

-- One subject on one printed row of one side of a form.
create or replace temp macro row_number_of(side, instance_no, page, table_no, row_no, line_item, unit_id, row_subject_no) as
    hash(side, instance_no, page, table_no, row_no, line_item, unit_id, row_subject_no);

-- copy_no counts the columns of a row that print one measure (总计 and 合计; 合计 and 当年预算 in the table of one fund), the
-- whole first: sums keep to one of them. Few rows have any, so that only these are sorted.
create or replace temp table printed_number as
with number as materialized (
    select
        row_number_of(side, instance_no, page, table_no, row_no, line_item, unit_id, row_subject_no) as row_id,
        instance_no, side, column_measure.measure_no, column_no, column_role <> 'total' as is_part,
        amount_yuan, low_yuan, high_yuan, fact_id
    from printed_cell
    join column_measure using (fiscal_year, stage, funding, category)
),
repeated as materialized (
    select row_id, measure_no from number group by row_id, measure_no having count(*) > 1
)
select * exclude (is_part), 1 as copy_no
from number
anti join repeated using (row_id, measure_no)
union all
select
    * exclude (is_part),
    row_number() over (partition by row_id, measure_no order by is_part, column_no, fact_id)
from number
semi join repeated using (row_id, measure_no);

create or replace temp view printed_amount as
select
    printed_number.row_id,
    column_measure.fiscal_year,
    column_measure.stage,
    column_measure.funding,
    column_measure.category,
    printed_number.copy_no,
    printed_number.column_no,
    printed_number.amount_yuan,
    printed_number.low_yuan,
    printed_number.high_yuan,
    printed_number.fact_id
from printed_number
join column_measure on column_measure.measure_no = printed_number.measure_no;

-- printed_at orders the rows of a document.
create or replace temp table printed_row as
with plain_row as (
    select
        side, instance_no, page, table_no, row_no, line_item, unit_id, row_subject_no,
        bool_and(row_role = 'item') as is_item
    from printed_cell
    group by side, instance_no, page, table_no, row_no, line_item, unit_id, row_subject_no
)
select
    row_number_of(side, instance_no, page, table_no, row_no, line_item, plain_row.unit_id, row_subject_no) as row_id,
    plain_row.* exclude (table_no, row_subject_no),
    (page::bigint * 10000 + table_no) * 1000000 + row_no as printed_at,
    form_instance.form,
    row_subject.subject_no,
    row_subject.subject_key,
    row_subject.function_code,
    row_subject.economic_code,
    row_subject.government_code,
    row_subject.three_public_item,
    row_subject.names_subject,
    row_subject.is_unplaced
from plain_row
join form_instance using (instance_no)
join row_subject using (row_subject_no);

-- Codes above a code: 2080505 lies below 20805 and 208.
create or replace temp macro broader_codes(code) as
    case
        when code = '' or starts_with(code, '?') then []
        else list_filter(
            [left(code, 3), left(code, 5), left(code, 7), split_part(code, '~', 1)],
            lambda broader: length(broader) < length(code)
        )
    end;

-- Of which printed subjects a subject could be a part.
create or replace temp table broader_subject as
with printed_subject as (
    select subject_no, subject_key, function_code, economic_code, government_code
    from row_subject
    where names_subject
    group by all
),
broader as (
    select
        subject_no,
        unnest(
            case
                when economic_code || government_code = '' then
                    list_transform(broader_codes(function_code), lambda code: code || '//')
                when function_code || government_code = '' then
                    list_transform(broader_codes(economic_code), lambda code: '/' || code || '/')
                else list_filter(
                    flatten(
                        list_transform(
                            list_concat(broader_codes(function_code), [function_code, '']),
                            lambda f: flatten(
                                list_transform(
                                    list_concat(broader_codes(economic_code), [economic_code, '']),
                                    lambda e: list_transform(
                                        list_concat(broader_codes(government_code), [government_code, '']),
                                        lambda g: f || '/' || e || '/' || g
                                    )
                                )
                            )
                        )
                    ),
                    lambda broader: broader not in (subject_key, '//')
                )
            end
        ) as subject_key
    from printed_subject
)
select
    broader.subject_no,
    printed_subject.subject_no as broader_subject_no,
    length(broader.subject_key) as breadth
from broader
join printed_subject on printed_subject.subject_key = broader.subject_key
group by all;

-- Which row a subject's row is a part of: the nearest printed one of the same unit that is broader in its codes. Where a
-- subject is printed twice, as a subtotal and again as a detail of it, the subtotal is the part and the detail its part.
create or replace temp table subject_edge as
with subject_row as (
    select row_id, instance_no, side, unit_id, subject_no, is_item, printed_at from printed_row where names_subject
),
printed_subject as materialized (
    select
        instance_no,
        side,
        unit_id,
        subject_no,
        count(*) as rows_printed,
        count(*) filter (not is_item) as subtotals_printed,
        arg_min(row_id, is_item::bigint * 4000000000000000000 + printed_at) as row_id
    from subject_row
    group by instance_no, side, unit_id, subject_no
),
detail as materialized (
    select subject_row.row_id as child_row_id, printed_subject.row_id as parent_row_id
    from subject_row
    join printed_subject
        on printed_subject.instance_no = subject_row.instance_no
        and printed_subject.side = subject_row.side
        and printed_subject.unit_id = subject_row.unit_id
        and printed_subject.subject_no = subject_row.subject_no
    where printed_subject.rows_printed > 1 and printed_subject.subtotals_printed = 1 and subject_row.is_item
),
-- by itself, lest each row be joined with all rows of its table first
candidate as materialized (
    select subject_row.row_id, instance_no, side, unit_id, broader_subject.broader_subject_no, broader_subject.breadth
    from subject_row
    join broader_subject using (subject_no)
    where subject_row.row_id not in (select child_row_id from detail)
)
select
    candidate.row_id as child_row_id,
    arg_max(printed_subject.row_id, candidate.breadth) as parent_row_id,
    arg_max(printed_subject.rows_printed > 1 and printed_subject.subtotals_printed <> 1, candidate.breadth)
        as is_ambiguous
from candidate
join printed_subject
    on printed_subject.instance_no = candidate.instance_no
    and printed_subject.side = candidate.side
    and printed_subject.unit_id = candidate.unit_id
    and printed_subject.subject_no = candidate.broader_subject_no
group by candidate.row_id
union all
select child_row_id, parent_row_id, false from detail;
