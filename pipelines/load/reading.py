"""One document through the reading rooms, whatever happens there: rows that fit the contract, or the reason why not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

from pipelines.contract import tables
from pipelines.load.archives import member_on_disk
from pipelines.load.batch import check_rows
from pipelines.load.tables import ContractBroken
from pipelines.load.workers import Lost, map_isolated
from pipelines.normalise.rows import DocumentRows
from pipelines.settings import Caps

Extract = Callable[[Path, str], DocumentRows]

CRASHED = "reader_crashed"
REFUSED = "archive_refused"


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read: a file, or one of the archive `path`, at the place `member`.

    Its row will carry `source_uri`, which may be another copy of the same bytes. With a `problem` it is not read.
    """

    path: Path
    source_uri: str
    document_id: str
    size: int
    problem: str | None = None
    member: tuple[int, ...] | None = None


def extract_document(path: Path, source_uri: str) -> DocumentRows:
    """The reading rooms themselves, imported when first needed: they are slow to import and a re-run needs none."""
    extract: Extract = import_module("pipelines.normalise.extract").extract
    return extract(path, source_uri)


def read_documents(
    jobs: Iterable[Job], *, extract: Extract, version: str, workers: int, caps: Caps
) -> Iterator[tuple[Job, DocumentRows]]:
    """Read each job's document, in this process or in `workers` others, and yield its rows as they are done.

    A document whose reading raises, dies, hangs or brings rows that do not fit is a quarantined document row.
    One worker reads in process: quick to start, but a document that kills the process ends the run.
    """
    read = partial(read_document, extract=extract, version=version)
    if workers <= 1:
        for job in jobs:
            yield job, read(job)
        return
    for job, result in map_isolated(read, jobs, workers=workers, seconds=caps.seconds, mebibytes=caps.worker_mib):
        yield job, crashed(job, version, result.reason) if isinstance(result, Lost) else result


def read_document(job: Job, *, extract: Extract, version: str) -> DocumentRows:
    """Rows of one document, checked against the contract; a crash of the reading rooms becomes its reason."""
    if job.problem is not None:
        return set_aside(job, version, f"{REFUSED}: {job.problem}")
    try:
        with _file(job) as path:
            rows = _stamped(extract(path, job.source_uri), job, version)
        check_rows(rows)
    except Exception as error:  # the one place where any failure is one document's own
        return crashed(job, version, f"{type(error).__name__}: {error}")
    return rows


def crashed(job: Job, version: str, detail: str) -> DocumentRows:
    """The row of a document that could not be read because the project, not the document, is at fault."""
    return set_aside(job, version, f"{CRASHED}: {detail}")


def set_aside(job: Job, version: str, reason: str) -> DocumentRows:
    """The row of a document in quarantine of which nothing is known but its bytes."""
    row: Mapping[str, object] = dict.fromkeys(tables()["document"].column_names) | {
        "document_id": job.document_id,
        "file_name": Path(job.source_uri).name,
        "source_uri": job.source_uri,
        "media_type": "application/octet-stream",
        "bytes": job.size,
        "status": "quarantined",
        "reason": reason,
        "reader_version": version,
    }
    return DocumentRows(job.document_id, {"document": [row]})


def _file(job: Job) -> AbstractContextManager[Path]:
    if job.member is None:
        return nullcontext(job.path)
    return member_on_disk(job.path, job.member, job.source_uri)


def _stamped(rows: DocumentRows, job: Job, version: str) -> DocumentRows:
    """The rows with what only this room knows: by which version and under which name the document was read."""
    if rows.document_id != job.document_id:
        raise ContractBroken("the file changed while it was read")
    known = {"file_name": Path(job.source_uri).name, "source_uri": job.source_uri, "reader_version": version}
    documents = [{**row, **known} for row in rows.tables.get("document", ())]
    return DocumentRows(rows.document_id, {**rows.tables, "document": documents})
