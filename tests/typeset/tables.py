"""A table as a document means it, before any page: cells with spans, headers, notes, and how it breaks over pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tests.typeset.facts import Facets
from tests.typeset.printing import NumberStyle, print_amount

Continuation = Literal["title", "header", "none"]  # what a continuation page repeats: title and header, header, nothing
Heading = str | tuple[str, "tuple[Heading, ...]"]


@dataclass(frozen=True)
class Amount:
    """The number behind a printed cell: 分, how it is printed, and what it means (None: no fact)."""

    fen: int
    style: NumberStyle
    facets: Facets | None


@dataclass(frozen=True)
class Cell:
    """One cell; `rows` and `columns` are its spans. `amount` is set exactly in cells that can hold an amount."""

    text: str
    rows: int = 1
    columns: int = 1
    amount: Amount | None = None


Row = tuple[Cell | None, ...]  # None: covered by the span of a cell to the left or above


@dataclass(frozen=True)
class Table:
    """One form. `preamble` lines have a left and a right part (department, `单位：万元`).

    `widths` are relative column widths; `header` includes the 栏次 row when the layout has one.
    """

    form: str
    title: str
    number: str
    preamble: tuple[tuple[str, str], ...]
    header: tuple[Row, ...]
    body: tuple[Row, ...]
    notes: tuple[str, ...]
    widths: tuple[float, ...]
    continuation: Continuation
    rows_per_page: int
    landscape: bool = False
    font_size: float = 8.0


@dataclass(frozen=True)
class Sheet:
    """The part of a table that stands on one page; `first_row` is the body index of its first row."""

    table: Table
    number: int
    with_title: bool
    with_header: bool
    rows: tuple[Row, ...]
    first_row: int
    is_last: bool


def amount_cell(fen: int, style: NumberStyle, facets: Facets | None) -> Cell:
    return Cell(print_amount(fen, style), amount=Amount(fen, style, facets))


def labels(*texts: str) -> Row:
    return tuple(Cell(text) for text in texts)


def spanning(text: str, columns: int) -> Row:
    """One cell over several columns with the cells it covers."""
    return (Cell(text, columns=columns), *(None,) * (columns - 1))


def header_rows(headings: Sequence[Heading]) -> tuple[Row, ...]:
    """Header rows from a tree of headings: a string is a column and spans to the bottom, a pair spans its children.

    >>> [[c and (c.text, c.rows, c.columns) for c in row] for row in header_rows(["编码", ("支出", ("合计", "基本"))])]
    [[('编码', 2, 1), ('支出', 1, 2), None], [None, ('合计', 1, 1), ('基本', 1, 1)]]
    """
    depth = max(_depth(heading) for heading in headings)
    rows: list[list[Cell | None]] = [[] for _ in range(depth)]
    for heading in headings:
        _place(heading, rows, 0)
    return tuple(tuple(row) for row in rows)


def _depth(heading: Heading) -> int:
    return 1 if isinstance(heading, str) else 1 + max(_depth(child) for child in heading[1])


def _place(heading: Heading, rows: list[list[Cell | None]], level: int) -> None:
    depth = len(rows)
    if isinstance(heading, str):
        rows[level].append(Cell(heading, rows=depth - level))
        for below in rows[level + 1 :]:
            below.append(None)
        return
    text, children = heading
    start = len(rows[level])
    rows[level].append(Cell(text))
    # A group takes one level; a shallow leaf below it still spans to the bottom.
    for child in children:
        _place(child, rows, level + 1)
    width = len(rows[level + 1]) - start
    rows[level][start] = Cell(text, columns=width)
    rows[level].extend([None] * (width - 1))


def column_numbers(first: str, columns: int, start: int = 1) -> Row:
    """The 栏次 row: a label, then 1, 2, 3… over the other columns."""
    return labels(first, *(str(n) for n in range(start, start + columns - 1)))


def sheets(table: Table) -> Iterator[Sheet]:
    """Break a table over pages; a table without rows is one sheet."""
    size = table.rows_per_page
    starts = range(0, max(len(table.body), 1), size)
    for number, start in enumerate(starts):
        first = number == 0
        yield Sheet(
            table,
            number,
            with_title=first or table.continuation == "title",
            with_header=first or table.continuation in ("title", "header"),
            rows=_cut(table.body, start, min(start + size, len(table.body))),
            first_row=start,
            is_last=start == starts[-1],
        )


def _cut(rows: tuple[Row, ...], start: int, end: int) -> tuple[Row, ...]:
    """The rows of one page: a cell that is merged over the break ends there, and goes on without its text."""
    cut = [list(row) for row in rows[start:end]]
    for number, row in enumerate(rows[:end]):
        for column, cell in enumerate(row):
            if cell is None or number + cell.rows <= start:
                continue
            begin, stop = max(number, start), min(number + cell.rows, end)
            if number < start or stop < number + cell.rows:
                text = cell.text if number >= start else ""
                cut[begin - start][column] = replace(cell, text=text, rows=stop - begin)
    return tuple(tuple(row) for row in cut)


def with_amount(cell: Cell, fen: int) -> Cell:
    """The same cell printing another amount."""
    if cell.amount is None:
        raise ValueError(f"{cell.text!r} is not an amount cell")
    amount = replace(cell.amount, fen=fen)
    return replace(cell, text=print_amount(fen, amount.style), amount=amount)
