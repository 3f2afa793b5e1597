"""Set a document as plain text: prose as lines, table rows as tab-separated lines with blank lines around a table."""

from tests.typeset.document import Block, Contents, Cover, Document, Prose, TextStyle, contents_entries
from tests.typeset.tables import Row, Sheet, Table, sheets


def render_text(document: Document) -> str:
    """The document as text; cells covered by a merged cell stay empty, so every row has all its tabs."""
    lines: list[str] = ["", ""]
    for block in document.blocks:
        lines += _block_lines(block, document)
    return "\n".join(lines).rstrip() + "\n"


def _block_lines(block: Block, document: Document) -> list[str]:
    style = document.text_style
    match block:
        case Cover():
            return [line for text in block.lines for line in (style.heading_prefix + text, "")]
        case Contents():
            entries = [f"{title} .....\t{page}" for title, page in contents_entries(document)]
            return [style.heading_prefix + block.heading, "", *entries, ""]
        case Prose():
            paragraphs = [line for text in block.paragraphs for line in (text, "")]
            return [style.heading_prefix + block.heading, "", *paragraphs]
        case Table():
            return [line for sheet in sheets(block) for line in _sheet_lines(sheet, style)]


def _sheet_lines(sheet: Sheet, style: TextStyle) -> list[str]:
    table = sheet.table
    lines: list[str] = []
    if sheet.with_title:
        if sheet.number == 0 or style.repeats_title:
            lines += [table.number, ""] if table.number else []
            lines += [style.title_prefix + table.title, ""]
        for left, right in table.preamble:
            lines += [line for text in (left, right) if text for line in (*text.split("\n"), "")]
    if sheet.with_header:
        lines += [_row_line(row) for row in table.header]
    lines += [_row_line(row) for row in sheet.rows]
    lines.append("")
    if sheet.is_last and table.notes:
        lines += [*table.notes, ""]
    return lines


def _row_line(row: Row) -> str:
    """A line of text cannot break a cell over lines."""
    return "\t".join("" if cell is None else cell.text.replace("\n", "") for cell in row)
