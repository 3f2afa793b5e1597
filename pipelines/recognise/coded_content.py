"""Tell a column that prints national subject codes: it names subjects, whatever its header says."""

import re
from collections import Counter
from collections.abc import Sequence

_BY_FIRST_DIGIT = {"2": "function", "3": "economic", "5": "government_economic"}
_CODE = re.compile(r"[235](?:\d\d){1,3}")
_NAMED = re.compile(r"(?:\[([235](?:\d\d){1,3})\]|([235](?:\d\d){1,3})-?)(?=[\u4e00-\u9fff“])")
# Fewer codes than these could be amounts in whole 元.
_CODES = 3
CODES, NAMED = "codes:", "named:"


def coded_content(texts: Sequence[str]) -> str | None:
    """Return codes: or named: with the classification that a column's texts are subjects of, or None.

    `texts` are the column's cells in plain spelling: bare codes, all of them, or codes with names, most of them.

    >>> coded_content(["501", "50101", "50102"]), coded_content(["30101-基本工资", "30102-津贴补贴", "合计"])
    ('codes:government_economic', 'named:economic')
    """
    if len(texts) >= _CODES and len(set(texts)) > 1 and all(_CODE.fullmatch(text) for text in texts):
        first = {text[0] for text in texts}
        return CODES + _BY_FIRST_DIGIT[first.pop()] if len(first) == 1 else None
    named = Counter((found.group(1) or found.group(2))[0] for text in texts if (found := _NAMED.match(text)))
    if len(named) != 1 or named.total() * 2 <= len(texts):
        return None
    return NAMED + _BY_FIRST_DIGIT[next(iter(named))]


def classification_in(content: str) -> str | None:
    """Return the classification of a content that is codes or named subjects."""
    for kind in (CODES, NAMED):
        if content.startswith(kind):
            return content.removeprefix(kind)
    return None


def is_words(content: str) -> bool:
    """True for a column of words, be they subjects with their codes."""
    return content == "words" or content.startswith(NAMED)
