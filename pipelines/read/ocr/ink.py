"""Tell ink from paper in the picture of a page: the rules drawn on it, and what stands in a field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pipelines.read.document import Box
from pipelines.read.ocr.engine import Picture
from pipelines.read.ruling import Rule

# Which edges of a field.
Clear = Literal["all", "sides", "none"]

# In points. A stroke of a large character is shorter than a rule; a row is at least so high.
_SHORTEST_ACROSS, _SHORTEST_DOWN = 24.0, 10.0
# A thin rule has gaps of this length where the scanner missed it.
_GAP = 1.6
# No stroke of type is so long; a rule that is shorter ends at others, give or take.
_LONG, _MEETS = 60.0, 2.0
# So many pairs of strokes are held against one another, far more than a table has.
_MOST_MEETINGS = 2_000_000
# What is thicker is a filled field: its edges are the rules.
_THICKEST = 4.0
# Paper is judged by its neighbourhood of this size, in points, and must be darker by this much of 255 to be ink.
_NEIGHBOURHOOD, _DARKER = 11.0, 14
# A character is at least this high or wide in points, and a dash at most this high.
_LEAST_MARK, _FLAT = 2.2, 2.2
# The rules of a field and their blur, in points.
_MARGIN = 1.8


@dataclass(frozen=True, slots=True)
class Ink:
    """What is ink on a page: 255 where it is, 0 where it is paper. A pixel has `points` points."""

    mask: NDArray[np.uint8]
    points: float

    def rules(self) -> tuple[list[Rule], list[Rule]]:
        """The horizontal and the vertical rules, in points; none in a photograph, which is all strokes."""
        across = list(_runs(self.mask, self.points, _SHORTEST_ACROSS))
        down = list(_runs(self.mask.T, self.points, _SHORTEST_DOWN))
        if len(across) * len(down) > _MOST_MEETINGS:
            return [], []
        long = [rule for rule in across if rule.end - rule.start >= _LONG]
        down = [rule for rule in down if _is_rule(rule, long)]
        return [rule for rule in across if _is_rule(rule, down)], down

    def mark(self, field: Box, clear: Clear) -> Box | None:
        """The box, in pixels, of what stands in a field given in points; None where that is paper and specks.

        Nothing that is printed reaches over an edge that is `clear`: what does is left over of a rule.
        """
        import cv2

        left, top, right, bottom = (round(edge / self.points) for edge in field)
        inset = round(_MARGIN / self.points)
        inside = self.mask[top + inset : bottom - inset, left + inset : right - inset]
        if inside.size == 0:
            return None
        _, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(inside))
        least = _LEAST_MARK / self.points
        marks = [
            each
            for each in stats[1:].tolist()
            if max(each[2], each[3]) >= least and each[4] >= least and not _is_at_edge(each, inside.shape, clear)
        ]
        if not marks:
            return None
        x0, y0 = min(each[0] for each in marks), min(each[1] for each in marks)
        x1, y1 = max(each[0] + each[2] for each in marks), max(each[1] + each[3] for each in marks)
        return float(left + inset + x0), float(top + inset + y0), float(left + inset + x1), float(top + inset + y1)

    def is_dash(self, mark: Box) -> bool:
        """True for a mark in pixels that is a flat stroke: the form's way to print no amount."""
        width, height = mark[2] - mark[0], mark[3] - mark[1]
        return height * self.points <= _FLAT and width >= 2 * height


def ink_of(picture: Picture, points: float) -> Ink:
    """Tell ink from paper, also where the paper is shaded or yellow."""
    import cv2

    smooth = cv2.GaussianBlur(picture, (3, 3), 0)
    size = round(_NEIGHBOURHOOD / points) // 2 * 2 + 1
    mask = cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, max(3, size), _DARKER)
    return Ink(np.asarray(mask, np.uint8), points)


def _is_at_edge(stat: list[int], shape: tuple[int, ...], clear: Clear) -> bool:
    left, top, wide, high, _ = stat
    is_beside = left == 0 or left + wide == shape[1]
    is_above = top == 0 or top + high == shape[0]
    return (is_beside and clear != "none") or (is_above and clear == "all")


def _is_rule(run: Rule, others: Sequence[Rule]) -> bool:
    """True for a run that is long, or goes from one of the other rules to another: a stroke of large type does not."""
    return run.end - run.start >= _LONG or all(
        any(abs(other.at - end) <= _MEETS and other.start - _MEETS <= run.at <= other.end + _MEETS for other in others)
        for end in (run.start, run.end)
    )


def _runs(mask: NDArray[np.uint8], points: float, shortest: float) -> Iterator[Rule]:
    """Runs of ink along the rows of a mask, in points."""
    import cv2

    # A rule that is not quite level goes from one row of pixels to the next: thickened, it is whole in one of them.
    thick = cv2.dilate(np.ascontiguousarray(mask), np.ones((3, 1), np.uint8))
    whole = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, max(2, round(_GAP / points))), np.uint8))
    found = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, max(2, round(shortest / points))), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(found)
    for left, top, width, height, _ in stats[1:].tolist():
        start, end = left * points, (left + width) * points
        if height * points <= _THICKEST:
            yield Rule((top + height / 2) * points, start, end)
        else:
            yield Rule(top * points, start, end)
            yield Rule((top + height) * points, start, end)
