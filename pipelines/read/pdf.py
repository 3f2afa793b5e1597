"""Read a PDF with pdfplumber: ruled tables become grids, all other text becomes runs."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page as PdfPage
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException

from pipelines.issues import DocumentRejected
from pipelines.read.document import Cell, Grid, Page, TextRun

_SNAP = 0.5


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
    except Exception as error:  # pdfminer lets any error through on damaged objects
        raise DocumentRejected("pdf_damaged", f"{type(error).__name__}: {error}") from error
    if not pages:
        raise DocumentRejected("pdf_without_pages", "the PDF opens and has no page: it is damaged")
    return pages, str(stamp) if stamp else None


def _read_page(page: PdfPage) -> Page:
    tables = page.find_tables()
    grids = [_grid(table, number) for number, table in enumerate(tables, start=1)]
    boxes = [table.bbox for table in tables]
    rest = page.filter(lambda item: not any(_inside(item, box) for box in boxes)) if boxes else page
    runs = [
        TextRun(line["text"], (line["x0"], line["top"], line["x1"], line["bottom"]))
        for line in rest.extract_text_lines(return_chars=False)
    ]
    items = sorted([*runs, *grids], key=lambda item: (item.box or (0, 0, 0, 0))[1])
    verdicts = tuple(_verdicts(page, runs, grids))
    result = Page(page.page_number, tuple(items), float(page.width), float(page.height), verdicts)
    page.close()
    return result


def _verdicts(page: PdfPage, runs: list[TextRun], grids: list[Grid]) -> Iterator[str]:
    if not page.chars:
        yield "no_text_but_image" if page.images else "no_text"
    elif any(str(char["text"]).startswith("(cid:") for char in page.chars):
        yield "unicode_map_error"
    if grids and not any(cell.text for grid in grids for cell in grid.cells) and not runs:
        yield "empty_table"


def _inside(item: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    """True for an object whose middle lies in a table."""
    across, down = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _grid(table: Table, number: int) -> Grid:
    """Turn a found table into cells with spans: a cell covers every row and column line between its edges."""
    boxes = [cell for row in table.rows for cell in row.cells if cell is not None]
    texts = [text for row in table.extract() for text in row if text is not None]
    columns, rows = _edges([box[0] for box in boxes]), _edges([box[1] for box in boxes])
    cells = []
    for box, text in zip(boxes, texts, strict=True):
        left, top = _index(columns, box[0]), _index(rows, box[1])
        right, bottom = _index_before(columns, box[2]), _index_before(rows, box[3])
        cells.append(Cell(text, top, left, bottom - top + 1, right - left + 1, box))
    return Grid(tuple(cells), len(rows), len(columns), number, table.bbox)


def _edges(values: list[float]) -> list[float]:
    ordered = sorted(set(values))
    return [value for before, value in pairwise([ordered[0] - 1, *ordered]) if value - before > _SNAP]


def _index(edges: list[float], value: float) -> int:
    return max(index for index, edge in enumerate(edges) if edge <= value + _SNAP)


def _index_before(edges: list[float], value: float) -> int:
    return max(index for index, edge in enumerate(edges) if edge < value - _SNAP)
