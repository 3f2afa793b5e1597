-- What does not add up. One row a finding of a current document, with the unit, year and file it is about. Findings
-- that another finding explains have is_root = false.
select
    check_finding.finding_id,
    check_finding.severity,
    check_finding.identity_id,
    check_finding.status,
    check_finding.message_zh,
    check_finding.message_en,
    check_finding.difference_yuan,
    check_finding.form,
    check_finding.key,
    check_finding.comparisons,
    check_finding.root_finding_id,
    check_finding.root_finding_id = check_finding.finding_id as is_root,
    check_finding.document_id,
    document.file_name,
    document.unit_id,
    dim_unit.unit_name,
    dim_unit.division_code,
    document.fiscal_year,
    document.stage,
    check_finding.first_seen_on,
    check_finding.last_seen_on
from check_finding
join document using (document_id)
left join dim_unit on dim_unit.unit_id = document.unit_id
where document.status = 'loaded'
