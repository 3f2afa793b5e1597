"""The narrative of a document as paragraphs: wrapped lines joined, without tables, contents and running titles."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from pipelines.read.document import Box, Document, Grid, Page, TextRun
from pipelines.recognise.preamble import is_contents_line, is_page_number, scale_of
from pipelines.recognise.spelling import plain
from pipelines.records import record

PART, NO_NUMBER = 0, 9
# One group a depth.
_MARK = re.compile(
    r"(第[一二三四五六七八九十]{1,3}(?:部分|章)[、:]?)"
    r"|([一二三四五六七八九十]{1,3}[、.])"
    r"|(\([一二三四五六七八九十]{1,3}\)[、.]?)"
    r"|(\d{1,2}(?:[、.](?!\d)|\)[、.]?))"
    r"|(\(\d{1,2}\)[、.]?)"
)
_ENDS = ("。", ";", ":", "!", "?", ".")
_NOTE = re.compile(r"^\(?(?:注|备注|附注)[:0-9.、]")
# A line with a comma behind its last full stop is the beginning of a sentence, wherever it ends.
_OPEN = re.compile(r",[^。;]*$")
_CONTACT = re.compile(r"联系人|联系电话|咨询电话|监督电话|联系方式|电话:|传真:|经办人|负责人:")
_MARKDOWN = re.compile(r"^[-*>]+(?=[^\d.])|\*\*|\*")
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
# The end of a sentence that a wrap left alone on its line: 。 or 00%。
_TAIL = re.compile(r"[\d,.%]*[。;]")
# Lines at the top or bottom of so many pages with the same words are running titles.
_RUNNING = 3
_EDGE = 2
# A line of text without a place on the page was wrapped only if it is as long as this.
_WRAPPED = 30


@record(frozen=True, slots=True)
class Line:
    """One printed line in plain spelling. `page` is the page, in a text document the line."""

    text: str
    page: int
    box: Box | None
    confidence: float | None = None


@record(frozen=True, slots=True)
class Paragraph:
    """Lines that read on. `starts` are the offsets of the lines in `text`, `depth` is how deep its number stands."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[Line, ...]
    mark: str
    depth: int

    def line_at(self, offset: int) -> Line:
        """The line that prints the character at `offset`."""
        return self.lines[bisect_right(self.starts, offset) - 1]


def read_paragraphs(document: Document) -> Iterator[Paragraph]:
    """Yield the paragraphs of the narrative in reading order."""
    running = running_titles(document)
    held: list[Line] = []
    margins: dict[int, tuple[float, float]] = {}
    for page in document.pages:
        margins[page.number] = _margins(page)
        for item in page.items:
            if isinstance(item, Grid) and item.rows * item.columns > 1:
                # A page that ends in the middle of a sentence may begin with a table; the sentence goes on below it.
                continue
            for line in _lines(item, page.number):
                if not line.text or line.text in running:
                    continue
                if held and not _goes_on(held[-1], line, margins):
                    yield _paragraph(held)
                    held = []
                held.append(line)
    if held:
        yield _paragraph(held)


def mark_of(text: str) -> tuple[str, int]:
    """The number that a plain paragraph begins with, and how deep it stands; '' and NO_NUMBER without one."""
    found = _MARK.match(text)
    return (found[0], (found.lastindex or 1) - 1) if found else ("", NO_NUMBER)


def _lines(item: TextRun | Grid, page: int) -> Iterator[Line]:
    texts = (
        [(line, cell.box, cell.confidence) for cell in item.cells for line in cell.text.splitlines()]
        if isinstance(item, Grid)
        else [(item.text, item.box, item.confidence)]
    )
    for printed, box, confidence in texts:
        if is_page_number(printed) or is_contents_line(printed):
            continue
        text = _MARKDOWN.sub("", plain(printed))
        is_said = _IDEOGRAPH.search(text) or _TAIL.fullmatch(text)
        if is_said and not _CONTACT.search(text) and not _NOTE.match(text) and not _is_preamble(text):
            yield Line(text, item.line_no or page if isinstance(item, TextRun) else page, box, confidence)


def _is_preamble(text: str) -> bool:
    return len(text) < _WRAPPED and scale_of(text) is not None and "。" not in text


def _goes_on(above: Line, line: Line, margins: dict[int, tuple[float, float]]) -> bool:
    if mark_of(line.text)[1] < NO_NUMBER:
        return False
    if not above.text.endswith(_ENDS) and _OPEN.search(above.text):
        return True
    if above.box is None or line.box is None:
        is_heading = mark_of(above.text)[1] < NO_NUMBER and not any(mark in above.text for mark in ",。;")
        is_open = above.text[-1].isdigit() or len(above.text) >= _WRAPPED
        return not above.text.endswith(_ENDS) and not is_heading and is_open
    size = line.box[3] - line.box[1]
    left, right = margins[line.page][0], margins[above.page][1]
    return line.box[0] < left + size and above.box[2] > right - 3 * size


def _margins(page: Page) -> tuple[float, float]:
    # 部门:… 单位:万元 is set over the width of its table, which the prose below need not have.
    prose = (text for text in page.texts if len(text.text) > 1 and not _is_preamble(plain(text.text)))
    boxes = [text.box for text in prose if text.box is not None]
    wide = [box for box in boxes if box[2] - box[0] > (page.width or 0) / 3] or boxes
    if not wide:
        return 0.0, 0.0
    return min(box[0] for box in wide), max(box[2] for box in wide)


def running_titles(document: Document) -> frozenset[str]:
    """Return the lines, in plain spelling, that the head or foot of several pages prints."""
    counted: Counter[str] = Counter()
    for page in document.pages:
        texts = [text.text for text in page.texts if not is_page_number(text.text)]
        counted.update({plain(text) for text in (*texts[:_EDGE], *texts[-_EDGE:])})
    return frozenset(text for text, count in counted.items() if count >= _RUNNING and "。" not in text)


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    starts, length = [], 0
    for line in lines:
        starts.append(length)
        length += len(line.text)
    text = "".join(line.text for line in lines)
    mark, depth = mark_of(text)
    return Paragraph(text, tuple(starts), tuple(lines), mark, depth)
