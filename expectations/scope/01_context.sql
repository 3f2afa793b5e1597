-- Which documents are looked at together, over all of the warehouse. A document is judged with those of its disclosure, and with
-- other documents of its unit.

create or replace temp table known_disclosure as
select
    document_id,
    coalesce(disclosure_id, document_id) as disclosure_id,
    coalesce(split_part(disclosure_id, '-', 2), '') as kind,
    unit_id,
    fiscal_year,
    stage
from document
where status = 'loaded';

-- Documents of one unit beside each other: the year before, the budget of the same year, the units of a department, an earlier version.
-- pair_kind is what an identity names as the role it needs of another document.
create or replace temp table known_pair as
with part_of_department as (
    select here.document_id, child.unit_id, child.unit_name, here.unit_id as department_id, here.fiscal_year, here.stage
    from known_disclosure as here
    join dim_unit as child on child.parent_unit_id = here.unit_id
    where here.kind <> 'unit'
),
-- one way to join at a time: with "or" every document of a year would be held against every unit
of_department as (
    select part.document_id, other.document_id as other_document_id, other.fiscal_year, other.stage
    from part_of_department as part
    join known_disclosure as other
        on other.unit_id = part.unit_id and other.fiscal_year = part.fiscal_year and other.stage = part.stage
    where other.document_id <> part.document_id
    union
    -- the department's own office publishes under the department's name, as a unit
    select part.document_id, other.document_id, other.fiscal_year, other.stage
    from part_of_department as part
    join known_disclosure as other
        on other.unit_id = part.department_id and other.fiscal_year = part.fiscal_year and other.stage = part.stage
    where other.kind = 'unit' and ends_with(part.unit_name, '（本级）')
)
select
    'earlier_document' as pair_kind,
    here.document_id,
    other.document_id as other_document_id,
    other.fiscal_year as other_year,
    other.stage as other_stage
from known_disclosure as here
join known_disclosure as other
    on other.unit_id = here.unit_id
    and other.kind = here.kind
    and other.fiscal_year = here.fiscal_year - 1
union all
select 'budget_of_the_year', here.document_id, other.document_id, other.fiscal_year, other.stage
from known_disclosure as here
join known_disclosure as other
    on other.unit_id = here.unit_id
    and other.kind = here.kind
    and other.fiscal_year = here.fiscal_year
where here.stage = 'final' and other.stage = 'budget'
union all
select 'units_of_the_department', document_id, other_document_id, fiscal_year, stage from of_department
union all
select 'earlier_version', here.document_id, other.document_id, other.fiscal_year, other.stage
from document as here
join document as other on other.document_id = here.supersedes_document_id
where here.status = 'loaded';

-- Every other document that can have a say in what is found in one.
create or replace temp table known_context as
select document_id, other_document_id from known_pair
union
select here.document_id, other.document_id
from known_disclosure as here
join known_disclosure as other on other.disclosure_id = here.disclosure_id
where other.document_id <> here.document_id;
