"""Pictures of pages drawn for a test, and engines that say what the test wants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipelines.read.document import Box
from pipelines.read.ocr.engine import Picture, Spot

# Pictures of these tests have 2 pixels to a point.
POINTS = 0.5


@dataclass
class Said:
    """An engine that finds `found` on a page and reads every single line as the next of `lines`."""

    found: Sequence[Spot] = ()
    lines: list[tuple[str, float]] = field(default_factory=list)

    def spots(self, picture: Picture) -> Sequence[Spot]:
        return self.found

    def line(self, picture: Picture) -> tuple[str, float]:
        return self.lines.pop(0)


def paper(width: int, height: int) -> Picture:
    """White paper, in points."""
    return np.full((round(height / POINTS), round(width / POINTS)), 255, np.uint8)


def draw_box(picture: Picture, box: Box, shade: int = 0) -> None:
    """A filled box, in points."""
    left, top, right, bottom = (round(edge / POINTS) for edge in box)
    picture[top:bottom, left:right] = shade


def draw_grid(picture: Picture, xs: Iterable[float], ys: Iterable[float], shade: int = 0) -> None:
    """Rules of half a point through all of a table."""
    xs, ys = tuple(xs), tuple(ys)
    for y in ys:
        draw_box(picture, (xs[0], y, xs[-1] + 0.5, y + 0.5), shade)
    for x in xs:
        draw_box(picture, (x, ys[0], x + 0.5, ys[-1] + 0.5), shade)


def spot(text: str, box: Box, confidence: float = 0.99) -> Spot:
    """A text found in a box given in points."""
    left, top, right, bottom = (edge / POINTS for edge in box)
    return Spot(text, (left, top, right, bottom), confidence)
