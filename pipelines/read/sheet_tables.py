"""Cut the cells of one sheet into tables and text: a blank row parts two tables only where a new one clearly begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.read.document import Cell, Grid, TextRun
from pipelines.read.fragment import is_number
from pipelines.read.table_layout import Item

# Rows with two texts or more that make what stands above a blank row a table of its own.
_LEAST_ROWS = 3
_HEADER_ROWS = 6

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells, from the first to the last row and column, all counted from 0 and included."""

    top: int
    left: int
    bottom: int
    right: int


def sheet_items(rows: Rows, merges: Sequence[Merge]) -> list[Item]:
    """The tables and lines of a sheet. `rows` are its texts from the first row and column on, all of one length.

    A grid begins at the first column and, for the first table, at the first row: its places are those of the sheet.
    """
    items: list[Item] = []
    last = max((number for number, row in enumerate(rows) if any(row)), default=-1)
    starts = [0, *_further_tables(rows[: last + 1])]
    for start, end in zip(starts, [*starts[1:], last + 1], strict=True):
        items.extend(_table(rows[start:end], start, merges))
    return items


def _table(rows: Rows, start: int, merges: Sequence[Merge]) -> Iterator[Item]:
    while rows and not any(rows[-1]):
        rows = rows[:-1]
    width = max((column + 1 for row in rows for column, text in enumerate(row) if text), default=0)
    if not any(sum(map(bool, row)) > 1 for row in rows):
        # Never two texts side by side: a cover, a letter, a list of contents.
        yield from (TextRun(line.strip()) for row in rows for text in row for line in text.splitlines() if line.strip())
        return
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    merged = False
    for merge in merges:
        top, bottom = merge.top - start, min(merge.bottom - start, len(rows) - 1)
        right = min(merge.right, width - 1)
        area = (bottom - top + 1) * (right - merge.left + 1)
        if top < 0 or top > bottom or merge.left > right or area > len(rows) * width - len(covered):
            continue
        places = {(row, column) for row in range(top, bottom + 1) for column in range(merge.left, right + 1)}
        places.discard((top, merge.left))
        if places & covered or (top, merge.left) in covered or any(rows[row][column] for row, column in places):
            # Overlapping ranges, or text below the cover: what the sheet hides is still in the file.
            continue
        covered |= places
        spans[top, merge.left] = (bottom - top + 1, right - merge.left + 1)
        merged = merged or (bool(places) and right - merge.left + 1 < width)
    cells = tuple(
        Cell(text, number, column, *spans.get((number, column), (1, 1)))
        for number, row in enumerate(rows)
        for column, text in enumerate(row[:width])
        if (number, column) not in covered
    )
    # Where nothing but titles is merged, blank cells of the header may stand for covered ones.
    yield Grid(cells, len(rows), width, 0, has_spans=merged)


def _further_tables(rows: Rows) -> Iterator[int]:
    """Rows at which another table begins: below a blank row, a title alone in its row and a header under it."""
    begun = 0
    for number, row in enumerate(rows):
        if number and not any(rows[number - 1]) and any(row):
            before = sum(_filled(line) > 1 for line in rows[begun:number])
            if before >= _LEAST_ROWS and _begins_table(rows[number : number + _HEADER_ROWS]):
                yield number
                begun = number


def _begins_table(rows: Rows) -> bool:
    if _filled(rows[0]) != 1:
        return False
    for row in rows[1:]:
        if _filled(row) > 1:
            return not any(is_number(text) for text in row)
    return False


def _filled(row: Sequence[str]) -> int:
    return sum(map(bool, row))
