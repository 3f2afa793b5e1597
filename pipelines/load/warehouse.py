"""Opens the working DuckDB file: the only place that does, so that there is one writer and one shape of tables."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from pipelines.issues import MingzhangError
from pipelines.load.schema import SchemaDrift, prepare_schema

# So much is logged before it is written into the file. By the default of 16 MiB that was each batch of documents, and
# the last rows of each table were compressed anew each time.
_LOG_MIB = 128
_HOLDER = re.compile(r"\(PID (\d+)\)")


class WarehouseError(MingzhangError):
    """The warehouse file cannot be used: another process writes it, its tables differ, or it is no DuckDB file."""


@contextmanager
def open_warehouse(path: Path) -> Iterator[DuckDBPyConnection]:
    """The working file open for writing, its tables, views and comments as models/ says; created if missing.

    Closing it writes the log into the file. Raises WarehouseError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(path, read_only=False)
    connection.execute(f"set checkpoint_threshold = '{_LOG_MIB}MiB'")
    try:
        try:
            with transaction(connection):
                prepare_schema(connection)
        except SchemaDrift as drift:
            raise WarehouseError(
                f"{path} holds tables of another version of models/: {drift}. Move the file away and ingest the "
                "documents again, or choose another file with --warehouse."
            ) from drift
        yield connection
    finally:
        connection.close()


@contextmanager
def read_warehouse(path: Path) -> Iterator[DuckDBPyConnection]:
    """An existing warehouse or snapshot, read-only. Raises WarehouseError."""
    if not path.is_file():
        raise WarehouseError(f"{path} does not exist; `mingzhang ingest` makes it.")
    connection = _connect(path, read_only=True)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def memory_warehouse() -> Iterator[DuckDBPyConnection]:
    """An empty warehouse in memory, for documentation and tests."""
    connection = duckdb.connect()
    try:
        prepare_schema(connection)
        yield connection
    finally:
        connection.close()


@contextmanager
def one_thread(connection: DuckDBPyConnection) -> Iterator[None]:
    """One thread for what writes many small tables: two take twice the processor, and longer by the clock."""
    before = connection.execute("select current_setting('threads')").fetchone()
    connection.execute("set threads = 1")
    try:
        yield
    finally:
        connection.execute(f"set threads = {before[0] if before else 1}")


@contextmanager
def transaction(connection: DuckDBPyConnection) -> Iterator[None]:
    """All or nothing: commit at the end, roll back when anything is raised."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _connect(path: Path, *, read_only: bool) -> DuckDBPyConnection:
    try:
        return duckdb.connect(path, read_only=read_only)
    except duckdb.IOException as error:
        if holder := _HOLDER.search(str(error)):
            raise WarehouseError(
                f"{path} is being written by another process (PID {holder[1]}). Wait until it has finished, or read "
                "the published snapshot beside the file."
            ) from error
        raise WarehouseError(f"{path} cannot be opened: {error}") from error
