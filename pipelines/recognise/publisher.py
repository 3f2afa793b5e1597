"""The publisher as its narrative names it, and the words of a phrase with that name taken out."""

import re
from collections.abc import Iterable, Sequence

from pipelines.recognise.numbers import without_thresholds
from pipelines.recognise.own_names import OwnNames
from pipelines.recognise.spelling import plain, without_enumerator
from pipelines.recognise.statement_words import Word, cut
from pipelines.recognise.unit_words import looks_like_unit

_MINE = "本单位"
_SHORTEST_NAME = 3
_LEADING = re.compile(r"^(?:中共)?(?:[\u4e00-\u9fff]{1,8}?[省市县区旗州盟])*")
_SHORTEST = 2


class Publisher:
    """Whose document it is. The first of `names` is the publisher's, the others are units that the document names."""

    def __init__(self, names: Sequence[str]) -> None:
        self._name = plain(names[0]) if names else ""
        self._names = _own_names(names)

    def names_itself(self, text: str) -> bool:
        """True where the publisher's name stands in the text."""
        return self._names.stand_in(text)

    def is_another(self, text: str) -> bool:
        """True for the name of a unit that is neither the publisher's nor its own made shorter."""
        if not self._name or not looks_like_unit(text) or self.names_itself(text):
            return False
        return not self._shortens(plain(text))

    def words(self, text: str) -> tuple[Word, ...]:
        """Cut a phrase into words, without what numbers it and with one word for the publisher."""
        text = without_enumerator(without_thresholds(text.lstrip(",;:、")))
        words = cut(self._names.replaced(text, _MINE))
        return cut(_MINE + "".join(word.text for word in words[end:])) if (end := self._shortened(words)) else words

    def _shortened(self, words: Sequence[Word]) -> int:
        """How many of the first words are the publisher's name made shorter: 省检察院 for 某某省人民检察院."""
        end = next((index for index, word in enumerate(words) if not _may_be_of_a_name(word)), len(words))
        text = "".join(word.text for word in words[:end])
        if len(text) < _SHORTEST_NAME or all(word.is_known for word in words[:end]):
            return 0
        return end if self._shortens(text) else 0

    def _shortens(self, text: str) -> bool:
        letters = iter(self._name)
        return all(letter in letters for letter in text)


def _may_be_of_a_name(word: Word) -> bool:
    """True for what no word covers and for single characters, such as 家 in the short name of a national organ."""
    return not word.is_known or word.role == "mine" or (len(word.text) == 1 and not word.says_quantity)


def _own_names(names: Sequence[str]) -> OwnNames:
    """The publisher's own names: of the other names those are its own that are a part of the first, or hold it."""
    bare = [re.sub(r"^\d+", "", re.sub(r"\([^)]*\)", "", plain(name))) for name in names]
    first = bare[0] if bare else ""
    own = {name for name in bare if name in first or first in name}
    short = {_LEADING.sub("", name) for name in own} - own
    whole = _by_length(own)
    return OwnNames(whole, _by_length(short) if whole else ())


def _by_length(names: Iterable[str]) -> Sequence[str]:
    return sorted((name for name in names if len(name) > _SHORTEST), key=len, reverse=True)
