-- One finding with its document.
select
    check_finding.*,
    document.file_name,
    dim_unit.unit_name,
    document.fiscal_year,
    document.stage
from check_finding
join document on document.document_id = check_finding.document_id
left join dim_unit on dim_unit.unit_id = document.unit_id
where check_finding.finding_id = $finding_id
