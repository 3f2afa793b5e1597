"""Read a text document: lines, and tables whose cells are separated by tabs, or by bars as in Markdown."""

import re
from pathlib import Path

from pipelines.issues import DocumentRejected
from pipelines.read.document import Cell, Grid, Page, TextRun
from pipelines.read.table_layout import MOST_PLACES
from pipelines.read.unruled import seem_a_table

_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
# Ideographs, and the punctuation and wide forms printed with them.
_CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
# So many rows of one cell may follow each other inside a table.
_LONGEST_GAP = 2
# | 科目编码 | 合计 | in Markdown, and the line |---|---:| below its first row.
_BARS = re.compile(r"\s*\|(.*)\|\s*")
_RULE = re.compile(r"(?=.*---)[\s:|-]+")


def read_text(path: Path) -> tuple[Page, ...]:
    """Return one page with the lines and grids of a text file, in order.

    Consecutive lines with a tab, or between bars, are one grid. Raises UnicodeDecodeError where the bytes are neither
    UTF-8 nor GB18030, DocumentRejected with table_too_large.
    """
    items: list[TextRun | Grid] = []
    block: list[str] = []
    lines = [*map(_tabbed, text_lines(path)), ""]
    for number, line in enumerate(lines, start=1):
        if "\t" in line or (block and line.strip() and _goes_on(lines[number : number + _LONGEST_GAP])):
            block.append(line)
            continue
        if block:
            items.append(_grid(block, number - len(block), sum(isinstance(item, Grid) for item in items) + 1))
            block = []
        if line.strip():
            items.append(TextRun(line.strip().lstrip("#").strip(), line_no=number))
    outside = [item.text for item in items if isinstance(item, TextRun)]
    return (Page(1, tuple(items), verdicts=("table_without_lines",) if seem_a_table(outside) else ()),)


def text_lines(path: Path) -> list[str]:
    """The lines of a text file, as pages and rows count them. Raises UnicodeDecodeError."""
    return _decode(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _tabbed(line: str) -> str:
    """A row of a Markdown table with tabs for its bars; any other line as it is."""
    found = _BARS.fullmatch(line)
    return line if found is None or "\t" in line else found[1].replace("|", "\t") + "\t" * ("|" not in found[1])


def _decode(data: bytes) -> str:
    """UTF-8 or GB18030 (of which GB2312 and GBK are parts). Few Chinese bytes can be valid in both: Chinese wins."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
    if text.isascii() or _CHINESE.search(text):
        return text
    try:
        other = data.decode("gb18030")
    except UnicodeDecodeError:
        return text
    return other if _IDEOGRAPH.search(other) else text


def _goes_on(following: list[str]) -> bool:
    """True where a tab comes before the next blank line: a row that prints one cell only stands between rows."""
    for line in following:
        if "\t" in line:
            return True
        if not line.strip():
            return False
    return False


def _grid(lines: list[str], first_line: int, table_no: int) -> Grid:
    columns = max(line.count("\t") for line in lines) + 1
    if len(lines) * columns > MOST_PLACES:
        raise DocumentRejected("table_too_large", f"a table of {len(lines)} rows and {columns} columns")
    rows = [line.split("\t") for line in lines]
    # The rule of a Markdown table is no row: the one above it reaches over it.
    rules = {row for row, line in enumerate(lines) if row and _RULE.fullmatch(line.replace("\t", "|"))}
    cells = tuple(
        Cell(text.strip(), row, column, row_span=2 if row + 1 in rules else 1)
        for row, texts in enumerate(rows)
        if row not in rules
        for column, text in enumerate(texts)
    )
    return Grid(cells, len(rows), columns, table_no, first_line=first_line, has_spans=False)
