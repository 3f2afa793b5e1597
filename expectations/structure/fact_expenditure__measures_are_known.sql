-- funding and category of an amount stand in the trees of measures
select batch.fact_id
from {batch} as batch
where not exists (
        select 1 from dim_measure where measure_kind = 'funding' and measure_code = batch.funding
    )
    or not exists (
        select 1 from dim_measure where measure_kind = 'category' and measure_code = batch.category
    )
