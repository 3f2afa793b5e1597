"""Close the cells that a page break left open: a cell that goes on over the page has no line at the page's edge."""

from bisect import bisect_left, bisect_right
from itertools import pairwise

import numpy as np

from pipelines.read.pdf.drawn import Bools, Edges, Floats
from pipelines.read.pdf.lines import joined

# Rules that end within so many points end on one line.
_LEVEL = 2.0
_TOUCH = 3.0
# So much of the edge of a table must be drawn: what is open all along is a frame or the overhang of its rules.
_DRAWN = 0.3
_FEWEST = 3


def closed(vertical: Edges, horizontal: Edges) -> Edges:
    """The horizontal rules, and those that are missing where some columns of a table end without one, in points.

    At the upper or lower end of a table's vertical rules a part of the edge is drawn, and the rest is open.
    """
    if not len(vertical) or not len(horizontal):
        return horizontal
    missing: list[tuple[float, float, float]] = []
    lines, _ = joined(vertical)
    at = lines.at.repeat(lines.first[1:] - lines.first[:-1])
    for ends in (lines.start, lines.end):
        for level in _levels(ends, at):
            ending = at[np.abs(ends - level) <= _LEVEL]
            through = at[(lines.start < level - _TOUCH) & (lines.end > level + _TOUCH)]
            # Where another rule goes on, the line is inside the table: cells are merged there.
            if not ((through >= ending.min()) & (through <= ending.max())).any():
                missing.extend(_gaps(level, ending, horizontal))
    if not missing:
        return horizontal
    heights, starts, stops = (np.array(values) for values in zip(*missing, strict=True))
    return Edges(
        np.concatenate((horizontal.at, heights)),
        np.concatenate((horizontal.start, starts)),
        np.concatenate((horizontal.end, stops)),
    )


def _levels(ends: Floats, at: Floats) -> list[float]:
    """The heights at which several vertical rules end together."""
    order = np.argsort(ends)
    ordered = ends[order].tolist()
    places = at[order].round().tolist()
    levels: list[float] = []
    for value in sorted(set(ends.round(1).tolist())):
        if levels and value - levels[-1] <= _LEVEL:
            continue
        near = slice(bisect_left(ordered, value - _LEVEL), bisect_right(ordered, value + _LEVEL))
        if len(set(places[near])) >= _FEWEST:
            levels.append(value)
    return levels


def _gaps(level: float, at: Floats, horizontal: Edges) -> list[tuple[float, float, float]]:
    """The stretches between neighbouring rules, those that end at `level`, where no horizontal rule is drawn."""
    near = np.abs(horizontal.at - level) <= _TOUCH
    columns = [(left, right) for left, right in pairwise(sorted(set(at.round(1).tolist()))) if right - left > _TOUCH]
    if not columns or not near.any():
        return []
    is_drawn = _are_drawn(np.array(columns), horizontal.start[near], horizontal.end[near]).tolist()
    width = sum(right - left for left, right in columns)
    drawn = sum(right - left for (left, right), is_ruled in zip(columns, is_drawn, strict=True) if is_ruled)
    if all(is_drawn) or drawn < width * _DRAWN:
        return []
    height = float(horizontal.at[near].min())
    return [(height, left, right) for (left, right), is_ruled in zip(columns, is_drawn, strict=True) if not is_ruled]


def _are_drawn(columns: Floats, starts: Floats, stops: Floats) -> Bools:
    """True for the columns (from, to) that rules cover by half."""
    left, right = columns.T[:, :, None]
    shared = np.minimum(stops, right) - np.maximum(starts, left)
    covered: Bools = shared.clip(0).sum(axis=1) >= (columns[:, 1] - columns[:, 0]) / 2
    return covered
