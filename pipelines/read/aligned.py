"""Find the table on a page without drawn lines: numbers and header words that stand below one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.read.document import Cell, Grid
from pipelines.read.fragment import Fragment, hull, phrases_of

# So many lines with a number beside a text make a table; fewer are a sum in a letter.
_LEAST_ROWS = 3
# A gap of so many usual distances between lines ends a table.
_WIDEST_GAP = 3.0

Line = Sequence[Fragment]


@dataclass
class _Column:
    """A stretch of the page that holds whatever is set in one column."""

    left: float
    right: float
    phrases: list[Fragment] = field(default_factory=list)

    def meets(self, phrase: Fragment) -> bool:
        return phrase.box[0] < self.right and self.left < phrase.box[2]


def aligned_grid(lines: Sequence[Line]) -> tuple[Grid, list[list[Fragment]]] | None:
    """Return the table that the lines of a page hold and the lines outside it, or None where they hold none.

    `lines` run from the top down. Every line of the table is a row: without rules nothing tells a wrapped text.
    """
    rows = [phrases_of(line) for line in lines]
    found = _extent(rows)
    if found is None:
        return None
    start, first, end = found
    columns = _columns(rows[start:first], rows[first:end])
    cells = [
        cell for number, row in enumerate(rows[start:end]) for cell in _cells(number, row, columns)
    ]
    box = hull(phrase.box for row in rows[start:end] for phrase in row)
    outside = [list(line) for line in [*lines[:start], *lines[end:]]]
    return Grid(tuple(cells), end - start, len(columns), 0, box), outside


def _extent(rows: Sequence[Line]) -> tuple[int, int, int] | None:
    """Where the table begins, where its body begins, and where it ends."""
    body = [number for number, row in enumerate(rows) if _is_body(row)]
    if len(body) < _LEAST_ROWS:
        return None
    steps = sorted(_top(rows[number + 1]) - _top(rows[number]) for number in range(body[0], body[-1]))
    widest = steps[len(steps) // 2] * _WIDEST_GAP
    end = body[0] + 1
    while end < len(rows) and _top(rows[end]) - _top(rows[end - 1]) <= widest and (end <= body[-1] or len(rows[end]) > 1):
        end += 1
    if sum(body[0] <= number < end for number in body) < _LEAST_ROWS:
        return None
    start = body[0]
    while start > 0 and _top(rows[start]) - _top(rows[start - 1]) <= widest and _is_header(rows, start - 1):
        start -= 1
    return start, body[0], end


def _is_body(row: Line) -> bool:
    return len(row) > 1 and any(phrase.is_number for phrase in row) and not all(phrase.is_number for phrase in row)


def _is_header(rows: Sequence[Line], number: int) -> bool:
    """True for a line of several words, and for a single word between two such lines: it spans columns."""
    return len(rows[number]) > 1 or (number > 0 and len(rows[number - 1]) > 1 and len(rows[number + 1]) > 1)


def _top(row: Line) -> float:
    return row[0].box[1]


def _columns(header: Sequence[Line], body: Sequence[Line]) -> list[_Column]:
    """The columns: what overlaps in the body is one; a header word over none of them begins one of its own."""
    columns: list[_Column] = []
    for phrase in (phrase for row in body for phrase in row):
        met = [column for column in columns if column.meets(phrase)]
        columns = [column for column in columns if column not in met]
        columns.append(
            _Column(
                min([phrase.box[0], *(column.left for column in met)]),
                max([phrase.box[2], *(column.right for column in met)]),
            )
        )
    for phrase in (phrase for row in reversed(header) for phrase in row):
        if not any(column.meets(phrase) for column in columns):
            columns.append(_Column(phrase.box[0], phrase.box[2]))
    return sorted(columns, key=lambda column: column.left)


def _cells(number: int, row: Line, columns: Sequence[_Column]) -> Iterator[Cell]:
    held: dict[int, list[Fragment]] = {}
    spans: dict[int, int] = {}
    for phrase in row:
        met = [index for index, column in enumerate(columns) if column.meets(phrase)]
        index = min(met) if met else _nearest(phrase, columns)
        held.setdefault(index, []).append(phrase)
        spans[index] = max(spans.get(index, 1), (max(met) - index + 1) if met else 1)
    _, top, _, bottom = hull(phrase.box for phrase in row)
    covered = 0
    for index in range(len(columns)):
        if index < covered and index not in held:
            continue
        phrases = held.get(index, [])
        span = min(spans.get(index, 1), next((other for other in held if other > index), len(columns)) - index)
        covered = index + span
        text = " ".join(phrase.text for phrase in phrases)
        yield Cell(text, number, index, 1, span, (columns[index].left, top, columns[covered - 1].right, bottom))


def _nearest(phrase: Fragment, columns: Sequence[_Column]) -> int:
    middle = (phrase.box[0] + phrase.box[2]) / 2
    return min(range(len(columns)), key=lambda index: abs((columns[index].left + columns[index].right) / 2 - middle))
