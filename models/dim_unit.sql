-- One row a budget unit. Documents say different things of one unit over the years, and often say nothing: each
-- attribute is what the latest document that states it says. Latest by year, then by the document's own date stamp,
-- then by its id, so that the order of loading does not matter.
with said as (
    select
        stg_unit.*,
        row(coalesce(document.fiscal_year, 0), coalesce(document.modified, ''), document_id, stg_unit.alias) as recency
    from stg_unit
    join document using (document_id)
)
select
    unit_id,
    arg_max(unit_code, recency) as unit_code,
    arg_max(unit_name, recency) as unit_name,
    arg_max(unit_kind, recency) as unit_kind,
    arg_max(parent_unit_id, recency) as parent_unit_id,
    arg_max(division_code, recency) as division_code,
    arg_max(province_name, recency) as province_name,
    arg_max(city_name, recency) as city_name,
    arg_max(county_name, recency) as county_name,
    arg_max(admin_level, recency) as admin_level
from said
group by unit_id
