"""The two lists that people begin with."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from pipelines.publish.listings import NoSuchDocument, list_documents, list_findings
from pipelines.publish.query import Answer, open_snapshot
from pipelines.publish.snapshot import publish
from tests.load.made import document, form_row, quarantined
from tests.publish.made import ALPHA, alpha, fill, finding


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    found = [
        finding("f1", "1", severity="warning"),
        finding("f2", "2", difference_yuan=1),
        finding("f3", "3", difference_yuan=-500),
        finding("f4", "4", root_finding_id="f3", comparisons=4),
        finding("f5", "5", status="accepted"),
        finding("f6", "6", "beta"),
        finding("f7", "7", severity="info"),
    ]
    cells = form_row("beta", "expenditure", amount_cells=8, fact_cells=5, ignored_cells=2, issue_cells=1)
    beta = document(
        "beta",
        {"document_form": [cells | {"ignored_reasons": "percentage 2"}]},
        disclosure_id="unit-a/2023/budget",
        unrecognised_tables=1,
        unrecognised_cells=1,
    )
    warehouse = fill(tmp_path_factory.mktemp("lists") / "w.duckdb", [alpha(), beta, quarantined("bad")], findings=found)
    publish(warehouse)
    with open_snapshot(warehouse) as connection:
        yield connection


def named(answer: Answer) -> list[dict[str, object]]:
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def test_every_document_is_listed_with_its_counts(snapshot: DuckDBPyConnection) -> None:
    listed = named(list_documents(snapshot))
    assert [row["file_name"] for row in listed] == [ALPHA, "bad", "beta"]
    assert listed[0] | {"status": "loaded", "unit_name": "甲局", "forms": 1, "facts": 3, "findings": 3} == listed[0]
    assert listed[1] | {"status": "quarantined", "forms": 0, "reason": "no_unit: no unit is named"} == listed[1]


def test_the_cells_of_a_document_are_accounted_for(snapshot: DuckDBPyConnection) -> None:
    listed = named(list_documents(snapshot))
    counts = {"amount_cells": 8, "fact_cells": 5, "ignored_cells": 2, "issue_cells": 1, "unrecognised_cells": 1}
    assert listed[2] | counts | {"unrecognised_tables": 1} == listed[2]
    assert listed[2]["fact_percent"] == Decimal("55.55"), "5 of 9, those in no form included, rounded down"
    assert listed[1]["fact_percent"] is None, "a document that was not read prints no cells"
    assert "fact_percent" in list_documents(snapshot, is_brief=True).columns


def test_findings_are_roots_the_gravest_and_largest_first(snapshot: DuckDBPyConnection) -> None:
    listed = named(list_findings(snapshot))
    assert [row["finding_id"] for row in listed] == ["f3", "f2", "f6", "f1", "f7", "f5"]
    assert (listed[0]["findings"], listed[0]["comparisons"]) == (2, 5)


@pytest.mark.parametrize(
    ("severity", "part", "expected"),
    [("error", None, ["f3", "f2", "f6", "f5"]), (None, "BETA", ["f6"]), ("info", "alpha", ["f7"]), ("info", "bet", [])],
)
def test_findings_can_be_narrowed(
    snapshot: DuckDBPyConnection, severity: str | None, part: str | None, expected: list[str]
) -> None:
    assert [row["finding_id"] for row in named(list_findings(snapshot, severity, part))] == expected


def test_the_brief_list_has_the_message_in_one_language(snapshot: DuckDBPyConnection) -> None:
    brief = list_findings(snapshot, language="zh")
    assert brief.columns[-1] == "message"
    assert next(brief.rows)[-1] == "类不等于款之和"


def test_a_document_that_nobody_knows_is_an_error(snapshot: DuckDBPyConnection) -> None:
    with pytest.raises(NoSuchDocument, match="gamma"):
        list_findings(snapshot, document="gamma")


def test_documents_called_alike_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    alike = [
        document(
            name,
            {},
            file_name="doc.pdf",
            source_uri=f"/in/{name}/doc.pdf",
            status="quarantined",
            reason="no_unit: none",
        )
        for name in ("north", "south")
    ]
    warehouse = fill(tmp_path / "w.duckdb", [*alike, quarantined("bad")])
    publish(warehouse)
    with open_snapshot(warehouse) as connection:
        names = [row["document_name"] for row in named(list_documents(connection, is_brief=True))]
    assert names == ["bad", "north/doc.pdf", "south/doc.pdf"]
