"""Tell a column that prints national subject codes: it names subjects, whatever its header says."""

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.recognise.spelling import without_enumerator

# Names of classes (类) that only one classification has, for tables without codes.
CLASSES = {
    "工资福利支出": "economic",
    "商品和服务支出": "economic",
    "机关工资福利支出": "government_economic",
    "机关商品和服务支出": "government_economic",
    "对事业单位经常性补助": "government_economic",
    "一般公共服务支出": "function",
    "公共安全支出": "function",
    "教育支出": "function",
    "科学技术支出": "function",
    "社会保障和就业支出": "function",
    "卫生健康支出": "function",
    "节能环保支出": "function",
    "城乡社区支出": "function",
    "农林水支出": "function",
    "交通运输支出": "function",
    "住房保障支出": "function",
}
_BY_FIRST_DIGIT = {"2": "function", "3": "economic", "5": "government_economic"}
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
        first = {text[0] for text in texts}
        return CODES + _BY_FIRST_DIGIT[first.pop()] if len(first) == 1 else None
    named = Counter((found.group(1) or found.group(2))[0] for text in texts if (found := _NAMED.match(text)))
    if len(named) == 1 and named.total() * 2 > len(texts):
        return NAMED + _BY_FIRST_DIGIT[next(iter(named))]
    classes = Counter(CLASSES[name] for text in texts if (name := without_enumerator(text)) in CLASSES)
    if len(classes) == 1 and classes.total() >= _CLASSES:
        return NAMED + next(iter(classes))
    return None


def classification_in(content: str) -> str | None:
    """Return the classification of a content that is codes or named subjects."""
    for kind in (CODES, NAMED):
        if content.startswith(kind):
            return content.removeprefix(kind)
    return None


def is_words(content: str) -> bool:
    """True for a column of words, be they subjects with their codes."""
    return content == "words" or content.startswith(NAMED)
