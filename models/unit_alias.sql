-- Every name under which a document prints a unit.
select distinct
    unit_id,
    alias,
    document_id
from stg_unit
