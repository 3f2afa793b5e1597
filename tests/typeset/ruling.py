"""Draw the ruling of a table as producers do: merged lines, a line per cell side, or thin filled rectangles."""

from collections.abc import Sequence
from typing import Protocol

from tests.typeset.document import Ruling
from tests.typeset.tables import Row

THICK = 0.5


class Pen(Protocol):
    """What draws rules; the names are reportlab's."""

    def setLineWidth(self, width: float) -> None: ...
    def line(self, x1: float, y1: float, x2: float, y2: float) -> None: ...
    def rect(self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0) -> None: ...


def draw_ruling(canvas: Pen, rows: Sequence[Row], xs: Sequence[float], ys: Sequence[float], ruling: Ruling) -> None:
    """Rule a grid with edges at `xs` (rising) and `ys` (falling) points; nothing crosses a merged cell."""
    owner = _owners(rows)
    horizontal = [
        [row in (0, len(rows)) or owner[row - 1][column] != owner[row][column] for column in range(len(xs) - 1)]
        for row in range(len(rows) + 1)
    ]
    vertical = [
        [column in (0, len(xs) - 1) or owner[row][column - 1] != owner[row][column] for row in range(len(rows))]
        for column in range(len(xs))
    ]
    canvas.setLineWidth(THICK)
    for at, flags in zip(ys, horizontal, strict=True):
        for start, end in _runs(flags, merged=ruling == "lines"):
            _segment(canvas, xs[start], at, xs[end], at, ruling)
    for at, flags in zip(xs, vertical, strict=True):
        for start, end in _runs(flags, merged=ruling == "lines"):
            _segment(canvas, at, ys[start], at, ys[end], ruling)


def _owners(rows: Sequence[Row]) -> list[list[tuple[int, int]]]:
    """For every grid position the (row, column) of the cell that covers it."""
    owner = [[(r, c) for c in range(len(row))] for r, row in enumerate(rows)]
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is not None:
                for below in range(r, r + cell.rows):
                    for right in range(c, c + cell.columns):
                        owner[below][right] = (r, c)
    return owner


def _runs(flags: Sequence[bool], *, merged: bool) -> list[tuple[int, int]]:
    """Stretches that are ruled, as (start, end): whole runs, or one for each cell side."""
    if not merged:
        return [(n, n + 1) for n, flag in enumerate(flags) if flag]
    runs: list[tuple[int, int]] = []
    for n, flag in enumerate(flags):
        if not flag:
            continue
        if runs and runs[-1][1] == n:
            runs[-1] = (runs[-1][0], n + 1)
        else:
            runs.append((n, n + 1))
    return runs


def _segment(canvas: Pen, x0: float, y0: float, x1: float, y1: float, ruling: Ruling) -> None:
    if ruling != "rectangles":
        canvas.line(x0, y0, x1, y1)
        return
    half = THICK / 2
    canvas.rect(x0 - half, min(y0, y1) - half, x1 - x0 + THICK, abs(y1 - y0) + THICK, stroke=0, fill=1)
