"""Cells that a page break leaves open are closed; merged cells and frames stay as they are drawn."""

from collections.abc import Sequence

import numpy as np

from pipelines.read.pdf.drawn import Edges
from pipelines.read.pdf.lattice import find_tables
from pipelines.read.pdf.limits import PdfLimits
from pipelines.read.pdf.open_cells import closed

Rule = tuple[float, float, float]


def edges(rules: Sequence[Rule]) -> Edges:
    at, start, end = (np.array(values, np.float64) for values in zip(*rules, strict=True))
    return Edges(at, start, end)


def cells(vertical: Sequence[Rule], horizontal: Sequence[Rule]) -> int:
    """How many cells stand between the rules, once the open ones are closed."""
    down = edges(vertical)
    return sum(len(table) for table in find_tables(down, closed(down, edges(horizontal)), PdfLimits()))


# Three columns, 0 to 300 across, 0 to 100 down.
COLUMNS = [(0.0, 0.0, 100.0), (100.0, 0.0, 100.0), (200.0, 0.0, 100.0), (300.0, 0.0, 100.0)]
TOP = (0.0, 0.0, 300.0)


def test_a_cell_that_goes_on_over_the_page_is_closed_at_its_edge() -> None:
    rows = [TOP, (50.0, 100.0, 300.0), (100.0, 100.0, 300.0)]
    assert cells(COLUMNS, rows) == 5, "two rows of two columns, and the tall cell at their left"


def test_what_is_drawn_whole_is_left_alone() -> None:
    rows = edges([TOP, (50.0, 100.0, 300.0), (100.0, 0.0, 300.0)])
    assert closed(edges(COLUMNS), rows) is rows


def test_a_cell_merged_inside_a_table_is_not_cut() -> None:
    # The rule at 200 begins below the first row: its line is inside the table, and the cell at the left is merged.
    down = [(0.0, 0.0, 100.0), (100.0, 50.0, 100.0), (200.0, 50.0, 100.0), (300.0, 0.0, 100.0), (150.0, 0.0, 100.0)]
    rows = edges([TOP, (50.0, 150.0, 300.0), (100.0, 0.0, 300.0)])
    assert closed(edges(down), rows) is rows


def test_rules_that_hang_over_their_table_end_on_no_line() -> None:
    rows = edges([TOP, (80.0, 0.0, 300.0)])
    assert closed(edges(COLUMNS), rows) is rows
