"""Evidence: a finding leads to both sides and every printed number, a fact to the comparisons it takes part in."""

from collections.abc import Iterator

import pytest
from duckdb import DuckDBPyConnection

from pipelines.publish.evidence import NoSuchEvidence
from pipelines.publish.query import open_snapshot
from pipelines.publish.show import show_evidence
from pipelines.publish.snapshot import publish
from tests.publish.made import PART_A, WHOLE, alpha, comparison, fill, finding


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    warehouse = fill(
        tmp_path_factory.mktemp("show") / "w.duckdb",
        [alpha()],
        comparisons=[comparison(), comparison("208", actual_yuan=None, state="not_evaluable", actual_fact_ids=[])],
        findings=[finding("f1aaaa"), finding("f1bbbb", "208", root_finding_id="f1aaaa", severity="info")],
    )
    publish(warehouse)
    with open_snapshot(warehouse) as connection:
        yield connection


def test_a_finding_shows_the_identity_and_both_sides_with_every_number(snapshot: DuckDBPyConnection) -> None:
    lines = show_evidence(snapshot, "f1aaaa").splitlines()
    assert lines[0] == "finding f1aaaa  error, open"
    assert lines[1] == "alpha.pdf 甲局 2024 budget"
    text = "\n".join(lines)
    assert "类不等于款之和" in text and "the class is not the sum of its items" in text
    assert "identity A09" in text and "款＝项之和" in text
    assert "  expected 186,000.00 元 [185,900.0000 … 186,100.0000]" in lines
    assert "  actual 188,900.00 元 [188,850.0000 … 188,950.0000]" in lines
    assert "  difference 2,900.00 元" in lines
    assert "    “188900.00” 万元 = 188,900.00 元 [188,850.0000 … 188,950.0000]" in lines
    assert "      20805 行政事业单位养老支出 | column 1: 合计 合计" in lines
    assert "      alpha.pdf, page 6, table 1, row 1 (部门支出总表 2024 budget)" in lines
    assert text.count("万元 = ") == 3
    assert "It explains 1 more:" in text and "f1bbbb" in text


def test_a_finding_says_which_other_explains_it(snapshot: DuckDBPyConnection) -> None:
    text = show_evidence(snapshot, "f1bbbb")
    assert "Explained by finding f1aaaa." in text
    assert "actual not printed" in text


def test_a_fact_shows_where_it_is_printed_and_what_uses_it(snapshot: DuckDBPyConnection) -> None:
    text = show_evidence(snapshot, PART_A)
    assert "“126000.00” 万元 = 126,000.00 元" in text
    assert "A09   mismatch       expected  20805" in text
    assert "A09   mismatch       actual    20805" in show_evidence(snapshot, WHOLE)


def test_the_beginning_of_an_id_will_do_if_it_fits_only_one(snapshot: DuckDBPyConnection) -> None:
    assert show_evidence(snapshot, "f1a") == show_evidence(snapshot, "f1aaaa")
    with pytest.raises(NoSuchEvidence, match="several ids begin with 'f1', for instance f1aaaa, f1bbbb"):
        show_evidence(snapshot, "f1")


@pytest.mark.parametrize("identifier", ["", "nothing", "%", "' or 1=1"])
def test_an_unknown_id_is_an_error(snapshot: DuckDBPyConnection, identifier: str) -> None:
    with pytest.raises(NoSuchEvidence, match="no finding and no fact"):
        show_evidence(snapshot, identifier)
