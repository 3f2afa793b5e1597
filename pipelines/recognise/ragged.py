"""Rows of a text table that have lost their blank cells: put back where only one place fits, else set aside."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.recognise.form import BodyCell, BodyRow, Column
from pipelines.recognise.spelling import plain

_CODE = re.compile(r"\d{1,7}")
_AMOUNT = re.compile(r"-?[\d,]*\d(?:\.\d+)?|-+")
_WORDS = ("name", "label", "unit_name")


def align(row: BodyRow, columns: Sequence[Column]) -> BodyRow | None:
    """Return the row with every cell under a column of its kind, or None where that cannot be told.

    A row of full width stays as it is, and so does a shorter one whose cells all fit where they stand.
    """
    needed = max((column.index + 1 for column in columns if column.kind != "blank"), default=0)
    if row.width is None or row.width >= needed:
        return row
    by_index = {column.index: column for column in columns}
    if all(_fits(cell, by_index[index]) for index, cell in row.cells.items() if index in by_index):
        return row
    cells = [row.cells[index] for index in sorted(row.cells)]
    amounts = [column for column in columns if column.kind in ("measure", "unknown")]
    words = [column for column in columns if column.kind in _WORDS]
    codes = [column for column in columns if column.kind in ("code", "unit_code")]
    texts = [cell for cell in cells if not _AMOUNT.fullmatch(plain(cell.text))]
    first = cells.index(texts[0]) if texts else 0
    leading, numbers = cells[:first], [cell for cell in cells[first:] if cell not in texts]
    # Codes fill from the left; every name and every amount column must be there, or a blank could be anywhere.
    if len(texts) != len(words) or len(numbers) != len(amounts) or len(leading) > len(codes):
        return None
    if not all(_fits(cell, column) for cell, column in zip(leading, codes, strict=False)):
        return None
    placed = [*zip(codes, leading, strict=False), *zip(words, texts, strict=True), *zip(amounts, numbers, strict=True)]
    return replace(row, cells={column.index: cell for column, cell in placed})


def _fits(cell: BodyCell, column: Column) -> bool:
    text = plain(cell.text)
    if column.kind in ("code", "unit_code"):
        return bool(_CODE.fullmatch(text)) or not any(char.isdigit() for char in text)
    if column.kind in _WORDS:
        return not _AMOUNT.fullmatch(text)
    return column.kind not in ("measure", "unknown") or bool(_AMOUNT.fullmatch(text))
