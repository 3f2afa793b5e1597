"""Cells of the 三公 forms: vertical lists by fund, and horizontal blocks by item and year."""

from collections.abc import Sequence
from typing import Any

from tests.typeset.facts import LineItem, RowRole
from tests.typeset.rows import Form
from tests.typeset.tables import Cell, Row, labels


def item_role(item: str) -> RowRole:
    """total is the total, vehicle (公务用车 小计) a subtotal, everything else an item."""
    if item == "total":
        return "total"
    return "subtotal" if item == "vehicle" else "item"


def item_cell(form: Form, item: str, fund: str, fen: int, **dimensions: Any) -> Cell:
    """One cell of a 三公 item; `fund` is the funding its fact carries."""
    line_item: LineItem = "total" if item == "total" else "subject"
    given = {"line_item": line_item, **dimensions}
    return form.cell(fen, funding=fund, three_public=item, row_role=item_role(item), **given)


def list_row(form: Form, label: str, item: str, funds: Sequence[str]) -> Row:
    """A row of a vertical list with a column for each fund; a row without an item is always blank."""
    if not item:
        return labels(label, *("" for _ in funds))
    return (Cell(label), *(item_cell(form, item, fund, form.budget.three(item, fund)) for fund in funds))


def item_block(form: Form, items: Sequence[str], fund: str, when: str, **dimensions: Any) -> Row:
    """The cells of one block of columns; `when` is this_year, last_year or change (this year less last year)."""
    budget = form.budget
    cells = []
    for item in items:
        this_year, last_year = budget.three(item, fund), budget.three(item, fund, years_back=1)
        if when == "change":
            cells.append(item_cell(form, item, fund, this_year - last_year, amount_kind="change", **dimensions))
        elif when == "last_year":
            year = budget.fiscal_year - 1
            cells.append(item_cell(form, item, fund, last_year, fiscal_year=year, **dimensions))
        else:
            cells.append(item_cell(form, item, fund, this_year, **dimensions))
    return tuple(cells)
