"""Loads a batch of documents in one transaction, so that the tables depend on the documents alone.

Same documents in any order, in any batches, any number of times: the same tables. A run killed inside a batch leaves
the batch before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
from duckdb import DuckDBPyConnection

from pipelines.contract import tables
from pipelines.load.reference import Reference, read_reference
from pipelines.load.tables import (
    DERIVED_TABLES,
    ContractBroken,
    arrow_table,
    count_rows,
    distinct_values,
    document_tables,
    keep_in_step,
    keep_rows,
    replace_documents,
)
from pipelines.load.warehouse import transaction
from pipelines.normalise.rows import DocumentRows
from pipelines.paths import MODELS


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What one batch brought: documents, how many of them replaced earlier rows, rows by table."""

    documents: int
    replaced: int
    rows: Mapping[str, int]


def load_batch(
    connection: DuckDBPyConnection, documents: Sequence[DocumentRows], reference: Reference | None = None
) -> LoadResult:
    """Replace all rows of these documents and rebuild what is derived, in one transaction.

    A document that comes twice counts once, as it comes last. `reference` defaults to the lists of this checkout.
    Raises ContractBroken before anything is written.
    """
    once = {document.document_id: document for document in documents}
    for document in once.values():
        check_rows(document)
    batch = {
        name: arrow_table(table, [row for document in once.values() for row in document.tables.get(name, ())])
        for name, table in document_tables().items()
    }
    with transaction(connection):
        replaced = replace_documents(connection, batch, list(once))
        rebuild_derived(connection, reference or read_reference())
    return LoadResult(documents=len(once), replaced=replaced, rows=count_rows(batch))


def check_rows(document: DocumentRows) -> None:
    """Raise ContractBroken unless the rows fit the contract and all are of this one document."""
    known = document_tables()
    if unknown := sorted(document.tables.keys() - known.keys()):
        raise ContractBroken(f"no document brings rows for {', '.join(unknown)}")
    for name, table in known.items():
        rows = arrow_table(table, document.tables.get(name, ()))
        if distinct_values(rows, "document_id") - {document.document_id}:
            raise ContractBroken(f"{name}: rows of another document than {document.document_id}")
    if len(document.tables.get("document", ())) != 1:
        raise ContractBroken("document: there must be exactly one row")


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
