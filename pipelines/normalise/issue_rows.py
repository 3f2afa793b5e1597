"""Issues as rows of document_issue, those of whole pages among them."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha1

from pipelines.issues import Issue
from pipelines.read.document import Document

Row = dict[str, object]

_VERDICTS = {
    "no_text_but_image": "the page is a picture: nothing on it was read",
    "read_by_ocr": "the page is a picture: it was read by OCR, and its amounts count where identities confirm them",
    "ocr_missing": "the page is a picture; to read it, install the extra: pip install 'mingzhang[ocr]'",
    "text_under_image": "the page is a picture over hidden text, which another OCR has read",
    "no_text": "the page prints no text",
    "unicode_map_error": "the font does not say which characters it prints: what was read may be wrong",
    "empty_table": "the page holds a table without any text",
    "pages_missing": "the file promises more pages than could be read: it is damaged",
    "table_by_alignment": "the table has no rules: its cells were told apart by how they are aligned",
    "table_without_lines": "a table seems to stand here without rules; it was not read",
}


def page_issues(document: Document) -> Iterable[Issue]:
    """What the reading room says of pages, and of what a person who opens the file would not see."""
    for page in document.pages:
        for verdict in page.verdicts:
            yield Issue(verdict, _VERDICTS.get(verdict, "the page could not be read as text"), page=page.number)
    for note in document.notes:
        yield Issue("reader_note", note, text=note)


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
