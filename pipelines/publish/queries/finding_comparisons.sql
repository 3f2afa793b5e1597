-- The comparisons behind one finding.
select check_comparison.*
from check_comparison
join check_finding
    on check_finding.identity_id = check_comparison.identity_id
    and check_finding.document_id = check_comparison.document_id
    and check_finding.form is not distinct from check_comparison.form
    and check_finding.key = check_comparison.key
where check_finding.finding_id = $finding_id
order by check_comparison.state <> 'mismatch', check_comparison.comparison_id
