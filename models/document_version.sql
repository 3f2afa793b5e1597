-- Which documents are current. A later document of the same disclosure replaces an earlier one when it prints every
-- form of it: a correction of one table must not hide the other eight, and tables and narrative published as two
-- documents share no form and stay side by side.
-- Later by the document's own date stamp, then by its id. A document names the version just before it.
with printed as (
    select distinct
        document.document_id,
        document.disclosure_id,
        document_form.form,
        row(coalesce(document.modified, ''), document.document_id) as recency
    from document
    join document_form using (document_id)
    where document.status <> 'quarantined'
        and document.disclosure_id is not null
),
replacement as (
    select
        later.document_id as later_id,
        earlier.document_id as earlier_id,
        earlier.recency as earlier_recency
    from printed as earlier
    join printed as later
        on later.disclosure_id = earlier.disclosure_id
        and later.form = earlier.form
        and later.recency > earlier.recency
    group by later.document_id, earlier.document_id, earlier.recency
    having count(*) = (select count(*) from printed where printed.document_id = earlier.document_id)
),
replaced as (
    select later_id as document_id, arg_max(earlier_id, earlier_recency) as supersedes_document_id
    from replacement
    group by later_id
)
select
    document.document_id,
    case
        when document.document_id in (select earlier_id from replacement) then 'superseded'
        else 'loaded'
    end as status,
    replaced.supersedes_document_id
from document
left join replaced using (document_id)
where document.status <> 'quarantined'
