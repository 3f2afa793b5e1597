"""HiGHS over one set of equations, asked again and again with other bounds and costs.

Between two questions little changes, so each starts from where the last one ended: a simplex step or two instead of
hundreds.
"""

from dataclasses import dataclass
from time import process_time

import numpy as np
import numpy.typing as npt
from highspy import Highs, HighsModelStatus, HighsStatus

from pipelines.issues import MingzhangError

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]

# What one document may cost. The number is the same on every machine and ends a search first, so that a run can be
# repeated; the time (of the processor) is for documents that are larger than any known.
SOLUTIONS_A_DOCUMENT = 400
SECONDS_A_DOCUMENT = 60.0

# One thread: documents are small, and what is found must not depend on the machine. No presolve: it would start anew
# each time, and it proves nothing where it finds no solution.
_OPTIONS = {"output_flag": False, "threads": 1, "parallel": "off", "presolve": "off"}
# As HiGHS numbers them. The dual method keeps its last basis when bounds have changed, the primal one when costs have.
_DUAL, _CHOOSE = 1, 0
_BY_COLUMN, _MINIMISE = 1, 1


class SolverGaveUp(MingzhangError):
    """The solver has no answer; the message is the reason as check_feasibility names it."""


class Budget:
    """What is left to one document. Raises SolverGaveUp when that is nothing."""

    def __init__(self) -> None:
        self._solutions = SOLUTIONS_A_DOCUMENT
        self._until = process_time() + SECONDS_A_DOCUMENT

    def spend(self) -> float:
        """Take one solution; returns the seconds that it may need."""
        seconds = self._until - process_time()
        if not self._solutions or seconds <= 0:
            raise SolverGaveUp("solver_limit")
        self._solutions -= 1
        return seconds


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """A sparse matrix: the row, the column and the value of each entry, column by column."""

    rows: int
    columns: int
    row: Indices
    column: Indices
    value: Floats

    def transposed_times(self, weights: Floats) -> Floats:
        """One sum a column."""
        return np.asarray(np.bincount(self.column, self.value * weights[self.row], self.columns), np.float64)


class Solver:
    """`matrix` times the amounts is `wanted`; bounds and costs come with each question.

    Raises SolverGaveUp where there is no answer, and at once where `matrix` or `wanted` holds what is no number.
    """

    def __init__(self, matrix: Matrix, wanted: Floats, budget: Budget) -> None:
        self._budget = budget
        self._highs = Highs()
        for name, value in _OPTIONS.items():
            self._highs.setOptionValue(name, value)
        self._cost = np.zeros(matrix.columns)
        self._low, self._high = np.zeros(matrix.columns), np.zeros(matrix.columns)
        status = self._highs.passModel(
            matrix.columns,
            matrix.rows,
            len(matrix.value),
            _BY_COLUMN,
            _MINIMISE,
            0.0,
            self._cost,
            self._low,
            self._high,
            wanted,
            wanted,
            np.searchsorted(matrix.column, np.arange(matrix.columns + 1)).astype(np.int32),
            matrix.row.astype(np.int32),
            matrix.value,
            np.zeros(matrix.columns, np.int32),
        )
        # what is no number it takes for no bound
        if status == HighsStatus.kError or not (np.isfinite(wanted).all() and np.isfinite(matrix.value).all()):
            raise SolverGaveUp("solver_failed")

    def has_solution(self, low: Floats, high: Floats) -> bool:
        """Whether amounts within the bounds solve all equations."""
        return self._solve(np.zeros(len(low)), low, high, _DUAL)

    def proof(self) -> Floats | None:
        """Weights of the equations that show why there was no solution: no amounts give what the weighted sum wants."""
        _, is_there, weights = self._highs.getDualRay()
        return np.array(weights) if is_there else None

    def cheapest(self, cost: Floats, low: Floats, high: Floats) -> Floats:
        """The amounts of least cost, of which there must be some."""
        if not self._solve(cost, low, high, _CHOOSE):
            raise SolverGaveUp("solver_failed")
        return np.array(self._highs.getSolution().col_value)

    def _solve(self, cost: Floats, low: Floats, high: Floats, method: int) -> bool:
        seconds = self._budget.spend()
        self._set(cost, low, high)
        self._highs.setOptionValue("simplex_strategy", method)
        # its clock runs on from question to question
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + seconds)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == HighsModelStatus.kTimeLimit:
            raise SolverGaveUp("solver_limit")
        if status not in (HighsModelStatus.kOptimal, HighsModelStatus.kInfeasible):
            raise SolverGaveUp("solver_failed")
        return bool(status == HighsModelStatus.kOptimal)

    def _set(self, cost: Floats, low: Floats, high: Floats) -> None:
        """What has not changed is not touched, or a basis that still serves would be looked at anew."""
        moved = np.flatnonzero((low != self._low) | (high != self._high)).astype(np.int32)
        priced = np.flatnonzero(cost != self._cost).astype(np.int32)
        self._highs.changeColsBounds(len(moved), moved, low[moved], high[moved])
        self._highs.changeColsCost(len(priced), priced, cost[priced])
        self._low, self._high, self._cost = low, high, cost
