"""Runs the .sql files of expectations/ in the writable connection, statement by statement."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl
from duckdb import DuckDBPyConnection

_ROWS = "rows_of_a_list"


def run_file(connection: DuckDBPyConnection, path: Path, parameters: Mapping[str, object] | None = None) -> None:
    """Execute every statement of the file; each gets those of the named `parameters` that it asks for."""
    for statement in duckdb.extract_statements(path.read_text(encoding="utf-8")):
        wanted = {name: (parameters or {})[name] for name in statement.named_parameters}
        connection.execute(statement, wanted or None)


def run_folder(connection: DuckDBPyConnection, folder: Path, parameters: Mapping[str, object] | None = None) -> None:
    """Execute the .sql files of a folder in the order of their names."""
    for path in sorted(folder.glob("*.sql")):
        run_file(connection, path, parameters)


def make_list(connection: DuckDBPyConnection, name: str, rows: pl.DataFrame) -> None:
    """Make a temporary table of a short list that came from a file of rules."""
    connection.register(_ROWS, rows)
    try:
        connection.execute(f"create or replace temp table {name} as select * from {_ROWS}")
    finally:
        connection.unregister(_ROWS)
