"""A document's equations as a linear programme over the true amounts, which HiGHS solves.

Floats stand here and nowhere else for money: a solver knows nothing else. They never carry an amount, only by how much
one may differ from what is printed and what an equation of printed amounts leaves over, both exact to the last digit
when they come in. What goes out becomes Decimal again, rounded outward, in suspects.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from time import process_time

import numpy as np
import numpy.typing as npt
from scipy.optimize import OptimizeResult, linprog
from scipy.sparse import csc_array, csr_array, diags_array, eye_array, hstack

from pipelines.issues import MingzhangError

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# What one document may cost. The number is the same on every machine and ends a search first, so that a run can be
# repeated; the time (of the processor) is for documents that are larger than any known.
SOLUTIONS_A_DOCUMENT = 400
SECONDS_A_DOCUMENT = 60.0

# Below these shares of a cell's own rounding, differences are noise of the solver; its tolerance is 1e-7.
NOTHING = 1e-2
NO_PART = 1e-4

_OPTIMAL, _LIMIT, _INFEASIBLE, _UNBOUNDED = 0, 1, 2, 3


class SolverGaveUp(MingzhangError):
    """The solver has no answer; the message is the reason as check_feasibility names it."""


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """By how much each true amount may differ from the printed one, in units of the programme."""

    low: Floats
    high: Floats

    def freed(self, cells: Iterable[int]) -> "Bounds":
        """The same with nothing known of `cells`."""
        low, high = self.low.copy(), self.high.copy()
        chosen = list(cells)
        low[chosen], high[chosen] = -np.inf, np.inf
        return Bounds(low, high)


@dataclass(frozen=True, slots=True, eq=False)
class Elastic:
    """The least change beyond all bounds that solves the equations.

    `beyond` is the change of each cell, `support` the cells of which the proof speaks that no less will do: unless one
    of them changes, the equations stay unsolved.
    """

    beyond: Floats
    support: Flags
    is_nothing: bool


class Programme:
    """Equations between cells: `matrix` (an equation a row, a cell a column) times the true amounts is zero.

    Where `at_most` says so, it is zero or less. `residual` is what the printed amounts leave of each equation, `below`
    and `above` by how much a true amount may differ from its printed one, all in yuan. Inside, a cell counts in units
    of its own rounding (half a unit of its last digit), so that amounts printed in 元 and in 万元 are equally large to
    the solver. The first `printed` columns are the cells; then come what an inequality leaves free, and amounts that
    may be missing.
    """

    def __init__(
        self,
        matrix: csr_array,
        residual: Floats,
        below: Floats,
        above: Floats,
        at_most: Flags,
        missing: Flags | None = None,
    ) -> None:
        self._equations = (matrix, residual, below, above, at_most)
        half = (above - below) / 2
        self.unit = float(np.median(half[half > 0])) if (half > 0).any() else 1.0
        scale: Floats = np.where(half > 0, half, self.unit)
        largest: Floats = abs(matrix @ diags_array(scale)).max(axis=1).toarray().ravel()
        free, absent = np.flatnonzero(at_most), np.flatnonzero(missing if missing is not None else [])
        every = eye_array(matrix.shape[0], format="csc")
        self.matrix = csc_array(
            diags_array(1 / largest)
            @ hstack([matrix @ diags_array(scale), every[:, free] * largest[free], every[:, absent] * largest[absent]])
        )
        self.wanted: Floats = -residual / largest
        self.scale: Floats = np.concatenate([scale, largest[free], largest[absent]])
        none = np.zeros(len(free) + len(absent))
        self.bounds = Bounds(
            np.concatenate([below / scale, none]),
            np.concatenate([above / scale, np.full(len(free), np.inf), np.zeros(len(absent))]),
        )
        self.printed, self.cells = len(scale), len(self.scale)
        self.is_fixed: Flags = np.zeros(self.cells, np.bool_)
        self.is_fixed[self.printed : self.printed + len(free)] = True
        self._solutions_left = SOLUTIONS_A_DOCUMENT
        self._until = process_time() + SECONDS_A_DOCUMENT

    def with_missing_amounts(self) -> "Programme":
        """The same with one more amount, a zero, in each equation that is broken by itself."""
        completed = Programme(*self._equations, missing=self.broken(self.bounds))
        completed._solutions_left, completed._until = self._solutions_left, self._until
        return completed

    def has_solution(self, bounds: Bounds) -> bool:
        """Whether amounts within the bounds solve all equations."""
        solution = self._solve(np.zeros(self.cells), self.matrix, bounds.low, bounds.high)
        return bool(solution.status == _OPTIMAL)

    def elastic(self, bounds: Bounds, prices: Floats | None = None, held: Flags | None = None) -> Elastic:
        """The cheapest change beyond the bounds; a yuan costs the same in every cell but for `prices`.

        Cells that are `held` never change.
        """
        price = self.scale / self.unit * (1.0 if prices is None else prices)
        room = np.where(self.is_fixed if held is None else self.is_fixed | held, 0.0, np.inf)
        solution = self._solve(
            np.concatenate([np.zeros(self.cells), price, price]),
            hstack([self.matrix, self.matrix, -self.matrix], format="csc"),
            np.concatenate([bounds.low, np.zeros(2 * self.cells)]),
            np.concatenate([bounds.high, room, room]),
        )
        if solution.status != _OPTIMAL:
            raise SolverGaveUp("solver_failed")
        _, more, less = np.split(solution.x, 3)
        beyond = more - less
        return Elastic(
            beyond=beyond,
            support=abs(self.matrix.T @ solution.eqlin.marginals) > NO_PART * price,
            is_nothing=bool((abs(beyond) < NOTHING).all()),
        )

    def reach(self, bounds: Bounds, cell: int) -> tuple[float, float]:
        """The least and the greatest difference of one cell from its printed amount, in yuan, in any solution."""
        ends = []
        for direction in (1.0, -1.0):
            objective = np.zeros(self.cells)
            objective[cell] = direction
            solution = self._solve(objective, self.matrix, bounds.low, bounds.high)
            if solution.status != _OPTIMAL:
                raise SolverGaveUp("solver_failed")
            ends.append(float(solution.x[cell] * self.scale[cell]))
        return ends[0], ends[1]

    def twins(self, bounds: Bounds, cell: int, cells: Flags) -> list[int]:
        """Those of `cells` that stand in the same equations in the same way: what holds of one holds of all."""
        return [
            other
            for other in map(int, np.flatnonzero(cells))
            if self._columns[other] == self._columns[cell]
            and (bounds.low[other], bounds.high[other]) == (bounds.low[cell], bounds.high[cell])
        ]

    @cached_property
    def _columns(self) -> Sequence[tuple[bytes, bytes]]:
        """In which equations each cell stands, and how."""
        return [
            (self.matrix.indices[start:end].tobytes(), self.matrix.data[start:end].tobytes())
            for start, end in pairwise(self.matrix.indptr)
        ]

    def broken(self, bounds: Bounds) -> Flags:
        """The equations that no amounts within the bounds solve, each taken by itself."""
        ones, others = self.matrix.maximum(0), self.matrix.minimum(0)
        with np.errstate(invalid="ignore"):
            least = ones @ bounds.low + others @ bounds.high
            most = ones @ bounds.high + others @ bounds.low
        slack = NOTHING * abs(self.matrix).sum(axis=1)
        return np.asarray((self.wanted < least - slack) | (self.wanted > most + slack))

    def _solve(self, objective: Floats, matrix: csc_array, low: Floats, high: Floats) -> OptimizeResult:
        seconds = self._until - process_time()
        if not self._solutions_left or seconds <= 0:
            raise SolverGaveUp("solver_limit")
        self._solutions_left -= 1
        try:
            solution = linprog(
                objective,
                A_eq=matrix,
                b_eq=self.wanted,
                bounds=np.column_stack([low, high]),
                method="highs",
                options={"time_limit": seconds},
            )
        except ValueError as error:  # numbers that it refuses to take
            raise SolverGaveUp("solver_failed") from error
        if solution.status == _LIMIT:
            raise SolverGaveUp("solver_limit")
        if solution.status not in (_OPTIMAL, _INFEASIBLE, _UNBOUNDED):
            raise SolverGaveUp("solver_failed")
        return solution
