"""Read a PDF with pdfplumber: ruled tables become grids, all other text becomes runs."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page as PdfPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from pipelines.issues import DocumentRejected
from pipelines.read.document import Box, Grid, Page, TextRun
from pipelines.read.ocr.pdf_pages import HIDDEN, is_text_hidden, with_scans
from pipelines.read.pdf_grid import read_grid

# A picture that takes up this share of its page is the scan of it, or its background.
_COVERED = 0.8


def read_pdf(path: Path) -> tuple[tuple[Page, ...], str | None]:
    """Return the pages of a PDF and its own date stamp (ModDate, else CreationDate).

    Raises DocumentRejected with pdf_encrypted, pdf_damaged, pdf_without_pages or ocr_missing.
    """
    try:
        # From memory: closing a file whose page tree is damaged would read the pages once more, and fail.
        data = path.read_bytes()
        with pdfplumber.open(BytesIO(data)) as pdf:
            pages = _with_missing(tuple(_read_page(page, data) for page in pdf.pages), _counted(pdf))
            stamp = pdf.metadata.get("ModDate") or pdf.metadata.get("CreationDate")
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise DocumentRejected("pdf_encrypted", "the PDF asks for a password") from error
        raise DocumentRejected("pdf_damaged", f"{type(cause).__name__}: {cause}") from error
    except Exception as error:
        # pdfminer lets any error through where objects are damaged; the document is set aside with it.
        raise DocumentRejected("pdf_damaged", f"{type(error).__name__}: {error}") from error
    if not pages:
        raise DocumentRejected("pdf_without_pages", "the PDF opens and has no page: it is damaged")
    return with_scans(data, pages), _iso(str(stamp)) if stamp else None


def _counted(pdf: PDF) -> int | None:
    """How many pages the file says it has; None where it does not say."""
    tree = resolve1(pdf.doc.catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    return count if isinstance(count, int) else None


def _with_missing(pages: tuple[Page, ...], count: int | None) -> tuple[Page, ...]:
    """Say on the last page that the file promises more pages than could be read."""
    if not pages or count is None or count <= len(pages):
        return pages
    return (*pages[:-1], replace(pages[-1], verdicts=(*pages[-1].verdicts, "pages_missing")))


def _read_page(page: PdfPage, data: bytes) -> Page:
    page = _visible(page)
    found = [read_grid(table, number) for number, table in enumerate(page.find_tables(), start=1)]
    grids = [grid for grid, _ in found]
    boxes = [box for _, covered in found for box in covered]
    rest = page.filter(lambda item: not any(_inside(item, box) for box in boxes)) if boxes else page
    runs = _lines(rest)
    items: list[TextRun | Grid] = [*runs, *grids]
    items.sort(key=_top)
    verdicts = tuple(_verdicts(page, runs, grids, data))
    result = Page(page.page_number, tuple(items), float(page.width), float(page.height), verdicts)
    page.close()
    return result


def _visible(page: PdfPage) -> PdfPage:
    """Leave out what lies outside the page: text that nobody sees is not published."""
    outside = any(not _inside(char, page.bbox) for char in page.chars)
    return page.filter(lambda item: _inside(item, page.bbox)) if outside else page


def _lines(page: PdfPage) -> list[TextRun]:
    """The lines of text. Pieces that overlap by more than half their height are one line, whatever their fonts."""
    runs: list[TextRun] = []
    for line in page.extract_text_lines(return_chars=False):
        run = TextRun(line["text"], (line["x0"], line["top"], line["x1"], line["bottom"]))
        if runs and _on_one_line(runs[-1], run):
            left, right = sorted((runs[-1], run), key=_left)
            runs[-1] = TextRun(left.text + right.text, _around(left, right))
        else:
            runs.append(run)
    return runs


def _on_one_line(one: TextRun, two: TextRun) -> bool:
    a, b = one.box or (0, 0, 0, 0), two.box or (0, 0, 0, 0)
    shared = min(a[3], b[3]) - max(a[1], b[1])
    apart = a[2] <= b[0] + 1 or b[2] <= a[0] + 1
    return apart and shared > min(a[3] - a[1], b[3] - b[1]) / 2


def _left(item: TextRun) -> float:
    return item.box[0] if item.box else 0.0


def _around(one: TextRun, two: TextRun) -> Box:
    a, b = one.box or (0, 0, 0, 0), two.box or (0, 0, 0, 0)
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _iso(stamp: str) -> str:
    """D:20260215093000+08'00' as 2026-02-15T09:30:00+08:00; what is no such stamp stays as it is."""
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?(?:([+-]\d\d)'?(\d\d)?)?", stamp)
    if found is None:
        return stamp
    year, month, day, hour, minute, second, zone, zone_minute = found.groups()
    suffix = f"{zone}:{zone_minute or '00'}" if zone else ""
    return f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}{suffix}"


def _top(item: TextRun | Grid) -> float:
    return item.box[1] if item.box else 0.0


def _verdicts(page: PdfPage, runs: list[TextRun], grids: list[Grid], data: bytes) -> Iterator[str]:
    if not page.chars:
        yield "no_text_but_image" if page.images else "no_text"
    elif any(str(char["text"]).startswith("(cid:") for char in page.chars):
        yield "unicode_map_error"
    if _is_covered(page) and is_text_hidden(data, page.page_number):
        yield HIDDEN
    if grids and not runs and not any(cell.text for grid in grids for cell in grid.cells):
        yield "empty_table"


def _is_covered(page: PdfPage) -> bool:
    """True for a page of text that one picture takes up nearly all of."""
    size = float(page.width * page.height)
    return bool(page.chars) and any(image["width"] * image["height"] > size * _COVERED for image in page.images)


def _inside(item: dict[str, Any], box: Box) -> bool:
    """True for an object whose middle lies in a box."""
    across, down = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return bool(box[0] <= across < box[2] and box[1] <= down < box[3])
