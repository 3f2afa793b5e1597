"""Close the sides of a table that is ruled without its outer lines, as many offices print theirs."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from pipelines.read.pdf.drawn import Edges
from pipelines.read.pdf.lines import TOLERANCE, Lines, joined

# So many rules of one length, one below the other, are the rows of a table.
_FEWEST = 3
# An overhang is shorter: no character fits between the side and the next rule.
_NARROWEST = 12.0

_Side = tuple[float, float, float]


def with_sides(vertical: Edges, horizontal: Edges) -> Edges:
    """The vertical rules, and the outer ones that are missing where rows of one length run on beyond, in points.

    A side is only drawn along rows that a vertical rule inside the table crosses: between two tables there is none.
    """
    columns, rows = joined(vertical, horizontal)
    inner = _rules(columns)
    missing = [side for table in _tables(rows) for side in _missing(table, inner)]
    if not missing:
        return vertical
    at, start, end = (np.array(values) for values in zip(*missing, strict=True))
    return Edges(
        np.concatenate((vertical.at, at)),
        np.concatenate((vertical.start, start)),
        np.concatenate((vertical.end, end)),
    )


def _rules(lines: Lines) -> list[_Side]:
    at = np.repeat(lines.at, np.diff(lines.first))
    return list(zip(at.tolist(), lines.start.tolist(), lines.end.tolist(), strict=True))


def _tables(rows: Lines) -> Iterator[list[_Side]]:
    """Horizontal rules that begin and end at the same places, from the top down."""
    found: defaultdict[tuple[int, int], list[_Side]] = defaultdict(list)
    for level, start, end in sorted(_rules(rows)):
        key = next(
            (key for key, (first, *_) in found.items() if _is_near(first[1], start) and _is_near(first[2], end)),
            (len(found), 0),
        )
        found[key].append((level, start, end))
    return (rules for rules in found.values() if len(rules) >= _FEWEST)


def _missing(rows: list[_Side], columns: list[_Side]) -> Iterator[_Side]:
    _, left, right = rows[0]
    top, bottom = rows[0][0], rows[-1][0]
    beside = [rule for rule in columns if rule[1] < bottom and rule[2] > top]
    inner = [rule for rule in beside if left + TOLERANCE < rule[0] < right - TOLERANCE]
    crossed = [
        (upper[0], lower[0])
        for upper, lower in pairwise(rows)
        if any(rule[1] <= upper[0] + TOLERANCE and rule[2] >= lower[0] - TOLERANCE for rule in inner)
    ]
    for side in (left, right):
        is_drawn = any(abs(rule[0] - side) < _NARROWEST for rule in beside)
        if not is_drawn:
            yield from ((side, upper, lower) for upper, lower in crossed)


def _is_near(one: float, two: float) -> bool:
    return abs(one - two) <= TOLERANCE
