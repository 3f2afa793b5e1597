-- Root findings, each with the number of findings it explains; the gravest and largest first.
-- $severity and $document may be null; $document is the beginning of an id or a part of a file name.
with explained as (
    select root_finding_id, count(*) as findings, sum(comparisons) as comparisons
    from check_finding
    group by root_finding_id
)
select
    check_finding.finding_id,
    check_finding.severity,
    check_finding.identity_id,
    document.file_name,
    v_document_name.document_name,
    dim_unit.unit_name,
    document.fiscal_year,
    document.stage,
    check_finding.form,
    check_finding.difference_yuan,
    explained.findings,
    explained.comparisons,
    check_finding.status,
    check_finding.message_zh,
    check_finding.message_en,
    check_finding.document_id
from check_finding
join explained on explained.root_finding_id = check_finding.finding_id
join document on document.document_id = check_finding.document_id
join v_document_name on v_document_name.document_id = document.document_id
left join dim_unit on dim_unit.unit_id = document.unit_id
where ($severity is null or check_finding.severity = $severity)
    and (
        $document is null
        or starts_with(document.document_id, lower($document))
        or contains(lower(document.file_name), lower($document))
    )
order by
    check_finding.status <> 'open',
    list_position(['error', 'warning', 'info'], check_finding.severity),
    document.file_name,
    abs(check_finding.difference_yuan) desc nulls last,
    check_finding.finding_id
