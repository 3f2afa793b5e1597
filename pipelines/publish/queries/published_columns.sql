-- The data dictionary as the snapshot itself carries it: the comments of its tables, views and columns.
with relation as (
    select table_name, comment from duckdb_tables() where database_name = current_database()
    union all
    select view_name as table_name, comment from duckdb_views() where database_name = current_database()
)
select
    relation.table_name,
    relation.comment as table_comment,
    duckdb_columns.column_name,
    duckdb_columns.data_type,
    duckdb_columns.comment as column_comment
from duckdb_columns()
join relation on relation.table_name = duckdb_columns.table_name
where duckdb_columns.database_name = current_database()
    and duckdb_columns.schema_name = 'main'
    and not duckdb_columns.internal
    and not starts_with(duckdb_columns.table_name, 'stg_')
order by relation.table_name, duckdb_columns.column_index
