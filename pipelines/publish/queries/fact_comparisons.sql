-- The comparisons that a fact takes part in, the broken ones first.
select
    identity_id,
    state,
    key,
    case when list_contains(expected_fact_ids, $fact_id) then 'expected' else 'actual' end as side
from check_comparison
where list_contains(expected_fact_ids, $fact_id)
    or list_contains(actual_fact_ids, $fact_id)
order by state <> 'mismatch', identity_id, key
