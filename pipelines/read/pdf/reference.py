"""The reference engine: pages as pdfminer parses them for pdfplumber, and tables as pdfplumber finds them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import numpy as np
import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page as PlumberPage
from pdfplumber.table import TableFinder
from pdfplumber.utils.exceptions import PdfminerException

from pipelines.issues import DocumentRejected
from pipelines.read.pdf.drawn import Chars, Edges, Floats, PdfPage
from pipelines.read.pdf.limits import PdfLimits, TooMuch
from pipelines.read.pdf.pdfium_chars import ASKEW, UNREADABLE

# pdfminer writes the number of a character that its font does not name.
_UNMAPPED = "(cid:"

Thing = dict[str, Any]


class PlumberFile:
    """A PDF opened by pdfplumber. Raises DocumentRejected with pdf_encrypted or pdf_damaged."""

    def __init__(self, data: bytes, limits: PdfLimits) -> None:
        self._limits = limits
        try:
            # From memory: closing a file whose page tree is damaged would read the pages once more, and fail.
            self._pdf = pdfplumber.open(BytesIO(data))
            self._pages = self._pdf.pages
            tree = resolve1(self._pdf.doc.catalog.get("Pages"))
            count = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
        except Exception as error:
            # pdfminer lets any error through where objects are damaged; the document is set aside with it.
            raise _rejected(error) from error
        self.count = max(len(self._pages), count if isinstance(count, int) else 0)

    @property
    def stamp(self) -> str | None:
        """When the file says it was changed, else made."""
        stamp = self._pdf.metadata.get("ModDate") or self._pdf.metadata.get("CreationDate")
        return str(stamp) if stamp else None

    def page(self, number: int) -> PdfPage | None:
        """Page `number`, from 1, or None where the file lacks it. Raises TooMuch, DocumentRejected."""
        if number > len(self._pages):
            return None
        page = self._pages[number - 1]
        try:
            _ = page.objects
        except Exception as error:
            raise _rejected(error) from error
        parsed = _parsed(page)
        page.close()
        if len(parsed.chars) > self._limits.characters:
            raise TooMuch(f"{len(parsed.chars)} characters")
        edges = len(parsed.vertical) + len(parsed.horizontal)
        if edges > self._limits.segments:
            raise TooMuch(f"{edges} segments of paths")
        return parsed

    def tables(self, page: PdfPage) -> list[Floats]:
        """The cells (x0, top, x1, bottom) of each table of a page, one a row."""
        return find_tables(page.vertical, page.horizontal)

    def close(self) -> None:
        self._pdf.close()


def _rejected(error: Exception) -> DocumentRejected:
    cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(cause, PDFPasswordIncorrect):
        return DocumentRejected("pdf_encrypted", "the PDF asks for a password")
    return DocumentRejected("pdf_damaged", f"{type(cause).__name__}: {cause}")


def find_tables(vertical: Edges, horizontal: Edges) -> list[Floats]:
    """The cells (x0, top, x1, bottom) of each table that pdfplumber's own TableFinder finds between these rules."""
    return [np.array(table.cells) for table in TableFinder(_Ruled(vertical, horizontal)).tables]  # type: ignore[arg-type]


class _Ruled:
    """As much of a page of pdfplumber as its TableFinder asks for: the rules."""

    def __init__(self, vertical: Edges, horizontal: Edges) -> None:
        self.edges = [*_things(vertical, "v"), *_things(horizontal, "h")]


def _things(edges: Edges, orientation: str) -> Iterator[Thing]:
    sides = ("x0", "x1", "top", "bottom") if orientation == "v" else ("top", "bottom", "x0", "x1")
    length = "height" if orientation == "v" else "width"
    for at, start, end in zip(edges.at.tolist(), edges.start.tolist(), edges.end.tolist(), strict=True):
        places = dict(zip(sides, (at, at, start, end), strict=True))
        yield {
            **places,
            "doctop": places["top"],
            "orientation": orientation,
            "object_type": "line",
            length: end - start,
        }


def _chars(things: list[Thing], left: float, top: float) -> Chars:
    upright = np.array([bool(thing["upright"]) for thing in things], np.bool_)
    fonts: dict[str, int] = {}
    font = np.array([fonts.setdefault(thing["fontname"], len(fonts)) for thing in things], np.intp)
    x0, upper, x1, lower = (_column(things, name) for name in ("x0", "top", "x1", "bottom"))
    size = np.where(upright, lower - upper, x1 - x0)
    places = np.stack((x0 - left, upper - top, x1 - left, lower - top, size))
    texts = [str(thing["text"]).replace("\0", UNREADABLE) for thing in things]
    return Chars(np.array(texts, np.str_), places, font, upright)


def _edges(things: list[Thing], orientation: str, across: float, along: float) -> Edges:
    at, start, end = ("x0", "top", "bottom") if orientation == "v" else ("top", "x0", "x1")
    chosen = [thing for thing in things if thing["orientation"] == orientation]
    return Edges(_column(chosen, at) - across, _column(chosen, start) - along, _column(chosen, end) - along)


def _column(things: list[Thing], name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([thing[name] for thing in things], np.float64)


def _is_straight(char: Thing) -> bool:
    a, b = (abs(part) for part in char["matrix"][:2])
    return bool(min(a, b) <= ASKEW * max(a, b))


def _parsed(page: PlumberPage) -> PdfPage:
    """What pdfplumber sees on a page."""
    left, top, right, bottom = (float(side) for side in page.bbox)
    straight = [char for char in page.chars if _is_straight(char)]
    edges = page.edges
    crop = tuple(float(side) for side in page.cropbox)
    seen = max(left, crop[0]), max(top, crop[1]), min(right, crop[2]), min(bottom, crop[3])
    if seen[0] >= seen[2] or seen[1] >= seen[3]:
        seen = left, top, right, bottom
    return PdfPage(
        page.page_number,
        right - left,
        bottom - top,
        (seen[0] - left, seen[1] - top, seen[2] - left, seen[3] - top),
        _chars(straight, left, top),
        _edges(edges, "v", left, top),
        _edges(edges, "h", top, left),
        images=tuple((item["x0"], item["top"], item["x1"], item["bottom"]) for item in page.images),
        strokes=sum(edge["x0"] != edge["x1"] and edge["top"] != edge["bottom"] for edge in edges),
        slanted=len(page.chars) - len(straight),
        unmapped=sum(str(char["text"]).startswith(_UNMAPPED) for char in straight),
    )
