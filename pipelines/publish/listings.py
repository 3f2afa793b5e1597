"""The two lists that people begin with: every document, and what does not add up."""

from dataclasses import replace

from duckdb import DuckDBPyConnection

from pipelines.issues import MingzhangError
from pipelines.publish.queries import read_query
from pipelines.publish.query import Answer, ask

_BRIEF_DOCUMENT = (
    "document_name", "status", "unit_name", "fiscal_year", "stage", "forms", "empty_forms", "fact_percent",
    "issues", "findings", "reason"
)  # fmt: skip
_BRIEF_FINDING = (
    "finding_id",
    "severity",
    "identity_id",
    "document_name",
    "unit_name",
    "fiscal_year",
    "difference_yuan",
)


class NoSuchDocument(MingzhangError):
    """No document has this id or name."""


def list_documents(connection: DuckDBPyConnection, *, is_brief: bool = False) -> Answer:
    """Every document with its counts, by name; the brief list leaves out what does not fit on a screen."""
    answer = ask(connection, read_query("documents"))
    return select_columns(answer, _BRIEF_DOCUMENT) if is_brief else answer


def list_findings(
    connection: DuckDBPyConnection,
    severity: str | None = None,
    document: str | None = None,
    *,
    language: str | None = None,
) -> Answer:
    """Root findings, the gravest first; with a language, zh or en, the brief list with the message in it.

    `document` is the beginning of an id or a part of a file name. Raises NoSuchDocument.
    """
    if document is not None and not any(ask(connection, read_query("document_named"), {"document": document}).rows):
        raise NoSuchDocument(f"no document has an id or a name with {document!r}; `mingzhang documents` lists them")
    answer = ask(connection, read_query("findings"), {"severity": severity, "document": document})
    if language is None:
        return answer
    brief = select_columns(answer, (*_BRIEF_FINDING, f"message_{language}"))
    return replace(brief, columns=(*_BRIEF_FINDING, "message"))


def select_columns(answer: Answer, names: tuple[str, ...]) -> Answer:
    """The same rows with fewer columns."""
    places = [answer.columns.index(name) for name in names]
    return Answer(names, (tuple(row[place] for place in places) for row in answer.rows))
