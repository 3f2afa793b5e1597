"""Cells of the 三公 forms: vertical lists by fund, and horizontal blocks by item and year."""

from collections.abc import Sequence
from typing import Any

from tests.typeset.facts import LineItem, RowRole
from tests.typeset.rows import Form
from tests.typeset.tables import Cell, Row, labels


def item_role(item: str, *, below_total: bool = False) -> RowRole:
    """total is the total, vehicle (公务用车 小计) a subtotal, everything else an item.

    Where another row already is the 合计 of the form, total is only a subtotal below it.
    """
    if item == "total":
        return "subtotal" if below_total else "total"
    return "subtotal" if item == "vehicle" else "item"


def item_cell(form: Form, item: str, fund: str, fen: int, **dimensions: Any) -> Cell:
    """One cell of a 三公 item; `fund` is the funding its fact carries."""
    line_item: LineItem = "total" if item == "total" else "subject"
    given = {"line_item": line_item, "row_role": item_role(item), **dimensions}
    return form.cell(fen, funding=fund, three_public=item, **given)


def list_row(form: Form, label: str, item: str, funds: Sequence[str], **dimensions: Any) -> Row:
    """A row of a vertical list with a column for each fund; a row without an item is always blank."""
    if not item:
        return labels(label, *("" for _ in funds))
    cells = (item_cell(form, item, fund, form.budget.three(item, fund), **dimensions) for fund in funds)
    return (Cell(label), *cells)


def item_block(form: Form, items: Sequence[str], fund: str, when: str, **dimensions: Any) -> Row:
    """The cells of one block of columns; `when` is this_year, last_year or change (this year less last year)."""
    budget = form.budget
    given = dict(dimensions)
    if when == "last_year":
        given["fiscal_year"] = budget.fiscal_year - 1
    elif when == "change":
        given["amount_kind"] = "change"
    cells = []
    for item in items:
        this_year, last_year = budget.three(item, fund), budget.three(item, fund, years_back=1)
        fen = {"this_year": this_year, "last_year": last_year, "change": this_year - last_year}[when]
        cells.append(item_cell(form, item, fund, fen, **given))
    return tuple(cells)


def unit_rows(form: Form, items: Sequence[str], fund: str, when: Sequence[str], unit_name: str) -> tuple[Row, Row]:
    """The money of a 合计 row and of the row of the one unit below it, each with all blocks.

    Every cell of the 合计 row is a total over units; in the unit's row the items carry the role.
    """
    whole = [c for part in when for c in item_block(form, items, fund, part, line_item="total", row_role="total")]
    own: list[Cell | None] = []
    for part in when:
        for item in items:
            role = item_role(item, below_total=True)
            own += item_block(form, (item,), fund, part, line_item="unit", unit_name=unit_name, row_role=role)
    return tuple(whole), tuple(own)
