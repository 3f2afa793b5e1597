"""What an annex says of a project in words: its years, its code and name, its texts without telephone numbers."""

import re

from pipelines.recognise.spelling import plain

_SPAN = re.compile(r"(?:约|共)?(\d{1,2})(?:个)?年")
_IN_KIND = re.compile(r"\((\d{1,2})年")
_ONE_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|[-./]|$)")
_CHINESE = {"一年": 1, "两年": 2, "二年": 2, "三年": 3, "四年": 4, "五年": 5}
_TELEPHONE = re.compile(r"(?<![\d.,])(?:1[3-9]\d{9}|0\d{2,3}[-—]?\d{7,8})(?![\d.,]*\d|[千万亿]*元)")
_CODED = re.compile(r"(?P<code>\d[0-9A-Z]{11,})[-_—](?P<name>.+)")


def years_of(term: str) -> int | None:
    """Return how many years a project runs, or None where its words do not say it clearly.

    >>> years_of("2024年1月至2026年12月")
    3
    >>> years_of("长期") is None
    True
    """
    line = plain(term)
    if found := _SPAN.fullmatch(line):
        return int(found.group(1))
    if line in _CHINESE:
        return _CHINESE[line]
    if _ONE_YEAR.fullmatch(line):
        return 1
    years = [int(year) for year in _YEARS.findall(line)]
    return years[-1] - years[0] + 1 if len(years) == 2 and years[0] <= years[1] else None


def years_of_kind(kind: str) -> int | None:
    """Return the years that the kind of a project names: 一次性项目(1年结束)."""
    found = _IN_KIND.search(plain(kind))
    return int(found.group(1)) if found else None


def closed_up(text: str) -> str:
    """Return a text without blanks and line breaks, as names are compared and shown."""
    return "".join(text.split())


def without_telephones(text: str) -> str:
    """Return a text closed up and without telephone numbers of persons."""
    return _TELEPHONE.sub("", closed_up(text))


def code_and_name(text: str) -> tuple[str | None, str]:
    """Return the code printed before the name of a project in one cell, and the name."""
    found = _CODED.fullmatch(closed_up(text))
    return (found["code"], found["name"]) if found else (None, closed_up(text))
