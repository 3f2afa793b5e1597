"""Small PDFs drawn for a test: ruled boxes and text at places that are given from the top left, as a page is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Literal

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipelines.read import read_document
from pipelines.read.document import Document, Grid
from tests.typeset.font import register_font

WIDTH, HEIGHT = 400.0, 300.0
SIZE = 10.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Text:
    """One text on one line; `x` is its left edge, or its right edge where `align` says so."""

    x: float
    baseline: float
    text: str
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True)
class Sheet:
    """One page: boxes (left, top, right, bottom) that are ruled around, and texts in the order they are drawn."""

    boxes: tuple[Box, ...] = ()
    texts: tuple[Text, ...] = ()
    is_turned: bool = False
    image: bool = False


def grid(xs: Sequence[float], ys: Sequence[float]) -> tuple[Box, ...]:
    """The boxes of a plain table with these edges, row by row."""
    return tuple((x0, y0, x1, y1) for y0, y1 in pairwise(ys) for x0, x1 in pairwise(xs))


def draw(*sheets: Sheet, user_password: str | None = None, owner_password: str | None = None) -> bytes:
    """The sheets as a PDF, always the same bytes for the same sheets."""
    buffer = BytesIO()
    encrypt = StandardEncryption(user_password or "", owner_password) if user_password or owner_password else None
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, encrypt=encrypt, initialFontName=register_font())
    for sheet in sheets:
        _draw_sheet(canvas, sheet)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_sheet(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setPageSize((WIDTH, HEIGHT))
    canvas.setPageRotation(90 if sheet.is_turned else 0)
    if sheet.is_turned:
        # Shown upright, drawn on its side: reportlab swaps the sides of a page that it turns.
        canvas.translate(HEIGHT, 0)
        canvas.rotate(90)
    canvas.setLineWidth(0.5)
    for left, top, right, bottom in sheet.boxes:
        canvas.rect(left, HEIGHT - bottom, right - left, bottom - top)
    canvas.setFont(register_font(), SIZE)
    for text in sheet.texts:
        write = canvas.drawString if text.align == "left" else canvas.drawRightString
        write(text.x, HEIGHT - text.baseline, text.text)
    if sheet.image:
        canvas.drawImage(ImageReader(BytesIO(_PIXEL)), 0, 0, WIDTH, HEIGHT)


# A picture of one grey pixel (portable graymap): what a scan without text layer is to a reader.
_PIXEL = b"P5 1 1 255\n\x80"


def read(folder: Path, data: bytes, name: str = "drawn.pdf") -> Document:
    """The document that these bytes are read as."""
    path = folder / name
    path.write_bytes(data)
    return read_document(path)


def texts(table: Grid) -> dict[tuple[int, int], str]:
    """The text of each cell that prints any, by row and column."""
    return {(cell.row, cell.column): cell.text for cell in table.cells if cell.text}
