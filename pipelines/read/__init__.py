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
from pipelines.read.ofd import read_ofd
from pipelines.read.options import AS_USUAL, ReadOptions
from pipelines.read.pdf import read_pdf
from pipelines.read.pdf_file import find_damage, repaired
from pipelines.read.sheets import read_xls, read_xlsx
from pipelines.read.text import read_text, text_lines
from pipelines.read.text_damage import text_damage

__all__ = ["media_type_of", "read_document"]


def _pdf(path: Path, options: ReadOptions) -> Content:
    """The pages of a PDF, with a note where it had to be repaired or is damaged in a way that its pages do not show."""
    if options.is_repaired:
        pages, modified = read_pdf(repaired(path), options.pdf_engine, options.limits)
        return Content(pages, is_paged=True, modified=modified)
    pages, modified = read_pdf(path.read_bytes(), options.pdf_engine, options.limits)
    # The process that read it before may have died of looking for damage.
    damage = () if options.after else find_damage(path)
    return Content(pages, is_paged=True, modified=modified, notes=tuple(f"file_damaged: {each}" for each in damage))


def _text(path: Path) -> Content:
    notes = tuple(text_damage("\n".join(text_lines(path))))
    return Content(read_text(path), is_paged=False, notes=notes)


# To read one more format, write its module and name it here and in media_type. Only PDF has limits of its own.
READERS: Mapping[str, Callable[[Path], Content]] = {
    media_type.TEXT: _text,
    media_type.HTML: read_html,
    media_type.XLSX: read_xlsx,
    media_type.XLS: read_xls,
    media_type.DOCX: read_docx,
    media_type.DOC: read_doc,
    media_type.RTF: read_rtf,
    media_type.OFD: read_ofd,
    media_type.PNG: read_images,
    media_type.JPEG: read_images,
    media_type.TIFF: read_images,
}


def read_document(path: Path, source_uri: str | None = None, options: ReadOptions = AS_USUAL) -> Document:
    """Read one document. Raises DocumentRejected with the reason where it cannot be read."""
    data = path.read_bytes()
    kind, document_id, size = media_type_of(data), hashlib.sha256(data).hexdigest(), len(data)
    del data
    content = _pdf(path, options) if kind == media_type.PDF else READERS[kind](path)
    notes = content.notes
    if options.after is not None:
        code = "read_after_repair" if options.is_repaired else "read_by_reference_engine"
        notes = (*notes, f"{code}: {options.after}")
    return Document(
        document_id=document_id,
        file_name=path.name,
        source_uri=source_uri or path.name,
        media_type=kind,
        size=size,
        pages=content.pages,
        is_paged=content.is_paged,
        modified=content.modified,
        notes=notes,
    )
