"""Decide what a marked-up table is: data, which becomes a grid, or scaffolding around text and other tables.

Web pages and office documents set whole pages in tables, so a table may hold the tables that matter.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.issues import DocumentRejected
from pipelines.read.document import Cell, Grid, TextRun

Item = TextRun | Grid

# A row of a table that goes on from the page before prints amounts; a line set in columns does not.
_AMOUNT = re.compile(r"-?[\d,]+\.\d+|-?\d{1,3}(?:,\d{3})+")
# Far above any published table; a page that asks for more wants memory, not readers.
MOST_PLACES = 2_000_000


@dataclass(frozen=True, slots=True)
class Placed:
    """One cell at its place, with what stands in it. Rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    items: tuple[Item, ...]

    @property
    def text(self) -> str:
        """Everything in the cell as lines, the text of inner tables included."""
        return "\n".join(line for item in self.items for line in _lines(item))


def table_items(cells: Sequence[Placed]) -> tuple[Item, ...]:
    """What a table contributes to its page: one grid, or the items of its cells where it only arranges them.

    A table of one column only arranges. Grids are numbered by `numbered` once the page is whole.
    Raises DocumentRejected with table_too_large.
    """
    if not cells:
        return ()
    rows = max(cell.row + 1 for cell in cells)
    columns = sorted({cell.column for cell in cells})
    if len(columns) == 1 or _is_scaffolding(cells):
        return tuple(item for cell in cells for item in cell.items)
    lines = all(len(cell.text.splitlines()) <= 1 for cell in cells)
    if rows == 1 and lines and not any(_AMOUNT.fullmatch(cell.text.strip()) for cell in cells):
        # One row is no table but a line set in columns: the unit on the left, the scale on the right.
        line = "  ".join(cell.text for cell in cells if cell.text)
        return (TextRun(line),) if line else ()
    if rows * len(columns) > MOST_PLACES:
        raise DocumentRejected("table_too_large", f"a table of {rows} rows and {len(columns)} columns")
    # A column in which no cell begins is there only because a span claims more columns than there are.
    place = {column: index for index, column in enumerate(columns)}
    found = []
    for cell in cells:
        column_span = bisect_left(columns, cell.column + cell.column_span) - place[cell.column]
        found.append(Cell(cell.text, cell.row, place[cell.column], min(cell.row_span, rows - cell.row), column_span))
    return (Grid(tuple(found), rows, len(columns), 0),)


def numbered(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items of one page, its grids numbered from 1."""
    result: list[Item] = []
    grids = 0
    for item in items:
        if isinstance(item, Grid):
            grids += 1
            result.append(replace(item, table_no=grids))
        else:
            result.append(item)
    return tuple(result)


def _is_scaffolding(cells: Sequence[Placed]) -> bool:
    """True for a table that holds less in its own cells than in the tables inside them."""
    inner = sum(_filled(item) for cell in cells for item in cell.items if isinstance(item, Grid))
    own = sum(bool(cell.items) and not any(isinstance(item, Grid) for item in cell.items) for cell in cells)
    return inner > own


def _filled(grid: Grid) -> int:
    return sum(bool(cell.text) for cell in grid.cells)


def _lines(item: Item) -> Iterator[str]:
    if isinstance(item, TextRun):
        yield item.text
    else:
        yield from (cell.text for cell in item.cells if cell.text)
