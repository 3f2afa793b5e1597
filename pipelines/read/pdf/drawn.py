"""What is drawn on a PDF page, whichever engine parsed it: characters, rules and pictures in arrays."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipelines.read.document import Box

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
Texts = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Chars:
    """The characters of a page in the order they are drawn. A font may print several letters as one character.

    `places` has a row each for x0, top, x1, bottom and type size of all characters, in points from the top left of the
    page as displayed; a box spans the advance across and the type size down. Equal numbers in `font` are one font.
    A character that is not `upright` stands on its side.
    """

    texts: Texts
    places: Floats
    font: Ints
    upright: Bools

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def middle(self) -> tuple[Floats, Floats]:
        """Where the middle of each character lies, across and down."""
        x0, top, x1, bottom, _ = self.places
        return (x0 + x1) / 2, (top + bottom) / 2

    @property
    def code(self) -> NDArray[np.uint32]:
        """The code point of the first letter of each character."""
        codes: NDArray[np.uint32] = self.texts.view(np.uint32)[:: self.texts.itemsize // 4]
        return codes

    def at(self, chosen: Ints) -> "Chars":
        """The chosen characters, in this order."""
        return Chars(self.texts[chosen], self.places.take(chosen, axis=1), self.font[chosen], self.upright[chosen])


NO_CHARS = Chars(np.empty(0, "U1"), np.empty((5, 0)), np.empty(0, np.intp), np.empty(0, np.bool_))


@dataclass(frozen=True, slots=True)
class Edges:
    """Straight rules of one direction: where each lies across, and from where to where it runs, in points."""

    at: Floats
    start: Floats
    end: Floats

    def __len__(self) -> int:
        return len(self.at)

    def where(self, chosen: Bools) -> "Edges":
        """Only the chosen rules."""
        return Edges(self.at[chosen], self.start[chosen], self.end[chosen])


NO_EDGES = Edges(np.empty(0), np.empty(0), np.empty(0))


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page as parsed. `number` counts from 1; width and height are those of the medium as displayed.

    `seen` is the part of it that a viewer shows. `strokes` counts drawn segments that are neither horizontal nor
    vertical, `slanted` the characters that were left out because they stand on neither axis, `unmapped` those whose
    font does not say which character they are.
    """

    number: int
    width: float
    height: float
    seen: Box
    chars: Chars
    vertical: Edges
    horizontal: Edges
    images: tuple[Box, ...] = ()
    strokes: int = 0
    slanted: int = 0
    unmapped: int = 0


def visible(page: PdfPage) -> PdfPage:
    """The page without the characters outside the part that is shown: text that nobody sees is not published."""
    left, top, right, bottom = page.seen
    chars = page.chars
    across, down = chars.middle
    shown = (left <= across) & (across < right) & (top <= down) & (down < bottom)
    return page if shown.all() else replace(page, chars=chars.at(shown.nonzero()[0]))


def visible_cells(page: PdfPage, tables: list[Floats]) -> list[Floats]:
    """The cells of each table of which some part is shown, and the tables that have any."""
    left, top, right, bottom = page.seen
    shown = []
    for table in tables:
        x0, y0, x1, y1 = table.T
        shown.append(table[(x0 < right - 1) & (x1 > left + 1) & (y0 < bottom - 1) & (y1 > top + 1)])
    return [table for table in shown if len(table)]
