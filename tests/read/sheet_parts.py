"""Workbooks put together from the XML of their sheets, for what no program that writes workbooks would write."""

from collections.abc import Mapping, Sequence
from html import escape

from tests.typeset.package import OFFICE, PACKAGE, XML, package
from tests.typeset.printing import format_code
from tests.typeset.tables import Cell

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


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
