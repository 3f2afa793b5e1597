"""The table of contents: which tables a document says that it holds."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipelines.read.document import Document, Grid, Page
from pipelines.recognise.catalogue import named_forms
from pipelines.recognise.form import Remark
from pipelines.recognise.remarks_text import Line, is_listed, lines_of
from pipelines.recognise.remarks_words import remark_words
from pipelines.recognise.spelling import enumerator, plain, without_enumerator

_LEADER = re.compile(r"(?:\.{2,}|…+|·{2,}|(?<=[)\u4e00-\u9fff])[-—]+)\s*\d{0,3}$")
_LONGEST_ENTRY = 50
_SHORTEST_CUT = 12


def read_contents(document: Document) -> Iterator[Remark]:
    """One remark an entry that names a table, with the form where the title names one; and why a table is empty."""
    for line in _joined(_entries(document)):
        yield from _entry(line)
    for page in document.pages:
        for grid in page.grids:
            yield from _listing(grid, page)


def _entry(line: Line) -> Iterator[Remark]:
    words = remark_words()
    title = _LEADER.sub("", line.text)
    if words.contents_entry.search(title) and not words.not_contents.search(without_enumerator(title)):
        yield Remark("contents_entry", title, line.page, line.box, form=_form(title), value=title)


def _form(title: str) -> str | None:
    specs = named_forms(title)
    return specs[0].id if len(specs) == 1 else None


def _listing(grid: Grid, page: Page) -> Iterator[Remark]:
    """Rows of a listing of tables that says of each whether and why it is empty."""
    words = remark_words()
    head = {cell.column: plain(cell.text) for cell in grid.cells if cell.row == 0}
    reasons = [column for column, text in head.items() if words.listing_reason.search(text)]
    if not reasons or not any(words.listing.search(text) for text in head.values()):
        return
    for row in range(1, grid.rows):
        cells = {cell.column: cell for cell in grid.cells if cell.row == row and cell.text.strip()}
        place = page.number if grid.first_line is None else grid.first_line + row
        for cell in cells.values():
            for remark in _entry(Line(plain(cell.text), place, cell.box)):
                yield remark
                if reasons[0] in cells:
                    reason = plain(cells[reasons[0]].text)
                    yield replace(remark, kind="explained_form", text=f"{remark.text}:{reason}", value=reason)


def _joined(entries: Iterable[Line]) -> Iterator[Line]:
    """The entries, those of two lines joined: a numbered line that names no table, and the rest without a number."""
    upper: Line | None = None
    for line in entries:
        if upper is not None and not enumerator(line.text):
            yield Line(upper.text + line.text, upper.page, upper.box)
            upper = None
            continue
        if upper is not None:
            yield upper
        is_cut = enumerator(line.text) and len(line.text) >= _SHORTEST_CUT and "表" not in line.text
        upper = line if is_cut and not is_listed(line.text) else None
        if upper is None:
            yield line
    if upper is not None:
        yield upper


def _entries(document: Document) -> Iterator[Line]:
    """The lines of the contents: those after the heading up to a sentence or a table, or up to the first line again."""
    is_open = False
    first = ""
    for page in document.pages:
        for item in page.items:
            if isinstance(item, Grid) and item.rows * item.columns > 1:
                rows = _rows(item)
                is_contents = _is_contents(rows)
                if is_contents:
                    yield from _entries_of_grid(item, rows, page)
                is_open = is_open and is_contents
                continue
            for line in lines_of(item, page):
                if remark_words().contents_heading.fullmatch(line.text):
                    is_open, first = True, ""
                elif is_listed(line.text):
                    yield line
                elif is_open and not _goes_on(line, first):
                    is_open = False
                elif is_open:
                    first = first or line.text
                    yield line


def _goes_on(line: Line, first: str) -> bool:
    return line.text != first and len(line.text) <= _LONGEST_ENTRY and not line.text.endswith(("。", ";", ","))


def _entries_of_grid(grid: Grid, rows: Mapping[int, str], page: Page) -> Iterator[Line]:
    for row, text in sorted(rows.items()):
        place = page.number if grid.first_line is None else grid.first_line + row
        yield Line(re.sub(r"(?<=[表)])\d{1,3}$", "", text), place, grid.box)


def _is_contents(rows: Mapping[int, str]) -> bool:
    """True for the rows of a grid headed 目录, or which mostly print leaders."""
    texts = list(rows.values())
    listed = sum(is_listed(text) for text in texts)
    return any(remark_words().contents_heading.fullmatch(text) for text in texts[:3]) or listed * 2 >= len(texts) > 0


def _rows(grid: Grid) -> dict[int, str]:
    rows: dict[int, str] = {}
    for cell in grid.cells:
        if text := plain(cell.text):
            rows[cell.row] = rows.get(cell.row, "") + text
    return rows
