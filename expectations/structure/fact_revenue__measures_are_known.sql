-- the funding of an amount stands in the tree of measures
with batch as (
    select * from {batch}
)
select fact_id
from batch
where not exists (
    select 1 from dim_measure where measure_kind = 'funding' and measure_code = batch.funding
)
