"""Cut the cells of one sheet into tables and text: a blank row parts them only where a new one clearly begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipelines.read.document import Cell, Grid, TextRun
from pipelines.read.fragment import is_number
from pipelines.read.table_layout import Item

# Rows with two texts or more that make what stands above a blank row a table of its own.
_LEAST_ROWS = 3
_HEADER_ROWS = 6

Rows = Sequence[Sequence[str]]
Place = tuple[int, int]


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
    starts = sorted({0, *_further_tables(rows[: last + 1], merges), *_around_prose(rows[: last + 1])})
    for start, end in zip(starts, [*starts[1:], last + 1], strict=True):
        items.extend(_table(rows[start:end], start, merges))
    return items


def _table(rows: Rows, start: int, merges: Sequence[Merge]) -> Iterator[Item]:
    if not any(_filled(row) > 1 for row in rows):
        # Never two texts side by side: a cover, a letter, a list of contents.
        yield from _lines(rows)
        return
    end = len(rows)
    while _is_sentence(rows[end - 1]):
        end -= 1
    rows, notes = rows[:end], rows[end:]
    width = max(column + 1 for row in rows for column, text in enumerate(row) if text)
    spans, covered = _spans(rows, width, start, merges)
    cells = tuple(
        Cell(text, number, column, *spans.get((number, column), (1, 1)))
        for number, row in enumerate(rows)
        for column, text in enumerate(row[:width])
        if (number, column) not in covered
    )
    # Where nothing but titles is merged, blank cells of the header may stand for covered ones.
    has_spans = any(tall > 1 or 1 < wide < width for tall, wide in spans.values())
    yield Grid(cells, len(rows), width, 0, has_spans=has_spans)
    yield from _lines(notes)


def _spans(
    rows: Rows, width: int, start: int, merges: Sequence[Merge]
) -> tuple[dict[Place, tuple[int, int]], set[Place]]:
    """Row and column span of each merged cell by its place, and the places that they cover."""
    spans: dict[Place, tuple[int, int]] = {}
    covered: set[Place] = set()
    for merge in merges:
        top, tall = merge.top - start, min(merge.bottom - start, len(rows) - 1) - merge.top + start + 1
        wide = min(merge.right, width - 1) - merge.left + 1
        if top < 0 or tall < 1 or wide < 1 or tall * wide > len(rows) * width - len(covered):
            continue
        places = {(row, column) for row in range(top, top + tall) for column in range(merge.left, merge.left + wide)}
        hidden = places - {(top, merge.left)}
        # Ranges that overlap, or text below the cover: what the sheet hides is in the file all the same.
        if not places & covered and not any(rows[row][column] for row, column in hidden):
            covered |= hidden
            spans[top, merge.left] = (tall, wide)
    return spans, covered


def _lines(rows: Rows) -> Iterator[TextRun]:
    for text in (text for row in rows for text in row):
        yield from (TextRun(line.strip()) for line in text.splitlines() if line.strip())


def _is_sentence(row: Sequence[str]) -> bool:
    """True for a row below a table that is no row of it: blank, or a note in whole sentences."""
    return _filled(row) <= 1 and all("。" in text for text in row if text)


def _further_tables(rows: Rows, merges: Sequence[Merge]) -> Iterator[int]:
    """Rows at which another table begins: below a blank row, a title alone in its row and a header under it.

    A title that is merged over columns says so by itself; any other needs a whole table above.
    """
    begun = 0
    merged = {merge.top for merge in merges if merge.right > merge.left}
    for number, row in enumerate(rows):
        if number and not any(rows[number - 1]) and any(row):
            before = sum(_filled(line) > 1 for line in rows[begun:number])
            least = 1 if number in merged else _LEAST_ROWS
            if before >= least and _begins_table(rows[number : number + _HEADER_ROWS]):
                yield number
                begun = number


def _around_prose(rows: Rows) -> Iterator[int]:
    """Rows at which prose begins and ends: between blank rows, lines with sentences among them and nothing beside them.

    A cover needs no sentence: it stands above the first table. What follows is a table, more prose, or nothing: in the
    midst of a table a long text is a row of it.
    """
    first = next((number for number, row in enumerate(rows) if _filled(row) > 1), len(rows))
    after = len(rows)
    for start, end in reversed(list(_blocks(rows))):
        block = rows[start:end]
        is_prose = all(_filled(row) == 1 for row in block) and (end <= first or any(map(_is_sentence, block)))
        if is_prose and (after == len(rows) or _begins_table(rows[after : after + _HEADER_ROWS])):
            yield start
            if after < len(rows):
                yield after
        if not is_prose:
            after = start


def _blocks(rows: Rows) -> Iterator[tuple[int, int]]:
    """First row and end of each run of rows without a blank one among them."""
    filled = [number for number, row in enumerate(rows) if any(row)]
    for _, run in groupby(enumerate(filled), lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        yield numbers[0], numbers[-1] + 1


def _begins_table(rows: Rows) -> bool:
    if _filled(rows[0]) != 1:
        return False
    for row in rows[1:]:
        if _filled(row) > 1:
            return not any(is_number(text) for text in row)
    return False


def _filled(row: Sequence[str]) -> int:
    return sum(map(bool, row))
