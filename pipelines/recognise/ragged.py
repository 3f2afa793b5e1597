"""Rows of a text table that have lost their blank cells: put back where only one place fits, else set aside."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.recognise.classes import classification_of_class
from pipelines.recognise.form import BodyCell, BodyRow, Column
from pipelines.recognise.spelling import plain, without_enumerator
from pipelines.recognise.terms import facets_of

_CODE = re.compile(r"\d{1,7}")
_AMOUNT = re.compile(r"-?[\d,]*\d(?:\.\d+)?|-+")
_WORDS = ("name", "label", "unit_name")


def align(row: BodyRow, columns: Sequence[Column], *, keeps_blanks: bool = True) -> BodyRow | None:
    """Return the row with every cell under a column of its kind, or None where that cannot be told.

    A row of full width stays as it is. So does a shorter one whose cells all fit where they stand, unless the header
    shows that blank cells are lost (`keeps_blanks`): then an amount may stand under any column at its right.
    """
    needed = max((column.index + 1 for column in columns if column.kind != "blank"), default=0)
    if row.width is None or row.width >= needed:
        return row
    by_index = {column.index: column for column in columns}
    sides = _sides(columns)
    if len(sides) > 1 and (alone := _alone(row, sides)) is not None:
        return alone
    if keeps_blanks and all(_fits(cell, by_index[index]) for index, cell in row.cells.items() if index in by_index):
        return row
    cells = [row.cells[index] for index in sorted(row.cells)]
    if len(sides) > 1:
        return _align_sides(row, cells, sides)
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


def _sides(columns: Sequence[Column]) -> list[list[Column]]:
    """The columns of each side of a table of sides: a label and its amounts; nothing where a side has other columns."""
    sides: list[list[Column]] = []
    for column in columns:
        if column.kind in _WORDS:
            sides.append([column])
        elif column.kind != "measure" or not sides:
            return []
        else:
            sides[-1].append(column)
    return sides if all(len(side) > 1 for side in sides) else []


def _align_sides(row: BodyRow, cells: Sequence[BodyCell], sides: Sequence[Sequence[Column]]) -> BodyRow | None:
    """Each label goes to its side with the amounts behind it; None where these could stand under other columns, too."""
    said: list[list[BodyCell]] = []
    for cell in cells:
        if not _AMOUNT.fullmatch(plain(cell.text)):
            said.append([cell])
        elif not said:
            return None
        else:
            said[-1].append(cell)
    # All amounts of a side, or none: fewer could stand under any of its columns.
    if len(said) != len(sides) or any(len(one) not in (1, len(side)) for one, side in zip(said, sides, strict=True)):
        return None
    placed = {
        column.index: cell
        for one, side in zip(said, sides, strict=True)
        for column, cell in zip(side, one, strict=False)
    }
    return replace(row, cells=placed)


def _alone(row: BodyRow, sides: Sequence[Sequence[Column]]) -> BodyRow | None:
    """A row of one label that its name gives a side, placed there, though it stands at the left; else None."""
    cells = [row.cells[index] for index in sorted(row.cells)]
    labels = [cell for cell in cells if not _AMOUNT.fullmatch(plain(cell.text))]
    if len(labels) != 1 or cells[0] is not labels[0] or (side := _side_of(labels[0].text)) is None:
        return None
    own = [each for each in sides if facets_of(each[0].header[0]).side == side]
    return _align_sides(row, cells, own) if len(own) == 1 else None


def _side_of(label: str) -> str | None:
    """The side that a label names: a class of expenditure, a source of revenue, or a word for the side itself."""
    name = without_enumerator(plain(label))
    said = facets_of(name)
    if classification_of_class(name) or (said.understood and said.side == "expenditure"):
        return "expenditure"
    return "revenue" if said.understood and (said.funding or said.side) else None


def _fits(cell: BodyCell, column: Column) -> bool:
    text = plain(cell.text)
    if column.kind in ("code", "unit_code"):
        return bool(_CODE.fullmatch(text)) or not any(char.isdigit() for char in text)
    if column.kind in _WORDS:
        return not _AMOUNT.fullmatch(text)
    return column.kind not in ("measure", "unknown") or bool(_AMOUNT.fullmatch(text))
