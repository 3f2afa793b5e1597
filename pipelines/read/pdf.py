"""Read a PDF with pdfplumber: ruled tables become grids, all other text becomes runs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page as PdfPage
from pdfplumber.utils.exceptions import PdfminerException

from pipelines.issues import DocumentRejected
from pipelines.read.document import Box, Grid, Page, TextRun
from pipelines.read.pdf_grid import read_grid


def read_pdf(path: Path) -> tuple[tuple[Page, ...], str | None]:
    """Return the pages of a PDF and its own date stamp (ModDate, else CreationDate).

    Raises DocumentRejected with pdf_encrypted, pdf_damaged or pdf_without_pages.
    """
    try:
        with pdfplumber.open(path) as pdf:
            pages = tuple(_read_page(page) for page in pdf.pages)
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
    return pages, str(stamp) if stamp else None


def _read_page(page: PdfPage) -> Page:
    found = [read_grid(table, number) for number, table in enumerate(page.find_tables(), start=1)]
    grids = [grid for grid, _ in found]
    boxes = [box for _, covered in found for box in covered]
    rest = page.filter(lambda item: not any(_inside(item, box) for box in boxes)) if boxes else page
    runs = [
        TextRun(line["text"], (line["x0"], line["top"], line["x1"], line["bottom"]))
        for line in rest.extract_text_lines(return_chars=False)
    ]
    items: list[TextRun | Grid] = [*runs, *grids]
    items.sort(key=_top)
    verdicts = tuple(_verdicts(page, runs, grids))
    result = Page(page.page_number, tuple(items), float(page.width), float(page.height), verdicts)
    page.close()
    return result


def _top(item: TextRun | Grid) -> float:
    return item.box[1] if item.box else 0.0


def _verdicts(page: PdfPage, runs: list[TextRun], grids: list[Grid]) -> Iterator[str]:
    if not page.chars:
        yield "no_text_but_image" if page.images else "no_text"
    elif any(str(char["text"]).startswith("(cid:") for char in page.chars):
        yield "unicode_map_error"
    if grids and not runs and not any(cell.text for grid in grids for cell in grid.cells):
        yield "empty_table"


def _inside(item: dict[str, Any], box: Box) -> bool:
    """True for an object whose middle lies in a box."""
    across, down = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return bool(box[0] <= across < box[2] and box[1] <= down < box[3])
