"""What is to be read: one document, found as a file or in an archive, and how to read it."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from pipelines.contract import tables
from pipelines.load.archives import member_on_disk
from pipelines.load.packed import CheckedRows, checked
from pipelines.normalise.rows import DocumentRows
from pipelines.read.options import ReadOptions


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read: a file, or one of the archive `path`, at the place `member`.

    Its row will carry `source_uri`, which may be another copy of the same bytes. With a `problem`, which begins with a
    code of `pipelines.reasons`, it is not read.
    """

    path: Path
    source_uri: str
    document_id: str
    size: int
    problem: str | None = None
    member: tuple[int, ...] | None = None

    @property
    def names(self) -> Mapping[str, str]:
        """What the document's row says of where it was found."""
        return {"file_name": Path(self.source_uri).name, "source_uri": self.source_uri}

    def on_disk(self) -> AbstractContextManager[Path]:
        """The document as a file of its own, for as long as it is read."""
        if self.member is None:
            return nullcontext(self.path)
        return member_on_disk(self.path, self.member, self.source_uri)


@dataclass(frozen=True, slots=True)
class Task:
    """One attempt to read a job's document."""

    job: Job
    options: ReadOptions


def set_aside(job: Job, version: str, reason: str) -> CheckedRows:
    """The row of a document in quarantine of which nothing is known but its bytes."""
    row: Mapping[str, object] = dict.fromkeys(tables()["document"].column_names) | {
        **job.names,
        "document_id": job.document_id,
        "media_type": "application/octet-stream",
        "bytes": job.size,
        "status": "quarantined",
        # What a library says of a document may hold half a character of it.
        "reason": reason.encode(errors="backslashreplace").decode(),
        "reader_version": version,
    }
    return checked(DocumentRows(job.document_id, {"document": [row]}))
