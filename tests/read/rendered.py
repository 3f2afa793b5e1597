"""Set a typeset document as a web page, a workbook and a Word document, in the least that makes such a file."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from tests.typeset.document import Contents, Cover, Document, Prose, contents_entries
from tests.typeset.tables import Cell, Row, Table

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN_TYPES = {
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
}


def render_html(document: Document, charset: str = "utf-8") -> bytes:
    """One page: prose as paragraphs, each form as a table with merged cells, its title above it."""
    body: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            body += [f"<p>{escape(line)}</p>" for line in _lines_above(block)]
            body.append(html_table((*block.header, *block.body)))
            body += [f"<p>{escape(note)}</p>" for note in block.notes]
        else:
            body += [f"<p>{escape(line)}</p>" for line in _prose(block, document)]
    head = f'<!DOCTYPE html><html><head><meta charset="{charset}"><title></title></head><body>'
    return (head + "\n".join(body) + "</body></html>").encode(charset)


def html_table(rows: Sequence[Row]) -> str:
    lines = ["<table border='1'>"]
    for row in rows:
        cells = "".join(
            f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{escape(cell.text)}</td>' for cell in row if cell
        )
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join([*lines, "</table>"])


def render_xlsx(document: Document) -> bytes:
    """One sheet a block. A form's title and unit line are rows above its header; amounts are numbers with a format."""
    formats = _Formats()
    sheets: dict[str, str] = {}
    for number, block in enumerate(document.blocks, start=1):
        if isinstance(block, Table):
            sheets[f"表{number}"] = _form_sheet(block, formats)
        else:
            lines = [[Cell(line)] for line in _prose(block, document)]
            sheets[f"文{number}"] = sheet_xml(lines, formats.numbers)
    return workbook(sheets, list(formats.numbers))


class _Formats:
    """Number formats by the style number that cells name; style 0 is General."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"General": 0}


def _form_sheet(table: Table, formats: _Formats) -> str:
    width = len(table.widths)
    rows: list[Sequence[Cell | None]] = [[Cell(line, columns=width)] for line in (table.number, table.title) if line]
    for left, right in table.preamble:
        rows.append([Cell(left, columns=max(1, width - 1)), *[None] * max(0, width - 2), Cell(right)])
    rows += [*table.header, *table.body]
    rows += [[Cell(note)] for note in table.notes]
    for cell in (cell for row in rows for cell in row if cell):
        if cell.amount and cell.text:
            formats.numbers.setdefault(format_code(cell.text), len(formats.numbers))
    return sheet_xml(rows, formats.numbers)


def format_code(text: str) -> str:
    """The number format that prints a number as `text`."""
    decimals = len(text.partition(".")[2])
    return ("#,##0" if "," in text else "0") + ("." + "0" * decimals if decimals else "")


def sheet_xml(rows: Sequence[Sequence[Cell | None]], formats: Mapping[str, int]) -> str:
    """One worksheet; a cell with an amount is a number, any other a text."""
    lines, merges = [], []
    for number, row in enumerate(rows, start=1):
        cells = []
        for column, cell in enumerate(row):
            if cell is None:
                continue
            place = f"{letter(column)}{number}"
            if cell.rows > 1 or cell.columns > 1:
                end = f"{letter(column + cell.columns - 1)}{number + cell.rows - 1}"
                merges.append(f'<mergeCell ref="{place}:{end}"/>')
            if cell.amount and cell.text:
                style = formats[format_code(cell.text)]
                cells.append(f'<c r="{place}" s="{style}"><v>{float(cell.text.replace(",", ""))!r}</v></c>')
            elif cell.text:
                cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(cell.text)}</t></is></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    merged = f"<mergeCells>{''.join(merges)}</mergeCells>" if merges else ""
    return f'{XML}<worksheet xmlns="{SHEET}"><sheetData>{"".join(lines)}</sheetData>{merged}</worksheet>'


def letter(column: int) -> str:
    """The name of a column that counts from 0: A, …, Z, AA."""
    return (letter(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def workbook(sheets: Mapping[str, str], formats: Sequence[str] = ("General",), hidden: Sequence[str] = ()) -> bytes:
    """An XLSX from worksheet parts by sheet name."""
    listed, relations = [], []
    for number, name in enumerate(sheets, start=1):
        state = ' state="hidden"' if name in hidden else ""
        listed.append(f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="r{number}"/>')
        relations.append(f'<Relationship Id="r{number}" Type="{OFFICE}/relationships/worksheet" '
                         f'Target="worksheets/sheet{number}.xml"/>')  # fmt: skip
    relations.append(f'<Relationship Id="s" Type="{OFFICE}/relationships/styles" Target="styles.xml"/>')
    codes = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{escape(code)}"/>' for n, code in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{164 + n if code != "General" else 0}"/>' for n, code in enumerate(formats))
    parts = {
        "xl/workbook.xml": f'{XML}<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}/relationships">'
        f"<sheets>{''.join(listed)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{''.join(relations)}</Relationships>",
        "xl/styles.xml": f'{XML}<styleSheet xmlns="{SHEET}"><numFmts count="{len(formats)}">{codes}</numFmts>'
        f"<cellXfs>{styles}</cellXfs></styleSheet>",
    }
    parts |= {f"xl/worksheets/sheet{number}.xml": xml for number, xml in enumerate(sheets.values(), start=1)}
    return package(parts, "xl/workbook.xml")


def render_docx(document: Document) -> bytes:
    """Paragraphs and tables in order, cells merged as Word merges them."""
    body: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            body += map(paragraph, _lines_above(block))
            body.append(word_table((*block.header, *block.body)))
            body += map(paragraph, block.notes)
        else:
            body += map(paragraph, _prose(block, document))
    return word_file("".join(body))


def word_file(body: str) -> bytes:
    """A DOCX from the XML of its body."""
    return package({"word/document.xml": f'{XML}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'},
                   "word/document.xml")  # fmt: skip


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


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


def package(parts: Mapping[str, str | bytes], main: str, types: str | None = None) -> bytes:
    """An OOXML package of these parts; `main` is the one that a reader begins with."""
    content_types = types or (
        f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="{MAIN_TYPES[main]}"/></Types>'
    )
    relations = f'<Relationship Id="m" Type="{OFFICE}/relationships/officeDocument" Target="{main}"/>'
    whole = {
        "[Content_Types].xml": content_types,
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        **parts,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _lines_above(table: Table) -> Iterator[str]:
    yield from (line for line in (table.number, table.title) if line)
    yield from ("  ".join(part for part in line if part) for line in table.preamble)


def _prose(block: Cover | Contents | Prose, document: Document) -> Iterator[str]:
    match block:
        case Cover():
            yield from block.lines
        case Contents():
            yield block.heading
            yield from (f"{title} …… {page}" for title, page in contents_entries(document))
        case Prose():
            yield block.heading
            yield from block.paragraphs
