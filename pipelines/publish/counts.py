"""Counts what a warehouse holds, for summaries and for the metadata of a run."""

from collections.abc import Iterable, Mapping

from duckdb import DuckDBPyConnection

from pipelines.publish.queries import read_query

Overview = Mapping[str, Mapping[str, int]]


def overview(connection: DuckDBPyConnection) -> Overview:
    """What is counted → sort → number, for instance findings → error → 3. A sort that does not occur is absent."""
    counts: dict[str, dict[str, int]] = {}
    for counted, sort, number in connection.execute(read_query("overview")).fetchall():
        counts.setdefault(counted, {})[sort] = number
    return counts


def open_findings(connection: DuckDBPyConnection) -> Overview:
    """Identity → severity → open findings, those that another one explains included."""
    counts: dict[str, dict[str, int]] = {}
    for identity_id, severity, number in connection.execute(read_query("open_findings")).fetchall():
        counts.setdefault(identity_id, {})[severity] = number
    return counts


def count_rows(connection: DuckDBPyConnection, names: Iterable[str]) -> Mapping[str, int]:
    """Rows by table or view."""
    return {name: len(connection.table(name)) for name in names}
