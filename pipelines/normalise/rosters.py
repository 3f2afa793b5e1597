"""The units that a department says its budget covers: rosters in tables (机构设置情况) and lists in its narrative."""

import re
from collections.abc import Collection, Iterator, Sequence

from pipelines.read.document import Document, TextRun
from pipelines.recognise.catalogue import spec_of
from pipelines.recognise.form import Form
from pipelines.recognise.preamble import is_contents_line, is_page_number
from pipelines.recognise.prose import running_titles
from pipelines.recognise.spelling import plain
from pipelines.recognise.unit_words import looks_like_unit

_OPENS = re.compile(r"纳入[^。]{0,40}(?:编制|汇总)[^。]{0,4}范围[^。]{0,40}(?:包括|分别为|分别是|如下|有):")
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]部分)"
)
_NUMBERED = re.compile(r"(?:^|(?<=[^\d.]))\d{1,2}[.、](?!\d)")
# 信息中心 alone names many units of one city.
_PLACED = re.compile(r"^[\u4e00-\u9fff]{2,}?[省市县区州盟旗]")
_LINES = 80


def listed_units(document: Document, forms: Sequence[Form], publishers: Collection[str]) -> tuple[str, ...]:
    """Return the names of the units that the document lists as covered, as printed; only what is certain."""
    names = [*_in_tables(forms), *_in_prose(document)]
    own = {plain(name) for name in publishers}
    return tuple(
        dict.fromkeys(
            name for name in names if _PLACED.match(plain(name)) or any(plain(name).startswith(unit) for unit in own)
        )
    )


def _in_tables(forms: Sequence[Form]) -> Iterator[str]:
    for form in forms:
        if spec_of(form.form).columns != "roster":
            continue
        columns = [column.index for column in form.columns if column.kind == "unit_name"]
        for row in form.rows:
            for name in ("".join(row.cells[index].text.split()) for index in columns if index in row.cells):
                if looks_like_unit(name):
                    yield name


def _in_prose(document: Document) -> Iterator[str]:
    lines = [item.text for page in document.pages for item in page.items if isinstance(item, TextRun)]
    if not any("纳入" in line for line in lines):
        return
    # A sentence that goes on over the page would take the running title in: 望川开 + 部门预算公开 + 放大学.
    running = running_titles(document)
    lines = [
        line
        for line in lines
        if line.strip() and not is_page_number(line) and not is_contents_line(line) and plain(line) not in running
    ]
    for number in range(len(lines)):
        # The sentence may be wrapped: it opens where its first word stands.
        if "纳入" not in lines[number]:
            continue
        text = _paragraph(lines[number : number + _LINES])
        if opened := _OPENS.search(text):
            yield from _names(text[opened.end() :])
            return


def _paragraph(lines: Sequence[str]) -> str:
    whole = ""
    for position, line in enumerate(lines):
        if position and _HEADING.match(plain(line)):
            break
        whole += plain(line)
    return whole


def _names(text: str) -> Iterator[str]:
    """Numbered names up to the first that is none, or names between commas where all of them are names of units."""
    if _NUMBERED.match(text):
        for part in _NUMBERED.split(text)[1:]:
            name = part.rstrip("。;,、")
            if not looks_like_unit(name):
                return
            yield name
        return
    sentence = text.split("。", 1)[0]
    parts = re.split(r"[、,;](?![^(]*\))", sentence)
    if all(looks_like_unit(part) for part in parts):
        yield from parts
