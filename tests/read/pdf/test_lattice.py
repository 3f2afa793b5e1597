"""Our lattice against pdfplumber's TableFinder: the same cells from the same rules, however they are cut."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read.document import Box
from pipelines.read.pdf.drawn import NO_EDGES, Edges, Floats
from pipelines.read.pdf.lattice import find_tables
from pipelines.read.pdf.limits import DEFAULT_LIMITS, PdfLimits, TooMuch
from pipelines.read.pdf.lines import long_rules
from pipelines.read.pdf.reference import find_tables as plumber_tables

Rule = tuple[float, float, float]

# Quarters of points: sums and means of them are exact, so that both sides decide alike where just 3 points are meant.
QUARTERS = st.integers(-8, 8).map(lambda number: number / 4)


def edges(rules: Sequence[Rule]) -> Edges:
    at, start, end = np.array(rules, np.float64).reshape(-1, 3).T
    return Edges(at, start, end)


def in_order(tables: list[Floats]) -> list[list[Box]]:
    """Cells row by row. Where tables begin at one place their order is nobody's business."""
    return sorted(sorted(tuple(round(side, 6) for side in cell) for cell in table.tolist()) for table in tables)


def assert_same(vertical: Sequence[Rule], horizontal: Sequence[Rule]) -> list[list[Box]]:
    found = in_order(find_tables(edges(vertical), edges(horizontal), DEFAULT_LIMITS))
    assert found == in_order(plumber_tables(edges(vertical), edges(horizontal)))
    return found


@st.composite
def ruled(draw: st.DrawFn) -> tuple[list[Rule], list[Rule]]:
    """A grid of which any side of a cell may be missing (so that cells span), drawn a little off and cut in pieces."""
    xs = np.cumsum([100.0, *draw(st.lists(st.sampled_from([4.0, 9.0, 30.0]), min_size=1, max_size=5))]).tolist()
    ys = np.cumsum([100.0, *draw(st.lists(st.sampled_from([4.0, 12.0, 20.0]), min_size=1, max_size=6))]).tolist()
    return _sides(draw, xs, ys), _sides(draw, ys, xs)


def _sides(draw: st.DrawFn, across: Sequence[float], along: Sequence[float]) -> list[Rule]:
    rules = []
    for at in across:
        for start, end in pairwise(along):
            if draw(st.integers(0, 5)):
                off, short, long = draw(st.tuples(QUARTERS, QUARTERS, QUARTERS))
                rules.append((at + off, start + short, end + long))
    return rules


@given(ruled())
def test_random_grids_have_the_cells_that_pdfplumber_finds(rules: tuple[list[Rule], list[Rule]]) -> None:
    assert_same(*rules)


@given(
    st.lists(st.tuples(*[st.integers(400, 700).map(lambda number: number / 4)] * 3), max_size=12),
    st.lists(st.tuples(*[st.integers(400, 700).map(lambda number: number / 4)] * 3), max_size=12),
)
def test_random_rules_have_the_cells_that_pdfplumber_finds(one: list[Rule], other: list[Rule]) -> None:
    vertical, horizontal = ([(at, min(ends), max(ends)) for at, *ends in rules] for rules in (one, other))
    assert_same(vertical, horizontal)


def test_a_plain_grid() -> None:
    vertical = [(x, 100.0, 140.0) for x in (50.0, 150.0, 250.0)]
    horizontal = [(y, 50.0, 250.0) for y in (100.0, 120.0, 140.0)]
    ((*cells,),) = assert_same(vertical, horizontal)
    assert cells == [(50, 100, 150, 120), (50, 120, 150, 140), (150, 100, 250, 120), (150, 120, 250, 140)]


def test_a_cell_that_spans_both_ways() -> None:
    vertical = [(50.0, 100, 160), (250.0, 100, 160), (150.0, 140, 160), (200.0, 100, 140)]
    horizontal = [(100.0, 50, 250), (160.0, 50, 250), (140.0, 50, 250), (120.0, 200, 250)]
    ((*cells,),) = assert_same(vertical, horizontal)
    assert (50, 100, 200, 140) in cells


@pytest.mark.parametrize(("gap", "tables"), [(3.0, 1), (3.25, 2)])
def test_gaps_up_to_three_points_are_closed(gap: float, tables: int) -> None:
    vertical = [(x, 100.0, 120.0) for x in (50.0, 70.0, 90.0, 90.0 + gap, 110.0 + gap, 130.0 + gap)]
    horizontal = [(y, start, start + 40) for y in (100.0, 120.0) for start in (50.0, 90.0 + gap)]
    assert len(assert_same(vertical, horizontal)) == tables


def test_one_cell_alone_is_no_table() -> None:
    assert assert_same([(50.0, 100, 120), (90.0, 100, 120)], [(100.0, 50, 90), (120.0, 50, 90)]) == []


def test_no_rules_no_tables() -> None:
    assert find_tables(NO_EDGES, NO_EDGES, DEFAULT_LIMITS) == []
    assert find_tables(edges([(50.0, 0, 9)]), NO_EDGES, DEFAULT_LIMITS) == []


def test_a_page_of_too_many_crossings_is_refused() -> None:
    rules = edges([(10.0 * number, 0, 999) for number in range(20)])
    with pytest.raises(TooMuch, match="400 places where rules may cross"):
        find_tables(rules, rules, PdfLimits(crossings=399))


def test_dashes_add_up_to_a_rule() -> None:
    dashes = [(100.0, 10.0 * number, 10.0 * number + 5) for number in range(20)]
    assert [long_rules(edges([*dashes, (200.0, 0, 90)]), length) for length in (80, 100, 101)] == [2, 1, 0]
