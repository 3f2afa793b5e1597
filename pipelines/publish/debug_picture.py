"""Draws what the engine saw of a page beside what pdfplumber sees there: why a cell was read as it was.

On the left walls, cells, spans and characters of our engine; on the right pdfplumber's debugging picture.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from pipelines.issues import DocumentRejected
from pipelines.publish.evidence import FindingEvidence, PrintedEvidence
from pipelines.publish.picture import (
    COLOURS,
    INK,
    Colour,
    Mark,
    NoPicture,
    composed,
    left_out,
    marks_of,
    pages_of,
    painted,
    saved,
)
from pipelines.publish.source import open_source
from pipelines.read import media_type
from pipelines.read.document import Cell, Grid
from pipelines.read.pdf.limits import TooMuch
from pipelines.read.pdf.lines import Lines
from pipelines.read.pdf.seen import Seen, see

MOST_PAGES = 2
WALL: Colour = (0, 60, 200)
CELL: Colour = (255, 220, 120)
SPAN: Colour = (240, 140, 60)
IN_CELL: Colour = (0, 140, 70)
IN_NONE: Colour = (150, 150, 150)
_LABEL_SIZE = 11
_PALE = 120

Wall = tuple[float, float, float, float]


def draw_seen(evidence: FindingEvidence | PrintedEvidence, file: Path) -> None:
    """Write the picture of the first pages that the evidence cites. Raises NoPicture, SourceGone."""
    marks = [mark for mark in marks_of(evidence) if mark.row["media_type"] == media_type.PDF]
    if not marks:
        raise NoPicture("nothing that is cited stands in a PDF: there are no walls and no characters to show")
    pictures: list[Image.Image] = []
    legend: list[tuple[str, Colour]] = []
    chosen = pages_of(marks)[:MOST_PAGES]
    for page in chosen:
        here = [mark for mark in marks if mark.page == page]
        with open_source(here[0].row) as path:
            ours, said = _ours(path, page[1], here)
            pictures += [ours, _theirs(path, page[1], ours)]
        legend += said
    saved(composed(pictures, [*_key(), *legend, *left_out(marks, chosen)]), file)


def _key() -> Iterator[tuple[str, Colour]]:
    yield "first: what our engine saw; second: pdfplumber's own debugging picture", INK
    yield "walls: rules, joined", WALL
    yield "cells, named by row.column; filled darker where they span several (rows x columns)", SPAN
    yield "characters that stand in a cell", IN_CELL
    yield "characters that stand in none", IN_NONE
    yield "cited by the evidence", COLOURS["actual"]


def _ours(path: Path, number: int, marks: list[Mark]) -> tuple[Image.Image, list[tuple[str, Colour]]]:
    try:
        seen = see(path.read_bytes(), number)
        picture, scale = painted(path, number)
    except (DocumentRejected, TooMuch, pypdfium2.PdfiumError) as error:
        raise NoPicture(f"page {number} of {marks[0].row['file_name']} cannot be drawn: {error}") from error
    layer = Image.new("RGBA", picture.size, (255, 255, 255, _PALE))
    _draw(ImageDraw.Draw(layer), seen, marks, scale)
    verdicts = ", ".join(seen.read.verdicts) or "none"
    said = f"page {number}: engine {seen.engine}; tables {len(list(seen.read.grids))}; verdicts: {verdicts}"
    return Image.alpha_composite(picture, layer).convert("RGB"), [(said, INK)]


def _draw(draw: ImageDraw.ImageDraw, seen: Seen, marks: list[Mark], scale: float) -> None:
    def on_picture(box: Wall) -> Wall:
        left, top, right, bottom = (side * scale for side in box)
        return left, top, max(left, right), max(top, bottom)

    font = ImageFont.load_default(_LABEL_SIZE)
    cells = [cell for item in seen.read.items if isinstance(item, Grid) for cell in item.cells if cell.box]
    for cell in cells:
        spans = cell.row_span > 1 or cell.column_span > 1
        box = on_picture(cell.box or (0, 0, 0, 0))
        draw.rectangle(box, fill=(*(SPAN if spans else CELL), 110), outline=(*SPAN, 255))
    for box, colour in _characters(seen, cells):
        draw.rectangle(on_picture(box), outline=(*colour, 200))
    for wall in _walls(seen.upright, lambda at, start, end: (at, start, at, end)):
        draw.line(on_picture(wall), fill=(*WALL, 255), width=2)
    for wall in _walls(seen.level, lambda at, start, end: (start, at, end, at)):
        draw.line(on_picture(wall), fill=(*WALL, 255), width=2)
    for cell in cells:
        left, top, _, _ = on_picture(cell.box or (0, 0, 0, 0))
        draw.text((left + 3, top + 1), _name(cell), fill=(*INK, 255), font=font)
    for mark in marks:
        if mark.row["x0"] is not None:
            x0, y0, x1, y1 = (float(mark.row[side]) for side in ("x0", "y0", "x1", "y1"))
            draw.rectangle(on_picture((x0, y0, x1, y1)), outline=(*COLOURS[mark.side], 255), width=4)


def _characters(seen: Seen, cells: list[Cell]) -> Iterator[tuple[Wall, Colour]]:
    """The box of each character, and whether its middle lies in a cell."""
    boxes = [cell.box for cell in cells if cell.box]
    for x0, top, x1, bottom, _ in seen.parsed.chars.places.T.tolist():
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        is_inside = any(box[0] <= x < box[2] and box[1] <= y < box[3] for box in boxes)
        yield (x0, top, x1, bottom), IN_CELL if is_inside else IN_NONE


def _walls(lines: Lines, placed: Callable[[float, float, float], Wall]) -> Iterator[Wall]:
    places = lines.at.repeat(lines.first[1:] - lines.first[:-1]).tolist()
    for at, start, end in zip(places, lines.start.tolist(), lines.end.tolist(), strict=True):
        yield placed(at, start, end)


def _name(cell: Cell) -> str:
    place = f"{cell.row + 1}.{cell.column + 1}"
    spans = cell.row_span > 1 or cell.column_span > 1
    return f"{place} ({cell.row_span}x{cell.column_span})" if spans else place


def _theirs(path: Path, number: int, ours: Image.Image) -> Image.Image:
    """Pdfplumber's picture of the same page, or a sheet that says why there is none."""
    try:
        with pdfplumber.open(BytesIO(path.read_bytes())) as pdf:
            page = pdf.pages[number - 1]
            picture = page.to_image(width=ours.width, force_mediabox=True).debug_tablefinder()
            return picture.annotated.convert("RGB")
    except Exception as error:  # whatever a damaged page makes fail there, the left half is still worth seeing
        sheet = Image.new("RGB", ours.size, (255, 255, 255))
        said = f"pdfplumber cannot draw this page: {type(error).__name__}"
        ImageDraw.Draw(sheet).text((20, 20), said, fill=INK, font=ImageFont.load_default(2 * _LABEL_SIZE))
        return sheet
