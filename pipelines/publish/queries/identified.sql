-- Findings, and whatever comparisons cite, whose id is $identifier or begins with it.
with identified as (
    select 'finding' as kind, finding_id as id from check_finding
    union all
    select evidence_kind, evidence_id from v_evidence
)
select kind, id
from identified
where starts_with(id, $identifier)
order by id <> $identifier, kind, id
limit 6
