"""Put the words of a header without drawn lines over the columns they name; refuse where that cannot be told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import pairwise, product

from pipelines.read.document import Box, Cell
from pipelines.read.fragment import Fragment, hull, least

# In type sizes: the distance from one line of a wrapped word to the next.
_LEADING = 1.4
# In type sizes: a word stands further from the middle of columns that are not its own.
_OFF_CENTRE = 2.0


@dataclass(frozen=True, slots=True)
class Block:
    """A text of one or more lines at one place: a header word, or what one row says in one column."""

    lines: tuple[Fragment, ...]

    @property
    def box(self) -> Box:
        return hull(line.box for line in self.lines)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def confidence(self) -> float | None:
        return least(self.lines)


@dataclass(frozen=True, slots=True, order=True)
class _Way:
    """How far words are off the middles of their spans, in points: all together, and the worst of them."""

    off: float
    worst: float
    cut: tuple[range, ...] = field(compare=False)

    def and_then(self, span: range, off: float) -> "_Way":
        return _Way(self.off + off, max(self.worst, off), (*self.cut, span))


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of the page that holds whatever is set in one column."""

    left: float
    right: float
    has_body: bool

    def meets(self, block: Block) -> bool:
        left, _, right, _ = block.box
        return left < self.right and self.left < right


def words_of(rows: Iterable[Sequence[Fragment]]) -> list[Block]:
    """The words of a header from the top down; lines that follow closely below one another are one word."""
    words: list[Block] = []
    for phrase in (phrase for row in rows for phrase in row):
        upper = next((word for word in words if _goes_on(word, phrase)), None)
        if upper is not None:
            words.remove(upper)
        words.append(Block((*(upper.lines if upper else ()), phrase)))
    return sorted(words, key=lambda word: (word.box[1], word.box[0]))


def with_words(columns: Sequence[Column], words: Sequence[Block]) -> list[Column]:
    """The columns of the body and those that only a header word shows, from left to right."""
    found = sorted(columns, key=lambda column: column.left)
    for number, word in reversed(list(enumerate(words))):
        if not any(column.meets(word) for column in found) and not _stands_between(number, words):
            found.append(Column(word.box[0], word.box[2], has_body=False))
            found.sort(key=lambda column: column.left)
    paired: list[Column] = []
    for column in found:
        before = paired[-1] if paired else None
        is_named = any(column.meets(word) for word in words)
        if before is not None and column.has_body and not is_named and not before.has_body:
            # A word stands in the middle of its column, numbers at the right: they need not meet.
            paired[-1] = Column(before.left, column.right, has_body=True)
        else:
            paired.append(column)
    return paired


def header_cells(words: Sequence[Block], columns: Sequence[Column]) -> list[Cell] | None:
    """The header as cells from row 0 on, the lowest words reaching down to the body; None where a word stands over
    others and it cannot be told over which.
    """
    spans = _spans(words, columns)
    if spans is None:
        return None
    levels: list[int] = []
    for number in range(len(words)):
        above = [levels[other] for other in range(number) if _shares(spans[other], spans[number])]
        levels.append(max(above, default=-1) + 1)
    depth = max(levels, default=-1) + 1
    cells = []
    for number, (word, span, level) in enumerate(zip(words, spans, levels, strict=True)):
        is_lowest = not any(
            levels[other] > level and _shares(spans[other], span) for other in range(len(words)) if other != number
        )
        _, top, _, bottom = word.box
        box = (columns[span.start].left, top, columns[span.stop - 1].right, bottom)
        tall = depth - level if is_lowest else 1
        cells.append(Cell(word.text, level, span.start, tall, len(span), box, word.confidence))
    return cells


def _spans(words: Sequence[Block], columns: Sequence[Column]) -> list[range] | None:
    """The columns that each word stands over. Words over others share out those below: each stands in the middle of its
    own, as headers are set.
    """
    spans = [_met(word, columns) for word in words]
    done: set[int] = set()
    for number, word in enumerate(words):
        below = [
            other
            for other in range(len(words))
            if _shares(spans[other], spans[number]) and _is_below(words[other], word)
        ]
        if not below or number in done:
            continue
        nearest = min((words[other] for other in below), key=lambda one: one.box[1])
        row = [other for other, one in enumerate(words) if _is_level(one, nearest)]
        stretch = _stretch(number, words, spans, row)
        over = [other for other, one in enumerate(words) if _is_level(one, word) and spans[other].start in stretch]
        shared = _shared_out(over, stretch, words, spans, columns)
        if shared is None:
            return None
        for other, span in zip(over, shared, strict=True):
            spans[other] = span
            if sum(_shares(spans[lower], span) for lower in row) < 2:
                return None
        done.update(over)
    return spans


def _stretch(number: int, words: Sequence[Block], spans: Sequence[range], row: Sequence[int]) -> range:
    """The columns around a word that words of the row below stand over, up to the next that is its own header."""
    named = {column for other in row for column in spans[other]}
    taken = {
        column
        for other, one in enumerate(words)
        if other != number and _is_level(one, words[number]) and not named & set(spans[other])
        for column in spans[other]
    }
    start, stop = spans[number].start, spans[number].stop
    while start - 1 in named - taken:
        start -= 1
    while stop in named - taken:
        stop += 1
    return range(start, stop)


def _shared_out(
    over: Sequence[int], stretch: range, words: Sequence[Block], spans: Sequence[range], columns: Sequence[Column]
) -> list[range] | None:
    """A stretch of columns cut into one span for each of these words; None where two ways fit, or none does."""
    over = sorted(over, key=lambda other: spans[other].start)
    if len(over) == 1:
        return [stretch]
    ways = _best_ways(over, stretch, words, spans, columns)
    size = words[over[0]].lines[0].size
    if not ways or ways[0].worst > _OFF_CENTRE * size or (len(ways) > 1 and ways[1].off - ways[0].off < size):
        return None
    return list(ways[0].cut)


def _best_ways(
    over: Sequence[int], stretch: range, words: Sequence[Block], spans: Sequence[range], columns: Sequence[Column]
) -> list[_Way]:
    """The two best ways to cut a stretch. There are as many as places to cut, multiplied by one another: of those that
    end at one place only the two best go on.
    """
    edges = [range(spans[one].stop, spans[two].start + 1) for one, two in pairwise(over)]
    ways = {stretch.start: [_Way(0.0, 0.0, ())]}
    for other, stops in zip(over, [*edges, (stretch.stop,)], strict=True):
        longer: dict[int, list[_Way]] = {}
        for start, stop in product(ways, stops):
            span = range(start, stop)
            off = _off_centre(words[other], span, words, columns)
            longer.setdefault(stop, []).extend(way.and_then(span, off) for way in ways[start])
        ways = {stop: nsmallest(2, each) for stop, each in longer.items()}
    return ways.get(stretch.stop, [])


def _off_centre(word: Block, span: range, words: Sequence[Block], columns: Sequence[Column]) -> float:
    held = [columns[column] for column in span]
    lower = [one.box for one in words if _is_below(one, word) and any(column.meets(one) for column in held)]
    left = min(column.left for column in held) if not lower else min(*(c.left for c in held), *(b[0] for b in lower))
    right = max(column.right for column in held) if not lower else max(*(c.right for c in held), *(b[2] for b in lower))
    return abs((word.box[0] + word.box[2]) / 2 - (left + right) / 2)


def _met(word: Block, columns: Sequence[Column]) -> range:
    met = [index for index, column in enumerate(columns) if column.meets(word)]
    if met:
        return range(met[0], met[-1] + 1)
    right = next((index for index, column in enumerate(columns) if column.left >= word.box[2]), len(columns))
    return range(max(0, right - 1), min(len(columns), right + 1))


def _stands_between(number: int, words: Sequence[Block]) -> bool:
    """True for a word over the gap between two words of one line below it."""
    left, _, right, _ = words[number].box
    lower = [word for word in words[number + 1 :] if _is_below(word, words[number])]
    before = max((word for word in lower if word.box[2] <= left), key=lambda word: word.box[2], default=None)
    after = min((word for word in lower if word.box[0] >= right), key=lambda word: word.box[0], default=None)
    return before is not None and after is not None and _is_level(before, after)


def _goes_on(word: Block, phrase: Fragment) -> bool:
    last = word.lines[-1]
    return (
        last.box[0] < phrase.box[2]
        and phrase.box[0] < last.box[2]
        and 0 < phrase.box[1] - last.box[1] < phrase.size * _LEADING
    )


def _shares(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _is_below(lower: Block, upper: Block) -> bool:
    return lower.box[1] >= upper.box[3] - 1


def _is_level(one: Block, other: Block) -> bool:
    """True for words centred on one line, as the words in one row of a header are."""
    return abs(one.box[1] + one.box[3] - other.box[1] - other.box[3]) < one.lines[0].size / 2
