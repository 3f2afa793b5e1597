"""Loads a batch of documents in one transaction, so that the tables depend on the documents alone.

Same documents in any order, in any batches, any number of times: the same tables. A run killed inside a batch leaves
the batch before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
from duckdb import DuckDBPyConnection

from pipelines.contract import Table, tables
from pipelines.load.packed import CheckedRows, checked
from pipelines.load.reference import Reference, read_reference
from pipelines.load.tables import (
    DERIVED_TABLES,
    check_key,
    count_rows,
    document_tables,
    keep_in_step,
    keep_rows,
    replace_documents,
)
from pipelines.load.warehouse import one_thread, transaction
from pipelines.normalise.rows import DocumentRows
from pipelines.paths import MODELS


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What one batch brought: documents, how many of them replaced earlier rows, rows by table."""

    documents: int
    replaced: int
    rows: Mapping[str, int]


def load_batch(
    connection: DuckDBPyConnection,
    documents: Sequence[DocumentRows | CheckedRows],
    reference: Reference | None = None,
) -> LoadResult:
    """Replace all rows of these documents and rebuild what is derived, in one transaction.

    A document that comes twice counts once, as it comes last. `reference` defaults to the lists of this checkout.
    Raises ContractBroken before anything is written.
    """
    once = {document.document_id: checked(document) for document in documents}
    batch = {
        name: _together(table, [document.tables[name] for document in once.values() if name in document.tables])
        for name, table in document_tables().items()
    }
    with one_thread(connection), transaction(connection):
        replaced = replace_documents(connection, batch, list(once))
        rebuild_derived(connection, reference or read_reference())
    return LoadResult(documents=len(once), replaced=replaced, rows=count_rows(batch))


def _together(table: Table, parts: Sequence[pa.Table]) -> pa.Table:
    """The rows of all documents. Raises ContractBroken where two of them bring a row of the same key."""
    rows = pa.concat_tables([table.arrow_schema.empty_table(), *parts])
    check_key(table, rows)
    return rows


def rebuild_derived(connection: DuckDBPyConnection, reference: Reference) -> None:
    """Bring versions of documents and the dimensions in step with what documents and lists say."""
    version = _model("document_version")
    connection.execute(
        "update document set status = version.status, supersedes_document_id = version.supersedes_document_id "
        f"from ({version}) as version where document.document_id = version.document_id "
        "and (document.status <> version.status "
        "or document.supersedes_document_id is distinct from version.supersedes_document_id)"
    )
    keep_rows(connection, tables()["dim_year"], reference.years)
    keep_rows(connection, tables()["dim_measure"], reference.measures)
    _rebuild_from_models(connection, reference.subjects)


def _rebuild_from_models(connection: DuckDBPyConnection, listed_subjects: pa.Table) -> None:
    connection.register("listed_subject", listed_subjects)
    try:
        for name in DERIVED_TABLES:
            keep_in_step(connection, tables()[name], _model(name))
    finally:
        connection.unregister("listed_subject")


@cache
def _model(name: str) -> str:
    return (MODELS / f"{name}.sql").read_text(encoding="utf-8")
