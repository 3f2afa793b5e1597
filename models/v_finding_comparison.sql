-- What a finding rests on. One row a finding and a comparison that it tells of; of a root finding, those that it tells
-- of itself: the findings that it explains have rows of their own, by root_finding_id.
select check_finding.finding_id, check_finding.root_finding_id, check_comparison.*
from check_finding
join check_comparison
    on check_comparison.identity_id = check_finding.identity_id
    and check_comparison.document_id = check_finding.document_id
    and check_comparison.form is not distinct from check_finding.form
    and check_comparison.key = check_finding.key
