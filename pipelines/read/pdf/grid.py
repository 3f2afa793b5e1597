"""Turn the cell boxes of a table into a grid: cells with spans, frames taken off, spilled text put back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.read.document import Box, Cell, Grid
from pipelines.read.pdf.drawn import Bools, Chars, Floats, Ints

_SNAP = 0.5
# Characters of one run follow each other without a gap: cells leave more than this share of the type size as margin.
_GAP = 0.12
# Sizes are computed from places on the page and differ in the last digits of a float.
_SAME_SIZE = 0.01

_NUMBERS = np.zeros(128, np.bool_)
_NUMBERS[[ord(letter) for letter in "0123456789,.-%"]] = True


@dataclass(frozen=True, slots=True)
class Frame:
    """The cells of a table before their text: for each its sides, and its first and last row and column, from 0.

    `sides` has a row for each: left, top, right, bottom.
    `is_framed`: a frame was drawn around cells and taken off.
    """

    sides: Floats
    is_framed: bool
    rows: Floats
    columns: Floats
    first_row: Ints
    last_row: Ints
    first_column: Ints
    last_column: Ints

    @property
    def hull(self) -> Box:
        return _hull(self.sides)


def frame_of(boxes: Floats) -> Frame:
    """The frame of a table with these cells, row by row; a frame that is drawn around cells is no cell."""
    array = _without_frames(boxes)
    columns, rows = _edges(array[:, 0]), _edges(array[:, 1])
    row, column = _index(rows, array[:, 1]), _index(columns, array[:, 0])
    order = np.lexsort((column, row))
    array = array[order]
    return Frame(
        array,
        len(array) < len(boxes),
        rows,
        columns,
        row[order],
        rows.searchsorted(array[:, 3] - _SNAP, "right") - 1,
        column[order],
        columns.searchsorted(array[:, 2] - _SNAP, "right") - 1,
    )


def _index(edges: Floats, values: Floats) -> Ints:
    """Which row or column begins at each value."""
    return edges.searchsorted(values + _SNAP, "right") - 1


def homes(frame: Frame, chars: Chars, run: Ints) -> Ints:
    """For each character the index of the cell that its text belongs to, or -1 outside the table.

    `run` numbers the runs of characters. A run of words that crosses a ruling is one text that is too long for its
    cell; numbers that touch are two.
    """
    home = places(frame, chars)
    if not len(home):
        return home
    first = np.concatenate(([True], run[1:] != run[:-1])).nonzero()[0]
    ends = np.append(first[1:], len(home))
    known = np.where(home < 0, len(frame.sides), home)
    lowest, highest = np.minimum.reduceat(known, first), np.maximum.reduceat(home, first)
    for index in ((lowest < highest) & ~_is_number(chars)[first]).nonzero()[0].tolist():
        begin, end = int(first[index]), int(ends[index])
        inside = home[begin:end] >= 0
        (most, _), *_ = Counter(home[begin:end][inside].tolist()).most_common(1)
        home[begin:end][inside] = most
    return home


def between(frame: Frame, chars: Chars) -> Bools:
    """True for characters within the outline of the table, in a cell of it or not; what a frame holds is not meant."""
    if frame.is_framed:
        return np.zeros(len(chars), np.bool_)
    left, top, right, bottom = frame.hull
    across, down = chars.middle
    inside: Bools = (left <= across) & (across < right) & (top <= down) & (down < bottom)
    return inside


def runs_of(chars: Chars) -> Ints:
    """Numbers of runs: characters in the order they were drawn, cut where the next one does not follow on."""
    number = _is_number(chars)
    x0, top, x1, _, size = chars.places
    gap = x0[1:] - x1[:-1]
    follows = (
        (np.abs(top[1:] - top[:-1]) < _SNAP)
        & (gap > -_SNAP)
        & (gap < size[1:] * _GAP)
        & (chars.font[1:] == chars.font[:-1])
        & (np.abs(size[1:] - size[:-1]) < _SAME_SIZE)
        # A number set against the right edge of its cell may touch the label that begins the next one.
        & (number[1:] == number[:-1])
    )
    runs = np.zeros(len(number), np.intp)
    np.cumsum(~follows, out=runs[1:])
    return runs


def _is_number(chars: Chars) -> Bools:
    """True for what numbers are written with."""
    return _NUMBERS[np.minimum(chars.code, len(_NUMBERS) - 1)]


def grid_of(frame: Frame, texts: Sequence[str], number: int) -> Grid:
    """The grid of a frame with the texts of its cells."""
    spans = zip(
        texts,
        frame.first_row.tolist(),
        frame.first_column.tolist(),
        (frame.last_row - frame.first_row + 1).tolist(),
        (frame.last_column - frame.first_column + 1).tolist(),
        map(tuple, frame.sides.tolist()),
        strict=True,
    )
    return Grid(tuple(Cell(*cell) for cell in spans), len(frame.rows), len(frame.columns), number, frame.hull)


def places(frame: Frame, chars: Chars) -> Ints:
    """The index of the cell that the middle of each character lies in, -1 for those outside."""
    index = np.full((len(frame.rows) + 1, len(frame.columns) + 1), -1, np.intp)
    fields = (frame.last_row - frame.first_row + 1) * (frame.last_column - frame.first_column + 1)
    # Where cells overlap, the inner one holds the text: a title's frame that reaches down over the header.
    widest = np.argsort(-fields, kind="stable")
    for number in widest[fields[widest] > 1].tolist():
        rows = slice(frame.first_row[number], frame.last_row[number] + 1)
        index[rows, frame.first_column[number] : frame.last_column[number] + 1] = number
    alone = (fields == 1).nonzero()[0]
    index[frame.first_row[alone], frame.first_column[alone]] = alone
    across, down = chars.middle
    # Before the first row or column the index is -1: the last entry, which no cell covers.
    home = index[frame.rows.searchsorted(down, "right") - 1, frame.columns.searchsorted(across, "right") - 1]
    left, top, right, bottom = frame.sides.T.take(home, axis=1, mode="wrap")
    inside = (left <= across) & (across < right) & (top <= down) & (down < bottom)
    return np.where(inside, home, -1)


def _without_frames(boxes: Floats) -> Floats:
    """The cells but for those that hold other cells: a frame drawn around the table is no cell of it."""
    left, top, right, bottom = _hull(boxes)
    area = (boxes[:, 2] - boxes[:, 0]) @ (boxes[:, 3] - boxes[:, 1])
    # A cheap test first: cells of a plain table cover no more than the table.
    if area <= (right - left) * (bottom - top) * 1.02:
        return boxes
    return boxes[[not _holds_others(boxes, number) for number in range(len(boxes))]]


def _holds_others(boxes: Floats, number: int) -> bool:
    box = boxes[number]
    held = ((box[:2] - _SNAP <= boxes[:, :2]) & (box[2:] + _SNAP >= boxes[:, 2:])).all(axis=1)
    held[number] = False
    return bool(held.any())


def _hull(boxes: Floats) -> Box:
    left, top, _, _ = boxes.min(axis=0).tolist()
    _, _, right, bottom = boxes.max(axis=0).tolist()
    return left, top, right, bottom


def _edges(values: Floats) -> Floats:
    """The positions where rows or columns begin, in rising order; those within half a point are one."""
    ordered = np.sort(values)
    begins = np.ones(len(ordered), np.bool_)
    begins[1:] = ordered[1:] - ordered[:-1] > _SNAP
    return ordered[begins]
