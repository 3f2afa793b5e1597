"""Which cells could be the wrong ones: the smallest sets whose change lets all equations of a document hold.

Every proof that the equations cannot hold together speaks of some cells only (its support), and the wrong cell is one
of them: were it not, the proof would stand whatever that cell said. So each failed trial of a cell brings a proof that
rules out many others, and a document of a thousand cells needs a few dozen trials.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.check.linear import NOTHING, Bounds, Flags, Floats, Programme, SolverGaveUp

# Rounds of giving cells that hardly change a higher price, so that the change gathers in few cells.
GATHERINGS = 3
# A sum may also be broken because a row was not printed or not read. That costs more to assume than one misprint, and
# less than the chain of misprints that would lead the same difference through all other tables.
PRICE_OF_A_MISSING_AMOUNT = 1.5


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A cell that would settle one fault, and how far its true amount lies from the printed one, in yuan.

    `broken` counts the equations that stand in no interval any more and contain the cell.
    """

    fault: int
    cell: int
    least: float
    most: float
    broken: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """What was found: `faults` amounts must be otherwise; `gave_up` says why no more is known.

    A fault without suspicion is a broken sum from which an amount is missing, rather than one of its cells wrong.
    """

    faults: int
    suspicions: Sequence[Suspicion]
    gave_up: str | None


def find_suspicions(programme: Programme) -> Conflict:
    """Who could be wrong in equations that have no solution: single cells if one will do, else a least set of them."""
    found: list[Suspicion] = []
    faults = 1
    try:
        found += _singles(programme, programme.bounds, 1)
        if not found:
            completed = programme.with_missing_amounts()
            wrong = _least_set(completed)
            faults = len(wrong)
            for number, bounds in enumerate(_one_by_one(completed, wrong), start=1):
                if wrong[number - 1] < completed.printed:
                    found += _singles(completed, bounds, number)
    except SolverGaveUp as reason:
        return Conflict(faults, found, str(reason))
    return Conflict(faults, found, None)


def _singles(programme: Programme, bounds: Bounds, fault: int) -> list[Suspicion]:
    """Every cell that alone settles what the bounds leave unsolved."""
    broken = programme.broken(bounds)
    touched = np.asarray((programme.matrix != 0).T @ broken.astype(np.int64))
    left: Flags = touched == broken.sum()
    left[programme.printed :] = False
    if left.any():
        left = left & programme.elastic(bounds).support
    found: list[Suspicion] = []
    while left.any():
        cell = int(np.flatnonzero(left)[0])
        twins = programme.twins(bounds, cell, left)
        left[twins] = False
        freed = bounds.freed([cell])
        if programme.has_solution(freed):
            least, most = programme.reach(freed, cell)
            found += [Suspicion(fault, twin, least, most, int(touched[twin])) for twin in twins]
        else:
            left = left & programme.elastic(freed).support
    return found


def _least_set(programme: Programme) -> list[int]:
    """Cells and missing amounts that together settle everything, none of which can be spared."""
    prices: Floats = np.where(np.arange(programme.cells) < programme.printed, 1.0, PRICE_OF_A_MISSING_AMOUNT)
    solution = programme.elastic(programme.bounds, prices)
    for _ in range(GATHERINGS):
        size = abs(solution.beyond) * programme.scale / programme.unit
        solution = programme.elastic(programme.bounds, prices / (size + 1))
    size = abs(solution.beyond)
    wrong = [int(cell) for cell in np.argsort(size, kind="stable") if size[cell] > NOTHING]
    for cell in list(wrong):
        rest = [other for other in wrong if other != cell]
        if programme.has_solution(programme.bounds.freed(rest)):
            wrong = rest
    return wrong[::-1]


def _one_by_one(programme: Programme, wrong: Sequence[int]) -> list[Bounds]:
    """For each cell of a least set, bounds in which the others lie where the least change puts them."""
    held: Flags = np.ones(programme.cells, np.bool_)
    held[list(wrong)] = False
    moved = programme.elastic(programme.bounds, held=held).beyond
    return [
        Bounds(programme.bounds.low + others, programme.bounds.high + others)
        for others in (np.where(np.arange(programme.cells) == cell, 0.0, moved) for cell in wrong)
    ]
