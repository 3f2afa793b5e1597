-- Every table and view that is published. stg_ tables hold what documents say before it is settled; they stay inside.
select table_name
from information_schema.tables
where table_catalog = current_database()
    and table_schema = 'main'
    and not starts_with(table_name, 'stg_')
order by table_name
