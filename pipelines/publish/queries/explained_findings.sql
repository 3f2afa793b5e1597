-- The findings that a root finding explains, itself left out.
select finding_id, severity, identity_id, message_zh
from check_finding
where root_finding_id = $finding_id
    and finding_id <> $finding_id
order by finding_id
