"""Close the cells that a page break left open: a cell that goes on over the page has no line at the page's edge."""

from itertools import pairwise

import numpy as np

from pipelines.read.pdf.drawn import Edges, Floats
from pipelines.read.pdf.lattice import joined

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
    missing: list[tuple[float, float, float]] = []
    lines = joined(vertical)
    at = np.repeat(lines.at, np.diff(lines.first))
    for ends in (lines.start, lines.end):
        for level in _levels(ends, at):
            ending = at[np.abs(ends - level) <= _LEVEL]
            through = at[(lines.start < level - _TOUCH) & (lines.end > level + _TOUCH)]
            # Where another rule goes on, the line is inside the table: cells are merged there.
            if not np.any((through >= ending.min()) & (through <= ending.max())):
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
    levels: list[float] = []
    for value in np.unique(np.round(ends, 1)).tolist():
        if levels and value - levels[-1] <= _LEVEL:
            continue
        if len(np.unique(np.round(at[np.abs(ends - value) <= _LEVEL]))) >= _FEWEST:
            levels.append(value)
    return levels


def _gaps(level: float, at: Floats, horizontal: Edges) -> list[tuple[float, float, float]]:
    """The stretches between neighbouring rules, those that end at `level`, where no horizontal rule is drawn."""
    places = np.unique(np.round(at, 1)).tolist()
    near = np.abs(horizontal.at - level) <= _TOUCH
    starts, stops = horizontal.start[near], horizontal.end[near]
    columns = [(left, right) for left, right in pairwise(places) if right - left > _TOUCH]
    is_open = [not _is_drawn(left, right, starts, stops) for left, right in columns]
    width = sum(right - left for left, right in columns)
    drawn = sum(right - left for (left, right), is_gap in zip(columns, is_open, strict=True) if not is_gap)
    if not any(is_open) or not columns or drawn < width * _DRAWN:
        return []
    height = float(horizontal.at[near].min())
    return [(height, left, right) for (left, right), is_gap in zip(columns, is_open, strict=True) if is_gap]


def _is_drawn(left: float, right: float, starts: Floats, stops: Floats) -> bool:
    shared = np.minimum(stops, right) - np.maximum(starts, left)
    return bool(len(shared)) and float(np.clip(shared, 0, None).sum()) >= (right - left) / 2
