"""Find the table on a page without drawn lines: header words and numbers that stand below one another."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipelines.read.aligned_header import Block, Column, header_cells, with_words, words_of
from pipelines.read.document import Cell, Grid
from pipelines.read.fragment import Fragment, hull, least, lines_of, phrases_of

# So many lines with a number beside a text make a table; fewer are a sum in a letter.
_LEAST_ROWS = 3
# So many numbers side by side make a table by themselves, below a header of as many words.
_LEAST_NUMBERS = 3
# What ends a table, in distances between its rows.
_WIDEST_GAP = 3.0
# What is still the same row, wrapped: in distances between rows, and in type sizes.
_SAME_ROW = 0.6
_LEADING = 1.5
# In type sizes: the distance from one row of a header to the next; a title keeps a greater one.
_CLOSE = 2.2
# Dots that lead from a title to its page: a line of a table of contents.
_LEADER = re.compile(r"(?:[.·‥]{3}|…)[.·‥…]*\s*\d*$")

# What makes a line with numbers a sentence: its marks, and a measure right behind a number.
_MARK = re.compile(r"[，。；]")
_MEASURE = re.compile(r"[万亿]?元|%|辆|台|个(?!人)|家(?!庭)|年|[、）]")

Line = Sequence[Fragment]


def holds_table(lines: Sequence[Line]) -> bool:
    """True where the lines of a page, from the top down, look like a table."""
    return _extent([phrases_of(line) for line in lines]) is not None


def aligned_grid(lines: Sequence[Line]) -> tuple[Grid, list[list[Fragment]]] | None:
    """Return the table that the lines of a page hold and the lines outside it.

    None where they hold none, or where it cannot be told which columns a header word names. `lines` run from the top
    down. A column that no header word stands over stays without one.
    """
    rows = [phrases_of(line) for line in lines]
    found = _extent(rows)
    if found is None:
        return None
    start, first, end = found
    body = _body_rows(rows[first:end])
    words = words_of(rows[start:first])
    columns = with_words(_columns(block for row in body for block in row), words)
    header = header_cells(words, columns) if len(columns) > 1 else None
    if header is None:
        return None
    depth = max((cell.row + cell.row_span for cell in header), default=0)
    cells = [*header]
    for number, row in enumerate(body, start=depth):
        cells.extend(_row_cells(number, row, columns))
    box = hull(phrase.box for row in rows[start:end] for phrase in row)
    outside = [list(line) for line in [*lines[:start], *lines[end:]]]
    return Grid(tuple(cells), depth + len(body), len(columns), 0, box), outside


def _extent(rows: Sequence[Line]) -> tuple[int, int, int] | None:
    """Where the table begins, where its body begins, and where it ends."""
    body = [number for number, row in enumerate(rows) if _is_body(row)]
    if not body:
        return None
    widest = _pitch(rows) * _WIDEST_GAP
    start = first = body[0]
    while start > 0 and _top(rows[start]) - _top(rows[start - 1]) <= widest and _is_header(rows, start - 1):
        start -= 1
    end = first + 1
    while end < len(rows) and (_is_body(rows[end]) or _top(rows[end]) - _top(rows[end - 1]) <= widest):
        if end > body[-1] and len(rows[end]) == 1:
            break
        end += 1
    numbers = max(sum(phrase.is_number for phrase in row) for row in rows[first:end])
    words = max((len(row) for row in rows[start:first]), default=0)
    inside = sum(first <= number < end for number in body)
    if inside >= _LEAST_ROWS or (numbers >= _LEAST_NUMBERS and words >= _LEAST_NUMBERS):
        return start, first, end
    return None


def _is_body(row: Line) -> bool:
    if any(_LEADER.search(phrase.text) for phrase in row) or _is_sentence(row):
        return False
    numbers = sum(phrase.is_number for phrase in row)
    return 0 < numbers < len(row) or numbers >= _LEAST_NUMBERS


def _is_sentence(row: Line) -> bool:
    """True for a line of prose whose numbers stand apart from its words, as another font sets them."""
    said = any(before.is_number and _MEASURE.match(phrase.text) for before, phrase in pairwise(row))
    return said or any(_MARK.search(phrase.text) for phrase in row)


def _is_header(rows: Sequence[Line], number: int) -> bool:
    """True for a line of words, and for a single word close above one. A word with a colon names no column."""
    row = rows[number]
    if any("：" in phrase.text or ":" in phrase.text for phrase in row):
        return False
    return len(row) > 1 or _top(rows[number + 1]) - _top(row) < row[0].size * _CLOSE


def _top(row: Line) -> float:
    return row[0].box[1]


def _pitch(rows: Sequence[Line]) -> float:
    """The least distance between two rows with numbers: rows without one may stand between the others."""
    tops = [_top(row) for row in rows if _is_body(row)]
    return min((below - above for above, below in pairwise(tops)), default=rows[0][0].size * 2)


def _body_rows(rows: Sequence[Line]) -> list[list[Block]]:
    """The rows of the body; lines without a number that stand close to a row with one are part of it."""
    near = min(_pitch(rows) * _SAME_ROW, rows[0][0].size * _LEADING)
    mains = [_top(row) for row in rows if _is_body(row)]
    homes: dict[float, list[Fragment]] = {}
    for row in rows:
        nearest = min(mains, key=lambda top: abs(top - _top(row)))
        home = nearest if _is_body(row) or abs(nearest - _top(row)) < near else _top(row)
        homes.setdefault(home, []).extend(row)
    return [[Block((phrase,)) for line in lines_of(homes[home]) for phrase in line] for home in sorted(homes)]


def _columns(body: Iterable[Block]) -> list[Column]:
    """What overlaps in the body is one column."""
    columns: list[Column] = []
    for block in body:
        met = [column for column in columns if column.meets(block)]
        left, _, right, _ = block.box
        left, right = min([left, *(one.left for one in met)]), max([right, *(one.right for one in met)])
        columns = [*(column for column in columns if column not in met), Column(left, right, has_body=True)]
    return columns


def _row_cells(number: int, row: Sequence[Block], columns: Sequence[Column]) -> Iterator[Cell]:
    _, top, _, bottom = hull(block.box for block in row)
    for index, column in enumerate(columns):
        met = [block for block in row if column.meets(block)]
        sure = least(line for block in met for line in block.lines)
        text = "\n".join(block.text for block in met)
        yield Cell(text, number, index, box=(column.left, top, column.right, bottom), confidence=sure)
