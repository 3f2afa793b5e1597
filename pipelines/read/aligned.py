"""Find the table on a page without drawn lines: header words and numbers that stand below one another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.read.document import Cell, Grid
from pipelines.read.fragment import Fragment, hull, lines_of, phrases_of

# So many lines with a number beside a text make a table; fewer are a sum in a letter.
_LEAST_ROWS = 3
# So many numbers side by side make a table by themselves, below a header of as many words.
_LEAST_NUMBERS = 3
# In usual distances between lines: what ends a table, and what is still the same row, wrapped.
_WIDEST_GAP = 3.0
_SAME_ROW = 0.6
# In type sizes: the distance from one line of a wrapped header word to the next.
_LEADING = 1.4

Line = Sequence[Fragment]


@dataclass(frozen=True, slots=True)
class _Block:
    """A text of one or more lines at one place: a header word, or what one row says in one column."""

    lines: tuple[Fragment, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        return hull(line.box for line in self.lines)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass
class _Column:
    """A stretch of the page that holds whatever is set in one column."""

    left: float
    right: float
    has_body: bool
    has_header: bool = field(default=False)

    def meets(self, block: _Block) -> bool:
        left, _, right, _ = block.box
        return left < self.right and self.left < right


def aligned_grid(lines: Sequence[Line]) -> tuple[Grid, list[list[Fragment]]] | None:
    """Return the table that the lines of a page hold and the lines outside it, or None where they hold none.

    `lines` run from the top down. A column of numbers that no header word stands over stays without one.
    """
    rows = [phrases_of(line) for line in lines]
    found = _extent(rows)
    if found is None:
        return None
    start, first, end = found
    header = _header_blocks(rows[start:first])
    body = _body_rows(rows[first:end])
    columns = _columns(header, [block for row in body for block in row])
    levels = _levels(header)
    depth = max(levels, default=-1) + 1
    cells = [*_header_cells(header, levels, depth, columns)]
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
    widest = _pitch(rows[body[0] :]) * _WIDEST_GAP
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
    numbers = sum(phrase.is_number for phrase in row)
    return 0 < numbers < len(row) or numbers >= _LEAST_NUMBERS


def _is_header(rows: Sequence[Line], number: int) -> bool:
    """True for a line of words, and for a single word between two such lines. A word with a colon names no column."""
    row = rows[number]
    if any("：" in phrase.text or ":" in phrase.text for phrase in row):
        return False
    return len(row) > 1 or (number > 0 and len(rows[number - 1]) > 1 and len(rows[number + 1]) > 1)


def _top(row: Line) -> float:
    return row[0].box[1]


def _pitch(rows: Sequence[Line]) -> float:
    """The usual distance between two rows with numbers."""
    tops = [_top(row) for row in rows if _is_body(row)]
    steps = sorted(below - above for above, below in zip(tops, tops[1:], strict=False))
    return steps[len(steps) // 2] if steps else rows[0][0].size * 2


def _header_blocks(rows: Iterable[Line]) -> list[_Block]:
    """The words of a header, lines that follow closely below one another put together."""
    blocks: list[_Block] = []
    for phrase in (phrase for row in rows for phrase in row):
        upper = next((block for block in blocks if _is_wrapped(block, phrase)), None)
        if upper is not None:
            blocks.remove(upper)
        blocks.append(_Block((*(upper.lines if upper else ()), phrase)))
    return blocks


def _is_wrapped(block: _Block, phrase: Fragment) -> bool:
    last = block.lines[-1]
    return (
        last.box[0] < phrase.box[2]
        and phrase.box[0] < last.box[2]
        and 0 < phrase.box[1] - last.box[1] < phrase.size * _LEADING
    )


def _body_rows(rows: Sequence[Line]) -> list[list[_Block]]:
    """The rows of the body; lines without a number that stand close to a row with one are part of it."""
    near = _pitch(rows) * _SAME_ROW
    mains = [_top(row) for row in rows if _is_body(row)]
    homes: dict[float, list[Fragment]] = {}
    for row in rows:
        nearest = min(mains, key=lambda top: abs(top - _top(row)))
        home = nearest if _is_body(row) or abs(nearest - _top(row)) < near else _top(row)
        homes.setdefault(home, []).extend(row)
    return [_row_blocks(homes[home]) for home in sorted(homes)]


def _row_blocks(phrases: Iterable[Fragment]) -> list[_Block]:
    blocks: list[_Block] = []
    for phrase in (phrase for line in lines_of(phrases) for phrase in line):
        same = next((block for block in blocks if block.box[0] < phrase.box[2] and phrase.box[0] < block.box[2]), None)
        if same is not None:
            blocks.remove(same)
        blocks.append(_Block((*(same.lines if same else ()), phrase)))
    return blocks


def _columns(header: Sequence[_Block], body: Sequence[_Block]) -> list[_Column]:
    """The columns: what overlaps in the body is one; a header word over none of them begins one of its own."""
    columns: list[_Column] = []
    for block in body:
        met = [column for column in columns if column.meets(block)]
        columns = [column for column in columns if column not in met]
        left, _, right, _ = block.box
        left, right = min([left, *(one.left for one in met)]), max([right, *(one.right for one in met)])
        columns.append(_Column(left, right, has_body=True))
    for block in sorted(header, key=lambda block: -block.box[3]):
        met = [column for column in columns if column.meets(block)]
        if not met:
            met = [_Column(block.box[0], block.box[2], has_body=False)]
            columns += met
        if len(met) == 1:
            met[0].has_header = True
    return _paired(sorted(columns, key=lambda column: column.left))


def _paired(columns: list[_Column]) -> list[_Column]:
    """Give a column of numbers the header word beside it: the word stands in its middle, the numbers at its right."""
    paired: list[_Column] = []
    for column in columns:
        before = paired[-1] if paired else None
        if before is not None and column.has_body and not column.has_header and not before.has_body:
            paired[-1] = _Column(before.left, column.right, has_body=True, has_header=True)
        else:
            paired.append(column)
    return paired


def _levels(header: Sequence[_Block]) -> list[int]:
    """The row of each header word: one below the lowest word that stands over it."""
    levels: list[int] = []
    order = sorted(range(len(header)), key=lambda index: header[index].box[1])
    found: dict[int, int] = {}
    for index in order:
        left, top, right, _ = header[index].box
        above = [
            found[other]
            for other in found
            if header[other].box[0] < right and left < header[other].box[2] and header[other].box[3] <= top + 1
        ]
        found[index] = max(above, default=-1) + 1
    levels.extend(found[index] for index in range(len(header)))
    return levels


def _header_cells(
    header: Sequence[_Block], levels: Sequence[int], depth: int, columns: Sequence[_Column]
) -> Iterator[Cell]:
    taken: set[tuple[int, int]] = set()
    for block, level in sorted(zip(header, levels, strict=True), key=lambda pair: (pair[1], pair[0].box[0])):
        met = [index for index, column in enumerate(columns) if column.meets(block)]
        span = [index for index in range(met[0], met[-1] + 1) if (level, index) not in taken]
        if not span:
            continue
        # The lowest word over a column reaches down to the body.
        lower = [other for other, at in zip(header, levels, strict=True) if at > level]
        is_lowest = not any(columns[index].meets(other) for index in span for other in lower)
        tall = depth - level if is_lowest else 1
        taken.update((row, index) for row in range(level, level + tall) for index in range(span[0], span[-1] + 1))
        yield Cell(block.text, level, span[0], tall, span[-1] - span[0] + 1, _box(block, columns, span[0], span[-1]))


def _row_cells(number: int, row: Sequence[_Block], columns: Sequence[_Column]) -> Iterator[Cell]:
    held = {index: block for block in row for index, column in enumerate(columns) if column.meets(block)}
    whole = _Block(tuple(line for block in row for line in block.lines))
    for index in range(len(columns)):
        block = held.get(index)
        yield Cell(block.text if block else "", number, index, box=_box(whole, columns, index, index))


def _box(block: _Block, columns: Sequence[_Column], first: int, last: int) -> tuple[float, float, float, float]:
    _, top, _, bottom = block.box
    return columns[first].left, top, columns[last].right, bottom
