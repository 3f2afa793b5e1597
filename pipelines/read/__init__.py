"""Read: bytes of one document become a `Document` of text runs and grids. Knows file formats, not budgets."""

import hashlib
from pathlib import Path

from pipelines.issues import DocumentRejected
from pipelines.read.document import Document, Page
from pipelines.read.pdf import read_pdf
from pipelines.read.text import read_text

__all__ = ["media_type_of", "read_document"]


def media_type_of(data: bytes) -> str:
    """Tell the media type from the content, never from the name.

    Raises DocumentRejected with empty_file or unknown_format.
    """
    if not data.strip():
        raise DocumentRejected("empty_file", "the file holds no bytes, or only blanks")
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if b"\x00" in data[:4096]:
        raise DocumentRejected("unknown_format", f"neither PDF nor text; the first bytes are {data[:8]!r}")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if data.lstrip()[:1] == b"<":
            raise DocumentRejected("unknown_format", "markup (HTML or XML) is not read yet")
        return "text/plain"
    raise DocumentRejected("unknown_format", f"neither PDF nor text; the first bytes are {data[:8]!r}")


def read_document(path: Path, source_uri: str | None = None) -> Document:
    """Read one document. Raises DocumentRejected with the reason where it cannot be read."""
    data = path.read_bytes()
    media_type = media_type_of(data)
    modified: str | None = None
    pages: tuple[Page, ...]
    if media_type == "application/pdf":
        pages, modified = read_pdf(path)
    else:
        pages = read_text(path)
    return Document(
        document_id=hashlib.sha256(data).hexdigest(),
        file_name=path.name,
        source_uri=source_uri or path.name,
        media_type=media_type,
        size=len(data),
        pages=pages,
        is_paged=media_type == "application/pdf",
        modified=modified,
    )
