"""Read: bytes of one document become a `Document` of text runs and grids. Knows file formats, not budgets."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from pipelines.read import media_type
from pipelines.read.content import Content
from pipelines.read.doc import read_doc, read_rtf
from pipelines.read.document import Document
from pipelines.read.docx import read_docx
from pipelines.read.html import read_html
from pipelines.read.media_type import media_type_of
from pipelines.read.ocr.images import read_images
from pipelines.read.pdf import read_pdf
from pipelines.read.sheets import read_xls, read_xlsx
from pipelines.read.text import read_text

__all__ = ["media_type_of", "read_document"]


def _pdf(path: Path) -> Content:
    pages, modified = read_pdf(path)
    return Content(pages, is_paged=True, modified=modified)


def _text(path: Path) -> Content:
    return Content(read_text(path), is_paged=False)


# To read one more format, write its module and name it here and in media_type.
READERS: Mapping[str, Callable[[Path], Content]] = {
    media_type.PDF: _pdf,
    media_type.TEXT: _text,
    media_type.HTML: read_html,
    media_type.XLSX: read_xlsx,
    media_type.XLS: read_xls,
    media_type.DOCX: read_docx,
    media_type.DOC: read_doc,
    media_type.RTF: read_rtf,
    media_type.PNG: read_images,
    media_type.JPEG: read_images,
    media_type.TIFF: read_images,
}


def read_document(path: Path, source_uri: str | None = None) -> Document:
    """Read one document. Raises DocumentRejected with the reason where it cannot be read."""
    data = path.read_bytes()
    kind = media_type_of(data)
    content = READERS[kind](path)
    return Document(
        document_id=hashlib.sha256(data).hexdigest(),
        file_name=path.name,
        source_uri=source_uri or path.name,
        media_type=kind,
        size=len(data),
        pages=content.pages,
        is_paged=content.is_paged,
        modified=content.modified,
        notes=content.notes,
    )
