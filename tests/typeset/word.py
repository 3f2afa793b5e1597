"""Set a document as a Word document: paragraphs and tables in order, cells merged as Word merges them."""

from collections.abc import Sequence
from html import escape

from tests.typeset.document import Document
from tests.typeset.flow import lines_above, prose_lines
from tests.typeset.package import XML, package
from tests.typeset.tables import Cell, Row, Table

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def render_docx(document: Document) -> bytes:
    """The document as DOCX; pages are Word's business, so a table is one table."""
    body: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            body += map(paragraph, lines_above(block))
            body.append(word_table((*block.header, *block.body)))
            body += map(paragraph, block.notes)
        else:
            body += map(paragraph, prose_lines(block, document))
    return word_file("".join(body))


def word_file(body: str) -> bytes:
    """A DOCX from the XML of its body."""
    return package({"word/document.xml": f'{XML}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'},
                   "word/document.xml")  # fmt: skip


def paragraph(text: str) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:r>{lines}</w:r></w:p>"


def word_table(rows: Sequence[Row]) -> str:
    below: dict[int, tuple[int, int]] = {}  # column: rows still covered, columns covered
    lines = []
    for row in rows:
        cells, column = [], 0
        while column < len(row):
            left, wide = below.get(column, (0, 1))
            cell = row[column]
            if cell is None and left:
                below[column] = (left - 1, wide)
                merge, text = "<w:vMerge/>", ""
            else:
                cell = cell or Cell("")
                wide, text = cell.columns, cell.text
                merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
                below[column] = (cell.rows - 1, wide)
            span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
            cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{paragraph(text)}</w:tc>")
            column += wide
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblPr/>{''.join(lines)}</w:tbl>"
