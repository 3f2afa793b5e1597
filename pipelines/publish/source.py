"""Opens a document again where it was ingested from, and makes sure that it is still the one that was read."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pipelines.issues import MingzhangError
from pipelines.load.archives import READ_ERRORS, ArchiveRefused, source_on_disk
from pipelines.publish.evidence import Row


class SourceGone(MingzhangError):
    """The document is no longer where it was ingested from, or other bytes are."""


@contextmanager
def open_source(evidence: Row) -> Iterator[Path]:
    """The document that an evidence row comes from, as a file. Raises SourceGone."""
    source_uri = evidence["source_uri"]
    with ExitStack() as stack:
        try:
            path = stack.enter_context(source_on_disk(source_uri))
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except (ArchiveRefused, *READ_ERRORS) as error:
            raise SourceGone(str(error)) from error
        if digest != evidence["document_id"]:
            raise SourceGone(f"{source_uri} has changed: its SHA-256 is no longer the document's id")
        yield path
