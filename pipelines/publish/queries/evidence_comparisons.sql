-- The comparisons that something printed takes part in, the broken ones first.
select
    identity_id,
    state,
    key,
    case when list_contains(expected_fact_ids, $evidence_id) then 'expected' else 'actual' end as side
from check_comparison
where list_contains(expected_fact_ids, $evidence_id)
    or list_contains(actual_fact_ids, $evidence_id)
order by state <> 'mismatch', identity_id, key
