-- an identity holds: it was evaluated at least once, and no break of it is open as an error
select 'never evaluated' as unexpected
where not exists (
    select 1 from {batch} where identity_id = $identity_id and evaluated > 0
)
union all
select finding_id
from check_finding
where identity_id = $identity_id and severity = 'error' and status = 'open'
