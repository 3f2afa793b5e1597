"""The canary: where the two engines read a page differently, with both texts."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pipelines.issues import Issue
from pipelines.read.document import Cell, Grid, Page

DIFFER = "engines_differ"


def compared(page: Page, other: Page | None) -> Iterator[Issue]:
    """An issue for each table, cell or text of a page that the reference (`other`) reads in another way."""
    if other is None:
        yield Issue(DIFFER, "only the fast reader finds this page", page=page.number)
        return
    for number, (grid, second) in enumerate(zip_longest(page.grids, other.grids), start=1):
        yield from _grids(page.number, number, grid, second)
    ours, theirs = ([line.text for line in each.texts] for each in (page, other))
    for text in _missing(ours, theirs):
        yield Issue(DIFFER, "only the fast reader finds this line", page=page.number, text=text)
    for text in _missing(theirs, ours):
        yield Issue(DIFFER, "only the reference reader finds this line", page=page.number, text=text)


def _grids(page: int, number: int, grid: Grid | None, other: Grid | None) -> Iterator[Issue]:
    if grid is None or other is None:
        reader = "reference" if grid is None else "fast"
        yield Issue(DIFFER, f"only the {reader} reader finds table {number} of the page", page=page)
        return
    ours, theirs = _by_place(grid), _by_place(other)
    for place in sorted(ours.keys() | theirs.keys()):
        if ours.get(place) != theirs.get(place):
            said = f"the fast reader reads {ours.get(place)!r}, the reference {theirs.get(place)!r}"
            row, column = place[0] + 1, place[1] + 1
            message = f"table {number}: {said}"
            yield Issue(DIFFER, message, page=page, row_no=row, column_no=column, text=ours.get(place))


def _by_place(grid: Grid) -> dict[tuple[int, int, int, int], str]:
    return {_place(cell): cell.text for cell in grid.cells}


def _place(cell: Cell) -> tuple[int, int, int, int]:
    return cell.row, cell.column, cell.row_span, cell.column_span


def _missing(lines: Sequence[str], among: Sequence[str]) -> list[str]:
    """The lines that are not among the others, each as often as it is missing."""
    left = list(among)
    missing = []
    for line in lines:
        if line in left:
            left.remove(line)
        else:
            missing.append(line)
    return missing
