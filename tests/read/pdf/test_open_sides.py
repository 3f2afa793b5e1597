"""A table ruled without its outer lines keeps its outer columns; underlines, overhangs and two tables stay apart."""

from collections.abc import Sequence

import numpy as np

from pipelines.read.pdf.drawn import Edges
from pipelines.read.pdf.lattice import find_tables
from pipelines.read.pdf.limits import PdfLimits
from pipelines.read.pdf.open_sides import with_sides

Rule = tuple[float, float, float]


def edges(rules: Sequence[Rule]) -> Edges:
    at, start, end = (np.array(values, np.float64) for values in zip(*rules, strict=True))
    return Edges(at, start, end)


def tables(vertical: Sequence[Rule], horizontal: Sequence[Rule]) -> list[int]:
    """The number of cells of each table, once open sides are closed."""
    across = edges(horizontal)
    return [len(cells) for cells in find_tables(with_sides(edges(vertical), across), across, PdfLimits())]


# Rows from 0 to 300 across, ruled between the columns only: at 100 and 200.
ROWS = [(0.0, 0.0, 300.0), (20.0, 0.0, 300.0), (40.0, 0.0, 300.0)]
BETWEEN = [(100.0, 0.0, 40.0), (200.0, 0.0, 40.0)]


def test_outer_columns_without_outer_lines_are_cells() -> None:
    assert tables(BETWEEN, ROWS) == [6]


def test_one_side_that_is_drawn_is_not_drawn_again() -> None:
    left = (0.0, 0.0, 40.0)
    assert len(with_sides(edges([left, *BETWEEN]), edges(ROWS))) == 3 + 2, "two rows at the right"
    assert tables([left, *BETWEEN], ROWS) == [6]


def test_two_tables_below_one_another_stay_two() -> None:
    lower = [(level + 100.0, start, end) for level, start, end in ROWS]
    below = [(at, start + 100.0, end + 100.0) for at, start, end in BETWEEN]
    assert tables([*BETWEEN, *below], [*ROWS, *lower]) == [6, 6]


def test_an_overhang_is_no_column() -> None:
    closed = [(8.0, 0.0, 40.0), (150.0, 0.0, 40.0), (292.0, 0.0, 40.0)]
    rules = edges(closed)
    assert with_sides(rules, edges(ROWS)) is rules


def test_lines_to_write_on_are_no_table() -> None:
    frame = edges([(400.0, 0.0, 40.0)])
    assert with_sides(frame, edges(ROWS)) is frame
