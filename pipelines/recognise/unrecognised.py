"""Tables that no title names: how many amounts they print, and the question that a person can answer with one word."""

import re

from pipelines.issues import Issue
from pipelines.recognise.columns import read_columns
from pipelines.recognise.form import BodyCell, Column, Unrecognised
from pipelines.recognise.rows import lists_subjects
from pipelines.recognise.spelling import plain
from pipelines.recognise.stitch import Table

_CLEAR = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+\.\d+|\d{1,3}(?:,\d{3})+\.\d+)")
_WHOLE = re.compile(r"-?\d+")
_WORDS = 8


def unrecognised(table: Table) -> Unrecognised | None:
    """Return what a table of no form keeps from the warehouse; None where it prints no amount, such as a roster."""
    rows = table.rows()
    columns = {column.index: column for column in read_columns(table.paths, table.contents)}
    cells = sum(_is_amount(cell, columns.get(index)) for row in rows for index, cell in row.cells.items())
    if not cells and not lists_subjects(rows):
        return None
    if len(table.specs) > 1:
        names = ", ".join(spec.id for spec in table.specs)
        code = "forms_tie"
        message = (
            f"the title names more than one form ({names}): let their patterns in data/vocabulary/forms.toml differ"
        )
    else:
        code = "unrecognised_table"
        message = (
            f"no title above the table names a form: none of its {cells} amounts is loaded; "
            "add its title to data/vocabulary/forms.toml, or the words of its header to lists.toml"
        )
    header = " | ".join(dict.fromkeys("".join(path[-1].split()) for path in table.paths if path)) or None
    said = " / ".join(part for part in (table.title, _clipped(header)) if part) or None
    return Unrecognised(cells, Issue(code, message, page=table.first.matrix.place_of(0), text=said))


def _clipped(header: str | None) -> str | None:
    """The first words of a header: enough to find the table by."""
    return None if header is None else " | ".join(header.split(" | ")[:_WORDS])


def _is_amount(cell: BodyCell, column: Column | None) -> bool:
    """True for a number with decimals or separators, and for a whole one under a header of amounts."""
    if cell.spans_rows:
        return False
    text = plain(cell.text)
    is_measure = column is not None and column.kind == "measure"
    return bool(_CLEAR.fullmatch(text)) or (is_measure and bool(_WHOLE.fullmatch(text)))
