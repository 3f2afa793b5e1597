"""What the document says it is before its tables: title, unit, year and stage."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from pipelines.read.document import Document, Grid
from pipelines.recognise.cover_title import title_of_cover
from pipelines.recognise.preamble import TITLE_LENGTH, is_contents_line, unit_of, year_of
from pipelines.recognise.remembered import remembered
from pipelines.recognise.spelling import plain
from pipelines.recognise.unit_words import looks_like_unit

_SUBJECT = re.compile(
    r"^(?:(?:19|20)\d\d年?度?|[二〇○零一三四五六七八九]{4}年度?)?(?P<unit>[\u4e00-\u9fff()（）·]{3,40}?)(?:部门|单位)?"
    r"(?:(?:19|20)\d\d年?度?|[二〇○零一三四五六七八九]{4}年度?)?(?:市级|市本级|区级|县级|省级)?(?:部门|单位|部门综合|部门\(单位\))?(?:预算|决算)"
)
# The title of one table, where a table is all that is published: 2025年某县水利局“三公”经费情况统计表.
_NAMED_TABLE = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、)?(?:(?:19|20)\d\d年?度?)?(?P<unit>[\u4e00-\u9fff()（）·]{3,40}?)(?:部门|单位)?(?:(?:19|20)\d\d年?度?)?"
    r"(?:一般公共预算|公共预算|政府性基金|国有资本|财政拨款|[“\"]?三公|收支|收入|支出|部门|单位|预算|决算)"
)
_STAGE = re.compile(r"(?:部门|单位|年度?|综合)(预算|决算)|(预算|决算)(?:信息)?公开")
_UNIT_KEY = re.compile(r"(?:部门|单位|预算单位|部门\(单位\)|填报单位|实施单位|主管部门)(?:\(单位\))?(?:名称)?[:]?")
_YEAR_ALONE = re.compile(r"\((?:19|20)\d\d(?:年度?)?\)|(?:19|20)\d\d(?:年度?|\(年度?\))")
_TOLD = re.compile(r"((?:19|20)\d\d)年度?[^,。;\d]{0,12}(?:收入|支出|收、支|财政拨款|一般公共预算)")
_LEADING = re.compile(r"^(?:第[一二三四五六七八九十]部分|纳入|关于)")
_AMOUNTS = re.compile(r"(预算|决算|执行)数\)?$")
_LINES = 400
# So many lines may be one title.
_JOINED = (2, 3, 4)
_TITLE = 50


@dataclass(frozen=True, slots=True)
class Cover:
    """Title line, unit names (the most frequent first), year and stage; None where the document does not say."""

    title: str | None
    units: tuple[str, ...]
    year: int | None
    stage: str | None


def read_cover(document: Document) -> Cover:
    """Read the lines of a document for what it is about. The first pages count most: they come first."""
    lines = _lines(document)
    titles = _titles(lines[:_LINES])
    said = [*titles, *_joined(lines)]
    # The sheets of a workbook may come before the sheet that says what they are.
    late = _titles(lines[_LINES:])
    keyed = Counter(name for line in lines if (name := unit_of(line)))
    # A number before a name that stands once may be anything: a hotline in the menu of a web page.
    stray = Counter(name for name, count in keyed.items() if count == 1 and name[0].isdigit())
    tables = Counter(
        name for line in lines[:_LINES] if "表" in line or "三公" in line for name in _units_of_table(line)
    )
    cells = Counter(_units_in_cells(document))
    counted = (keyed - stray, _units_of(said), stray, cells, tables, _units_of(late))
    units = [name for names in counted for name, _ in names.most_common() if name]
    return Cover(
        title=title_of_cover(document) or next(iter(titles), None),
        units=tuple(dict.fromkeys(units)),
        year=_year_of(said) or _year_of(late) or _any_year(lines) or _latest_year(lines) or _told_year(document),
        stage=_stage_of(said) or _stage_of(late) or _stage_of_columns(lines),
    )


def _year_of(titles: Sequence[str]) -> int | None:
    years = Counter(year for line in titles if (year := year_of(line)))
    return years.most_common(1)[0][0] if years else None


def _stage_of(titles: Sequence[str]) -> str | None:
    found = Counter(
        "final" if "决算" in match.group(0) else "budget" for line in titles for match in _STAGE.finditer(plain(line))
    )
    return found.most_common(1)[0][0] if found else None


def _units_of(titles: Sequence[str]) -> Counter[str]:
    return Counter(
        name
        for line in titles
        if (match := _SUBJECT.match(plain(line))) and looks_like_unit(name := _LEADING.sub("", match.group("unit")))
    )


def _lines(document: Document) -> list[str]:
    lines: list[str] = []
    for page in document.pages:
        for item in page.items:
            if isinstance(item, Grid):
                lines.extend(cell.text for cell in item.cells if 0 < len(cell.text) <= 60)
            elif item.text.strip() and not is_contents_line(item.text):
                lines.append(item.text.strip())
    return lines


def _titles(lines: list[str]) -> list[str]:
    """Short lines that say 部门预算 and their like; 2025年预算数 heads a column, and may head last year's, too."""
    short = ((line, text) for line in lines if "算" in (text := plain(line)) and len(text) <= _TITLE)
    return [line for line, text in short if _STAGE.search(text) and not _AMOUNTS.search(text)]


def _joined(lines: list[str]) -> list[str]:
    """A cover sets its title in several lines: the first lines joined, but not with a line that repeats another.

    A web page prints the name of the unit as its title and again as its heading: once is enough.
    """
    once = (line for before, line in zip(["", *lines], lines, strict=False) if plain(line) != plain(before))
    lines = list(islice(once, _JOINED[-1]))
    first = [lines[:count] for count in _JOINED if len(lines) >= count]
    return [
        "".join(parts)
        for parts in first
        if not any(plain(one) in plain(two) for one, two in pairwise(parts))
        and not any(_AMOUNTS.search(plain(part)) for part in parts)
    ]


def _units_of_table(line: str) -> Iterator[str]:
    """The unit that the title of a table begins with."""
    found = _NAMED_TABLE.match(plain(line)) if len(plain(line)) <= TITLE_LENGTH else None
    if found is not None and looks_like_unit(name := found.group("unit")):
        yield name


def _units_in_cells(document: Document) -> Iterator[str]:
    """Names in the cell to the right of 部门名称 or 单位名称, as forms of key and value print them."""
    for page in document.pages:
        for grid in page.grids:
            for cell in grid.cells:
                if not _is_unit_key(cell.text):
                    continue
                right = next(
                    (c for c in grid.cells if c.row == cell.row and c.column == cell.column + cell.column_span), None
                )
                if right is not None and looks_like_unit(right.text):
                    yield "".join(right.text.split())


@remembered
def _is_unit_key(text: str) -> bool:
    return bool(_UNIT_KEY.fullmatch(plain(text)))


def _latest_year(lines: list[str]) -> int | None:
    """Where only columns name years, the latest: a disclosure compares with years that have passed."""
    return max((year for line in lines if _AMOUNTS.search(plain(line)) and (year := year_of(line))), default=None)


def _told_year(document: Document) -> int | None:
    """Where neither title nor column names a year: the one that the narrative speaks of most (2023年度…)."""
    told: Counter[str] = Counter()
    for page in document.pages:
        for item in page.items:
            texts = [cell.text for cell in item.cells] if isinstance(item, Grid) else [item.text]
            told.update(year for text in texts for year in _TOLD.findall(plain(text)))
    first, second = [*told.most_common(2), ("", 0), ("", 0)][:2]
    return int(first[0]) if first[1] > second[1] else None


def _stage_of_columns(lines: list[str]) -> str | None:
    """Where only columns say so: a final account prints 决算数, and may print the budget beside it."""
    said = {found.group(1) for line in lines if (found := _AMOUNTS.search(plain(line)))}
    return "final" if "决算" in said else "budget" if "预算" in said else None


def _any_year(lines: list[str]) -> int | None:
    """The year in brackets that report printers put under a title: (2026年度)."""
    for line in lines:
        if _YEAR_ALONE.fullmatch(plain(line)):
            return int(re.sub(r"\D", "", plain(line)))
    return None
