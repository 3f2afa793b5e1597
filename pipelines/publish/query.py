"""Answers SQL on the published snapshot: read-only, without files or network, and not for ever.

The SQL may come from anyone. What it must not reach is shut by the database itself, not by reading the SQL: the file is
opened read-only, external access is off and the configuration is locked before the first statement runs.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from pipelines.contract import tables
from pipelines.issues import MingzhangError
from pipelines.load.schema import views
from pipelines.paths import snapshot_path

QUERY_SECONDS = 600.0

_LOCKED: Mapping[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",  # else SQL can name variables of this program
    "lock_configuration": "true",
}
_ROWS_AT_ONCE = 10_000


class NotPublished(MingzhangError):
    """There is no snapshot to ask yet, or one that another version of the program has published."""


class QueryFailed(MingzhangError):
    """SQL that the database refused or gave up."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Column names and rows of one answer; the rows can be walked once, while the snapshot is open."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[object, ...]]


@contextmanager
def open_snapshot(warehouse: Path) -> Iterator[DuckDBPyConnection]:
    """The snapshot beside a working file, shut in as this module promises. Raises NotPublished, QueryFailed."""
    snapshot = snapshot_path(warehouse)
    if not snapshot.is_file():
        raise NotPublished(f"{snapshot} does not exist; `mingzhang ingest PATH` reads documents and publishes it.")
    try:
        connection = duckdb.connect(snapshot, read_only=True, config=dict(_LOCKED))
    except duckdb.Error as error:
        raise QueryFailed(f"{snapshot} cannot be opened: {error}") from error
    try:
        _check_version(connection, snapshot)
        yield connection
    finally:
        connection.close()


def _check_version(connection: DuckDBPyConnection, snapshot: Path) -> None:
    """The queries of this room know today's tables and views. Raises NotPublished."""
    held = {name for (name,) in connection.execute("select table_name from information_schema.tables").fetchall()}
    if missing := sorted((tables().keys() | views().keys()) - held):
        raise NotPublished(
            f"{snapshot} was published by another version of mingzhang: it lacks {', '.join(missing)}. "
            "`mingzhang ingest PATH` publishes it anew."
        )


def ask(
    connection: DuckDBPyConnection,
    sql: str,
    parameters: Mapping[str, object] | None = None,
    *,
    seconds: float = QUERY_SECONDS,
) -> Answer:
    """Run SQL; the answer is that of the last statement. Raises QueryFailed, also when `seconds` have passed.

    The time counts until the answer stands; walking over its rows is the caller's time.
    """
    if "enable_logging" in sql.lower():
        # It is the one setting that the lock leaves open. DuckDB may not write the log, and ends the process over it.
        raise QueryFailed("enable_logging is not available here")
    timer = threading.Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        connection.execute(sql, dict(parameters) if parameters else None)
        described = connection.description
        first = connection.fetchmany(_ROWS_AT_ONCE) if described else []
    except duckdb.InterruptException as error:
        raise QueryFailed(f"given up after {seconds:g} seconds") from error
    except duckdb.Error as error:
        raise QueryFailed(str(error)) from error
    finally:
        timer.cancel()
    return Answer(tuple(name for name, *_ in described or ()), _rows(connection, first))


def _rows(connection: DuckDBPyConnection, first: list[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    rows = first
    while rows:
        yield from rows
        try:
            rows = connection.fetchmany(_ROWS_AT_ONCE)
        except duckdb.Error as error:
            raise QueryFailed(str(error)) from error
