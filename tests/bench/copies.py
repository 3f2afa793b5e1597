"""Copies of a document's rows, each under ids of its own: a large batch out of a few documents."""

from pipelines.normalise.rows import DocumentRows

# What tells one document, one unit or one printed thing from another.
_OWN = (
    "document_id",
    "disclosure_id",
    "unit_id",
    "parent_unit_id",
    "fact_id",
    "issue_id",
    "remark_id",
    "statement_id",
    "base_statement_id",
    "whole_statement_id",
)


def copied(rows: DocumentRows, number: int) -> DocumentRows:
    """The `number`th copy: the same rows of another document of another unit."""

    def own(column: str, value: object) -> object:
        return f"{value}-{number}" if column in _OWN and value is not None else value

    tables = {
        name: [{column: own(column, value) for column, value in row.items()} for row in found]
        for name, found in rows.tables.items()
    }
    return DocumentRows(f"{rows.document_id}-{number}", tables)
