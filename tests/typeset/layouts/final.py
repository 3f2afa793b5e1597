"""The final account as its national template has it: 行次 beside the items of two-sided forms, 栏次 rows, 总计 last."""

from dataclasses import replace

from tests.typeset.budget import Budget
from tests.typeset.document import Document
from tests.typeset.final import set_final, whole_final
from tests.typeset.tables import Cell, Row, Table

TWO_SIDED = ("summary", "appropriation_summary")


def set_final_account(budget: Budget) -> Document:
    """Set the final account of a budget; exact when its amounts are whole hundreds of 元."""
    document = set_final(whole_final(budget), budget)
    blocks = (_lined(block) if isinstance(block, Table) else block for block in document.blocks)
    return replace(document, blocks=tuple(blocks))


def _lined(table: Table) -> Table:
    if table.form == "three_public":
        return table
    if table.form not in TWO_SIDED:
        return _with_columns(table)
    count = len(table.body)
    header = (_split(table.header[0], None, None), *(_split(row, "行次", "行次") for row in table.header[1:]))
    body = tuple(_split(row, str(n), str(n + count)) for n, row in enumerate(table.body, start=1))
    widths = (*table.widths[:1], 30.0, *table.widths[1:3], 30.0, *table.widths[3:])
    return _with_columns(replace(table, header=header, body=body, widths=widths))


def _split(row: Row, left: str | None, right: str | None) -> Row:
    """The row with a line number behind the item of each side; None where the heading of the side covers it."""
    first, amount, second, *others = row
    if left is None and first is not None and second is not None:
        wider = (replace(first, columns=first.columns + 1), replace(second, columns=second.columns + 1))
        return (wider[0], None, amount, wider[1], None, *others)
    return (first, Cell(left or ""), amount, second, Cell(right or ""), *others)


def _with_columns(table: Table) -> Table:
    """The table with a 栏次 row below its header: amounts are numbered, labels are not."""
    amounts = {n for row in table.body for n, cell in enumerate(row) if cell is not None and cell.amount is not None}
    numbers = {column: str(n) for n, column in enumerate(sorted(amounts), start=1)}
    row: Row = tuple(Cell("栏次" if n == 0 else numbers.get(n, "")) for n in range(len(table.widths)))
    return replace(table, header=(*table.header, row) if numbers else table.header)
