"""What the lines around a table say: its number and title, unit, year, stage and scale."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from unicodedata import normalize

from pipelines.recognise.remembered import remembered
from pipelines.recognise.spelling import plain, without_lookalikes
from pipelines.recognise.terms import facets_of
from pipelines.recognise.unit_words import looks_like_unit

_T = TypeVar("_T")
SCALES = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}

_SCALE = re.compile(r"(?:单位[:为]?(?:人民币)?|人民币[:])((?:千|万|百万|亿)?元)(?![\u4e00-\u9fff])")
_SCALE_IN_BRACKETS = re.compile(r"\((?:单位[:为]?)?(?:人民币)?((?:千|万|百万|亿)元|元)\)")
_UNIT_KEY = (
    r"(?:部门\(单位\)(?:名称)?|单位\(部门\)(?:名称)?|(?:编制|填报|公开|预算|填制|编报)(?:单位|部门)(?:(?:编码及|代码及)?名称)?"
    r"|(?:部门|单位)(?:编码及|代码及)?名称|机构名称|(?<!主办|承办|协办|运维|维护|支持)(?:部门|单位))(?:\((?:公章|盖章|签章)\))?"
)
_UNIT = re.compile(
    _UNIT_KEY + r"[:]\s*(?P<name>\S.*?)(?=\s*(?:金额|计量|货币)?单位[:]|\s*编制日期|\s*日期|\s+20\d\d年"
    r"|\s*(?:公开|财决|附)表?\d{1,2}(?:-\d)?表?\s*(?:$|(?:金额|计量)?单位[:])|\s{2,}|\s*$)"
)
_UNIT_KEY_ALONE = re.compile(_UNIT_KEY + r"[:]")
_BESIDE_SCALE = re.compile(r"^(?P<name>[\u4e00-\u9fff()]{4,40})\s+(?:金额|计量|货币)?单位[:]")
_CODED_UNIT = re.compile(r"^\d{3,6}(?P<name>[\u4e00-\u9fff][^:,。;表]{2,40})$")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年|(?=(?:部门|单位|预算|决算)(?!数)))")
# A letter O for the zero is common.
_CHINESE_YEAR = re.compile(r"([二〇○零Oo一三四五六七八九]{4})年")
_FISCAL_YEAR = re.compile(
    r"(?:预算|决算)?年度[:](?P<named>(?:19|20)\d\d)|\(?(?P<bracketed>(?:19|20)\d\d)(?:年度?\)|\(年度?\))"
)
_PREFIX = r"(?:附件?|附表|部门|预算|决算|公开|单位|市级)*"
_NUMBER = re.compile(
    r"^(?:"
    rf"{_PREFIX}表?第?\(?\d{{1,2}}(?:-\d{{1,2}})?\)?表?(?:[:、.]|(?=[\u4e00-\u9fff“])|$)"
    rf"|{_PREFIX}表\(?[一二三四五六七八九十]{{1,3}}(?:\)|[:、.]|(?=20\d\d)|$|(?=[^公般]))[:、.]?"
    r"|\(?[一二三四五六七八九十]{1,3}(?:[、.]|\)[、.]?)"
    r")"
)
_AS_OF = re.compile(r"截[止至]?(?:时间|日期|到|至)?[:]?(20\d\d)[-年./](\d{1,2})[-月./](\d{1,2})")
_DOTTED = re.compile(r"\.{3,}|…{2,}|·{3,}|\.\s\.\s\.")
_PAGE_NUMBER = re.compile(r"^[-—–_\s]*(?:第?\s*\d{1,4}\s*页?)[-—–_,，/共页\d\s]*$")
_SENTENCE = re.compile(r"[。；;]|详见|，")
_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_NOTE = re.compile(
    r"^(?:无|\.+|…+|/)$|^\(?(?:注|备注|说明|附注)[:0-9.、]|空表|无数据|无发生额"
    r"|^\(?(?:我|本)(?:部门|单位|局|委|办).{0,12}(?:无|没有|未)"
    r"|^\((?:无|没有)[^。;,()]{2,24}(?:支出|收入|预算|经费)[。.]?\)$"
)
_NOTHING = re.compile(r"空表|[无没未]|^\(?不涉及")
TITLE_LENGTH = 60
# A heading without the word 表 stands right above its table.
_HEADINGS = 4
# A line of fewer characters was not wrapped for want of room; a scale stands on so many lines before its last.
_WRAPPED, _SCALE_LINES = 8, 3


@dataclass(frozen=True, slots=True)
class Preamble:
    """What is said above a table. Every field is None where nothing is printed; nothing is guessed.

    `headings` are short lines that could name a table but for the word 表.
    """

    titles: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    unit: str | None = None
    year: int | None = None
    scale: str | None = None
    as_of: date | None = None


def as_of_in(text: str) -> date | None:
    """Return the day for which a table of assets holds ('截止时间：2023-12-31'), or None.

    >>> as_of_in("截至2023年12月31日")
    datetime.date(2023, 12, 31)
    """
    found = _AS_OF.search(plain(text))
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        # 2023年2月30日 is no day.
        return None


@remembered
def scale_of(text: str) -> str | None:
    """Return the scale a line prints ('金额单位：万元' → '万元'), or None.

    >>> scale_of("编制单位：档案馆  单位:万元")
    '万元'
    """
    line = plain(text)
    if "元" not in line:
        return None
    found = _SCALE.search(line) or _SCALE_IN_BRACKETS.search(line)
    return found.group(1) if found else None


@remembered
def unit_of(text: str) -> str | None:
    """Return the unit a line names ('部门：某市信访局 单位：万元' → '某市信访局'), or None."""
    said = plain(text)
    if ":" in said:
        line = normalize("NFKC", text).strip()
        for found in _UNIT.finditer(without_lookalikes(line)):
            name = line[slice(*found.span("name"))].strip(" :_")
            if len(plain(name)) > 1 and scale_of("单位:" + name) is None and len(name) <= 60:
                return name
        beside = _BESIDE_SCALE.match(line)
        if beside and scale_of(line) and looks_like_unit(beside.group("name")):
            return beside.group("name")
        return None
    coded = _CODED_UNIT.match(said)
    return normalize("NFKC", text).strip() if coded and looks_like_unit(coded.group("name")) else None


@remembered
def year_of(text: str) -> int | None:
    """Return the year a title or label names, in digits or Chinese numerals, or None."""
    line = plain(text)
    if found := _FISCAL_YEAR.search(line):
        return int(found.group("named") or found.group("bracketed"))
    if found := _YEAR.search(line):
        return int(found.group(1))
    if found := _CHINESE_YEAR.search(line):
        year = found.group(1).translate(_DIGITS)
        return int(year) if year.startswith(("19", "20")) else None
    return None


@remembered
def title_of(text: str) -> str:
    """Return a title without number, year and remarks in brackets that do not name the form.

    >>> title_of("预算05表 一般公共预算支出表")
    '一般公共预算支出表'
    """
    line = plain(text)
    line = re.sub(r"\((?:不含|含)[^)]*\)|\(单位:[^)]*\)|\(续表?\)|续表", "", line)
    line = re.sub(r"(?:19|20)\d\d年?度?|[二〇○零一三四五六七八九]{4}年度?", "", line)
    previous = None
    while previous != line:
        previous, line = line, _NUMBER.sub("", line)
    return line


@remembered
def is_contents_line(text: str) -> bool:
    """True for a line of a table of contents: dot leaders."""
    return bool(_DOTTED.search(text))


@remembered
def is_page_number(text: str) -> bool:
    """True for a running page number."""
    return bool(_PAGE_NUMBER.match(text.strip()))


@remembered
def is_note(text: str) -> bool:
    """True for a note printed at a table: '注：…', '…空表列示', '本部门无…'."""
    return bool(_NOTE.search(plain(text)))


def says_nothing(note: str) -> bool:
    """True for a note that says why a table is empty.

    >>> says_nothing("说明：本馆没有政府性基金支出，故本表无数据。"), says_nothing("注：本表反映本年收支情况。")
    (True, False)
    """
    return bool(_NOTHING.search(plain(note)))


@remembered
def could_be_title(text: str) -> bool:
    """True for a line that can name a table: short, no sentence, no line of contents."""
    line = plain(text)
    return "表" in line and len(line) <= TITLE_LENGTH and not _SENTENCE.search(line) and not is_contents_line(text)


@remembered
def is_preamble(text: str, *, alone: bool) -> bool:
    """True for a cell above the header: title, unit, scale, year. `alone`: it is the only text of its row."""
    line = plain(text)
    if scale_of(text) or unit_of(text) or _FISCAL_YEAR.search(line) or _UNIT_KEY_ALONE.fullmatch(line):
        return True
    if re.fullmatch(r"\(?(?:附件?|附表|部门|预算|决算|公开|市级|单位)*表?\d{1,2}(?:-\d{1,2})?表?\)?", line):
        return True
    return alone and any(could_be_title(part) for part in text.splitlines())


def read_preamble(lines: Sequence[str]) -> Preamble:
    """Read the lines above a table, the nearest last. The nearest line that says something wins.

    >>> read_preamble(["表3", "支出总表", "部门名称：青河市档案馆  单位：万元"]).scale
    '万元'
    """
    titles = [line for line in reversed(_joined(lines)) if could_be_title(line)]
    return Preamble(
        titles=tuple(titles),
        headings=tuple(line for line in reversed(lines[-_HEADINGS:]) if could_be_title(f"{line}表")),
        unit=_nearest(unit_of(line) for line in reversed(lines)),
        year=_nearest(
            year_of(line) for line in reversed(lines) if could_be_title(line) or _FISCAL_YEAR.search(plain(line))
        ),
        scale=_nearest(scale_of(line) for line in reversed(list(_with_wraps(lines)))),
        as_of=_nearest(as_of_in(line) for line in reversed(lines)),
    )


def _joined(lines: Sequence[str]) -> list[str]:
    """The lines, and each two neighbours joined: a long title is wrapped.

    Where the upper line is all words of titles, the joined line counts first: 一般公共预算“三公”经费 / 支出预算表.
    """
    result: list[str] = []
    words = [line for line in lines if any(char.isalnum() for char in line)]
    for left, right in zip(["", *words], words, strict=False):
        upper = title_of(left)
        is_part = len(upper) > 2 and "表" not in left and unit_of(left) is None and scale_of(left) is None
        said = facets_of(upper)
        if is_part and said.understood and (said.funding or said.category or said.three_public):
            result.extend((right, left + right))
        elif is_part and len(upper) >= _WRAPPED:
            result.extend((left + right, right))
        else:
            result.append(right)
    return result


def _with_wraps(lines: Sequence[str]) -> Iterable[str]:
    """The lines, and '单位：万', or '单位：' and '万', joined with the '元' that a narrow column put below them."""
    for number, line in enumerate(lines):
        if plain(line) in SCALES:
            yield from ("".join(lines[max(0, number - above) : number + 1]) for above in range(_SCALE_LINES, 0, -1))
        yield line


def _nearest(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)
