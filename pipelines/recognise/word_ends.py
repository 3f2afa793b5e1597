"""Cut a text into known words; they are looked up by where they end, and by how long words with that end are."""

from collections.abc import Container, Iterable, Mapping, Sequence

_END = 2
_NONE: Sequence[int] = ()
# What a cut costs, as one number: characters left over count first, then pieces, then characters that say nothing.
_LEFT, _PIECE = 1 << 40, 1 << 20


def lengths_by_end(words: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Return how long the words with the same end are, the longest first: by two characters where any word has so many.

    >>> lengths_by_end(["支出", "基本支出", "出", "年"])
    {'支出': [4, 2, 1], '出': [1], '年': [1]}
    """
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[-_END:], set()).add(len(word))
    for end, found in lengths.items():
        if end[-1] in lengths:
            found.add(1)
    return {end: sorted(found, reverse=True) for end, found in lengths.items()}


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
    costs = [0]
    last: list[tuple[str, bool]] = []
    for end, character in enumerate(text, start=1):
        best, piece, is_word = costs[-1] + _LEFT + _PIECE, character, False
        ends = lengths.get(text[max(0, end - _END) : end]) or lengths.get(character, _NONE)
        for length in ends:
            if length > end or (word := text[end - length : end]) not in words:
                continue
            cost = costs[end - length] + _PIECE + (length if word in quiet else 0)
            if cost < best or (cost == best and not is_word):
                best, piece, is_word = cost, word, True
        costs.append(best)
        last.append((piece, is_word))
    pieces: list[tuple[str, bool]] = []
    end = len(text)
    while end:
        pieces.append(last[end - 1])
        end -= len(pieces[-1][0])
    return pieces[::-1]
