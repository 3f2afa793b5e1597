"""Which cells could be the wrong ones: the smallest sets whose change lets all equations of a document hold.

Every proof that the equations cannot hold together speaks of some cells only (its support), and the wrong cell is one
of them: were it not, the proof would stand whatever that cell said. So each failed trial of a cell brings a proof that
rules out nearly all others, and a fault in a document of a thousand cells needs a handful of trials.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.check.linear import NOTHING, Bounds, Flags, Programme
from pipelines.check.solver import Floats, SolverGaveUp

# Rounds of giving cells that hardly change a higher price, so that the change gathers in few cells.
GATHERINGS = 3
# A sum may also be broken because a row was not printed or not read. That costs more to assume than one misprint, and
# less than the chain of misprints that would lead the same difference through all other tables.
PRICE_OF_A_MISSING_AMOUNT = 1.5
# Of changes that settle as much, those of cells that stand in more of the broken equations come first, and then those
# printed later, which are rather parts than totals. Else it would be chance, by the path that the solver took.
DISCOUNT_A_BROKEN_EQUATION = 0.1
DISCOUNT_OF_THE_LAST_CELL = 0.01


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
    touched = programme.touched(broken)
    left: Flags = touched == broken.sum()
    left[programme.printed :] = False
    found: list[Suspicion] = []
    blamed = programme.blamed(bounds) if left.any() else None
    if blamed is None:
        return found
    left = left & blamed
    while left.any():
        cell = int(np.flatnonzero(left)[0])
        twins = programme.twins(bounds, cell, left)
        left[twins] = False
        freed = bounds.freed([cell])
        blamed = programme.blamed(freed)
        if blamed is None:
            least, most = programme.reach(freed, cell)
            found += [Suspicion(fault, twin, least, most, int(touched[twin])) for twin in twins]
        else:
            left = left & blamed
    return found


def _least_set(programme: Programme) -> list[int]:
    """Cells and missing amounts that together settle everything, none of which can be spared."""
    prices = _prices(programme)
    size = abs(programme.least_change(programme.bounds, prices))
    for _ in range(GATHERINGS):
        in_units = size * programme.scale / programme.unit
        size = abs(programme.least_change(programme.bounds, prices / (in_units + 1)))
    wrong = [int(cell) for cell in np.argsort(size, kind="stable") if size[cell] > NOTHING]
    for cell in list(wrong):
        rest = [other for other in wrong if other != cell]
        if programme.has_solution(programme.bounds.freed(rest)):
            wrong = rest
    return wrong[::-1]


def _prices(programme: Programme) -> Floats:
    """What it costs to assume that a cell is wrong, or an amount missing."""
    place = np.arange(programme.cells)
    price = np.where(place < programme.printed, 1.0, PRICE_OF_A_MISSING_AMOUNT)
    broken = programme.touched(programme.broken(programme.bounds))
    discount = (1 - DISCOUNT_OF_THE_LAST_CELL * place / programme.cells) / (1 + DISCOUNT_A_BROKEN_EQUATION * broken)
    return np.asarray(price * discount)


def _one_by_one(programme: Programme, wrong: Sequence[int]) -> list[Bounds]:
    """For each cell of a least set, bounds in which the others lie where the least change puts them."""
    held: Flags = np.ones(programme.cells, np.bool_)
    held[list(wrong)] = False
    moved = programme.least_change(programme.bounds, held=held)
    return [
        Bounds(programme.bounds.low + others, programme.bounds.high + others)
        for others in (np.where(np.arange(programme.cells) == cell, 0.0, moved) for cell in wrong)
    ]
