"""Publishes a checked warehouse: a copy of the working file takes the snapshot's name in one step.

Whoever has the old snapshot open goes on reading it; whoever opens it afterwards sees the new one. A run that dies at
any instant leaves the old snapshot whole.
"""

import os
import shutil
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.issues import MingzhangError
from pipelines.load.warehouse import WarehouseError, open_warehouse, read_warehouse
from pipelines.paths import snapshot_path
from pipelines.publish.queries import read_query


class PublishRefused(MingzhangError):
    """The warehouse must not be published. `expectations` names those that failed, as suite: expectation."""

    def __init__(self, reason: str, expectations: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.expectations = expectations


def publish(warehouse: Path) -> Path:
    """Put a copy of the checked warehouse in the place of the snapshot beside it; returns the snapshot's path.

    The copy has every table, the analysts' views of models/v_*.sql and all comments. Raises PublishRefused when a
    blocking expectation failed or none was judged, WarehouseError when the file is missing or in use.
    """
    if not warehouse.is_file():
        raise WarehouseError(f"{warehouse} does not exist; `mingzhang ingest` makes it.")
    snapshot = snapshot_path(warehouse)
    copy = snapshot.with_name(f"{snapshot.stem}.partial.duckdb")
    with open_warehouse(warehouse) as connection:  # which also renews views and comments
        require_publishable(connection)
        connection.execute("checkpoint")
        # Copied while this process still holds the file: no other writer can come in between.
        shutil.copyfile(warehouse, copy)
    _flush(copy)
    with read_warehouse(copy) as connection:
        connection.execute("select count(*) from document").fetchall()
    os.replace(copy, snapshot)
    _flush(snapshot.parent)
    return snapshot


def require_publishable(connection: DuckDBPyConnection) -> None:
    """Raise PublishRefused unless blocking expectations were judged and all of them held."""
    judged = connection.execute(read_query("blocking_expectations")).fetchall()
    if not judged:
        raise PublishRefused("nothing was published: no blocking expectation has been judged on this warehouse yet")
    failed = [(f"{suite}: {expectation}", observed) for suite, expectation, success, observed in judged if not success]
    if failed:
        listed = "; ".join(f"{name} ({observed})" if observed else name for name, observed in failed)
        raise PublishRefused(
            f"nothing was published, the last snapshot stays: {len(failed)} blocking expectations failed: {listed}"
            if len(failed) > 1
            else f"nothing was published, the last snapshot stays: a blocking expectation failed: {listed}",
            tuple(name for name, _ in failed),
        )


def _flush(path: Path) -> None:
    """Bring a file, or a folder's list of names, to the disk: a power cut must not leave a name without content."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
