"""Reads documents in processes of their own, whatever happens there: rows that fit, or the reason for having none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from pipelines.load.attempts import all_failures, next_attempt
from pipelines.load.cache import Cache
from pipelines.load.canary import is_chosen
from pipelines.load.jobs import Job, Task, set_aside
from pipelines.load.packed import CheckedRows, unpack
from pipelines.load.reader import Extract, read_task
from pipelines.load.tables import ContractBroken
from pipelines.load.workers import Limits, Lost, map_isolated
from pipelines.read.options import ReadOptions
from pipelines.read.pdf.limits import PdfLimits
from pipelines.settings import Caps, PdfEngine


@dataclass(frozen=True, slots=True)
class Reading:
    """How the documents of one run are read. `canary_share` of them are read by both engines."""

    extract: Extract
    version: str
    workers: int
    caps: Caps
    engine: PdfEngine
    canary_share: float = 0.0
    cache: Cache | None = None

    @property
    def usual(self) -> ReadOptions:
        """The options of a document that is not a canary."""
        limits = PdfLimits(self.caps.pages, self.caps.page_segments, self.caps.page_characters)
        return ReadOptions(self.engine, limits)

    def options(self, document_id: str) -> ReadOptions:
        """The options of the first attempt at a document."""
        is_canary = is_chosen(document_id, self.canary_share)
        return replace(self.usual, pdf_engine="verify") if is_canary else self.usual

    @property
    def limits(self) -> Limits:
        return Limits(self.caps.seconds, self.caps.page_milliseconds / 1000, self.caps.worker_mib)


@dataclass(frozen=True, slots=True)
class Read:
    """One document's rows. `is_kept`: they come from the cache. `is_compared`: two engines have just read it."""

    job: Job
    rows: CheckedRows
    is_kept: bool = False
    is_compared: bool = False


def read_documents(jobs: Iterable[Job], how: Reading) -> Iterator[Read]:
    """The rows of each job's document, as they are done: those that are kept first, those that need retries last.

    A document whose reading raises, dies, hangs or brings rows that do not fit is a quarantined document row.
    """
    tasks: list[Task] = []
    for job in jobs:
        options = how.options(job.document_id)
        if job.problem is not None:
            yield Read(job, set_aside(job, how.version, job.problem))
        elif (kept := _kept(job, options, how)) is not None:
            yield Read(job, kept, is_kept=True)
        else:
            tasks.append(Task(job, options))
    read = partial(read_task, extract=how.extract, version=how.version)
    while tasks:
        failed: list[Task] = []
        for task, result in map_isolated(read, tasks, workers=how.workers, limits=how.limits):
            rows = _rows(task, result, how)
            reason = rows.document["reason"]
            again = None if reason is None else next_attempt(task, str(reason), how.usual)
            if again is not None:
                failed.append(again)
                continue
            yield _finished(task, rows, how)
        tasks = failed


def _kept(job: Job, options: ReadOptions, how: Reading) -> CheckedRows | None:
    rows = how.cache.get(job.document_id, options) if how.cache is not None else None
    return rows.with_document(job.names) if rows is not None else None


def _rows(task: Task, result: bytes | Lost, how: Reading) -> CheckedRows:
    if isinstance(result, Lost):
        return set_aside(task.job, how.version, f"{result.code}: {result.detail}")
    try:
        return unpack(task.job.document_id, result)
    except ContractBroken as error:  # a process that a document has got hold of may send anything
        return set_aside(task.job, how.version, f"reader_crashed: {error}")


def _finished(task: Task, rows: CheckedRows, how: Reading) -> Read:
    """The outcome of the last attempt, kept for the next time under the options of the first."""
    if rows.document["reason"] is not None:
        rows = rows.with_document({"reason": all_failures(task, str(rows.document["reason"]))})
    if how.cache is not None:
        how.cache.put(rows, how.options(task.job.document_id))
    return Read(task.job, rows, is_compared=task.options.pdf_engine == "verify")
