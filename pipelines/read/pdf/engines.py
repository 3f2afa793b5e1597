"""Which engine reads which page: the fast one where it can be trusted, the reference for the rest, or both."""

from contextlib import ExitStack, closing
from dataclasses import replace
from typing import Protocol

from pipelines.issues import DocumentRejected, Issue
from pipelines.read.document import Box, Page
from pipelines.read.ocr.pdf_pages import HIDDEN, is_text_hidden
from pipelines.read.pdf.compare import compared
from pipelines.read.pdf.drawn import PdfPage, visible, visible_cells
from pipelines.read.pdf.fast import PdfiumFile
from pipelines.read.pdf.layout import lay_out
from pipelines.read.pdf.limits import PdfLimits, TooMuch
from pipelines.read.pdf.open_cells import closed
from pipelines.read.pdf.pdfium_objects import Untrusted
from pipelines.read.pdf.reference import PlumberFile
from pipelines.settings import PdfEngine

_OVER_LIMIT = "page_over_limit"
# A picture that takes up this share of its page is the scan of it, or its background.
_COVERED = 0.8


class PdfFile(Protocol):
    """A PDF as one engine sees it. `count` pages are promised; those that are lost are None."""

    count: int

    @property
    def stamp(self) -> str | None: ...
    def page(self, number: int) -> PdfPage | None: ...
    def tables(self, page: PdfPage) -> list[list[Box]]: ...
    def close(self) -> None: ...


def read_pages(data: bytes, engine: PdfEngine, limits: PdfLimits) -> tuple[tuple[Page, ...], str | None]:
    """The pages of a PDF and its own date stamp as written. Raises DocumentRejected."""
    with ExitStack() as stack:
        reader = _Reader(data, engine, limits, stack)
        count = reader.main.count
        if count > limits.pages:
            raise DocumentRejected("pages_over_limit", f"more than {limits.pages} pages (setting caps.pages)")
        found = [page for page in map(reader.page, range(1, count + 1)) if page is not None]
        if not found:
            raise DocumentRejected("pdf_without_pages", "the PDF opens and has no page: it is damaged")
        if all(map(_is_over_limit, found)):
            raise DocumentRejected("page_over_limit", f"page {found[0].number}: {found[0].issues[0].message}")
        last = found[-1]
        if len(found) < count:
            last = replace(last, verdicts=(*last.verdicts, "pages_missing"))
        return (*found[:-1], last), reader.main.stamp


class _Reader:
    """Reads pages with the engine asked for, and opens the file for the reference where that is needed.

    A file that pdfium could open only by rebuilding it is compared in any case: what was lost shows as a difference.
    """

    def __init__(self, data: bytes, engine: PdfEngine, limits: PdfLimits, stack: ExitStack) -> None:
        self._data, self._limits, self._stack = data, limits, stack
        self._reference: PlumberFile | None = None
        self.main: PdfFile
        if engine == "pdfplumber":
            self.main, self.compares = self._second(), False
        else:
            fast = stack.enter_context(closing(PdfiumFile(data, limits)))
            self.main, self.compares = fast, engine == "verify" or fast.is_rebuilt

    def page(self, number: int) -> Page | None:
        """Page `number`, from 1, or None where it is lost. Raises DocumentRejected where the reference fails."""
        page = self._trusted(number)
        if page is None or not self.compares:
            return page
        other = laid_out(self._second(), number, self._data)
        return replace(page, issues=(*page.issues, *compared(page, other)))

    def _trusted(self, number: int) -> Page | None:
        try:
            page = laid_out(self.main, number, self._data)
        except Untrusted:
            return laid_out(self._second(), number, self._data)
        if page is not None and self.main is not self._reference and "unicode_map_error" in page.verdicts:
            # pdfium shows codes as if they were characters; the reference says which ones it cannot tell.
            return laid_out(self._second(), number, self._data)
        return page

    def _second(self) -> PlumberFile:
        if self._reference is None:
            self._reference = self._stack.enter_context(closing(PlumberFile(self._data, self._limits)))
        return self._reference


def _is_over_limit(page: Page) -> bool:
    return any(issue.code == _OVER_LIMIT for issue in page.issues)


def _is_covered(page: PdfPage) -> bool:
    """True for a page of text that one picture takes up nearly all of."""
    least = page.width * page.height * _COVERED
    return len(page.chars) > 0 and any((x1 - x0) * (y1 - y0) > least for x0, y0, x1, y1 in page.images)


def laid_out(file: PdfFile, number: int, data: bytes) -> Page | None:
    """One page as an engine reads it, empty and with an issue where it holds more than the limits allow."""
    try:
        parsed = file.page(number)
        if parsed is None:
            return None
        page = visible(parsed)
        ruled = replace(page, horizontal=closed(page.vertical, page.horizontal))
        read = lay_out(page, visible_cells(page, file.tables(ruled)))
        is_hidden = _is_covered(page) and is_text_hidden(data, number)
        return replace(read, verdicts=(*read.verdicts, HIDDEN)) if is_hidden else read
    except TooMuch as error:
        return Page(number, (), issues=(Issue(_OVER_LIMIT, f"{error}: nothing on the page was read", page=number),))
