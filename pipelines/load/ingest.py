"""Ingests files, folders, archives: finds documents, reads what is new or was read by older code, loads in batches.

Killed at any instant, it leaves the batches that were committed; the next run reads the rest and nothing twice.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from pipelines.load.batch import load_batch
from pipelines.load.discover import find_files, find_sources
from pipelines.load.plan import held_documents, plan_reading, rename_documents
from pipelines.load.reader_version import reader_version
from pipelines.load.reading import Extract, Job, crashed, extract_document, read_documents
from pipelines.load.tables import ContractBroken
from pipelines.load.warehouse import open_warehouse
from pipelines.normalise.rows import DocumentRows
from pipelines.settings import Caps

BATCH_DOCUMENTS = 200
# Bounds memory: 200 documents of a thousand pages each would not fit.
BATCH_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class Progress:
    """One file, or one document of an archive, is dealt with: the `done`-th of `total`.

    `outcome` is loaded or quarantined for a document read now, unchanged, duplicate (of another file in this run) or
    unreadable otherwise; `reason` says why for quarantined and unreadable.
    """

    done: int
    total: int
    path: Path
    outcome: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """How many files had which outcome; each document of an archive counts as a file.

    `document_ids` are those of the documents read now, sorted.
    """

    files: int = 0
    loaded: int = 0
    quarantined: int = 0
    unchanged: int = 0
    duplicate: int = 0
    unreadable: int = 0
    document_ids: tuple[str, ...] = ()


def ingest(
    paths: Iterable[Path],
    warehouse: Path,
    *,
    workers: int = 1,
    progress: Callable[[Progress], None] | None = None,
    caps: Caps | None = None,
    extract: Extract = extract_document,
    version: str | None = None,
    batch_documents: int = BATCH_DOCUMENTS,
) -> IngestSummary:
    """Load every document under `paths` that the warehouse does not hold as read by this version of the code.

    `extract` and `version` default to the reading rooms and the hash of their source.
    Raises PathNotFound, WarehouseError, WorkersFailed; a document that cannot be read is a result, not an error.
    """
    files = find_files(paths)
    version, caps = version or reader_version(), caps or Caps()
    total = 0
    counts = dict.fromkeys(("loaded", "quarantined", "unchanged", "duplicate", "unreadable"), 0)

    def report(source_uri: str, outcome: str, reason: str | None = None) -> None:
        counts[outcome] += 1
        if progress is not None:
            progress(Progress(sum(counts.values()), total, Path(source_uri), outcome, reason))

    with open_warehouse(warehouse) as connection:
        plan = plan_reading(find_sources(files, caps), held_documents(connection), version)
        total = len(plan.passed) + len(plan.jobs)
        for source, outcome in plan.passed:
            report(source.source_uri, outcome, source.problem)
        rename_documents(connection, plan.renamed)
        read: list[str] = []
        results = read_documents(plan.jobs, extract=extract, version=version, workers=workers, caps=caps)
        for batch in _batches(_reported(results, report), batch_documents):
            _load(connection, batch, version)
            read.extend(job.document_id for job, _ in batch)
        if not read:
            load_batch(connection, [])  # an empty warehouse still has its years, measures and subjects
    return IngestSummary(files=total, document_ids=tuple(sorted(read)), **counts)


def _reported(
    results: Iterable[tuple[Job, DocumentRows]], report: Callable[[str, str, str | None], None]
) -> Iterator[tuple[Job, DocumentRows]]:
    for job, rows in results:
        (row,) = rows.tables["document"]
        reason = row["reason"]
        report(str(row["source_uri"]), str(row["status"]), None if reason is None else str(reason))
        yield job, rows


def _batches(
    results: Iterable[tuple[Job, DocumentRows]], batch_documents: int
) -> Iterator[list[tuple[Job, DocumentRows]]]:
    batch: list[tuple[Job, DocumentRows]] = []
    size = 0
    for job, rows in results:
        batch.append((job, rows))
        size += sum(len(table) for table in rows.tables.values())
        if len(batch) >= batch_documents or size >= BATCH_ROWS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _load(connection: DuckDBPyConnection, batch: Sequence[tuple[Job, DocumentRows]], version: str) -> None:
    """Load a batch; if two documents claim the same key, one by one, so that only the second is set aside."""
    try:
        load_batch(connection, [rows for _, rows in batch])
    except (ContractBroken, duckdb.ConstraintException) as error:
        if len(batch) == 1:
            ((job, _),) = batch
            load_batch(connection, [crashed(job, version, str(error))])
            return
        for pair in batch:
            _load(connection, [pair], version)
