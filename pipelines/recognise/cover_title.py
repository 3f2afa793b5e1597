"""The title that a cover sets in several lines: year, unit and 部门预算 each on its own, or broken in mid-word."""

import re
from collections.abc import Iterator

from pipelines.read.document import Document, Grid
from pipelines.recognise.preamble import is_page_number, unit_of
from pipelines.recognise.spelling import plain
from pipelines.recognise.unit_words import looks_like_unit

# More lines, or longer ones, are a letter or the menu of a web page.
_LINES = 5
_LENGTH = 40
_YEAR = re.compile(r"(?:19|20)\d\d|[二〇○零一三四五六七八九]{4}年")
_KIND = re.compile(r"(?:部门|单位|年度?|级|综合|整体|公开).*(?:预算|决算)|(?:预算|决算)(?:信息)?公开")
_NO_TITLE = re.compile(r"附件\d*[:]?|附表\d*|(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?|[\d./\-]+")
_WORDS_BEHIND = re.compile(r"(?:情况)?(?:信息)?(?:公开)?(?:报表|说明|情况说明|表)?")


def title_of_cover(document: Document) -> str | None:
    """The first lines of the first page, up to the one that says budget or final account, as one; None if none does.

    What stands above that line belongs to it if it names a year or a unit that the line does not.
    """
    lines = list(_first_lines(document))
    for number, line in enumerate(lines):
        before, joined = plain("".join(lines[:number])), "".join(lines[: number + 1])
        if _KIND.search(plain(joined)):
            begins_above = before not in plain(line) and (bool(_YEAR.search(before)) or looks_like_unit(before))
            following = "".join(lines[number + 1 : number + 2])
            behind = following if _WORDS_BEHIND.fullmatch(plain(following)) else ""
            return (joined if begins_above else line) + behind
    return None


def _first_lines(document: Document) -> Iterator[str]:
    first = document.pages[0].items if document.pages else ()
    for number, item in enumerate(item for item in first if isinstance(item, Grid) or not _says_nothing(item.text)):
        if isinstance(item, Grid) or number == _LINES or len(plain(item.text)) > _LENGTH:
            return
        if plain(item.text) == "目录" or "。" in item.text or unit_of(item.text) is not None:
            return
        yield item.text.strip()


def _says_nothing(text: str) -> bool:
    spelt = plain(text)
    return not spelt or is_page_number(text) or (_NO_TITLE.fullmatch(spelt) is not None)
