"""Which engine reads which page: the fast one where it can be trusted, the reference for the rest, or both."""

import re
from contextlib import ExitStack, closing
from dataclasses import replace
from typing import Protocol

from pipelines.issues import DocumentRejected, Issue
from pipelines.read.document import Page
from pipelines.read.ocr.pdf_pages import HIDDEN, is_text_hidden
from pipelines.read.pdf.compare import DIFFER, compared
from pipelines.read.pdf.drawn import Floats, PdfPage, visible, visible_cells
from pipelines.read.pdf.fast import PdfiumFile
from pipelines.read.pdf.layout import lay_out
from pipelines.read.pdf.limits import PdfLimits, TooMuch
from pipelines.read.pdf.open_cells import closed
from pipelines.read.pdf.open_sides import with_sides
from pipelines.read.pdf.pdfium_objects import Untrusted
from pipelines.read.pdf.reference import PlumberFile
from pipelines.settings import PdfEngine

_OVER_LIMIT = "page_over_limit"
# A picture that takes up this share of its page is the scan of it, or its background.
_COVERED = 0.8

_PAGE = re.compile(rb"/Type\s*/Page\b")


class PdfFile(Protocol):
    """A PDF as one engine sees it. `count` pages are promised; those that are lost are None.

    Tables are arrays of their cells: left, top, right and bottom of each in a row.
    """

    count: int

    @property
    def stamp(self) -> str | None: ...
    def page(self, number: int) -> PdfPage | None: ...
    def tables(self, page: PdfPage) -> list[Floats]: ...
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

    A file that pdfium could open only by rebuilding it is compared in any case: what was lost shows as a difference,
    and where the reference cannot open it, it is damaged.
    """

    def __init__(self, data: bytes, engine: PdfEngine, limits: PdfLimits, stack: ExitStack) -> None:
        self._data, self._limits, self._stack = data, limits, stack
        self._reference: PlumberFile | None = None
        self._fast = None if engine == "pdfplumber" else stack.enter_context(closing(PdfiumFile(data, limits)))
        self.main: PdfFile = self._fast or self._second()
        if self._fast is not None and self._has_more_pages(self._fast):
            self.main, self._fast = self._second(), None
        self._is_rebuilt = self._fast is not None and self._fast.is_rebuilt
        self.compares = engine == "verify" or self._is_rebuilt

    def _has_more_pages(self, fast: PdfiumFile) -> bool:
        """True where the reference finds pages that pdfium does not: pdfium believes the count that the file claims.

        The reference is asked only where the file seems to hold more; pages left over from an earlier state do as well.
        """
        if len(_PAGE.findall(self._data)) <= fast.count:
            return False
        try:
            return self._second().count > fast.count
        except DocumentRejected:
            return False

    def page(self, number: int) -> Page | None:
        """Page `number`, from 1, or None where it is lost. Raises DocumentRejected."""
        page = laid_out(self.main, number, self._data) if self._fast is None else self._trusted(self._fast, number)
        if page is None or not self.compares:
            return page
        return replace(page, issues=(*page.issues, *self._compared(page)))

    def _trusted(self, fast: PdfiumFile, number: int) -> Page | None:
        """The page by the fast engine, or by the reference where pdfium cannot be relied on."""
        try:
            page = laid_out(fast, number, self._data)
        except Untrusted:
            return self._by_reference(number)
        except MemoryError:
            raise
        except Exception:  # whatever a page makes fail is one page's own: the other reader may do better
            page = self._by_reference(number)
            return page and replace(page, verdicts=(*page.verdicts, "second_reader"))
        return page if page is None or is_trusted(page) else self._by_reference(number)

    def _by_reference(self, number: int) -> Page | None:
        try:
            return laid_out(self._second(), number, self._data)
        except DocumentRejected:
            return Page(number, (), verdicts=("page_not_read",))

    def _compared(self, page: Page) -> list[Issue]:
        try:
            return list(compared(page, laid_out(self._second(), page.number, self._data)))
        except DocumentRejected as error:
            if self._is_rebuilt:
                raise
            return [Issue(DIFFER, f"only the fast reader can read this page: {error.detail}", page=page.number)]

    def _second(self) -> PlumberFile:
        if self._reference is None:
            self._reference = self._stack.enter_context(closing(PlumberFile(self._data, self._limits)))
        return self._reference


def is_trusted(page: Page) -> bool:
    """False where pdfium shows codes as if they were characters: the reference says which ones it cannot tell."""
    return "unicode_map_error" not in page.verdicts


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
        vertical = with_sides(page.vertical, page.horizontal)
        ruled = replace(page, vertical=vertical, horizontal=closed(vertical, page.horizontal))
        read = lay_out(page, visible_cells(page, file.tables(ruled)))
        is_hidden = _is_covered(page) and is_text_hidden(data, number)
        return replace(read, verdicts=(*read.verdicts, HIDDEN)) if is_hidden else read
    except TooMuch as error:
        return Page(number, (), issues=(Issue(_OVER_LIMIT, f"{error}: nothing on the page was read", page=number),))
