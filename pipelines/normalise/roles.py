"""Which rows and columns are totals, subtotals and items, so that nothing is counted twice."""

from collections.abc import Sequence

from pipelines.normalise.code_lists import Subject
from pipelines.normalise.row_reading import MeantRow
from pipelines.recognise.terms import Facets, ancestors

_SUBJECTS = ("function", "economic", "government_economic")


def row_roles(rows: Sequence[MeantRow]) -> list[str]:
    """Return total, subtotal, item or of_which for each row of one block, in order."""
    has_total = any(row.line_item == "total" for row in rows)
    return [_row_role(number, row, rows, has_total) for number, row in enumerate(rows)]


def _row_role(number: int, row: MeantRow, rows: Sequence[MeantRow], has_total: bool) -> str:
    if row.is_of_which:
        return "of_which"
    if row.line_item in ("total", "grand_total"):
        return "total"
    if row.line_item == "current_year":
        return "subtotal"
    if row.line_item == "unit":
        return _unit_role(number, row, rows, has_total)
    if row.subjects:
        return "subtotal" if any(_is_below(other, row) for other in rows if other is not row) else "item"
    if row.facets.three_public is not None:
        return _three_public_role(row.facets.three_public, has_total)
    if row.facets.funding is not None:
        below = any(
            other.facets.funding and row.facets.funding in ancestors("funding", other.facets.funding) for other in rows
        )
        return "subtotal" if below else "item"
    if row.line_item == "category":
        following = rows[number + 1] if number + 1 < len(rows) else None
        opened = following is not None and following.subjects and following.facets.category == row.facets.category
        return "subtotal" if opened else "item"
    return "item"


def _three_public_role(item: str, has_total: bool) -> str:
    if item in ("total", "total_with_meeting_training"):
        return "subtotal" if has_total else "total"
    if item == "agency_running":
        # Agency running costs are another cut of the same money, not a part of the three public expenses.
        return "of_which"
    return "subtotal" if item == "vehicle" else "item"


def _is_below(other: MeantRow, row: MeantRow) -> bool:
    """True where `other` is a part of `row`: same unit, its subject below, or the same class broken down by pairs."""
    if other.unit != row.unit or other.is_of_which or other.facets.category != row.facets.category:
        return False
    finer = False
    for classification in _SUBJECTS:
        upper, lower = row.subjects.get(classification), other.subjects.get(classification)
        if upper is None:
            continue
        if lower is None:
            return False
        if _is_child(lower.subject, upper.subject):
            finer = True
        elif (lower.subject.code, lower.subject.name) != (upper.subject.code, upper.subject.name):
            return False
    return finer


def _is_child(lower: Subject, upper: Subject) -> bool:
    """True for a subject below another; a subject without code lies below what its parent's code begins with."""
    code = lower.code or f"{lower.parent_code or ''}?"
    return bool(upper.code) and code != upper.code and code.startswith(upper.code)


def _unit_role(number: int, row: MeantRow, rows: Sequence[MeantRow], has_total: bool) -> str:
    """A unit's row: the total where it opens a form without 合计, a subtotal above rows of its own, else an item."""
    later = rows[number + 1 :]
    opens = bool(later) and later[0].line_item != "unit" and bool(later[0].subjects) and later[0].unit == row.unit
    others = [other for other in rows if other.line_item == "unit" and other is not row and other.unit != row.unit]
    if not has_total and not others:
        return "total"
    code = (row.unit or (None, ""))[0]
    heads = code is not None and any(
        (other.unit or (None, ""))[0] not in (None, code) and str((other.unit or ("", ""))[0]).startswith(code)
        for other in others
    )
    return "subtotal" if opens or heads else "item"


def column_roles(measures: Sequence[Facets]) -> list[str]:
    """Return total, subtotal or item for each amount column of a block, by the trees of measures."""
    return [_column_role(one, measures) for one in measures]


def _column_role(one: Facets, measures: Sequence[Facets]) -> str:
    above = any(_includes(other, one) for other in measures)
    below = any(_includes(one, other) for other in measures)
    if not above:
        return "total"
    return "subtotal" if below else "item"


def _includes(upper: Facets, lower: Facets) -> bool:
    """True where `lower` is a part of `upper` in the same year, stage, kind and item."""
    same = ("year", "year_offset", "stage", "kind", "three_public")
    if any(getattr(upper, name) != getattr(lower, name) for name in same):
        return False
    wider = False
    for name in ("funding", "category"):
        one, two = getattr(upper, name) or "total", getattr(lower, name) or "total"
        if one == two:
            continue
        if one not in ancestors(name, two):
            return False
        wider = True
    return wider
