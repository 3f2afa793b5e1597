"""Turn a table that pdfplumber found into a grid: cells with spans, frames taken off, spilled text put back."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pdfplumber.table import Table
from pdfplumber.utils.text import extract_text

from pipelines.read.document import Box, Cell, Grid

_SNAP = 0.5
# Characters of one run follow each other without a gap: cells leave more than this share of the type size as margin.
_GAP = 0.12

Char = dict[str, Any]


def read_grid(table: Table, number: int) -> tuple[Grid, list[Box]]:
    """Return the grid and the boxes whose text it holds (text elsewhere on the page is not the grid's)."""
    boxes = [cell for row in table.rows for cell in row.cells if cell is not None]
    kept = _without_frames(boxes)
    columns, rows = _edges([box[0] for box in kept]), _edges([box[1] for box in kept])
    texts = _texts(table, kept, columns, rows)
    cells = []
    for box, text in zip(kept, texts, strict=True):
        left, top = _index(columns, box[0]), _index(rows, box[1])
        right, bottom = _index_before(columns, box[2]), _index_before(rows, box[3])
        cells.append(Cell(text, top, left, bottom - top + 1, right - left + 1, box))
    whole = _hull(kept)
    return Grid(tuple(cells), len(rows), len(columns), number, whole), [whole] if len(kept) == len(boxes) else kept


def _without_frames(boxes: Sequence[Box]) -> list[Box]:
    """Drop cells that hold other cells: a frame drawn around the table is no cell of it."""
    if not _nested(boxes):
        return list(boxes)
    return [box for box in boxes if not any(other != box and _holds(box, other) for other in boxes)]


def _nested(boxes: Sequence[Box]) -> bool:
    """A cheap test first: cells of a plain table cover no more than the table."""
    hull = _hull(boxes)
    area = (hull[2] - hull[0]) * (hull[3] - hull[1])
    return sum((box[2] - box[0]) * (box[3] - box[1]) for box in boxes) > area * 1.02


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] - _SNAP <= inner[0]
        and outer[1] - _SNAP <= inner[1]
        and outer[2] + _SNAP >= inner[2]
        and outer[3] + _SNAP >= inner[3]
    )


def _hull(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _texts(table: Table, boxes: Sequence[Box], columns: Sequence[float], rows: Sequence[float]) -> list[str]:
    """The text of each box: its characters, where text that spills over a ruling stays with the cell it belongs to."""
    place = _Places(boxes, columns, rows)
    chars: defaultdict[int, list[Char]] = defaultdict(list)
    for run in _runs(table.page.chars):
        homes = [place.of(char) for char in run]
        known = Counter(home for home in homes if home is not None)
        if not known:
            continue
        # A run of words that crosses a ruling is one text that is too long for its cell; numbers that touch are two.
        is_number = all(_is_number(char["text"]) for char in run)
        home = known.most_common(1)[0][0]
        for char, own in zip(run, homes, strict=True):
            if own is not None:
                chars[own if is_number else home].append(char)
    return [extract_text(chars[index]) if index in chars else "" for index in range(len(boxes))]


def _runs(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters in the order they were drawn, cut where the next one does not follow on."""
    runs: list[list[Char]] = []
    for char in chars:
        if runs and _follows(runs[-1][-1], char):
            runs[-1].append(char)
        else:
            runs.append([char])
    return runs


def _follows(before: Char, char: Char) -> bool:
    if before["fontname"] != char["fontname"] or before["size"] != char["size"]:
        return False
    gap = char["x0"] - before["x1"]
    same_line = abs(char["top"] - before["top"]) < _SNAP and -_SNAP < gap < char["size"] * _GAP
    # A number set against the right edge of its cell may touch the label that begins the next one.
    return bool(same_line and _is_number(before["text"]) == _is_number(char["text"]))


def _is_number(text: str) -> bool:
    return text in "0123456789,.-%"


class _Places:
    """Finds the box that the middle of a character lies in."""

    def __init__(self, boxes: Sequence[Box], columns: Sequence[float], rows: Sequence[float]) -> None:
        self.boxes, self.columns, self.rows = boxes, columns, rows
        self.at: dict[tuple[int, int], int] = {}
        for index, box in enumerate(boxes):
            for row in range(_index(rows, box[1]), _index_before(rows, box[3]) + 1):
                for column in range(_index(columns, box[0]), _index_before(columns, box[2]) + 1):
                    self.at[row, column] = index

    def of(self, char: Char) -> int | None:
        """The index of the box, or None outside the table."""
        across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        index = self.at.get((bisect_right(self.rows, down) - 1, bisect_right(self.columns, across) - 1))
        if index is None:
            return None
        box = self.boxes[index]
        return index if box[0] <= across < box[2] and box[1] <= down < box[3] else None


def _edges(values: Sequence[float]) -> list[float]:
    ordered = sorted(set(values))
    return [value for before, value in pairwise([ordered[0] - 1, *ordered]) if value - before > _SNAP]


def _index(edges: Sequence[float], value: float) -> int:
    return bisect_right(edges, value + _SNAP) - 1


def _index_before(edges: Sequence[float], value: float) -> int:
    return bisect_right(edges, value - _SNAP) - 1
