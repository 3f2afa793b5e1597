"""Cut a text into known words; they are looked up by where they end, and by how long words with that end are."""

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


def cut_into_words(
    text: str, words: Container[str], lengths: Mapping[str, Sequence[int]], quiet: Container[str]
) -> list[tuple[str, bool]]:
    """Cut `text` so that the least is left over, then into the fewest words, then into those that say most.

    Returns the pieces in order, each with True for a word; what no word covers comes in single characters. `quiet` are
    the words that say nothing: 项目支出|总额 says more than 项目|支出总额.

    >>> known = ["支出", "基本支出", "年度"]
    >>> cut_into_words("年度基本支出额", known, lengths_by_end(known), ())
    [('年度', True), ('基本支出', True), ('额', False)]
    """
    costs: list[tuple[int, int, int]] = [(0, 0, 0)]
    last: list[tuple[str, bool]] = []
    for end in range(1, len(text) + 1):
        left, count, empty = costs[end - 1]
        best, piece = (left + 1, count + 1, empty), (text[end - 1], False)
        for word in words_ending(text, end, words, lengths):
            left, count, empty = costs[end - len(word)]
            cost = (left, count + 1, empty + (len(word) if word in quiet else 0))
            if cost < best or (not piece[1] and cost == best):
                best, piece = cost, (word, True)
        costs.append(best)
        last.append(piece)
    pieces: list[tuple[str, bool]] = []
    end = len(text)
    while end:
        pieces.append(last[end - 1])
        end -= len(pieces[-1][0])
    return pieces[::-1]
