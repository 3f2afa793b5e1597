"""Suspicions → rows of check_suspect: needed amounts as Decimal, the likeliest misprint first."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from pipelines.check.conflicts import Conflict, Suspicion
from pipelines.check.typography import NO_SLIP, slip
from pipelines.recognise.preamble import SCALES

# Suspects named for one fault.
SUSPECTS = 10

_LAST_DIGIT = Decimal("0.0001")
# The solver is no more exact than this; without it 100 yuan would be rounded outward to 100.0001.
_NOISE = Decimal("0.00001")


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed amount: in yuan, with the step of its last digit and the scale it is printed in."""

    evidence_id: str
    amount: Decimal
    step: Decimal
    scale: str | None


def suspect_rows(document_id: str, cells: Mapping[int, Cell], conflict: Conflict) -> list[Mapping[str, object]]:
    """Rows of check_suspect: first the likeliest cell of each fault, then what could be wrong instead."""
    ranked: dict[int, list[tuple[Suspicion, Decimal, Decimal]]] = {}
    for suspicion in conflict.suspicions:
        amount = cells[suspicion.cell].amount
        low, high = amount + _outward(suspicion.least, ROUND_FLOOR), amount + _outward(suspicion.most, ROUND_CEILING)
        ranked.setdefault(suspicion.fault, []).append((suspicion, low, high))
    for alternatives in ranked.values():
        alternatives.sort(key=lambda each: _rank(cells[each[0].cell], *each))
    ordered = [
        (place, fault, alternatives[place])
        for place in range(SUSPECTS)
        for fault, alternatives in sorted(ranked.items())
        if place < len(alternatives)
    ]
    return [
        {
            "document_id": document_id,
            "suspect_no": number,
            "fault_no": fault,
            "fact_id": cells[suspicion.cell].evidence_id,
            "amount_yuan": cells[suspicion.cell].amount,
            "needed_low_yuan": low,
            "needed_high_yuan": high,
            "is_sufficient": conflict.faults == 1,
        }
        for number, (_, fault, (suspicion, low, high)) in enumerate(ordered, start=1)
    ]


def _rank(cell: Cell, suspicion: Suspicion, low: Decimal, high: Decimal) -> tuple[int, bool, int, int]:
    """Sorts the likeliest misprint first.

    A cell that stands in more of the broken equations explains more. Published money is hardly ever negative, so an
    amount that would have to become so is rather right. A number that one slip makes of the needed one is likelier
    wrong than one that would need to be quite another. What is still equal stays in the order of the page.
    """
    factor = SCALES.get(cell.scale or "", 1)
    kind = slip(_as_printed(cell, factor), low / factor, high / factor)
    return (-suspicion.broken, high < 0 <= cell.amount and kind == NO_SLIP, kind, suspicion.cell)


def _as_printed(cell: Cell, factor: int) -> Decimal:
    """The number with the digits that stand on the page: 1,200.00 has six."""
    number = cell.amount / factor
    return number.quantize((cell.step / factor).normalize()) if cell.step else number.normalize()


def _outward(difference: float, rounding: str) -> Decimal:
    exact = Decimal(difference)
    nearest = exact.quantize(_LAST_DIGIT, ROUND_HALF_EVEN)
    return nearest if abs(exact - nearest) <= _NOISE else exact.quantize(_LAST_DIGIT, rounding)
