"""Draws the pages of a PDF or of a scan on which the evidence stands, the two sides marked in two colours, as one PNG.

A page is only painted: no script, form or link of a document runs.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from pipelines.issues import DocumentRejected, MingzhangError
from pipelines.publish.evidence import Comparison, FindingEvidence, PrintedEvidence, Row, Side
from pipelines.publish.printed import in_unit
from pipelines.publish.source import open_source
from pipelines.read import media_type
from pipelines.read.ocr.images import page_image

MOST_PAGES = 4
MOST_NUMBERS = 8
PIXELS_PER_POINT = 2.0
LONGEST_EDGE = 2400  # of a page, in pixels: a PDF may claim pages metres wide
GAP = 16
TEXT_SIZE = 22

Name = Literal["expected", "actual"]
Colour = tuple[int, int, int]
COLOURS: dict[Name, Colour] = {"expected": (0, 92, 230), "actual": (220, 40, 0)}
INK = (30, 30, 30)
_INSETS: dict[Name, int] = {"expected": 4, "actual": 12}
_FILL = 64
_MARGIN = 3


class NoPicture(MingzhangError):
    """The evidence cannot be drawn: none of it stands on a page, or the file or the picture's file cannot be used."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One cited thing and the side that it belongs to."""

    side: Name
    row: Row

    @property
    def page(self) -> tuple[str, int]:
        return self.row["document_id"], self.row["page"]


def draw_evidence(evidence: FindingEvidence | PrintedEvidence, file: Path) -> None:
    """Write the picture of a finding's first comparison, or of one printed thing. Raises NoPicture, SourceGone."""
    marks = tuple(marks_of(evidence))
    drawable = [mark for mark in marks if mark.row["media_type"] in _PAINTERS]
    if not marks:
        raise NoPicture("the finding cites nothing printed: there is no page to draw")
    if not drawable:
        names = ", ".join(sorted({mark.row["file_name"] for mark in marks}))
        raise NoPicture(f"{names} has no pages to draw: the quoted text is all there is to see")
    chosen = pages_of(drawable)
    pages = [_draw_page([mark for mark in drawable if mark.page == page]) for page in chosen]
    legend = [*_legend(evidence), *left_out(drawable, chosen)]
    saved(composed(pages, legend), file)


def saved(picture: Image.Image, file: Path) -> None:
    """Write a picture. Raises NoPicture."""
    try:
        picture.save(file, format="PNG")
    except OSError as error:
        raise NoPicture(f"{file} cannot be written: {error.strerror or error}") from error


def marks_of(evidence: FindingEvidence | PrintedEvidence) -> Iterator[Mark]:
    """What the first comparison of a finding cites, or the one printed thing."""
    if isinstance(evidence, PrintedEvidence):
        yield Mark("actual", evidence.printed)
        return
    for comparison in evidence.comparisons[:1]:
        yield from (Mark("expected", row) for row in comparison.expected.cited)
        yield from (Mark("actual", row) for row in comparison.actual.cited)


def pages_of(marks: Sequence[Mark]) -> list[tuple[str, int]]:
    """The pages to draw, in order: those that begin each side, then as many others as there is room for."""
    first: list[tuple[str, int]] = []
    for side in COLOURS:
        first += sorted({mark.page for mark in marks if mark.side == side})[:1]
    others = sorted({mark.page for mark in marks} - set(first))
    return sorted({*first, *others[: MOST_PAGES - len(set(first))]})


def left_out(marks: Sequence[Mark], chosen: Sequence[tuple[str, int]]) -> Iterator[tuple[str, Colour]]:
    """A line of the legend that names the pages which are cited and for which there is no room."""
    missing = sorted({mark.page for mark in marks} - set(chosen))
    if missing:
        yield f"not drawn: page {', '.join(str(page) for _, page in missing)}", INK


def _draw_page(marks: Sequence[Mark]) -> Image.Image:
    with open_source(marks[0].row) as path:
        try:
            picture, scale = _PAINTERS[marks[0].row["media_type"]](path, marks[0].row["page"])
        except (pypdfium2.PdfiumError, DocumentRejected) as error:
            raise NoPicture(f"{marks[0].row['file_name']} cannot be drawn: {error}") from error
    layer = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(layer)
    for mark in marks:
        colour, row = COLOURS[mark.side], mark.row
        if row["x0"] is None:
            # A form, or what has no place on the page but the page: a frame around all of it.
            inset = _INSETS[mark.side]
            edges = (inset, inset, picture.width - inset, picture.height - inset)
            draw.rectangle(edges, outline=(*colour, 255), width=4)
            continue
        left, top, right, bottom = (float(row[name]) * scale for name in ("x0", "y0", "x1", "y1"))
        box = (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN)
        draw.rectangle(box, fill=(*colour, _FILL), outline=(*colour, 255), width=3)
    return Image.alpha_composite(picture, layer).convert("RGB")


def painted(path: Path, number: int) -> tuple[Image.Image, float]:
    """A page, and how many pixels a point of it has."""
    with closing(pypdfium2.PdfDocument(path)) as pdf, closing(pdf[number - 1]) as page:
        # The reading room measures from the corner of the whole medium; a crop box would move everything.
        page.set_cropbox(*page.get_mediabox())
        scale = min(PIXELS_PER_POINT, LONGEST_EDGE / max(page.get_size()))
        with closing(page.render(scale=scale, may_draw_forms=False)) as bitmap:
            return bitmap.to_pil().convert("RGBA"), scale


def _scanned(path: Path, number: int) -> tuple[Image.Image, float]:
    """The same of a file of pictures."""
    grey, width = page_image(path, number)
    return Image.fromarray(grey).convert("RGBA"), grey.shape[1] / width


_PAINTERS: Mapping[str, Callable[[Path, int], tuple[Image.Image, float]]] = {
    media_type.PDF: painted,
    **dict.fromkeys((media_type.PNG, media_type.JPEG, media_type.TIFF), _scanned),
}


def _legend(evidence: FindingEvidence | PrintedEvidence) -> Iterator[tuple[str, Colour]]:
    """Lines with their colours. Plain letters only: the font at hand everywhere has no Chinese."""
    if isinstance(evidence, PrintedEvidence):
        yield evidence.printed["evidence_id"], COLOURS["actual"]
        return
    finding = evidence.finding
    yield f"{finding['identity_id']}  {finding['severity']}  finding {finding['finding_id']}", INK
    for comparison in evidence.comparisons[:1]:
        yield from _formula(comparison)


def _formula(comparison: Comparison) -> Iterator[tuple[str, Colour]]:
    unit, expected, actual = comparison.row["value_unit"], comparison.expected, comparison.actual
    yield f"expected: {_worded(expected, unit)}", COLOURS["expected"]
    yield f"actual: {_worded(actual, unit)}", COLOURS["actual"]
    if expected.value is not None and actual.value is not None:
        sign = "=" if comparison.row["relation"] == "eq" else "<="
        difference = in_unit(actual.value - expected.value, unit)
        yield _plain(f"should be: expected {sign} actual; difference {difference}"), INK


def _worded(side: Side, unit: str) -> str:
    # the unit behind a number of the narrative would lose its 万
    texts = [row["printed_text"] for row in side.cited if row["evidence_kind"] not in ("form", "remark")]
    numbers = [_plain(re.sub(r"[^\d,.%％-]+$", "", text)) for text in texts]
    shown = ", ".join([*numbers[:MOST_NUMBERS], *(["..."] if len(numbers) > MOST_NUMBERS else [])])
    if unit == "yuan" and len(numbers) > 1 and sum(row["amount_yuan"] or 0 for row in side.cited) == side.value:
        shown = shown.replace(", ", " + ")
    return _plain(in_unit(side.value, unit)) + (f"  (printed {shown})" if shown else "")


def _plain(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKC", text.replace("元", "yuan").replace("−", "-"))
    return ascii_only.encode("ascii", "ignore").decode()


def composed(pages: Sequence[Image.Image], legend: Sequence[tuple[str, Colour]]) -> Image.Image:
    """Upright pages two in a row, wide ones below each other, the legend on top."""
    rows: list[list[Image.Image]] = []
    for page in pages:
        is_beside = rows and len(rows[-1]) == 1 and all(each.height > each.width for each in (page, rows[-1][0]))
        if is_beside:
            rows[-1].append(page)
        else:
            rows.append([page])
    width = max(sum(page.width for page in row) + GAP * (len(row) + 1) for row in rows)
    font = ImageFont.load_default(TEXT_SIZE)
    lines = [(line, colour) for text, colour in legend for line in _wrapped(text, font, width - 2 * GAP)]
    top = GAP + len(lines) * (TEXT_SIZE + 8) + GAP
    height = top + sum(max(page.height for page in row) + GAP for row in rows)
    sheet = Image.new("RGB", (width, height), (225, 225, 225))
    draw = ImageDraw.Draw(sheet)
    for number, (line, colour) in enumerate(lines):
        draw.text((GAP, GAP + number * (TEXT_SIZE + 8)), line, fill=colour, font=font)
    for row in rows:
        left = GAP
        for page in row:
            sheet.paste(page, (left, top))
            left += page.width + GAP
        top += max(page.height for page in row) + GAP
    return sheet


def _wrapped(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and font.getlength(f"{line} {word}") > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
