"""Issues as rows of document_issue, those of whole pages among them."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha1

from pipelines.issues import Issue
from pipelines.read.document import Document, Page

Row = dict[str, object]

_VERDICTS = {
    "no_text_but_image": "the page is a picture: nothing on it was read",
    "no_text_but_paths": "the letters of the page are drawn as outlines: nothing on it was read",
    "read_by_ocr": "the page is a picture: it was read by OCR, and its amounts count where identities confirm them",
    "ocr_missing": "the page is a picture; to read it, install the extra `ocr`: make ocr",
    "text_under_image": "the page is a picture over hidden text, which another OCR has read",
    "no_text": "the page prints no text",
    "unicode_map_error": "the font does not say which characters it prints: what was read may be wrong",
    "non_axis_text": "text that stands askew, as a watermark does, was left out",
    "empty_table": "the page holds a table without any text",
    "rules_but_no_table": "rules are drawn that make no cells: if a table stands here, it was read as lines of text",
    "page_not_read": "the readers of PDF fail on this page: nothing on it was read",
    "second_reader": "the fast reader of PDF fails on this page: the reference reader read it",
    "pages_missing": "the file promises more pages than could be read: it is damaged",
    "table_by_alignment": "the table has no rules: its cells were told apart by how they are aligned",
    "table_without_lines": "a table seems to stand here without rules; it was not read",
}
# Lines of one cell that end in an amount each are rows that no rule parts; a sentence ends in none.
_ROW_IN_CELL = re.compile(r"^.*[^\d.,-]\s*-?\d[\d,]*\.\d\d$", re.MULTILINE)
_LEAST_ROWS_IN_CELL = 3
# A line that is a row and no sentence: few words, or none, and an amount at its end.
_ROW_WITHOUT_RULES = re.compile(r"[^，。；：,;:.]{0,30}\s?-?\d[\d,]*\.\d\d")
_UNRULED = "table_without_lines"
# What is to be counted by its own code; all else that a reader says of a file is a note.
_OF_THE_FILE = {
    "file_damaged": "the file is damaged: what could be read of it was loaded, something may be missing",
    "read_by_reference_engine": "the usual reader failed; the slower reference engine read the file",
    "read_after_repair": "readers failed; the file was read after a repair, something may be missing",
}


def page_issues(document: Document) -> Iterable[Issue]:
    """What the reading room says of pages, and of what a person who opens the file would not see."""
    for page in document.pages:
        for verdict in page.verdicts:
            if verdict == "no_text" and "empty_table" in page.verdicts:
                # The table without any text says it.
                continue
            yield Issue(verdict, _VERDICTS.get(verdict, "the page could not be read as text"), page=page.number)
        yield from page.issues
        yield from _run_together(page)
        if document.is_paged and _UNRULED not in page.verdicts:
            yield from _unruled(page)
    for note in document.notes:
        code = note.partition(":")[0]
        message = f"{_OF_THE_FILE[code]}; {note.partition(': ')[2]}" if code in _OF_THE_FILE else note
        yield Issue(code if code in _OF_THE_FILE else "reader_note", message, text=note)


def _run_together(page: Page) -> Iterable[Issue]:
    """Cells that hold several rows of their table: none of their amounts can be told apart."""
    for grid in page.grids:
        for cell in grid.cells:
            rows = _ROW_IN_CELL.findall(cell.text) if "\n" in cell.text else []
            if len(rows) >= _LEAST_ROWS_IN_CELL:
                message = f"{len(rows)} rows with amounts stand in one cell: no rule parts them; they were not read"
                row_no, column_no = cell.row + 1, cell.column + 1
                yield Issue("rows_in_one_cell", message, page.number, None, row_no, column_no, cell.text)


def _unruled(page: Page) -> Iterable[Issue]:
    """A page that prints rows with amounts and no table: nothing parts the cells."""
    if any(page.grids):
        return
    rows = [run.text for run in page.texts if _ROW_WITHOUT_RULES.fullmatch(run.text.strip())]
    if len(rows) >= _LEAST_ROWS_IN_CELL:
        yield Issue(_UNRULED, _VERDICTS[_UNRULED], page=page.number, text="\n".join(rows))


def page_verdicts(document: Document) -> str:
    """What the reading room says of pages, counted, to go on with behind a reason: `; no_text_but_image on 3 of 3`."""
    counted = Counter(verdict for page in document.pages for verdict in page.verdicts)
    return "".join(f"; {verdict} on {number} of {len(document.pages)} pages" for verdict, number in counted.items())


def issue_rows(document: Document, issues: Iterable[Issue]) -> list[Row]:
    """Rows of `document_issue`; two issues of the same words at the same place stay two."""
    rows: dict[str, Row] = {}
    seen: Counter[str] = Counter()
    for issue in issues:
        place = f"{issue.page}|{issue.form}|{issue.row_no}|{issue.column_no}"
        said = f"{document.document_id}|{issue.code}|{place}|{issue.text}"
        seen[said] += 1
        key = sha1(f"{said}|{seen[said]}".encode()).hexdigest()[:20]
        rows[key] = {
            "issue_id": key,
            "document_id": document.document_id,
            "code": issue.code,
            "page": issue.page,
            "form": issue.form,
            "row_no": issue.row_no,
            "column_no": issue.column_no,
            "text": issue.text,
            "message": issue.message,
        }
    return list(rows.values())
