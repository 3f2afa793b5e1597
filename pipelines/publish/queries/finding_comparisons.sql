-- The comparisons behind one finding.
select * exclude (finding_id, root_finding_id)
from v_finding_comparison
where finding_id = $finding_id
order by state <> 'mismatch', comparison_id
