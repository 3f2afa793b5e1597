-- Of the amounts that a finding, or one of the same root, cites: those that would let all identities of the document hold if they
-- were printed otherwise.
with broken as (
    select check_comparison.expected_fact_ids, check_comparison.actual_fact_ids
    from check_finding
    join check_comparison
        on check_comparison.identity_id = check_finding.identity_id
        and check_comparison.document_id = check_finding.document_id
        and check_comparison.form is not distinct from check_finding.form
        and check_comparison.key = check_finding.key
    where check_finding.root_finding_id = (
        select root_finding_id from check_finding where finding_id = $finding_id
    )
)
select check_suspect.fact_id, check_suspect.needed_low_yuan, check_suspect.needed_high_yuan
from check_suspect
where check_suspect.fact_id in (select unnest(expected_fact_ids || actual_fact_ids) from broken)
order by check_suspect.suspect_no
