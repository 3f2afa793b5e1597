"""Every folder of tests/cases: a small document, why it is a trap, and the facts, forms and issues that it must give.

`make golden` rewrites the expected tables; the diff is the review. A document that is set aside has its reason as its
one issue.
"""

import csv
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import pytest

from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows
from pipelines.recognise.spelling import plain
from tests import readable

CASES = Path(__file__).parent / "cases"
FACTS = (*readable.FACT_COLUMNS, "column_role")
FORMS = (
    "form",
    "title",
    "fiscal_year",
    "stage",
    "scale",
    "state",
    "empty_note",
    "rows",
    "amount_cells",
    "fact_cells",
    "ignored_cells",
    "issue_cells",
)
# Tables of lists and annexes: their rows are expected in a file of their own, with the columns that say anything.
LISTS = ("fact_project", "fact_indicator", "fact_procurement", "fact_asset", "document_remark")
PLACES = ("document_id", "fact_id", "remark_id", "form_no", "low_yuan", "high_yuan", "x0", "y0", "x1", "y1")
ISSUES = ("code", "page", "form", "row_no", "column_no", "text")
# Labels are compared in one spelling, as in the golden tables.
SPELT = ("row_label",)

# Cases that the pipeline does not meet yet; their expected tables are written by hand and `make golden` leaves them be.
KNOWN: dict[str, str] = {}

Table = list[dict[str, str]]


def tables(document: DocumentRows) -> Mapping[str, tuple[Sequence[str], Table]]:
    """What a case expects: columns and rows by file name. The unit is named where it is not the publisher."""
    about = document.tables["document"][0]
    publisher = {row["unit_name"] for row in document.tables["stg_unit"] if row["unit_id"] == about["unit_id"]}
    facts = readable.facts(document, FACTS)
    for fact in facts:
        if fact["unit"] in publisher and fact["line_item"] != "unit":
            fact["unit"] = ""
    issues: Sequence[Mapping[str, object]] = document.tables["document_issue"]
    if about["status"] == "quarantined":
        issues = [{"code": readable.text(about["reason"]).split(":")[0]}]
    return listed(document, publisher) | {
        "expected_facts.csv": (FACTS, facts),
        "expected_forms.csv": (FORMS, shown(document.tables["document_form"], FORMS)),
        "expected_issues.csv": (ISSUES, shown(issues, ISSUES)),
    }


def listed(document: DocumentRows, publisher: Collection[object]) -> dict[str, tuple[Sequence[str], Table]]:
    """Tables of lists and annexes with rows: subjects by code, units by name, no column that is all blank."""
    found: dict[str, tuple[Sequence[str], Table]] = {}
    for table in LISTS:
        rows = readable.rows(document, table)
        for row in rows:
            if row.get("unit") in publisher and row.get("line_item") != "unit":
                row["unit"] = ""
        columns = [name for name in readable.columns_of(table) if name not in PLACES and any(row[name] for row in rows)]
        if rows:
            found[f"expected_{table}.csv"] = (columns, [{name: row[name] for name in columns} for row in rows])
    return found


def shown(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> Table:
    return [{name: readable.text(row.get(name)) for name in columns} for row in rows]


def read(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, columns: Sequence[str], rows: Table) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def spelt(rows: Table) -> Table:
    return [{name: plain(value) if name in SPELT else value for name, value in row.items()} for row in rows]


@pytest.mark.parametrize("slug", sorted(path.name for path in CASES.iterdir() if path.is_dir()))
def test_case(slug: str, request: pytest.FixtureRequest) -> None:
    if slug in KNOWN:
        # Strict: once the fault is mended, its entry must go.
        request.applymarker(pytest.mark.xfail(strict=True, reason=KNOWN[slug]))
    folder = CASES / slug
    found = tables(extract(folder / "input.txt", f"cases/{slug}"))
    assert (folder / "why.md").read_text(encoding="utf-8").startswith("# ")
    if request.config.getoption("--golden") and slug not in KNOWN:
        for name, (columns, rows) in found.items():
            write(folder / name, columns, rows)
    assert {path.name for path in folder.iterdir()} == {"input.txt", "why.md", *found}
    for name, (_, rows) in found.items():
        assert spelt(rows) == spelt(read(folder / name)), name
