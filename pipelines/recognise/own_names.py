"""Where a text names its publisher: by its names, with the place before and the brackets behind them.

No pattern is made of the names: to compile one for each document took longer than to search its narrative.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LONGEST_PLACE = 13
_PLACE = r"(?:(?:(?![年度月日的])[\u4e00-\u9fff]){1,12}[省市县区旗州盟])?\Z"
_BEFORE = re.compile(_PLACE)
# A name without its place is a name only where nothing stands before it: 委办公厅 is a part of 党委办公厅.
_BEFORE_SHORT = re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=[年度])){_PLACE}")
_BRACKETS = re.compile(r"(?:\((?!类|款|项)[^()\d]{1,20}\))*")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a name stands without its place, and what may stand before it."""

    at: int
    length: int
    before: re.Pattern[str]

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Of those that begin at the same character: a whole name first, the longest place, the longest name."""
        return self.before is not _BEFORE, -self.at, -self.length

    def begins(self, text: str, end: int) -> int | None:
        """Where the name begins with its place, from `end` on; None where it is none there."""
        if self.at < end:
            return None
        found = self.before.search(text, max(end, self.at - _LONGEST_PLACE), self.at)
        return None if found is None else found.start()


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The `whole` names of a publisher, and the `short` ones that are left without their place; the longest first."""

    whole: Sequence[str]
    short: Sequence[str]

    def stand_in(self, text: str) -> bool:
        """True where the text names the publisher."""
        return next(self._spans(text), None) is not None

    def replaced(self, text: str, by: str) -> str:
        """The text with `by` in the place of each name."""
        parts, end = [], 0
        for start, stop in self._spans(text):
            parts += [text[end:start], by]
            end = stop
        return "".join([*parts, text[end:]]) if parts else text

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where each name begins, its place included, and where it ends; the leftmost first."""
        found = [_Place(at, len(name), _BEFORE) for name in self.whole for at in _places(text, name)]
        found += [_Place(at, len(name), _BEFORE_SHORT) for name in self.short for at in _places(text, name)]
        found.sort(key=lambda one: one.at)
        end = 0
        for number, first in enumerate(found):
            if first.begins(text, end) is None:
                continue
            # A name that stands further behind begins further behind, however long its place is.
            behind = bisect_right(found, first.at + _LONGEST_PLACE, lo=number, key=lambda one: one.at)
            near = [(begin, one) for one in found[number:behind] if (begin := one.begins(text, end)) is not None]
            start, best = min(near, key=lambda each: (each[0], *each[1].rank))
            brackets = _BRACKETS.match(text, best.at + best.length)
            end = brackets.end() if brackets else best.at + best.length
            yield start, end


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)
