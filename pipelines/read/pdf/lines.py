"""From rules to lines: those that lie close are snapped to one position, and those that continue each other joined.

The meaning is that of pdfplumber's TableFinder with its default settings: positions that lie within 3 points are one;
gaps up to 3 points are closed; lines under 3 points are none.
"""

from dataclasses import dataclass

import numpy as np

from pipelines.read.pdf.drawn import NO_EDGES, Bools, Edges, Floats, Ints

TOLERANCE = 3.0
# Pieces shorter than a point are corners and joints, not rules.
SHORTEST = 1.0


@dataclass(frozen=True, slots=True)
class Lines:
    """Joined rules of one direction: `at` holds the positions, and the rules of position i are first[i]:first[i+1]."""

    at: Floats
    first: Ints
    start: Floats
    end: Floats


_NO_LINES = Lines(NO_EDGES.at, np.zeros(1, np.intp), NO_EDGES.start, NO_EDGES.end)


def joined(one: Edges, other: Edges = NO_EDGES) -> tuple[Lines, Lines]:
    """Snap rules that lie close to their mean position and join those that continue each other.

    The rules of two directions at once, as what it costs is mostly the steps and not the rules.
    """
    edges = Edges(*map(np.concatenate, ((one.at, other.at), (one.start, other.start), (one.end, other.end))))
    is_other = np.zeros(len(edges), np.bool_)
    is_other[len(one) :] = True
    long = edges.end - edges.start >= SHORTEST
    if not long.all():
        edges, is_other = edges.where(long), is_other[long]
    if not len(edges):
        return _NO_LINES, _NO_LINES
    group, at, others = _snapped(edges.at, is_other)
    order = np.lexsort((edges.start, group))
    group, start, end = group[order], edges.start[order], edges.end[order]
    reach = _reach(group, end)
    begins = _changes(group)
    begins[1:] |= start[1:] > reach[:-1] + TOLERANCE
    first = begins.nonzero()[0]
    last = _ends(first, len(group)) - 1
    long = reach[last] - start[first] >= TOLERANCE
    first, last = first[long], last[long]
    own = group[first]
    begin = _changes(own).nonzero()[0]
    whole = Lines(at[own[begin]], np.concatenate((begin, [len(first)])), start[first], reach[last])
    return _parted(whole, int(own[begin].searchsorted(others)))


def _parted(lines: Lines, positions: int) -> tuple[Lines, Lines]:
    """The lines of so many positions, and those of the others."""
    at = int(lines.first[positions])
    before = Lines(lines.at[:positions], lines.first[: positions + 1], lines.start[:at], lines.end[:at])
    return before, Lines(lines.at[positions:], lines.first[positions:] - at, lines.start[at:], lines.end[at:])


def _changes(values: Ints | Bools) -> Bools:
    """True for the first value and for each that is not the one before it."""
    changes = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def _ends(first: Ints, count: int) -> Ints:
    """Where stretches of so many things end, one after its last, that begin at these places."""
    return np.concatenate((first[1:], [count]))


def long_rules(edges: Edges, length: float) -> int:
    """At how many positions the pieces of rules, dashes among them, add up to at least this length."""
    if not len(edges):
        return 0
    group, _, _ = _snapped(edges.at, np.zeros(len(edges), np.bool_))
    return int((np.bincount(group, weights=edges.end - edges.start) >= length).sum())


def _snapped(at: Floats, is_other: Bools) -> tuple[Ints, Floats, int]:
    """For each rule the number of its position, and the positions: means of chains with steps of at most 3 points.

    Rules that are `is_other` come last and have other positions, from the number on that is given with them.
    """
    order = np.lexsort((at, is_other))
    ordered = at[order]
    begins = _changes(is_other)
    begins[1:] |= ordered[1:] > ordered[:-1] + TOLERANCE
    first = begins.nonzero()[0]
    group = np.empty(len(at), np.intp)
    group[order] = begins.cumsum() - 1
    positions = np.add.reduceat(ordered, first) / (_ends(first, len(at)) - first)
    return group, positions, int(first.searchsorted(len(at) - np.count_nonzero(is_other)))


def _reach(group: Ints, end: Floats) -> Floats:
    """The farthest end so far among the rules of one position. Ranks, unlike offsets, keep the ends exact."""
    if ((end[1:] >= end[:-1]) | (group[1:] != group[:-1])).all():
        return end
    order = np.argsort(end, kind="stable")
    rank = np.empty(len(end), np.intp)
    rank[order] = np.arange(len(end))
    farthest = np.maximum.accumulate(group * len(end) + rank) - group * len(end)
    return end[order][farthest]
