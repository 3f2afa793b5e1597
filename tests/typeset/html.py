"""Set a document as a web page: prose as paragraphs, each form as a table with merged cells, its title above it."""

from collections.abc import Sequence
from html import escape

from tests.typeset.document import Document
from tests.typeset.flow import lines_above, prose_lines
from tests.typeset.tables import Row, Table


def render_html(document: Document, declared: str = "utf-8", charset: str = "") -> bytes:
    """The document as one page. `declared` is the charset it states, `charset` the one it is in if that is another."""
    body: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            body += [f"<p>{escape(line)}</p>" for line in lines_above(block)]
            body.append(html_table((*block.header, *block.body)))
            body += [f"<p>{escape(note)}</p>" for note in block.notes]
        else:
            body += [f"<p>{escape(line)}</p>" for line in prose_lines(block, document)]
    head = f'<!DOCTYPE html><html><head><meta charset="{declared}"><title></title></head><body>'
    return (head + "\n".join(body) + "</body></html>").encode(charset or declared)


def html_table(rows: Sequence[Row]) -> str:
    lines = ["<table border='1'>"]
    for row in rows:
        cells = "".join(
            f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{_lines(cell.text)}</td>' for cell in row if cell
        )
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join([*lines, "</table>"])


def _lines(text: str) -> str:
    return "<br>".join(map(escape, text.split("\n")))
