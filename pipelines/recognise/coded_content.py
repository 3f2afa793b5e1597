"""Tell a column that prints national subject codes: it names subjects, whatever its header says."""

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.recognise.classes import classification_of_class, classification_of_code
from pipelines.recognise.remembered import remembered
from pipelines.recognise.spelling import without_enumerator

_CODE = re.compile(r"[235](?:\d\d){1,3}")
_NAMED = re.compile(r"(?:\[([235](?:\d\d){1,3})\]|([235](?:\d\d){1,3})-?)(?=[\u4e00-\u9fff“])")
# Fewer codes than these could be amounts in whole 元.
_CODES = 3
# One class could be the name of anything.
_CLASSES = 2
CODES, NAMED = "codes:", "named:"


def coded_content(texts: Sequence[str]) -> str | None:
    """Return codes: or named: with the classification that a column's texts are subjects of, or None.

    `texts` are the column's cells in plain spelling: bare codes, all of them, or codes with names, most of them, or the
    names of some classes that only one classification has.

    >>> coded_content(["501", "50101", "50102"]), coded_content(["30101-基本工资", "30102-津贴补贴", "合计"])
    ('codes:government_economic', 'named:economic')
    """
    if len(texts) >= _CODES and len(set(texts)) > 1 and all(_CODE.fullmatch(text) for text in texts):
        said = {classification_of_code(text) for text in texts}
        return f"{CODES}{said.pop()}" if len(said) == 1 else None
    codes = (found.group(1) or found.group(2) for text in texts if (found := _NAMED.match(text)))
    named = Counter(map(classification_of_code, codes))
    if len(named) == 1 and named.total() * 2 > len(texts):
        return f"{NAMED}{next(iter(named))}"
    classes = Counter(filter(None, map(_class_named, texts)))
    if len(classes) == 1 and classes.total() >= _CLASSES:
        return NAMED + next(iter(classes))
    return None


@remembered
def _class_named(text: str) -> str | None:
    return classification_of_class(without_enumerator(text))


def classification_in(content: str) -> str | None:
    """Return the classification of a content that is codes or named subjects."""
    for kind in (CODES, NAMED):
        if content.startswith(kind):
            return content.removeprefix(kind)
    return None


def is_words(content: str) -> bool:
    """True for a column of words, be they subjects with their codes."""
    return content == "words" or content.startswith(NAMED)
