"""Which line of the other reading is which of our rows: the same label or code, and the same amounts, each as often."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from pipelines.normalise.code_lists import subjects_frame_rows
from pipelines.recognise.spelling import plain, without_enumerator
from tests.crosscheck.readings import CODE, Line, Row, is_label

# A label may be wrapped around the line of its amounts: so many lines above and below it.
_AROUND = 3
# Lines that one row is printed on, lines around them that its label may be printed on, whether it may stand in prose.
_PASSES = ((1, 0, False), (1, _AROUND, False), (2, _AROUND, False), (3, _AROUND, False), (1, 0, True), (3, 0, True))
_SENTENCE = re.compile(r"[，。；]|\d\s*(?:万|亿)?元")
_NAME = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff（）()、“”]*")


@dataclass
class Result:
    """What came of one document.

    `different` are lines that no row of ours agrees with, with the row of that name if there is one; `alone` are rows
    of ours that no line agrees with.
    """

    agreed: int = 0
    wrapped: int = 0
    different: list[tuple[Line, Row | None]] = field(default_factory=list)
    alone: list[Row] = field(default_factory=list)


@cache
def subject_names() -> frozenset[str]:
    """The names of all listed subjects, in plain spelling."""
    return frozenset(plain(str(row["subject_name"])) for row in subjects_frame_rows())


def _joined(lines: Sequence[Line]) -> Line:
    """Lines that print one row, because its cells stand at different heights."""
    return replace(lines[0], numbers=tuple(number for line in lines for number in line.numbers))


def is_subject_line(line: Line, lines: Sequence[Line]) -> bool:
    """True for a line that prints a subject and amounts, and is no sentence (30.48 / 万元, over two lines)."""
    following = lines[line.number + 1].plain if line.number + 1 < len(lines) else ""
    if not line.amounts or _SENTENCE.search(line.text) or line.plain.endswith("万") or following.startswith("万元"):
        return False
    is_coded = any(CODE.fullmatch(number) for number in line.numbers[:1]) or re.search(
        r"\[\d{3,7}\]|\d{3,7}-", line.plain
    )
    names = (plain(name) for name in _NAME.findall(line.text))
    return bool(is_coded) or any(without_enumerator(name) in subject_names() for name in names)


def agrees(line: Line, row: Row) -> bool:
    """True where the line prints our amounts, each as often, and beside them nothing but codes and ordinals."""
    rest = Counter(line.numbers)
    if any(rest[number] < count for number, count in row.amounts.items()):
        return False
    return all(is_label(number) for number in rest - row.amounts)


def names_row(window: Sequence[Line], row: Row, *, in_prose: bool = False) -> bool:
    """True where the lines print the code or, in pieces from above to below, the label of our row.

    The amounts of an annex have no label of ours; `in_prose`: a goal of the project may stand beside them.
    """
    if not row.names and not row.codes:
        return in_prose or not any(_SENTENCE.search(line.text) for line in window)
    numbers = [number for line in window for number in line.numbers]
    if row.codes & {*numbers, *("".join(numbers[:width]) for width in (2, 3))}:
        return True
    if any(f"{code}" in line.plain for code in row.codes if len(code) > 4 for line in window):
        return True
    return any(_spelt(name, window) for name in row.names if name)


def _spelt(name: str, window: Sequence[Line]) -> bool:
    rest = name
    for line in window:
        width = next((width for width in range(len(rest), 0, -1) if rest[:width] in line.plain), 0)
        rest = rest[width:]
    return not rest


def compare(lines: Sequence[Line], rows: Sequence[Row]) -> Result:
    """Match the lines of one page with our rows: by label on the line itself, then around it."""
    result, free = Result(), list(rows)
    waiting = [line for line in lines if line.numbers]
    for height, around, in_prose in _PASSES:
        for first in [line.number for line in waiting]:
            printed = [line for line in waiting if first <= line.number < first + height]
            if not printed or printed[0].number != first:
                continue
            window = lines[max(0, first - around) : first + height + around]
            joined = _joined(printed)
            fits = (row for row in free if agrees(joined, row) and names_row(window, row, in_prose=in_prose))
            found = next(fits, None)
            if found is None:
                continue
            free.remove(found)
            waiting = [line for line in waiting if line not in printed]
            result.agreed += 1
            result.wrapped += around > 0
    for line in (line for line in waiting if is_subject_line(line, lines)):
        near = next((row for row in free if names_row([line], row)), None)
        if near is not None:
            free.remove(near)
        result.different.append((line, near))
    result.alone = free
    return result
