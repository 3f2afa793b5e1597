-- Printed amounts of both fact tables in one shape, the rows they stand in, and which row is a part of which.

-- What a sum may add: amounts, not changes, and nothing that is printed as "of which". row_id stands for one subject on one
-- printed row of one side of a form.
create or replace temp view printed_cell as
select
    hash(
        'expenditure', document_id, form, form_no, page, table_no, row_no, line_item, unit_id,
        function_subject_id, economic_subject_id, government_economic_subject_id, three_public_subject_id
    ) as row_id,
    'expenditure' as side,
    document_id, form, form_no, unit_id, page, table_no, row_no, column_no, line_item, row_label,
    function_subject_id, economic_subject_id, government_economic_subject_id, three_public_subject_id,
    fiscal_year, stage, funding, category, row_role, column_role, amount_yuan, low_yuan, high_yuan, fact_id
from fact_expenditure
where amount_kind = 'amount' and 'of_which' not in (row_role, column_role, line_item)
union all
select
    hash(
        'revenue', document_id, form, form_no, page, table_no, row_no, line_item, unit_id, function_subject_id
    ),
    'revenue',
    document_id, form, form_no, unit_id, page, table_no, row_no, column_no, line_item, row_label,
    function_subject_id, null, null, null,
    fiscal_year, stage, funding, 'total', row_role, column_role, amount_yuan, low_yuan, high_yuan, fact_id
from fact_revenue
where amount_kind = 'amount' and 'of_which' not in (row_role, column_role, line_item);

-- copy_no counts the columns of a row that print one measure (总计 and 合计; 合计 and 当年预算 in the table of one fund), the
-- whole first: sums keep to one of them.
create or replace temp table printed_amount as
select
    row_id,
    fiscal_year,
    stage,
    funding,
    category,
    row_number() over (
        partition by row_id, fiscal_year, stage, funding, category
        order by column_role <> 'total', column_no, fact_id
    ) as copy_no,
    column_no,
    amount_yuan,
    low_yuan,
    high_yuan,
    fact_id
from printed_cell;

-- Codes above a code: 2080505 lies below 20805 and 208.
create or replace temp macro broader_codes(code) as
    case
        when code = '' or starts_with(code, '?') then []
        else list_filter(
            [left(code, 3), left(code, 5), left(code, 7), split_part(code, '~', 1)],
            lambda broader: length(broader) < length(code)
        )
    end;

-- printed_at orders the rows of a document. subject_key joins the codes of a row that names subjects of several
-- classifications ("/30101/50101"); broader_keys are the keys of which it could be a part.
create or replace temp table printed_row as
with plain_row as (
    select
        row_id,
        any_value(document_id) as document_id,
        any_value(form) as form,
        any_value(form_no) as form_no,
        any_value(side) as side,
        any_value(unit_id) as unit_id,
        any_value(page) as page,
        any_value(row_no) as row_no,
        any_value((page::bigint * 10000 + table_no) * 1000000 + row_no) as printed_at,
        any_value(line_item) as line_item,
        min(row_label) as row_label,
        any_value(function_subject_id) as function_subject_id,
        any_value(economic_subject_id) as economic_subject_id,
        any_value(government_economic_subject_id) as government_economic_subject_id,
        bool_and(row_role = 'item') as is_item,
        any_value(three_public_subject_id) as three_public_subject_id
    from printed_cell
    group by row_id
),
coded_row as (
    select
        plain_row.* exclude (
            document_id, form, form_no,
            function_subject_id, economic_subject_id, government_economic_subject_id, three_public_subject_id
        ),
        form_instance.instance_no,
        form_instance.form,
        coalesce(function_node.code, '') as function_code,
        coalesce(economic_node.code, '') as economic_code,
        coalesce(government_node.code, '') as government_code,
        coalesce(three_public_node.code, '') as three_public_item
    from plain_row
    join form_instance
        on form_instance.document_id = plain_row.document_id
        and form_instance.form_no = plain_row.form_no
        and form_instance.form = plain_row.form
    left join subject_node as function_node on function_node.subject_id = plain_row.function_subject_id
    left join subject_node as economic_node on economic_node.subject_id = plain_row.economic_subject_id
    left join subject_node as government_node on government_node.subject_id = plain_row.government_economic_subject_id
    left join subject_node as three_public_node on three_public_node.subject_id = plain_row.three_public_subject_id
)
select
    *,
    function_code || '/' || economic_code || '/' || government_code as subject_key,
    subject_key <> '//' as names_subject,
    -- below a guessed parent, or below none
    contains(subject_key, '?') or contains(subject_key, '~') as is_unplaced
from coded_row;

-- Which row a subject's row is a part of: the nearest printed one of the same unit that is broader in its codes. Where a
-- subject is printed twice, as a subtotal and again as a detail of it, the subtotal is the part and the detail its part.
create or replace temp table subject_edge as
with subject_row as (
    select * from printed_row where names_subject
),
printed_subject as (
    select
        instance_no,
        side,
        unit_id,
        subject_key,
        count(*) as rows_printed,
        count(*) filter (not is_item) as subtotals_printed,
        arg_min(row_id, is_item::bigint * 4000000000000000000 + printed_at) as row_id
    from subject_row
    group by instance_no, side, unit_id, subject_key
),
detail as (
    select subject_row.row_id as child_row_id, printed_subject.row_id as parent_row_id
    from subject_row
    join printed_subject
        on printed_subject.instance_no = subject_row.instance_no
        and printed_subject.side = subject_row.side
        and printed_subject.unit_id = subject_row.unit_id
        and printed_subject.subject_key = subject_row.subject_key
    where printed_subject.rows_printed > 1 and printed_subject.subtotals_printed = 1 and subject_row.is_item
),
candidate as (
    select
        row_id,
        instance_no,
        side,
        unit_id,
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
        ) as broader_key
    from subject_row
    where row_id not in (select child_row_id from detail)
)
select
    candidate.row_id as child_row_id,
    arg_max(printed_subject.row_id, length(printed_subject.subject_key)) as parent_row_id,
    arg_max(
        printed_subject.rows_printed > 1 and printed_subject.subtotals_printed <> 1,
        length(printed_subject.subject_key)
    ) as is_ambiguous
from candidate
join printed_subject
    on printed_subject.instance_no = candidate.instance_no
    and printed_subject.side = candidate.side
    and printed_subject.unit_id = candidate.unit_id
    and printed_subject.subject_key = candidate.broader_key
group by candidate.row_id
union all
select child_row_id, parent_row_id, false from detail;
