"""The known words that end at one place of a text, looked up by how long words with that end are."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

_END = 2


def lengths_by_end(words: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Return how long the words with the same last two characters are, the longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        if len(word) >= _END:
            lengths.setdefault(word[-_END:], set()).add(len(word))
    return {end: sorted(found, reverse=True) for end, found in lengths.items()}


def words_ending(text: str, end: int, words: Container[str], lengths: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """Yield those of `words` that stand in the text and end at `end`, the longest first.

    >>> known = ["支出", "基本支出", "年度"]
    >>> list(words_ending("年度基本支出", 6, known, lengths_by_end(known)))
    ['基本支出', '支出']
    """
    for length in lengths.get(text[max(0, end - _END) : end], ()):
        if length <= end and (word := text[end - length : end]) in words:
            yield word
    if (word := text[end - 1]) in words:
        yield word
