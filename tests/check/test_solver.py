"""The solver starts each answer from the last one: what it says must not hang on what it was asked before."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.check.feasibility import Unsolved, judge_document, programme_of
from pipelines.check.solver import Floats
from tests.check.test_feasibility import HIERARCHY, document

RIGHT = {"total": "100", "copy": "100", "a": "60", "b": "40", "a1": "30", "a2": "30", "b1": "20", "b2": "20"}


def wrong(**amounts: str) -> Unsolved:
    return document(RIGHT | amounts, HIERARCHY)


def test_an_answer_is_the_same_after_other_questions() -> None:
    asked, fresh = programme_of(wrong(a="96")), programme_of(wrong(a="96"))
    cells = range(len(RIGHT))
    for cell in cells:
        asked.blamed(asked.bounds.freed([cell]))
    asked.least_change(asked.bounds)
    assert [asked.has_solution(asked.bounds.freed([cell])) for cell in cells] == [cell == 2 for cell in cells]
    assert asked.reach(asked.bounds.freed([2]), 2) == pytest.approx(fresh.reach(fresh.bounds.freed([2]), 2))


def test_a_proof_speaks_of_the_cells_without_which_there_is_none() -> None:
    programme = programme_of(wrong(a="96"))
    blamed = programme.blamed(programme.bounds)
    assert blamed is not None and blamed[2] and not blamed.all()
    assert programme.blamed(programme.bounds.freed([2])) is None


@pytest.mark.parametrize("weights", [None, np.array([1.0, -1.0, 1.0, 1.0]), np.array([0.0, 0.0, 0.0, 1.0])])
def test_what_proves_nothing_rules_nothing_out(weights: Floats | None) -> None:
    programme = programme_of(wrong())
    assert programme.support(programme.bounds, weights).all()


@pytest.mark.parametrize("residual", [float("nan"), float("inf"), 1e300])
def test_what_is_no_number_is_not_solved(residual: float) -> None:
    right = wrong()
    terms = right.terms.with_columns(pl.lit(residual).alias("residual"))
    assert judge_document(replace(right, terms=terms)).not_evaluable_reason == "solver_failed"


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(RIGHT)), st.integers(min_value=5, max_value=900)),
        min_size=1,
        max_size=3,
        unique_by=lambda each: each[0],
    )
)
def test_the_order_of_the_equations_changes_nothing(changes: list[tuple[str, int]]) -> None:
    printed = RIGHT | {name: str(int(RIGHT[name]) + change) for name, change in changes}
    verdicts = [judge_document(document(printed, sums)) for sums in (HIERARCHY, HIERARCHY[::-1])]
    assert verdicts[0] == verdicts[1]
