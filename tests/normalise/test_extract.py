"""What extract() promises for any document: whole rows, references that hold, every amount accounted for."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.contract import tables
from pipelines.normalise.code_lists import CLASSIFICATIONS, code_list
from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows
from tests import readable
from tests.test_golden import DOCUMENTS, extracted

CASES = Path(__file__).parents[1] / "cases"
# Cases whose known fault is that no row comes out at all stand in tests/test_cases.py.
SLUGS = sorted(path.name for path in CASES.iterdir() if path.is_dir())
FACTS = ("fact_expenditure", "fact_revenue", "fact_project", "fact_procurement", "fact_asset")
# Filled in by the loading room.
LOADED_LATER = {"reader_version"}


def rows_of(name: str) -> DocumentRows:
    return extracted(name) if name in DOCUMENTS else extract(CASES / name / "input.txt", name)


any_document = pytest.mark.parametrize("name", [*DOCUMENTS, *SLUGS])


@any_document
def test_rows_have_the_columns_of_their_tables(name: str) -> None:
    for table, rows in rows_of(name).tables.items():
        described = tables()[table]
        for row in rows:
            assert row.keys() | LOADED_LATER == set(described.column_names) | LOADED_LATER, table
            empty = {column for column, value in row.items() if value is None}
            assert empty <= set(described.nullable), table


@any_document
def test_keys_are_unique(name: str) -> None:
    for table, rows in rows_of(name).tables.items():
        keys = Counter(tuple(row[column] for column in tables()[table].key) for row in rows)
        assert [key for key, count in keys.items() if count > 1] == [], table


@any_document
def test_references_hold(name: str) -> None:
    document = rows_of(name)
    units = {row["unit_id"] for row in document.tables["stg_unit"]}
    known = {row.subject_id for kind in CLASSIFICATIONS for row in code_list(kind).subjects}
    known |= {str(row["subject_id"]) for row in document.tables["stg_subject"]}
    forms = {row["form_no"] for row in document.tables["document_form"]}
    for row in (row for table in FACTS for row in document.tables[table]):
        named = {value for column, value in row.items() if column.endswith("_subject_id") and value is not None}
        assert named <= known
        assert row["unit_id"] in units
        assert row["form_no"] in forms
    parents = {row["parent_unit_id"] for row in document.tables["stg_unit"]} - {None}
    assert parents <= units


@any_document
def test_money_is_exact_and_inside_its_interval(name: str) -> None:
    for row in (row for table in FACTS for row in rows_of(name).tables[table]):
        low, amount, high = row["low_yuan"], row["amount_yuan"], row["high_yuan"]
        if row.get("quantity") is not None and amount is None:
            # Pieces of an asset are no money.
            continue
        assert isinstance(low, Decimal)
        assert isinstance(amount, Decimal)
        assert isinstance(high, Decimal)
        assert low < amount < high
        assert amount.as_tuple().exponent == -2


@any_document
def test_every_amount_is_a_fact_is_ignored_or_is_an_issue(name: str) -> None:
    document = rows_of(name)
    facts = Counter(row["form_no"] for table in FACTS for row in document.tables[table])
    # An indicator whose value is words prints no number.
    facts += Counter(row["form_no"] for row in document.tables["fact_indicator"] if row["quantity"] is not None)
    facts += Counter(row["form_no"] for row in document.tables["fact_indicator"] if row["weight"] is not None)
    issues = {row["form"] for row in document.tables["document_issue"]}
    for form in document.tables["document_form"]:
        counts = [form[f"{what}_cells"] for what in ("fact", "ignored", "issue")]
        assert form["amount_cells"] == sum(count for count in counts if isinstance(count, int))
        # Quantities and unit prices stand in the row of an amount: two more cells at most for each line.
        lines = {
            (row["page"], row["table_no"], row["row_no"])
            for row in document.tables["fact_procurement"]
            if row["form_no"] == form["form_no"] and (row["quantity"] or row["unit_price_yuan"]) is not None
        }
        beside = readable.number(form["fact_cells"]) - facts[form["form_no"]]
        assert 0 <= beside <= 2 * len(lines), form
        assert not form["issue_cells"] or any(str(form["form"]).startswith(str(issue)) for issue in issues), form


@any_document
def test_one_place_is_one_fact(name: str) -> None:
    """No cell becomes two facts, and facts stand inside their form."""
    document = rows_of(name)
    pages = {row["form_no"]: (row["page_first"], row["page_last"]) for row in document.tables["document_form"]}
    places = Counter(
        tuple(row[name] for name in ("page", "table_no", "row_no", "column_no"))
        for table in FACTS
        for row in document.tables[table]
    )
    assert [place for place, count in places.items() if count > 1] == []
    for row in (row for table in FACTS for row in document.tables[table]):
        first, last = pages[row["form_no"]]
        assert isinstance(first, int) and isinstance(last, int) and isinstance(row["page"], int)
        assert first <= row["page"] <= last


@pytest.mark.parametrize("name", SLUGS)
def test_the_same_file_gives_the_same_rows(name: str) -> None:
    assert rows_of(name) == rows_of(name)


def test_the_name_of_the_file_changes_only_the_name(tmp_path: Path) -> None:
    data = (CASES / "total-last" / "input.txt").read_bytes()
    found = []
    for name in ("2019年某局预算.txt", "x.pdf"):
        (tmp_path / name).write_bytes(data)
        rows = extract(tmp_path / name, "somewhere")
        (document,) = rows.tables["document"]
        found.append((dict(rows.tables) | {"document": [{**document, "file_name": ""}]}, rows.document_id))
    assert found[0] == found[1]


def test_labels_are_stored_as_printed() -> None:
    printed = "".join((CASES / "total-last" / "input.txt").read_text(encoding="utf-8").split())
    labels = {str(row["row_label"]) for row in rows_of("total-last").tables["fact_expenditure"]}
    assert [label for label in sorted(labels) if label not in printed] == []
