"""One phrase in front of a number, taken apart: what it is about, compared with, a part of, or a change of."""

from collections.abc import Sequence

from pipelines.recognise.meaning import Said, said_by
from pipelines.recognise.statement_words import Word
from pipelines.records import record

_RATES = ("比例", "比重")
_MARKS = frozenset(',:;。()"“”、')


@record(frozen=True, slots=True)
class Phrase:
    """`head` is what is talked about, `compared` what it is compared with, `whole` what it is a part of.

    `measure`: amount, prior, change, share, completion or comparison; None where the words contradict each other.
    """

    head: Said
    measure: str | None
    direction: str | None = None
    compared: Said | None = None
    whole: Said | None = None
    word: str = ""


def is_sayable(words: Sequence[Word]) -> bool:
    """True where a word is more than punctuation."""
    return not all([word.text in _MARKS for word in words])


def last_index(words: Sequence[Word], *roles: str) -> int | None:
    """Where the last word of one of these roles stands."""
    found = [index for index, word in enumerate(words) if word.role in roles]
    return found[-1] if found else None


def _first(words: Sequence[Word], role: str) -> int | None:
    found = [index for index, word in enumerate(words) if word.role == role]
    return found[0] if found else None


def read_phrase(words: Sequence[Word]) -> Phrase:
    """Take a phrase apart."""
    head, compared, is_compared = _comparison(words)
    directions = {word.direction for word in words if word.role == "change"}
    at = _first(words, "same")
    same = None if at is None else words[at]
    share, done = _first(head, "share"), _first(head, "completion")
    if directions and share is not None and head[share].text.startswith(_RATES):
        # 增加比例为 is a growth.
        head, share = [word for index, word in enumerate(head) if index != share], None
    if len(directions) > 1 or sum((bool(directions), share is not None, done is not None, same is not None)) > 1:
        return Phrase(said_by(head), None)
    if share is not None:
        return Phrase(said_by(head[:share]), "share", whole=said_by(head[share + 1 :]))
    if done is not None:
        return Phrase(said_by([*head[:done], *head[done + 1 :]]), "completion")
    base = said_by(compared) if is_compared else None
    if same is not None:
        return _same(head, same, base)
    if directions:
        return Phrase(said_by(head), "change", directions.pop(), base)
    return Phrase(said_by(head), "prior" if is_compared else "amount", compared=base)


def _same(head: Sequence[Word], same: Word, base: Said | None) -> Phrase:
    """持平 of what stands before it; 决算数小于预算数 compares what stands on its two sides."""
    at = next((index for index, word in enumerate(head) if word is same), None)
    if at is not None and base is None:
        return Phrase(said_by(head[:at]), "comparison", same.direction, said_by(head[at + 1 :]), word=same.text)
    return Phrase(
        said_by([word for word in head if word is not same]), "comparison", same.direction, base, word=same.text
    )


def _comparison(words: Sequence[Word]) -> tuple[list[Word], list[Word], bool]:
    """The words without the comparison, and what is compared with: 比上年, 与2024年预算数相比, 较年初预算."""
    start = next(
        (
            index
            for index, word in enumerate(words)
            if word.role == "compare" and any(_is_time(other) for other in words[index + 1 :])
        ),
        None,
    )
    if start is None:
        aside = _first(words, "aside")
        kept = [word for index, word in enumerate(words) if index != aside]
        return kept, [], False
    before, after = list(words[:start]), list(words[start + 1 :])
    aside = _first(after, "aside")
    if aside is not None:
        return [*before, *after[aside + 1 :]], after[:aside], True
    verb = next((index for index, word in enumerate(after) if word.role in ("change", "same")), None)
    if verb is None:
        return before, after, True
    return [*before, *after[verb:]], after[:verb], True


def _is_time(word: Word) -> bool:
    return word.year is not None or word.year_offset is not None or word.stage is not None
