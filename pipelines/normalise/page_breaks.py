"""Rows of lists that a page break cuts: words that stand alone on the new page go back to the row they belong to."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from pipelines.recognise.form import BodyRow


def join_over_pages(rows: Iterable[BodyRow], amounts: Collection[int]) -> list[BodyRow]:
    """Return the rows of a list whole. `amounts` are the columns of its amounts: what goes on prints none of them."""
    whole: list[BodyRow] = []
    for row in rows:
        before = whole[-1] if whole else None
        is_new_page = before is not None and (before.page, before.table_no) != (row.page, row.table_no)
        if before is None or not is_new_page or not row.cells or not set(row.cells) <= set(before.cells) - set(amounts):
            whole.append(row)
            continue
        cells = {
            index: replace(cell, text=cell.text + row.cells[index].text) if index in row.cells else cell
            for index, cell in before.cells.items()
        }
        whole[-1] = replace(before, cells=cells)
    return whole
