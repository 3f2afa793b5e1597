-- Which documents are to be checked: those of which anything that a check reads has changed since they were checked.

-- What is known of a document's units and subjects may come from other documents, that of its units' parts, too.
create or replace temp table checkable as
with unit_of_document as (
    select document_id, unit_id from stg_unit
    union
    select document_id, unit_id from document
    union
    select document.document_id, child.unit_id
    from document
    join dim_unit as child on child.parent_unit_id = document.unit_id
),
unit_text as (
    select unit_of_document.document_id, md5(string_agg(dim_unit::varchar, '|' order by dim_unit.unit_id)) as units
    from unit_of_document
    join dim_unit on dim_unit.unit_id = unit_of_document.unit_id
    group by unit_of_document.document_id
),
subject_text as (
    select stg_subject.document_id, md5(string_agg(dim_subject::varchar, '|' order by dim_subject.subject_id)) as subjects
    from stg_subject
    join dim_subject on dim_subject.subject_id = stg_subject.subject_id
    group by stg_subject.document_id
),
own as (
    select
        document.document_id,
        document.status,
        md5(concat_ws(
            '|', document.document_id, document.reader_version, document.status, document.supersedes_document_id,
            document.disclosure_id, document.unit_id, document.fiscal_year, document.stage,
            unit_text.units, subject_text.subjects
        )) as said
    from document
    left join unit_text on unit_text.document_id = document.document_id
    left join subject_text on subject_text.document_id = document.document_id
    where document.status <> 'quarantined'
),
beside as (
    select known_context.document_id, md5(string_agg(own.said, '|' order by own.document_id)) as others
    from known_context
    join own on own.document_id = known_context.other_document_id
    group by known_context.document_id
)
select own.document_id, md5(concat_ws('|', $rules, own.said, beside.others)) as checked_as
from own
left join beside on beside.document_id = own.document_id
where own.status = 'loaded';

-- A document that was read again has lost its row in check_document: those beside it are judged with what it says now.
create or replace temp table stale_document as
with is_new as (
    select checkable.document_id
    from checkable
    left join check_document on check_document.document_id = checkable.document_id
    where check_document.checked_as is distinct from checkable.checked_as
)
select document_id from is_new
union
select known_context.document_id
from known_context
join document on document.document_id = known_context.other_document_id
where document.document_id not in (select document_id from check_document) and document.status = 'loaded';

-- Documents are checked in slices of about so many facts, one after the other, so that memory is bounded; all are of one size, as
-- a slice costs some seconds of planning however small it is. Those of one unit are compared with
-- each other and stand in one slice; the order is that of the rows, which are read in one piece.
create or replace temp table slice as
with row_place as (
    select document_id, count(*) as facts, min(rowid) as first_row from fact_expenditure group by document_id
    union all
    select document_id, count(*), null from fact_revenue group by document_id
),
sized as (
    select
        document.document_id,
        coalesce(document.unit_id, document.document_id) as unit_id,
        coalesce(sum(row_place.facts), 0) + 1 as facts,
        min(row_place.first_row) as first_row
    from stale_document
    join document on document.document_id = stale_document.document_id
    left join row_place on row_place.document_id = document.document_id
    group by document.document_id, document.unit_id
),
placed as (
    select *, min(first_row) over (partition by unit_id) as first_of_unit from sized
),
counted as (
    select
        *,
        -- all before the unit: it would be judged otherwise if it stood in two slices
        sum(facts) over (order by first_of_unit, unit_id) - sum(facts) over (partition by unit_id) as facts_before,
        sum(facts) over () as facts_in_all
    from placed
)
select
    document_id,
    dense_rank() over (
        order by facts_before * greatest(round(facts_in_all / $facts), 1)::bigint // facts_in_all
    ) - 1 as slice_no
from counted;
