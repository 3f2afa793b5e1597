"""What is tried when a PDF was not read: the reference engine, then a repaired copy. Then it is set aside."""

from dataclasses import replace

from pipelines.load.archives import READ_ERRORS, ArchiveRefused, open_member
from pipelines.load.jobs import Job, Task
from pipelines.read.media_type import HEAD_BYTES, is_pdf
from pipelines.read.options import REFERENCE_ENGINE, ReadOptions
from pipelines.reasons import code_of

# What another engine or a repair may cure. A file that asks for a password, or has too many pages, stays as it is.
_CURABLE = frozenset({"reader_timeout", "reader_memory", "reader_crashed", "pdf_damaged", "pdf_without_pages"})


def next_attempt(task: Task, reason: str, usual: ReadOptions) -> Task | None:
    """How to read the document once more after it failed for this reason; None if there is nothing left to try."""
    if code_of(reason) not in _CURABLE or task.options.is_repaired or not _is_pdf(task.job):
        return None
    after = all_failures(task, reason)
    if task.options.after is None and task.options.pdf_engine != REFERENCE_ENGINE:
        return Task(task.job, replace(usual, pdf_engine=REFERENCE_ENGINE, after=after))
    return Task(task.job, replace(usual, after=after, is_repaired=True))


def all_failures(task: Task, reason: str) -> str:
    """The reasons of all attempts, the first one first: its code is that of the document."""
    return reason if task.options.after is None else f"{task.options.after}; then {reason}"


def _is_pdf(job: Job) -> bool:
    try:
        if job.member is None:
            with job.path.open("rb") as file:
                return is_pdf(file.read(HEAD_BYTES))
        with open_member(job.path, job.member) as packed:
            return is_pdf(packed.read(HEAD_BYTES))
    except (ArchiveRefused, *READ_ERRORS):
        return False
