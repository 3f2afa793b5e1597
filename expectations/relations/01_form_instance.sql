-- What the identities stand on: the forms of every loaded document, what in them is unread, codes of subjects and the
-- trees of measures.

-- A form printed twice is two instances. scope_unit is '' unless a document prints one form for several units: tables of
-- such a document are compared unit by unit, all others document by document, however the unit's name is written.
create or replace temp table form_instance as
with printed as (
    select document_id, form, form_no from document_form
    union
    select document_id, form, form_no from fact_expenditure
    union
    select document_id, form, form_no from fact_revenue
    union
    select document_id, form, form_no from fact_project
    union
    select document_id, form, form_no from fact_indicator
    union
    select document_id, form, form_no from fact_procurement
    union
    select document_id, form, form_no from fact_asset
),
loaded as (
    select
        printed.document_id,
        printed.form,
        printed.form_no,
        coalesce(document_form.unit_id, document.unit_id, '') as unit_id,
        document.fiscal_year,
        document.stage,
        coalesce(document_form.issue_cells, 0) > 0 as has_unread
    from printed
    join document on document.document_id = printed.document_id and document.status = 'loaded'
    left join document_form
        on document_form.document_id = printed.document_id and document_form.form_no = printed.form_no
),
-- a performance sheet is printed for each project and names the unit that runs it: no tables of several units
repeated as (
    select
        document_id,
        form,
        count(*) > 1 as is_repeated,
        form <> 'project_performance' and min(unit_id) <> max(unit_id) as has_many_units
    from loaded
    group by document_id, form
),
many_units as (
    select document_id from repeated where has_many_units group by document_id
)
select
    row_number() over (order by loaded.document_id, loaded.form_no, loaded.form) as instance_no,
    loaded.*,
    case when many_units.document_id is null then '' else loaded.unit_id end as scope_unit,
    case when repeated.is_repeated then ' #' || loaded.form_no else '' end as instance_label
from loaded
join repeated on repeated.document_id = loaded.document_id and repeated.form = loaded.form
left join many_units on many_units.document_id = loaded.document_id;

-- What could not be read: one cell, a whole row (column_no is null) or a whole column (row_no is null), the last two only where
-- amounts were lost with them. A sum that misses such a cell proves nothing when it fails.
create or replace temp table unread as
select form_instance.instance_no, document_issue.page, document_issue.row_no, document_issue.column_no
from document_issue
join form_instance
    on form_instance.document_id = document_issue.document_id and form_instance.form = document_issue.form
where (document_issue.row_no is not null and document_issue.column_no is not null)
    or (form_instance.has_unread and (document_issue.row_no is not null or document_issue.column_no is not null));

create or replace temp table unread_row as
select instance_no, page, row_no from unread where row_no is not null group by all;

create or replace temp table unread_column as
select instance_no, column_no from unread where column_no is not null group by all;

create or replace temp table form_without_a_row as
select instance_no from unread where column_no is null group by all;

create or replace temp table form_without_a_column as
select instance_no from unread where row_no is null group by all;

-- The code a subject hangs by. A subject without a code hangs below the code that was open above it ("20805~name"), if any ("?name").
-- That place is a guess.
create or replace temp table subject_node as
select
    subject.subject_id,
    case
        when subject.classification in ('three_public', 'revenue_source') then split_part(subject.subject_id, '/', 2)
        else coalesce(
            subject.subject_code,
            parent.subject_code || '~' || subject.subject_name,
            '?' || subject.subject_name
        )
    end as code
from dim_subject as subject
left join dim_subject as parent on parent.subject_id = subject.parent_subject_id;

-- Every pair of a measure and a measure below it. An only child ("of which education fees") is never a full breakdown.
create or replace temp table measure_path as
with recursive descent as (
    select measure_kind, parent_measure_code as ancestor, measure_code as descendant
    from dim_measure
    where parent_measure_code is not null
    union all
    select descent.measure_kind, descent.ancestor, dim_measure.measure_code
    from descent
    join dim_measure
        on dim_measure.measure_kind = descent.measure_kind and dim_measure.parent_measure_code = descent.descendant
),
family as (
    select measure_kind, parent_measure_code, count(*) as children
    from dim_measure
    where parent_measure_code is not null
    group by measure_kind, parent_measure_code
)
select descent.measure_kind, descent.ancestor, descent.descendant, family.children = 1 as has_only_child
from descent
join family on family.measure_kind = descent.measure_kind and family.parent_measure_code = descent.ancestor;
