"""Several quantities with their numbers behind them in the same order: 基本支出和项目支出分别为60万元、40万元."""

import re
from collections.abc import Sequence

from pipelines.recognise.phrases import is_sayable, last_index
from pipelines.recognise.statement_words import Word

_BETWEEN = frozenset(("和", "、", "与", "及", "以及"))
_NEXT = re.compile(r"[^\d,;。:、和]*[、和,]-?[\d,]*\d(?:\.\d+)?(?:万|亿)?[元%个辆台人名]")
_UNKNOWN = Word("?", is_known=False)


class Parallel:
    """The quantities that still wait for their number."""

    def __init__(self) -> None:
        self._waiting: list[list[Word]] = []

    def words_for(self, words: Sequence[Word], rest: str) -> Sequence[Word]:
        """The words of this number, unknown where there are more or fewer numbers; `rest` is the text from it on."""
        at = last_index(words, "each")
        if at is not None and not is_sayable(words[at + 1 :]):
            self._waiting = _groups(words[:at])
            if _numbers(rest) != len(self._waiting):
                self._waiting = [[_UNKNOWN] for _ in range(_numbers(rest))]
        elif is_sayable(words):
            self._waiting = []
            is_first_share = rest.partition("%")[1] and re.match(r"[\d.]+%[、和及][\d.]+%", rest)
            return [*words, _UNKNOWN] if is_first_share else words
        return self._waiting.pop(0) if self._waiting else words


def _groups(words: Sequence[Word]) -> list[list[Word]]:
    """The words cut where a conjunction stands; what every quantity shares stands with the first."""
    groups: list[list[Word]] = [[]]
    for word in words:
        if word.text in _BETWEEN and any(one.says_quantity or one.side for one in groups[-1]):
            groups.append([])
        else:
            groups[-1].append(word)
    shared = [word for word in groups[0] if word.year is not None or word.role == "mine" or word.funding is not None]
    return [groups[0], *([*shared, *group] for group in groups[1:])]


def _numbers(rest: str) -> int:
    """How many numbers follow each other from the first on."""
    count, end = 1, re.match(r"-?[\d,.]*", rest)
    position = end.end() if end else 0
    while found := _NEXT.match(rest, position):
        count, position = count + 1, found.end() - 1
    return count
