-- Findings and facts whose id is $identifier or begins with it.
with identified as (
    select 'finding' as kind, finding_id as id from check_finding
    union all
    select 'fact', fact_id from fact_expenditure
    union all
    select 'fact', fact_id from fact_revenue
)
select kind, id
from identified
where starts_with(id, $identifier)
order by id <> $identifier, kind, id
limit 6
