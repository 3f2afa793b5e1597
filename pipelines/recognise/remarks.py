"""What the words of a document say, outside its tables, that checks need: lists, residue of templates, captions."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipelines.read.document import Document
from pipelines.recognise.form import Remark
from pipelines.recognise.preamble import year_of
from pipelines.recognise.remarks_contents import read_contents
from pipelines.recognise.remarks_text import Line, Paragraph, is_listed, read_paragraphs, text_blocks
from pipelines.recognise.remarks_words import Lists, RemarkWords, remark_words
from pipelines.recognise.spelling import plain, without_enumerator

_EXCERPT = 30
_CLAUSES = ",;。:"
_DOUBLED = "doubled"
_PERSONAL = re.compile(r"联系|电话|手机|负责人|经办人|\d{7,}")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_DIGITS = {digit: str(number) for number, digit in enumerate("一二三四五六七八九十", start=1)} | {"两": "2"}
_OTHER_STAGE = {"budget": "决算", "final": "预算公开|预算表|预算情况"}


def read_remarks(document: Document, title: str | None, year: int | None, stage: str | None) -> tuple[Remark, ...]:
    """Every remark in reading order, the contents first. `title`, `year` and `stage` are the document's own."""
    words = remark_words()
    own = _own_word(words, title)
    remarks = list(read_contents(document))
    for block in text_blocks(document):
        body = [line for line in block if not is_listed(line.text)]
        remarks.extend(_headings(body, words, year, stage))
        for paragraph in read_paragraphs(body):
            remarks.extend(_sentences(paragraph, words))
            remarks.extend(_wording(paragraph, words, own))
    return tuple(remark for remark in remarks if not _PERSONAL.search(remark.text))


def _sentences(paragraph: Paragraph, words: RemarkWords) -> Iterator[Remark]:
    yield from _listed(paragraph, words)
    yield from _projects(paragraph, words)
    for slot, pattern in words.residue:
        for found in pattern.finditer(paragraph.text):
            # The end of one line and the beginning of the next may repeat a word where no sentence runs on.
            if slot != _DOUBLED or paragraph.line_at(found.start()) is paragraph.line_at(found.end() - 1):
                yield _remark("residue", paragraph, found, slot=slot, value=found.group(0))
    for slot, pattern, count in words.subordinate:
        for found in pattern.finditer(paragraph.text):
            number = count or next(group for group in found.groups() if group)
            yield _remark("subordinate_units", paragraph, found, slot=slot, value=_DIGITS.get(number, number))
    for form, pattern in words.explained if words.nothing.search(paragraph.text) else ():
        if said := pattern.search(paragraph.text):
            yield _remark("explained_form", paragraph, said, form=form)


def _listed(paragraph: Paragraph, words: RemarkWords) -> Iterator[Remark]:
    for slot, start, end in _lists(paragraph, words.listed):
        head = paragraph.text[max(0, paragraph.text.rfind("。", 0, start)) : start]
        if words.defines.search(head):
            continue
        for offset, item in _items(paragraph.text, start, end, words.listed.splits):
            name = _item(item, words)
            if 1 < len(name) <= words.longest_item:
                for subject in words.covers.get(name) or words.covers.get(_tail(name)) or (name,):
                    yield _at("listed_item", paragraph, offset, item, slot=slot, subject=subject, value=name)


def _item(text: str, words: RemarkWords) -> str:
    """An item without the words around it: 主要包括办公费等支出 → 办公费."""
    previous = None
    name = words.after.sub("", text.strip(":"))
    while previous != name and name not in words.covers:
        previous, name = name, words.before.sub("", name)
    return name


def _tail(name: str) -> str:
    return name.rpartition("的")[2]


def _projects(paragraph: Paragraph, words: RemarkWords) -> Iterator[Remark]:
    for _, start, end in _lists(paragraph, words.projects):
        for offset, item in _items(paragraph.text, start, end, words.projects.splits):
            if name := words.project_amount.sub("", item):
                yield _at("project_name", paragraph, offset, item, value=name)


def _lists(paragraph: Paragraph, lists: Lists) -> Iterator[tuple[str | None, int, int]]:
    """What each list is for, where its first item begins and where it ends."""
    for slot, lead in lists.leads:
        for found in lead.finditer(paragraph.text):
            stop = lists.ends.search(paragraph.text, found.end())
            yield slot, found.end(), stop.start() if stop else len(paragraph.text)


def _items(text: str, start: int, end: int, splits: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The items of a list with their offsets. A sign inside brackets divides nothing."""
    depth, begin = 0, start
    for found in re.finditer(rf"[()]|{splits.pattern}", text[start:end]):
        if found.group(0) in "()":
            depth += 1 if found.group(0) == "(" else -1
        elif depth <= 0:
            yield begin, text[begin : start + found.start()]
            begin = start + found.end()
    yield begin, text[begin:end]


def _own_word(words: RemarkWords, title: str | None) -> str | None:
    """What the title calls the document's publisher, 部门 or 单位; None where it says neither or both."""
    said = [word for word in words.wording if re.search(f"{word}(?:综合)?[预决]算", plain(title or ""))]
    return said[0] if len(said) == 1 else None


def _wording(paragraph: Paragraph, words: RemarkWords, own: str | None) -> Iterator[Remark]:
    if own is not None:
        for found in words.wording[own].finditer(paragraph.text):
            yield _remark("wording", paragraph, found, slot=own, value=found.group(0))


def _headings(lines: Sequence[Line], words: RemarkWords, year: int | None, stage: str | None) -> Iterable[Remark]:
    for number, line in enumerate(lines):
        heading = without_enumerator(line.text)
        if (
            len(line.text) <= words.longest_heading
            and year is not None
            and _is_of_another_year(heading, words, year, stage)
        ):
            yield Remark("cited_year", line.text, line.page, line.box, value=str(year_of(heading)))
        if len(line.text) <= words.longest_caption and words.picture.search(heading) and "," not in heading:
            below = lines[number + 1] if number + 1 < len(lines) else None
            # Labels of a chart are short lines with numbers.
            is_drawn = below is not None and len(below.text) < _EXCERPT and words.picture_data.search(below.text)
            if not is_drawn:
                yield Remark("picture", line.text, line.page, line.box, value=heading)


def _is_of_another_year(heading: str, words: RemarkWords, year: int, stage: str | None) -> bool:
    years = {int(text) for text in _YEAR.findall(heading)}
    other_stage = _OTHER_STAGE.get(stage or "")
    return (
        bool(years)
        and year not in years
        and bool(words.cited.search(heading))
        and not words.not_cited.search(heading)
        and not (other_stage and re.search(other_stage, heading))
    )


def _remark(
    kind: str,
    paragraph: Paragraph,
    found: re.Match[str],
    *,
    slot: str | None = None,
    form: str | None = None,
    value: str | None = None,
) -> Remark:
    line = paragraph.line_at(found.start())
    begin, end = max(0, found.start() - _EXCERPT), found.end() + _EXCERPT
    if kind == "subordinate_units":
        # A finding shows the first words only: those that speak of the units.
        begin = max(begin, 1 + max(paragraph.text.rfind(mark, 0, found.start()) for mark in _CLAUSES))
    return Remark(kind, paragraph.text[begin:end], line.page, line.box, slot=slot, form=form, value=value)


def _at(
    kind: str,
    paragraph: Paragraph,
    offset: int,
    text: str,
    *,
    slot: str | None = None,
    subject: str | None = None,
    value: str | None = None,
) -> Remark:
    line = paragraph.line_at(offset)
    return Remark(kind, text, line.page, line.box, slot=slot, subject=subject, value=value)
