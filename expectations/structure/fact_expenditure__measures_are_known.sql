-- funding and category of an amount stand in the trees of measures
with batch as (
    select * from {batch}
)
select fact_id
from batch
where not exists (
        select 1 from dim_measure where measure_kind = 'funding' and measure_code = batch.funding
    )
    or not exists (
        select 1 from dim_measure where measure_kind = 'category' and measure_code = batch.category
    )
