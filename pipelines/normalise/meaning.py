"""What one body row of a form means: a subject, a source of money, a total, a unit, or nothing that is understood."""

import re

from pipelines.recognise.remembered import remembered
from pipelines.recognise.spelling import enumerator, without_enumerator
from pipelines.recognise.terms import Facets
from pipelines.records import record

_OF_WHICH = re.compile(r"^(?:其中|#)[:、]?")


@record(frozen=True, slots=True)
class Label:
    """A row label in plain spelling, cut into what numbers it, whether it only lists a part, and what it names."""

    text: str
    enumerator: str
    core: str
    is_of_which: bool


@remembered
def read_label(text: str) -> Label:
    """Cut a plain label. '其中：' may stand before or after the enumerator."""
    rest, of_which = text, False
    number = ""
    while True:
        if found := _OF_WHICH.match(rest):
            of_which, rest = True, rest[found.end() :]
        elif (mark := enumerator(rest)) and len(mark) < len(rest):
            number, rest = number or mark, without_enumerator(rest)
        else:
            return Label(text, number, rest, of_which)


def depth_of(mark: str) -> int:
    """How deep an enumerator stands: 一、 1, (一) 2, 1. 3, (1) 4; 0 where a label has none."""
    if not mark:
        return 0
    chinese = any(char in mark for char in "一二三四五六七八九十")
    if chinese:
        return 2 if mark.startswith("(") else 1
    return 4 if mark.startswith("(") else 3


def line_item_of(core: str, facets: Facets, *, revenue: bool, closes: bool, is_side: bool) -> str | None:
    """Return the line item that a label of terms names (current_year, grand_total, carryover, …), or None.

    `core` is the label without enumerator; `facets` are its facets. `closes`: this is the last total of a side that
    also prints what is carried over. `is_side`: the block is a side of a 收支总表, where 小计 above that is the year's.
    Only for labels that are understood.
    """
    if not facets.understood:
        return None
    if facets.category in ("carry_forward", "surplus_distribution", "unspent_own_funds"):
        return "surplus_distribution" if facets.category == "surplus_distribution" else "carry_forward"
    if facets.category is not None:
        return "category"
    if facets.funding is not None:
        return _funding_line(facets.funding) if revenue else "current_year"
    if facets.line is not None:
        return facets.line
    if not facets.total:
        return None
    if core.startswith(("本年", "当年")) and facets.side is not None:
        return "current_year"
    if closes or (facets.side is not None and "总计" in core):
        return "grand_total"
    return "current_year" if facets.side is not None or is_side else "total"


def _funding_line(funding: str) -> str:
    if funding == "current_year":
        return "current_year"
    return "carryover" if funding.startswith("carryover") else "source"
