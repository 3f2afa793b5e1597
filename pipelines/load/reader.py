"""What a reading process does: one document through the reading rooms to packed rows that fit the contract."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from pipelines.load.jobs import Job, Task
from pipelines.load.packed import checked, pack
from pipelines.load.tables import ContractBroken
from pipelines.load.workers import Grow
from pipelines.normalise.rows import DocumentRows
from pipelines.read.options import ReadOptions

Extract = Callable[[Path, str, ReadOptions], DocumentRows]


def extract_document(path: Path, source_uri: str, options: ReadOptions) -> DocumentRows:
    """The reading rooms themselves, imported when first needed: they are slow to import and a re-run needs none."""
    extract: Extract = import_module("pipelines.normalise.extract").extract
    return extract(path, source_uri, options)


def read_task(task: Task, grow: Grow, *, extract: Extract, version: str) -> bytes:
    """Packed rows of one document. Raises whatever the reading rooms raise, and ContractBroken."""
    expected_pages: Callable[[Path, ReadOptions], int] = import_module("pipelines.read.extent").expected_pages
    with task.job.on_disk() as path:
        grow(expected_pages(path, task.options))
        rows = extract(path, task.job.source_uri, task.options)
    return pack(checked(_stamped(rows, task.job, version)))


def _stamped(rows: DocumentRows, job: Job, version: str) -> DocumentRows:
    """The rows with what only this room knows: by which version and under which name the document was read."""
    if rows.document_id != job.document_id:
        raise ContractBroken("the file changed while it was read")
    known = {**job.names, "reader_version": version}
    documents = [{**row, **known} for row in rows.tables.get("document", ())]
    return DocumentRows(rows.document_id, {**rows.tables, "document": documents})
