"""The text outside the grids as paragraphs in plain spelling, each character traceable to the line that prints it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipelines.read.document import Box, Document, Grid, Page, TextRun
from pipelines.recognise.preamble import is_page_number
from pipelines.recognise.remembered import remembered
from pipelines.recognise.spelling import enumerator, plain
from pipelines.records import record

_ENDS = tuple("。;!?")
# Leaders stand at the end of a line; dots inside a sentence say that a list goes on.
_LISTED = re.compile(r"(?:\.{3,}|·{3,})\d{1,3}$|(?:\.{9,}|·{6,})$")
# The title of a table runs on neither from the line above nor into the line below.
_TITLE = re.compile(r"[^。;,]{3,}表(?:\([^()]*\))?$")
# A running head stands on every page; a title repeated on a continuation page does not stand on so many.
_RUNNING = 4


@record(frozen=True, slots=True)
class Line:
    """One printed line: its text in plain spelling, the page (in text without pages: the line) and its box."""

    text: str
    page: int
    box: Box | None


@record(frozen=True, slots=True)
class Paragraph:
    """Lines that run on, joined. `starts` are the offsets at which each line begins."""

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]

    def line_at(self, offset: int) -> Line:
        """The line that prints the character at `offset`."""
        return self.lines[bisect_right(self.starts, offset) - 1]


def text_blocks(document: Document) -> Iterator[tuple[Line, ...]]:
    """The lines between two grids, without page numbers and running heads."""
    running = _running_heads(document)
    block: list[Line] = []
    for page in document.pages:
        for item in page.items:
            if isinstance(item, Grid) and item.rows * item.columns > 1:
                if block:
                    yield tuple(block)
                block = []
                continue
            block.extend(line for line in lines_of(item, page) if line.text not in running)
    if block:
        yield tuple(block)


def lines_of(item: TextRun | Grid, page: Page) -> Iterator[Line]:
    """The lines of a text run, or of a frame around running text."""
    texts = (
        [(item.text, item.box, item.line_no)]
        if isinstance(item, TextRun)
        else [(text, cell.box, None) for cell in item.cells for text in cell.text.splitlines()]
    )
    for text, box, line_no in texts:
        if (words := plain(text)) and not is_page_number(text):
            yield Line(words, line_no or page.number, box)


def read_paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Join lines that run on: until a sentence ends, a line is numbered, or a title or a line of contents stands."""
    open_lines: list[Line] = []
    for line in lines:
        if open_lines and (_closes(open_lines[-1]) or enumerator(line.text) or _TITLE.fullmatch(line.text)):
            yield _joined(open_lines)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield _joined(open_lines)


@remembered
def is_listed(text: str) -> bool:
    """True for a line of a table of contents, in plain spelling: leaders up to its end."""
    return ("..." in text or "···" in text) and bool(_LISTED.search(text))


def _closes(line: Line) -> bool:
    return line.text.endswith(_ENDS) or is_listed(line.text) or bool(_TITLE.fullmatch(line.text))


def _joined(lines: Sequence[Line]) -> Paragraph:
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line.text))
    return Paragraph("".join(line.text for line in lines), tuple(lines), tuple(starts))


def _running_heads(document: Document) -> frozenset[str]:
    pages: dict[str, set[int]] = {}
    for page in document.pages:
        runs = list(page.texts)
        for run in (*runs[:2], *runs[-2:]):
            pages.setdefault(plain(run.text), set()).add(page.number)
    return frozenset(text for text, numbers in pages.items() if len(numbers) >= _RUNNING)
