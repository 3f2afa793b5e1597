-- Of the amounts that a finding, or one of the same root, cites: those that would let all identities of the document hold if they
-- were printed otherwise.
with broken as (
    select expected_fact_ids, actual_fact_ids
    from v_finding_comparison
    where root_finding_id = (
        select root_finding_id from check_finding where finding_id = $finding_id
    )
)
select check_suspect.fact_id, check_suspect.needed_low_yuan, check_suspect.needed_high_yuan
from check_suspect
where check_suspect.fact_id in (select unnest(expected_fact_ids || actual_fact_ids) from broken)
order by check_suspect.suspect_no
