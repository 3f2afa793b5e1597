"""Ingests files, folders, archives: finds documents, reads what is new or was read by older code, loads in batches.

Killed at any instant, it leaves the batches that were committed; the next run reads the rest and nothing twice.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from pipelines.load.batch import load_batch
from pipelines.load.cache import open_cache
from pipelines.load.canary import NOTHING_COMPARED, Agreement
from pipelines.load.discover import find_files, find_sources
from pipelines.load.jobs import set_aside
from pipelines.load.plan import held_documents, plan_reading, rename_documents
from pipelines.load.reader import Extract, extract_document
from pipelines.load.reader_version import reader_version
from pipelines.load.reading import Read, Reading, read_documents
from pipelines.load.tables import ContractBroken
from pipelines.load.warehouse import open_warehouse
from pipelines.settings import CacheSettings, Caps, PdfEngine

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

    `document_ids` are those of the documents loaded or set aside now, sorted; `kept` of them came from the cache.
    """

    files: int = 0
    loaded: int = 0
    quarantined: int = 0
    unchanged: int = 0
    duplicate: int = 0
    unreadable: int = 0
    document_ids: tuple[str, ...] = ()
    kept: int = 0
    agreement: Agreement = NOTHING_COMPARED


def ingest(
    paths: Iterable[Path],
    warehouse: Path,
    *,
    workers: int = 1,
    progress: Callable[[Progress], None] | None = None,
    caps: Caps | None = None,
    cache: CacheSettings | None = None,
    engine: PdfEngine = "fast",
    canary_share: float = 0.0,
    extract: Extract = extract_document,
    version: str | None = None,
    batch_documents: int = BATCH_DOCUMENTS,
) -> IngestSummary:
    """Load every document under `paths` that the warehouse does not hold as read by this version of the code.

    `extract` and `version` default to the reading rooms and the hash of their source; without `cache` nothing is kept.
    Raises PathNotFound, WarehouseError, WorkersFailed, ConfigurationError; a document that cannot be read is a result,
    not an error.
    """
    files = find_files(paths)
    version, caps = version or reader_version(), caps or Caps()
    kept = open_cache(cache, version) if cache is not None else None
    how = Reading(extract, version, workers, caps, engine, canary_share, kept)
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
        tally = _Tally()
        for batch in _batches(_reported(read_documents(plan.jobs, how), report), batch_documents):
            _load(connection, batch, version)
            tally.add(batch)
        if not tally.document_ids:
            load_batch(connection, [])  # an empty warehouse still has its years, measures and subjects
    if kept is not None and len(tally.document_ids) > tally.kept:
        kept.evict()
    return IngestSummary(
        files=total,
        document_ids=tuple(sorted(tally.document_ids)),
        kept=tally.kept,
        agreement=tally.agreement,
        **counts,
    )


@dataclass(slots=True)
class _Tally:
    """What has been loaded so far."""

    document_ids: list[str] = field(default_factory=list)
    kept: int = 0
    agreement: Agreement = NOTHING_COMPARED

    def add(self, batch: Sequence[Read]) -> None:
        self.document_ids.extend(read.job.document_id for read in batch)
        self.kept += sum(read.is_kept for read in batch)
        for read in batch:
            if read.is_compared:
                self.agreement = self.agreement.with_document(read.rows)


def _reported(results: Iterable[Read], report: Callable[[str, str, str | None], None]) -> Iterator[Read]:
    for read in results:
        row = read.rows.document
        reason = row["reason"]
        report(str(row["source_uri"]), str(row["status"]), None if reason is None else str(reason))
        yield read


def _batches(results: Iterable[Read], batch_documents: int) -> Iterator[list[Read]]:
    batch: list[Read] = []
    size = 0
    for read in results:
        batch.append(read)
        size += read.rows.size
        if len(batch) >= batch_documents or size >= BATCH_ROWS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _load(connection: DuckDBPyConnection, batch: Sequence[Read], version: str) -> None:
    """Load a batch; if two documents claim the same key, one by one, so that only the second is set aside."""
    try:
        load_batch(connection, [read.rows for read in batch])
    except (ContractBroken, duckdb.ConstraintException) as error:
        if len(batch) == 1:
            (read,) = batch
            load_batch(connection, [set_aside(read.job, version, f"reader_crashed: {error}")])
            return
        for read in batch:
            _load(connection, [read], version)
