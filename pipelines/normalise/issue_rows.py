"""Issues as rows of document_issue, those of whole pages among them."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha1

from pipelines.issues import Issue
from pipelines.read.document import Document

Row = dict[str, object]

_VERDICTS = {
    "no_text_but_image": "the page is a picture: nothing on it was read",
    "no_text_but_paths": "the letters of the page are drawn as outlines: nothing on it was read",
    "no_text": "the page prints no text",
    "unicode_map_error": "the font does not say which characters it prints: what was read may be wrong",
    "non_axis_text": "text that stands askew, as a watermark does, was left out",
    "empty_table": "the page holds a table without any text",
    "rules_but_no_table": "rules are drawn that make no cells: if a table stands here, it was read as lines of text",
    "page_not_read": "the readers of PDF fail on this page: nothing on it was read",
    "second_reader": "the fast reader of PDF fails on this page: the reference reader read it",
    "page_too_dense": "the page holds more than the limits allow: nothing on it was read",
    "pages_missing": "the file promises more pages than could be read: it is damaged",
    "table_by_alignment": "the table has no rules: its cells were told apart by how they are aligned",
    "table_without_lines": "a table seems to stand here without rules; it was not read",
}


def page_issues(document: Document) -> Iterable[Issue]:
    """What the reading room says of pages, and of what a person who opens the file would not see."""
    for page in document.pages:
        for verdict in page.verdicts:
            yield Issue(verdict, _VERDICTS.get(verdict, "the page could not be read as text"), page=page.number)
        yield from page.issues
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
