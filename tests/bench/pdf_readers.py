"""The readers of PDFs that are measured against each other: our own, the reference, and what pdfium alone costs."""

import ctypes
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pdfplumber
import pypdfium2
from pypdfium2 import raw

from pipelines.paths import ROOT
from pipelines.read.pdf import read_pdf
from pipelines.read.pdf.fast import PdfiumFile
from pipelines.read.pdf.limits import DEFAULT_LIMITS
from tests.read.pdf.stock import Table, tables_of

Tables = list[list[Table]]
Reader = Callable[[Path], object]


def documents() -> list[Path]:
    """The real documents beside the checkout, else the samples."""
    real = sorted((ROOT.parent / "shared" / "realdocs").glob("*/doc.pdf"))
    return real or sorted((ROOT / "data" / "samples").glob("*.pdf"))


def load_only(path: Path) -> None:
    """What no reader can do without: pdfium parses each page."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        for number in range(len(document)):
            raw.FPDF_ClosePage(raw.FPDF_LoadPage(document.raw, number))


def text_only(path: Path) -> None:
    """The text of each page as one string, without places."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        for number in range(len(document)):
            page = raw.FPDF_LoadPage(document.raw, number)
            letters = raw.FPDFText_LoadPage(page)
            count = raw.FPDFText_CountChars(letters)
            buffer = (ctypes.c_ushort * (count + 1))()
            raw.FPDFText_GetText(letters, 0, count, buffer)
            raw.FPDFText_ClosePage(letters)
            raw.FPDF_ClosePage(page)


def fast_tables(path: Path) -> Tables:
    """The tables of each page as rows of texts, by the fast engine."""
    with closing(PdfiumFile(path.read_bytes(), DEFAULT_LIMITS)) as file:
        return [tables_of(file, number) for number in range(1, file.count + 1)]


def stock_tables(path: Path) -> Tables:
    """The same by pdfplumber."""
    tables = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            tables.append(page.extract_tables())
            page.close()
    return tables


def fast_pages(path: Path) -> object:
    """Whole pages as they leave the reading room: grids, lines and verdicts."""
    return read_pdf(path.read_bytes())


def reference_pages(path: Path) -> object:
    """The same by the reference engine."""
    return read_pdf(path.read_bytes(), "pdfplumber")


OWN: dict[str, Reader] = {
    "load only": load_only,
    "text only": text_only,
    "fast tables": fast_tables,
    "fast pages": fast_pages,
    "pdfplumber tables": stock_tables,
    "pdfplumber pages": reference_pages,
}
