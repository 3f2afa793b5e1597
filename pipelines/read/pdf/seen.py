"""What the engine sees of one page on its way to grids: for people who ask why a cell was read as it was."""

from contextlib import ExitStack, closing
from dataclasses import dataclass, replace

from pipelines.issues import DocumentRejected
from pipelines.read.document import Page
from pipelines.read.pdf.drawn import PdfPage, visible
from pipelines.read.pdf.engines import PdfFile, is_trusted, laid_out
from pipelines.read.pdf.fast import PdfiumFile
from pipelines.read.pdf.limits import DEFAULT_LIMITS
from pipelines.read.pdf.lines import Lines, joined
from pipelines.read.pdf.open_cells import closed
from pipelines.read.pdf.pdfium_objects import Untrusted
from pipelines.read.pdf.reference import PlumberFile


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as parsed, the walls that its rules are joined to, and the page as it leaves the reading room.

    `engine` is the one that read it: `fast`, or `pdfplumber` where pdfium cannot be relied on.
    """

    engine: str
    parsed: PdfPage
    upright: Lines
    level: Lines
    read: Page


def see(data: bytes, number: int) -> Seen:
    """Page `number`, from 1, of the PDF `data`. Raises DocumentRejected, and TooMuch where it is over a limit."""
    with ExitStack() as stack:
        try:
            seen = _seen("fast", stack.enter_context(closing(PdfiumFile(data, DEFAULT_LIMITS))), data, number)
        except Untrusted:
            seen = None
        if seen is None or not is_trusted(seen.read):
            reference = stack.enter_context(closing(PlumberFile(data, DEFAULT_LIMITS)))
            seen = _seen("pdfplumber", reference, data, number)
    if seen is None:
        raise DocumentRejected("pdf_damaged", f"page {number} is lost")
    return seen


def _seen(engine: str, file: PdfFile, data: bytes, number: int) -> Seen | None:
    parsed, read = file.page(number), laid_out(file, number, data)
    if parsed is None or read is None:
        return None
    page = visible(parsed)
    page = replace(page, horizontal=closed(page.vertical, page.horizontal))
    return Seen(engine, page, *joined(page.vertical, page.horizontal), read)
