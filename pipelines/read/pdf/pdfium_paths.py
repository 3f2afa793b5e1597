"""The rules that the paths of a page draw: lines, sides of rectangles, straight pieces of any other path."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np

from pipelines.read.pdf import pdfium
from pipelines.read.pdf.drawn import NO_EDGES, Bools, Edges, Floats, Ints
from pipelines.read.pdf.limits import PdfLimits, TooMuch
from pipelines.read.pdf.pdfium_objects import Part, whole_matrices
from pipelines.read.pdf.pdfium_segments import segments_of


@dataclass(frozen=True, slots=True)
class Rules:
    """The straight rules of a page, and how many of its strokes are neither horizontal nor vertical."""

    vertical: Edges
    horizontal: Edges
    strokes: int


@dataclass(frozen=True, slots=True)
class _Points:
    """Points of paths: where they lie on the page shown, and whether they begin, bend or close a path."""

    x: Floats
    y: Floats
    begins: Bools
    curved: Bools
    closes: Bools

    def where(self, chosen: Bools) -> "_Points":
        return _Points(self.x[chosen], self.y[chosen], self.begins[chosen], self.curved[chosen], self.closes[chosen])


def rules_of(parts: Sequence[Part], limits: PdfLimits) -> Rules:
    """The rules of all paths of a page, in points from its top left. Raises TooMuch."""
    parts = [part for part in parts if part.paths]
    if not parts:
        return Rules(NO_EDGES, NO_EDGES, 0)
    points = _points(parts, limits)
    if points.curved.any():
        points = points.where(_ends(points.curved))
    path = points.begins.cumsum() - 1
    start = points.begins.nonzero()[0][path]
    here = (path[1:] == path[:-1]).nonzero()[0]
    closing = points.closes.nonzero()[0]
    one, other = np.concatenate((here, closing)), np.concatenate((here + 1, start[closing]))
    single = np.bincount(path)[path[one]] == 2
    return _sorted_out(points, one, other, single)


def _sorted_out(points: _Points, one: Ints, other: Ints, single: Bools) -> Rules:
    """Tell the segments between two points apart. As in pdfplumber, a path of one slanted line counts as vertical."""
    x0, x1 = np.minimum(points.x[one], points.x[other]), np.maximum(points.x[one], points.x[other])
    top, bottom = np.minimum(points.y[one], points.y[other]), np.maximum(points.y[one], points.y[other])
    upright, level = x0 == x1, top == bottom
    slanted = ~(upright | level)
    level &= ~upright
    upright |= slanted & single
    return Rules(
        Edges(x0[upright], top[upright], bottom[upright]),
        Edges(top[level], x0[level], x1[level]),
        int(slanted.sum()),
    )


def _points(parts: Sequence[Part], limits: PdfLimits) -> _Points:
    paths = list(chain.from_iterable(part.paths for part in parts))
    counts = list(map(pdfium.count_segments, paths))
    if sum(counts) > limits.segments:
        raise TooMuch(f"{sum(counts)} segments of paths")
    segments = segments_of(paths, counts)
    kind = segments["kind"]
    begins = kind == pdfium.MOVE_TO
    begins[list(accumulate(counts[:-1]))] = True
    whole = np.concatenate([whole_matrices(part.paths, part.matrix) for part in parts])
    is_one = (whole == whole[0]).all()
    a, b, c, d, e, f = whole[0].tolist() if is_one else whole.repeat(counts, axis=0).T
    x, y = segments["x"].astype(np.float64), segments["y"].astype(np.float64)
    return _Points(a * x + c * y + e, b * x + d * y + f, begins, kind == pdfium.BEZIER_TO, segments["closes"])


def _ends(curved: Bools) -> Bools:
    """False for the control points of a curve, of which each third point is its end."""
    places = np.arange(len(curved))
    since: Ints = places - np.maximum.accumulate(np.where(curved, -1, places))
    ends: Bools = since % 3 == 0
    return ends
