"""The annexes of the golden documents: every figure of projects and indicators, read by hand from the pages."""

import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipelines.normalise.rows import DocumentRows
from tests import readable
from tests.test_golden import extracted

GOLDEN = Path(__file__).parent / "golden" / "annexes"
TABLES = {"amounts": "fact_project", "indicators": "fact_indicator"}
DOCUMENTS = ("seed-000", "seed-001")


def golden(table: str, document: str) -> Counter[tuple[str, ...]]:
    with (GOLDEN / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.pop("document") == document]
    return Counter(tuple(row.values()) for row in rows)


def columns(table: str) -> list[str]:
    return (GOLDEN / f"{table}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")[1:]


def found(table: str, document: DocumentRows) -> Counter[tuple[str, ...]]:
    """The rows that print a number, with the ordinal of their annex in the document."""
    rows = document.tables[TABLES[table]]
    annexes = sorted({readable.number(row["form_no"]) for row in rows})
    printed = [row for row in rows if table == "amounts" or row["quantity"] is not None]
    return Counter(
        tuple(str(annexes.index(number) + 1) if name == "annex" else shown(row, name) for name in columns(table))
        for row in printed
        if (number := readable.number(row["form_no"]))
    )


def shown(row: Mapping[str, object], name: str) -> str:
    return readable.text(row[name])


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("table", TABLES)
def test_figures(table: str, document: str) -> None:
    expected, rows = golden(table, document), found(table, extracted(document))
    assert sorted((expected - rows).elements()) == []
    assert sorted((rows - expected).elements()) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_cell_of_an_annex_is_lost(document: str) -> None:
    forms = [form for form in extracted(document).tables["document_form"] if str(form["form"]).endswith("_performance")]
    assert len(forms) == 5
    assert [form["issue_cells"] for form in forms] == [0] * 5
