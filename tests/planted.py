"""Print a whole disclosure wrongly in one place and see what the checks say.

A number raised by many units is found by the identities that it stands in; one raised by a single unit of its last
digit may be rounding and must break none. Words and tables are altered by `ALTERED`.
`python -m tests.planted` writes what was found into docs/planted.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.check.run import check_star
from pipelines.load.batch import load_batch
from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows

# A hundred units of the last digit are beyond every rounding envelope of these documents.
MANY = 100
_NUMBER = re.compile(r"\d[\d,]*\.\d+")
_CONTENTS = re.compile(r"\.{3,}")


@dataclass(frozen=True)
class Planted:
    """One altered document: its text and where it was altered."""

    name: str
    text: str


def number_places(text: str) -> list[tuple[int, int]]:
    """Start and end of every printed number with decimals; page numbers of a table of contents are none."""
    listed = [match.start() for match in _CONTENTS.finditer(text)]
    return [
        match.span()
        for match in _NUMBER.finditer(text)
        if not any(text.rfind("\n", 0, match.start()) < start < match.start() for start in listed)
    ]


def raised(text: str, place: tuple[int, int], units: int) -> str:
    """The text with one number raised by `units` of its last digit, printed in the same manner."""
    start, end = place
    printed = text[start:end]
    value = Decimal(printed.replace(",", ""))
    more = value + units * Decimal(1).scaleb(int(value.as_tuple().exponent))
    return text[:start] + (f"{more:,}" if "," in printed else str(more)) + text[end:]


def raised_documents(text: str, units: int) -> Iterable[Planted]:
    """One document for every number of the text."""
    for number, place in enumerate(number_places(text)):
        line = text.count("\n", 0, place[0]) + 1
        yield Planted(f"{units}-{number:04d}-line-{line}", raised(text, place, units))


def load(connection: DuckDBPyConnection, documents: Sequence[Planted], folder: Path) -> dict[str, str]:
    """Read and load the documents, each as a disclosure of its own; returns document ids with names."""
    names: dict[str, str] = {}
    batch = []
    for planted in documents:
        path = folder / f"{planted.name}.txt"
        path.write_text(planted.text, encoding="utf-8")
        rows = extract(path, path.name)
        names[rows.document_id] = planted.name
        own = [{**row, "disclosure_id": planted.name, "reader_version": "planted"} for row in rows.tables["document"]]
        batch.append(DocumentRows(rows.document_id, {**rows.tables, "document": own}))
    load_batch(connection, batch)
    return names


def broken(connection: DuckDBPyConnection, names: Mapping[str, str]) -> dict[str, set[str]]:
    """Identities with a mismatch by the name of the document."""
    check_star(connection, date(2026, 1, 1))
    found: dict[str, set[str]] = defaultdict(set)
    for document_id, identity_id in connection.execute(
        "select distinct document_id, identity_id from check_comparison where state = 'mismatch'"
    ).fetchall():
        found[names[document_id]].add(identity_id)
    return found
