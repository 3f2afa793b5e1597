"""Writes the published tables and views as files, with the data dictionary that the snapshot's comments are."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import duckdb
from duckdb import DuckDBPyConnection

from pipelines.contract import literal, quoted
from pipelines.load.warehouse import read_warehouse
from pipelines.paths import snapshot_path
from pipelines.publish.queries import read_query
from pipelines.publish.query import NotPublished, QueryFailed

ExportFormat = Literal["parquet", "csv"]
DICTIONARY = "data_dictionary.csv"

_OPTIONS = {"parquet": "format parquet, compression zstd", "csv": "format csv, header"}


@dataclass(frozen=True, slots=True)
class Exported:
    """One file and the number of its rows."""

    path: Path
    rows: int


def export(warehouse: Path, folder: Path, file_format: ExportFormat) -> list[Exported]:
    """Write one file a table or view into `folder`, created if missing, and data_dictionary.csv (always CSV).

    Files of the same names are replaced. Money stays DECIMAL in Parquet and is written in full in CSV.
    Raises NotPublished, and QueryFailed when a file cannot be written.
    """
    if file_format not in get_args(ExportFormat):
        raise ValueError(f"{file_format}: no such export format")
    snapshot = snapshot_path(warehouse)
    if not snapshot.is_file():
        raise NotPublished(f"{snapshot} does not exist; `mingzhang ingest PATH` reads documents and publishes it.")
    folder.mkdir(parents=True, exist_ok=True)
    with read_warehouse(snapshot) as connection:
        names = [name for (name,) in connection.execute(read_query("published_relations")).fetchall()]
        written = [
            _write(connection, f"from {quoted(name)}", folder / f"{name}.{file_format}", _OPTIONS[file_format])
            for name in names
        ]
        written.append(_write(connection, read_query("published_columns"), folder / DICTIONARY, _OPTIONS["csv"]))
    return written


def _write(connection: DuckDBPyConnection, select: str, path: Path, options: str) -> Exported:
    try:
        counted = connection.execute(f"copy ({select}) to {literal(str(path))} ({options})").fetchone()
    except duckdb.Error as error:
        raise QueryFailed(f"{path} cannot be written: {error}") from error
    return Exported(path, int(counted[0]) if counted else 0)
