"""From lines to tables: find the crossings, the cells between them and which cells hang together.

The meaning is that of pdfplumber's TableFinder with its default settings, at a cost that grows with the cells, not with
their square. Lines that come within 3 points of each other cross.
"""

from itertools import pairwise

import numpy as np

from pipelines.read.pdf.drawn import Bools, Edges, Floats, Ints
from pipelines.read.pdf.limits import PdfLimits, TooMuch
from pipelines.read.pdf.lines import TOLERANCE, Lines, joined

# The column and the row of the first corner of each cell, and those of its last.
Cells = tuple[Ints, Ints, Ints, Ints]


def find_tables(vertical: Edges, horizontal: Edges, limits: PdfLimits) -> list[Floats]:
    """The cells (x0, top, x1, bottom) of each table of a page, one a row; tables from the top down. Raises TooMuch."""
    if not len(vertical) or not len(horizontal):
        return []
    columns, rows = joined(vertical, horizontal)
    if len(columns.at) < 2 or len(rows.at) < 2:
        return []
    crossings = max(len(columns.start) * len(rows.at), len(columns.at) * len(rows.start))
    if crossings > limits.crossings:
        raise TooMuch(f"{crossings} places where rules may cross")
    cells = _cells(columns, rows)
    x0, y0, x1, y1 = cells
    if not len(x0):
        return []
    boxes = np.empty((len(x0), 4))
    boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3] = columns.at[x0], rows.at[y0], columns.at[x1], rows.at[y1]
    return [boxes[table] for table in _tables(cells, len(rows.at))]


class _Crossings:
    """Where columns and rows meet, numbered by column and then by row, with the rules that touch there.

    The rules of a position are sorted and apart, so those that touch a crossing are a range: `..from` to `..to`.
    """

    def __init__(self, columns: Lines, rows: Lines) -> None:
        up_from, up_to = _touching(columns, rows.at)
        level_from, level_to = (ends.T for ends in _touching(rows, columns.at))
        met = (up_from <= up_to) & (level_from <= level_to)
        self.column, self.row = np.nonzero(met)
        self.number = np.full(met.shape, -1, np.intp)
        self.number[met] = np.arange(len(self.column))
        self.up_from, self.up_to = up_from[met], up_to[met]
        self.level_from, self.level_to = level_from[met], level_to[met]

    def upright(self, one: Ints, other: Ints) -> Bools:
        """True where two crossings of one column lie on one rule."""
        joint: Bools = np.maximum(self.up_from[one], self.up_from[other]) <= np.minimum(
            self.up_to[one], self.up_to[other]
        )
        return joint

    def level(self, one: Ints, other: Ints) -> Bools:
        """True where two crossings of one row lie on one rule."""
        joint: Bools = np.maximum(self.level_from[one], self.level_from[other]) <= np.minimum(
            self.level_to[one], self.level_to[other]
        )
        return joint


def _touching(lines: Lines, across: Floats) -> tuple[Ints, Ints]:
    """For each position and each place across it, the first and the last rule that comes within 3 points of it."""
    passed = lines.end[:, None] < across - TOLERANCE
    begun = lines.start[:, None] <= across + TOLERANCE
    first = np.add.reduceat(passed, lines.first[:-1], axis=0, dtype=np.intp)
    return first, np.add.reduceat(begun, lines.first[:-1], axis=0, dtype=np.intp) - 1


def _cells(columns: Lines, rows: Lines) -> Cells:
    """The smallest cell to the right of and below each crossing."""
    found = _Crossings(columns, rows)
    below, right = _next_below(found), _next_right(found)
    open_ = ((below >= 0) & (right >= 0)).nonzero()[0]
    down, across = below[open_], right[open_]
    corner = found.number[found.column[across], found.row[down]]
    closed = (corner >= 0) & found.upright(across, corner) & found.level(down, corner)
    if not closed.all():
        spanning = _Spanning(found, below, right)
        for place in (~closed).nonzero()[0].tolist():
            corner[place] = spanning.corner(int(open_[place]))
    first, last = open_[corner >= 0], corner[corner >= 0]
    return found.column[first], found.row[first], found.column[last], found.row[last]


def _next_below(found: _Crossings) -> Ints:
    """The next crossing down on the same rule; a rule that reaches any further one touches the next one too."""
    following = np.full(len(found.column), -1, np.intp)
    here = np.arange(len(found.column) - 1)
    joint = (found.column[:-1] == found.column[1:]) & found.upright(here, here + 1)
    following[:-1][joint] = here[joint] + 1
    return following


def _next_right(found: _Crossings) -> Ints:
    following = np.full(len(found.column), -1, np.intp)
    order = np.argsort(found.row, kind="stable")
    here, there = order[:-1], order[1:]
    joint = (found.row[here] == found.row[there]) & found.level(here, there)
    following[here[joint]] = there[joint]
    return following


class _Spanning:
    """Finds the far corner of cells that span rules which end inside them. Lists: single entries of arrays are slow."""

    def __init__(self, found: _Crossings, below: Ints, right: Ints) -> None:
        self.below: list[int] = below.tolist()
        self.right: list[int] = right.tolist()
        self.column: list[int] = found.column.tolist()
        self.row: list[int] = found.row.tolist()
        self.number: list[int] = found.number.ravel().tolist()
        self.rows = len(found.number[0])
        self.up = list(zip(found.up_from.tolist(), found.up_to.tolist(), strict=True))
        self.level = list(zip(found.level_from.tolist(), found.level_to.tolist(), strict=True))

    def corner(self, start: int) -> int:
        """The number of the far corner, or -1: the nearest row first, in it the nearest column."""
        down = self.below[start]
        while down >= 0 and _overlap(self.up[start], self.up[down]):
            across = self.right[start]
            while across >= 0 and _overlap(self.level[start], self.level[across]):
                corner: int = self.number[self.column[across] * self.rows + self.row[down]]
                closes = corner >= 0 and _overlap(self.up[across], self.up[corner])
                if closes and _overlap(self.level[down], self.level[corner]):
                    return corner
                across = self.right[across]
            down = self.below[down]
        return -1


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1])


def _tables(cells: Cells, rows: int) -> list[Ints]:
    """Numbers of the cells of each table: those that share corners, from two on; the table with the topmost cell first.

    Cells come by column and then by row, so most hang on the one before: what is left to join are these stacks.
    """
    x0, y0, x1, y1 = cells
    begins = np.ones(len(x0), np.bool_)
    begins[1:] = (x0[1:] != x0[:-1]) | (y0[1:] != y1[:-1])
    stack = begins.cumsum() - 1
    left, right = x0 * rows, x1 * rows
    corners = np.concatenate((left + y0, left + y1, right + y0, right + y1))
    order = np.argsort(corners, kind="stable")
    corners, owner = corners[order], np.concatenate((stack,) * 4)[order]
    shared = (corners[1:] == corners[:-1]) & (owner[1:] != owner[:-1])
    pairs = set(zip(owner[:-1][shared].tolist(), owner[1:][shared].tolist(), strict=True))
    roots = _roots(int(stack[-1]) + 1, pairs)
    if not any(roots):
        return [np.arange(len(x0))] if len(x0) > 1 else []
    root = np.array(roots, np.intp)[stack]
    order = np.argsort(root, kind="stable")
    ends = np.cumsum(np.bincount(root)).tolist()
    place = y0 * (int(x0.max()) + 1) + x0
    several = [order[begin:end] for begin, end in pairwise([0, *ends]) if end - begin > 1]
    return sorted(several, key=lambda table: int(place[table].min()))


def _roots(count: int, pairs: set[tuple[int, int]]) -> list[int]:
    """For each of so many things the least one that it hangs together with through pairs."""
    parent = list(range(count))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return [root(each) for each in range(count)]
