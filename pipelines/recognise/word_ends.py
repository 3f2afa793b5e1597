"""Where the words that end at one place of a text may begin: a few places, by how the known words end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

_END = 2


def lengths_by_end(words: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Return how long the words with the same last two characters (or the same one) are, the longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[-_END:], set()).add(len(word))
    return {end: sorted(found, reverse=True) for end, found in lengths.items()}


def starts_of_words(text: str, end: int, lengths: Mapping[str, Sequence[int]]) -> Iterator[int]:
    """Yield where a word that ends at `end` may begin, the longest first; its last character alone always comes last.

    >>> list(starts_of_words("年度基本支出", 6, lengths_by_end(["支出", "基本支出", "年度"])))
    [2, 4, 5]
    """
    for length in lengths.get(text[max(0, end - _END) : end], ()):
        if 1 < length <= end:
            yield end - length
    yield end - 1
