-- an amount lies inside the interval that its printed digits stand for
select fact_id
from {batch}
where not low_yuan <= amount_yuan or not amount_yuan <= high_yuan
