"""Tables, views and comments of a warehouse, made from models/ and compared with what a file already holds."""

import re
from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.contract import COLUMNS_FILE, Table, columns, literal, quoted, tables
from pipelines.issues import ConfigurationError
from pipelines.paths import MODELS


class SchemaDrift(Exception):
    """The tables of a file are not those that models/ describes; the text lists the differences."""


def prepare_schema(connection: DuckDBPyConnection) -> None:
    """Create what is missing, verify what is there, renew views and comments.

    Raises SchemaDrift, changing nothing, and ConfigurationError for a view with a column that nobody described.
    """
    held = _held_columns(connection)
    keys = _held_keys(connection)
    differences = [
        difference
        for table in tables().values()
        if table.name in held
        for difference in _differences(table, held[table.name], keys.get(table.name, ()))
    ]
    if differences:
        raise SchemaDrift("; ".join(differences))
    for table in tables().values():
        if table.name not in held:
            connection.execute(table.create_statement)
    _renew_views(connection)
    _renew_comments(connection)


@cache
def views() -> Mapping[str, str]:
    """SQL of the analysts' views by name, each after the views that it reads."""
    return load_views(MODELS)


def load_views(folder: Path) -> Mapping[str, str]:
    """Read `folder`/v_*.sql in an order in which they can be created."""
    found = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("v_*.sql"))}
    words = {name: set(re.findall(r"\w+", without_comments(sql))) for name, sql in found.items()}
    order = TopologicalSorter({name: sorted((words[name] & found.keys()) - {name}) for name in found}).static_order()
    return {name: found[name] for name in order}


def opening_comment(sql: str) -> str:
    """The plain words at the top of an SQL file, as one line: what its rows are."""
    opening = re.match(r"(?:--[^\n]*\n)+", sql)
    return " ".join(line.removeprefix("--").strip() for line in opening[0].splitlines()) if opening else ""


def without_comments(sql: str) -> str:
    return re.sub(r"--[^\n]*", "", sql)


def _held_columns(connection: DuckDBPyConnection) -> Mapping[str, Mapping[str, tuple[str, bool]]]:
    """Table → column → (type, may be null)."""
    rows = connection.execute(
        "select table_name, column_name, data_type, is_nullable from duckdb_columns() "
        "join duckdb_tables() using (database_name, schema_name, table_name) "
        "where database_name = current_database() and schema_name = 'main' order by table_name, column_index"
    ).fetchall()
    held: dict[str, dict[str, tuple[str, bool]]] = {}
    for table, column, data_type, is_nullable in rows:
        held.setdefault(table, {})[column] = (data_type, is_nullable)
    return held


def _held_keys(connection: DuckDBPyConnection) -> Mapping[str, tuple[str, ...]]:
    rows = connection.execute(
        "select table_name, constraint_column_names from duckdb_constraints() "
        "where database_name = current_database() and schema_name = 'main' and constraint_type = 'PRIMARY KEY'"
    ).fetchall()
    return {table: tuple(names) for table, names in rows}


def _differences(table: Table, held: Mapping[str, tuple[str, bool]], key: tuple[str, ...]) -> list[str]:
    wanted = {column.name: (column.type, column.name in table.nullable) for column in table.columns}
    found = [f"{table.name} lacks {name}" for name in wanted if name not in held]
    found += [f"{table.name} has {name}, which models/ does not know" for name in held if name not in wanted]
    for name in wanted.keys() & held.keys():
        held_type, held_null = held[name]
        type_text, null = wanted[name]
        if held_type.replace(" ", "") != type_text:
            found.append(f"{table.name}.{name} is {held_type}, not {type_text}")
        if held_null != null:
            found.append(f"{table.name}.{name} {'may' if held_null else 'must not'} be null there")
    indexed = table.key if table.is_indexed else ()
    if key != indexed:
        found.append(f"the key of {table.name} is ({', '.join(key)}), not ({', '.join(indexed)})")
    return sorted(found)


def _renew_views(connection: DuckDBPyConnection) -> None:
    held = connection.execute(
        "select view_name from duckdb_views() where database_name = current_database() and not internal "
        "and starts_with(view_name, 'v_')"
    ).fetchall()
    for (name,) in held:
        connection.execute(f"drop view {quoted(name)}")
    for name, sql in views().items():
        connection.execute(f"create view {quoted(name)} as {sql}")
        connection.execute(f"comment on view {quoted(name)} is {literal(opening_comment(sql))}")
        for (column,) in connection.execute(f"select column_name from (describe {quoted(name)})").fetchall():
            if column not in columns():
                raise ConfigurationError(f"{name}.sql: column {column} is not described in {COLUMNS_FILE}")
            text = literal(columns()[column].comment)
            connection.execute(f"comment on column {quoted(name)}.{quoted(column)} is {text}")


def _renew_comments(connection: DuckDBPyConnection) -> None:
    """Write only the comments that changed: every `comment on` is a change to the file."""
    held = connection.execute(
        "select comment_on, comment from ("
        "select table_name as comment_on, comment from duckdb_tables() where database_name = current_database() "
        "union all select table_name || '.' || column_name, comment from duckdb_columns() "
        "where database_name = current_database())"
    ).fetchall()
    comments: dict[str, str | None] = dict(held)
    for table in tables().values():
        wanted = [comments.get(table.name) == table.comment]
        wanted += [comments.get(f"{table.name}.{column.name}") == column.comment for column in table.columns]
        for statement, is_held in zip(table.comment_statements, wanted, strict=True):
            if not is_held:
                connection.execute(statement)
