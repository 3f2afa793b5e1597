"""Set a document as a workbook: one sheet a form or all on one, amounts as numbers with a format or as text."""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from itertools import count

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from tests.typeset.document import Document
from tests.typeset.flow import prose_lines
from tests.typeset.printing import format_code
from tests.typeset.tables import Cell, Row, Table

NUMBER = re.compile(r"-?[0-9,]+(?:\.[0-9]+)?")
WRITTEN = datetime(2026, 1, 1)  # or the same document would be other bytes tomorrow


def render_xlsx(document: Document, *, one_sheet: bool = False, numbers: bool = True) -> bytes:
    """The document as XLSX. A form's title and unit line are rows above its header; a blank row parts two forms.

    `numbers` False writes amounts as text, as systems do that export what they print.
    """
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": WRITTEN})
        writer = _Writer(book, numbers)
        sheet, first = None, 0
        for number, block in enumerate(document.blocks, start=1):
            is_table = isinstance(block, Table)
            if sheet is None or not one_sheet:
                sheet, first = book.add_worksheet(f"{'表' if is_table else '文'}{number}"), 0
            rows = _form(block) if isinstance(block, Table) else [(Cell(t),) for t in prose_lines(block, document)]
            writer.write(sheet, first, rows)
            first += len(rows) + 1
    return buffer.getvalue()


def _form(table: Table) -> list[Row]:
    width = len(table.widths)
    rows: list[Row] = [_across(line, width) for line in (table.number, table.title) if line]
    for left, right in table.preamble:
        rows.append((*_across(left, max(1, width - 1)), Cell(right)))
    return [*rows, *table.header, *table.body, *((Cell(note),) for note in table.notes)]


def _across(text: str, columns: int) -> Row:
    return (Cell(text, columns=columns), *(None for _ in range(columns - 1)))


class _Writer:
    """Writes rows of cells and knows the number formats of the workbook."""

    def __init__(self, book: Workbook, numbers: bool) -> None:
        self.book, self.numbers = book, numbers
        self.formats: dict[str, object] = {}

    def write(self, sheet: Worksheet, first: int, rows: Sequence[Row]) -> None:
        for number, row in zip(count(first), rows, strict=False):
            for column, cell in enumerate(row):
                if cell is None:
                    continue
                if cell.rows > 1 or cell.columns > 1:
                    sheet.merge_range(number, column, number + cell.rows - 1, column + cell.columns - 1, "")
                if cell.amount and cell.text and self.numbers and NUMBER.fullmatch(cell.text):
                    value = float(cell.text.replace(",", ""))
                    sheet.write_number(number, column, value, self._format(format_code(cell.text)))
                elif cell.text:
                    sheet.write_string(number, column, cell.text)

    def _format(self, code: str) -> object:
        if code not in self.formats:
            self.formats[code] = self.book.add_format({"num_format": code})
        return self.formats[code]
