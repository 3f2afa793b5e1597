"""A document's equations as a linear programme over the true amounts.

Floats stand here and nowhere else for money: a solver knows nothing else. They never carry an amount, only by how much
one may differ from what is printed and what an equation of printed amounts leaves over, both exact to the last digit
when they come in. What goes out becomes Decimal again, rounded outward, in suspects.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pipelines.check.solver import Budget, Floats, Indices, Matrix, Solver

Flags = npt.NDArray[np.bool_]

# Below these shares of a cell's own rounding, differences are noise of the solver; its tolerance is 1e-7.
NOTHING = 1e-2
NO_PART = 1e-4


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
class Equations:
    """`weight` times the true amount of `cell`, added up over each `equation`, is zero, or at most zero if `at_most`.

    Three arrays with an entry a term; `residual`, what the printed amounts leave, in yuan, and `at_most` an equation.
    """

    equation: Indices
    cell: Indices
    weight: Floats
    residual: Floats
    at_most: Flags


class Programme:
    """Equations between cells, whose true amounts lie from `below` to `above` their printed ones, in yuan.

    Inside, a cell counts in units of its own rounding (half a unit of its last digit), so that amounts printed in 元
    and in 万元 are equally large to the solver. The first `printed` columns of `matrix` are the cells; then come what
    an inequality leaves free, and amounts that may be missing.
    """

    def __init__(
        self,
        equations: Equations,
        below: Floats,
        above: Floats,
        missing: Flags | None = None,
        budget: Budget | None = None,
    ) -> None:
        self._given = (equations, below, above)
        self._budget = budget or Budget()
        half = (above - below) / 2
        self.unit = float(np.median(half[half > 0])) if (half > 0).any() else 1.0
        scale: Floats = np.where(half > 0, half, self.unit)
        value = equations.weight * scale[equations.cell]
        largest = np.zeros(len(equations.residual))
        np.maximum.at(largest, equations.equation, abs(value))
        free, absent = np.flatnonzero(equations.at_most), np.flatnonzero(missing if missing is not None else [])
        added = np.concatenate([free, absent])
        self.wanted: Floats = -equations.residual / largest
        self.scale: Floats = np.concatenate([scale, largest[added]])
        self.printed, self.cells = len(scale), len(self.scale)
        row = np.concatenate([equations.equation, added])
        column = np.concatenate([equations.cell, np.arange(self.printed, self.cells)])
        order = np.lexsort((row, column))
        value = np.concatenate([value / largest[equations.equation], np.ones(len(added))])
        self.matrix = Matrix(len(largest), self.cells, row[order], column[order], value[order])
        self.bounds = Bounds(
            np.concatenate([below / scale, np.zeros(len(added))]),
            np.concatenate([above / scale, np.full(len(free), np.inf), np.zeros(len(absent))]),
        )
        self.is_fixed: Flags = np.zeros(self.cells, np.bool_)
        self.is_fixed[self.printed : self.printed + len(free)] = True

    def with_missing_amounts(self) -> "Programme":
        """The same with one more amount, a zero, in each equation that is broken by itself."""
        return Programme(*self._given, missing=self.broken(self.bounds), budget=self._budget)

    def has_solution(self, bounds: Bounds) -> bool:
        """Whether amounts within the bounds solve all equations."""
        return self._solver.has_solution(bounds.low, bounds.high)

    def blamed(self, bounds: Bounds) -> Flags | None:
        """None if amounts within the bounds solve all equations, else the cells that a proof of the contrary speaks of.

        Unless one of them lies beyond its bounds, the equations stay unsolved.
        """
        if self.has_solution(bounds):
            return None
        return self.support(bounds, self._solver.proof())

    def support(self, bounds: Bounds, weights: Floats | None) -> Flags:
        """The cells that the sum of the equations with these weights contains; all where that sum proves nothing."""
        every: Flags = np.ones(self.cells, np.bool_)
        if weights is None:
            return every
        added = self.matrix.transposed_times(weights)
        in_yuan = abs(added / self.scale)
        spoken: Flags = in_yuan > NO_PART * in_yuan.max()
        part, low, high = added[spoken], bounds.low[spoken], bounds.high[spoken]
        wanted = weights @ self.wanted
        least, most = (np.where(part > 0, part * one, part * other).sum() for one, other in ((low, high), (high, low)))
        return spoken if wanted < least or wanted > most else every

    def least_change(self, bounds: Bounds, prices: Floats | None = None, held: Flags | None = None) -> Floats:
        """The cheapest change of each cell beyond its bounds that solves the equations, in units of the programme.

        A yuan costs the same in every cell but for `prices`. Cells that are `held` never change.
        """
        price = self.scale / self.unit * (1.0 if prices is None else prices)
        room = np.where(self.is_fixed if held is None else self.is_fixed | held, 0.0, np.inf)
        none = np.zeros(self.cells)
        amounts = self._elastic.cheapest(
            np.concatenate([none, price, price]),
            np.concatenate([bounds.low, none, none]),
            np.concatenate([bounds.high, room, room]),
        )
        _, more, less = np.split(amounts, 3)
        return np.asarray(more - less)

    def reach(self, bounds: Bounds, cell: int) -> tuple[float, float]:
        """The least and the greatest difference of one cell from its printed amount, in yuan, in any solution."""
        ends = []
        for direction in (1.0, -1.0):
            cost = np.zeros(self.cells)
            cost[cell] = direction
            ends.append(float(self._solver.cheapest(cost, bounds.low, bounds.high)[cell] * self.scale[cell]))
        return ends[0], ends[1]

    def twins(self, bounds: Bounds, cell: int, cells: Flags) -> list[int]:
        """Those of `cells` that stand in the same equations in the same way: what holds of one holds of all."""
        return [
            other
            for other in map(int, np.flatnonzero(cells))
            if self._column(other) == self._column(cell)
            and (bounds.low[other], bounds.high[other]) == (bounds.low[cell], bounds.high[cell])
        ]

    def broken(self, bounds: Bounds) -> Flags:
        """The equations that no amounts within the bounds solve, each taken by itself."""
        row, column, value = self.matrix.row, self.matrix.column, self.matrix.value
        ends = value * bounds.low[column], value * bounds.high[column]
        with np.errstate(invalid="ignore"):
            least, most = (np.bincount(row, each, self.matrix.rows) for each in (np.minimum(*ends), np.maximum(*ends)))
        slack = NOTHING * np.bincount(row, abs(value), self.matrix.rows)
        return np.asarray((self.wanted < least - slack) | (self.wanted > most + slack))

    def touched(self, equations: Flags) -> Indices:
        """In how many of the equations each cell stands."""
        return np.bincount(self.matrix.column[equations[self.matrix.row]], minlength=self.cells)

    def _column(self, cell: int) -> tuple[bytes, bytes]:
        """In which equations a cell stands, and how."""
        start, end = np.searchsorted(self.matrix.column, (cell, cell + 1))
        return self.matrix.row[start:end].tobytes(), self.matrix.value[start:end].tobytes()

    @cached_property
    def _solver(self) -> Solver:
        return Solver(self.matrix, self.wanted, self._budget)

    @cached_property
    def _elastic(self) -> Solver:
        """With two more columns a cell: what it changes upward and downward beyond its bounds."""
        one = self.matrix
        three = Matrix(
            one.rows,
            3 * one.columns,
            np.tile(one.row, 3),
            np.concatenate([one.column + place * one.columns for place in range(3)]),
            np.concatenate([one.value, one.value, -one.value]),
        )
        return Solver(three, self.wanted, self._budget)
