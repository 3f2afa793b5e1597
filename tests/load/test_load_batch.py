"""A batch: the tables depend on the documents, not on the order, the number or the size of the loads."""

import random
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import pytest
from duckdb import DuckDBPyConnection
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.load.batch import load_batch
from pipelines.load.reference import read_reference
from pipelines.load.tables import ContractBroken
from pipelines.load.warehouse import memory_warehouse
from pipelines.normalise.rows import DocumentRows
from tests.load.made import Row, contents, document, document_id, fact_row, form_row, quarantined, row, unit_row


@pytest.fixture
def warehouse() -> Iterator[DuckDBPyConnection]:
    with memory_warehouse() as connection:
        yield connection


def unlisted_subject(name: str, subject_name: str) -> Row:
    return row(
        "stg_subject",
        document_id=document_id(name),
        subject_id="function/2019950/2007",
        classification="function",
        subject_code="2019950",
        subject_name=subject_name,
        subject_level=3,
        path_name=f"一般公共服务支出/{subject_name}",
        is_local=True,
        is_listed=False,
    )


# One disclosure in three versions and a narrative, other years with other names for the same unit, one in quarantine.
DOCUMENTS: Sequence[DocumentRows] = (
    document("first", modified="2024-02-01"),
    document("second", modified="2024-03-01"),
    document("undated"),
    document("narrative", {"document_form": [form_row("narrative", "overall_performance")]}, modified="2024-03-02"),
    document(
        "last year",
        {
            "document_form": [form_row("last year", "expenditure")],
            "fact_expenditure": [fact_row("last year", "expenditure", 1, "9.00", fiscal_year=2023)],
            "stg_unit": [unit_row("last year", alias="甲局（旧名）", unit_code="101")],
            "stg_subject": [unlisted_subject("last year", "旧科目")],
        },
        fiscal_year=2023,
        disclosure_id="unit-a/2023/budget",
    ),
    document(
        "other unit",
        {
            "stg_unit": [unit_row("other unit", "unit-b", "乙局", parent_unit_id="unit-a"), unit_row("other unit")],
            "stg_subject": [unlisted_subject("other unit", "新科目")],
        },
        unit_id="unit-b",
        disclosure_id="unit-b/2024/budget",
    ),
    quarantined("scan"),
)


def loaded(batches: Sequence[Sequence[DocumentRows]]) -> dict[str, list[tuple[object, ...]]]:
    with memory_warehouse() as connection:
        for batch in batches:
            load_batch(connection, batch)
        return contents(connection)


@cache
def expected() -> dict[str, list[tuple[object, ...]]]:
    return loaded([DOCUMENTS])


def test_loading_twice_is_loading_once(warehouse: DuckDBPyConnection) -> None:
    first = load_batch(warehouse, DOCUMENTS)
    again = load_batch(warehouse, DOCUMENTS)
    assert (first.documents, first.replaced) == (len(DOCUMENTS), 0)
    assert (again.documents, again.replaced, again.rows) == (len(DOCUMENTS), len(DOCUMENTS), first.rows)
    assert contents(warehouse) == expected()


def test_one_by_one_is_all_at_once() -> None:
    assert loaded([[rows] for rows in DOCUMENTS]) == expected()


@settings(max_examples=25, deadline=None)
@given(
    order=st.permutations(range(len(DOCUMENTS))), cuts=st.sets(st.integers(1, len(DOCUMENTS) - 1)), seed=st.integers()
)
def test_any_order_in_any_batches_with_repetitions(order: list[int], cuts: set[int], seed: int) -> None:
    bounds = [0, *sorted(cuts), len(order)]
    batches = [[DOCUMENTS[number] for number in order[start:end]] for start, end in pairwise(bounds)]
    repeated = random.Random(seed).choice(batches)
    assert loaded([*batches, repeated]) == expected()


def test_a_document_read_anew_replaces_all_its_rows(warehouse: DuckDBPyConnection) -> None:
    load_batch(warehouse, [document("a"), document("b", disclosure_id=None)])
    load_batch(warehouse, [document("a", {"fact_expenditure": [fact_row("a", "basic", 7, "5.00")]})])
    facts = "select fact_id, form from fact_expenditure where document_id = ?"
    assert warehouse.execute(facts, [document_id("a")]).fetchall() == [(f"{document_id('a')[:12]}-1-7-1", "basic")]
    assert len(warehouse.execute(facts, [document_id("b")]).fetchall()) == 1
    assert warehouse.execute("select count(*) from document_form").fetchone() == (1,)


def test_a_document_read_anew_has_to_be_checked_anew(warehouse: DuckDBPyConnection) -> None:
    load_batch(warehouse, DOCUMENTS)
    for name in ("first", "second"):
        warehouse.execute("insert into check_document values (?, 'some rules')", [document_id(name)])
    load_batch(warehouse, [document("first", modified="2024-02-01")])
    assert warehouse.execute("select document_id from check_document").fetchall() == [(document_id("second"),)]


def test_a_document_that_comes_twice_in_a_batch_counts_once(warehouse: DuckDBPyConnection) -> None:
    assert load_batch(warehouse, [document("a"), document("a")]).documents == 1


def test_one_bad_document_stops_its_batch_before_anything_is_written(warehouse: DuckDBPyConnection) -> None:
    load_batch(warehouse, [document("a")])
    before = contents(warehouse)
    bad = document("b", {"fact_expenditure": [fact_row("b", "basic", 1, "1") | {"amount_yuan": 1.5}]})
    with pytest.raises(ContractBroken, match="amount_yuan"):
        load_batch(warehouse, [document("a", title="new"), bad])
    assert contents(warehouse) == before


def versions(connection: DuckDBPyConnection) -> dict[str, tuple[str, str | None]]:
    rows = connection.execute("select file_name, status, supersedes_document_id from document").fetchall()
    return {name: (status, supersedes) for name, status, supersedes in rows}


def test_the_later_version_supersedes_and_names_the_one_before(warehouse: DuckDBPyConnection) -> None:
    load_batch(warehouse, DOCUMENTS)
    assert versions(warehouse) == {
        "undated": ("superseded", None),
        "first": ("superseded", document_id("undated")),
        "second": ("loaded", document_id("first")),
        "narrative": ("loaded", None),
        "last year": ("loaded", None),
        "other unit": ("loaded", None),
        "scan": ("quarantined", None),
    }


def test_equal_dates_are_decided_by_the_content_not_by_the_order(warehouse: DuckDBPyConnection) -> None:
    load_batch(warehouse, [document("a", modified="2024"), document("b", modified="2024")])
    later = max("ab", key=document_id)
    assert {name for name, (status, _) in versions(warehouse).items() if status == "loaded"} == {later}


def test_a_version_that_leaves_the_disclosure_gives_the_earlier_one_back(warehouse: DuckDBPyConnection) -> None:
    load_batch(warehouse, [document("first", modified="1"), document("second", modified="2")])
    load_batch(warehouse, [document("second", modified="2", disclosure_id="unit-a/2025/budget", fiscal_year=2025)])
    assert versions(warehouse) == {"first": ("loaded", None), "second": ("loaded", None)}


def test_a_unit_is_what_the_latest_document_that_says_so_says(warehouse: DuckDBPyConnection) -> None:
    load_batch(warehouse, DOCUMENTS)
    units = warehouse.execute(
        "select unit_id, unit_name, unit_code, parent_unit_id from dim_unit order by 1"
    ).fetchall()
    # The code is printed in 2023 only, the name has changed since.
    assert units == [("unit-a", "甲局", "101", None), ("unit-b", "乙局", None, "unit-a")]
    names = warehouse.execute("select distinct alias from unit_alias where unit_id = 'unit-a' order by 1").fetchall()
    assert names == [("甲局",), ("甲局（旧名）",)]


def test_subjects_are_the_lists_and_what_no_list_holds(warehouse: DuckDBPyConnection) -> None:
    load_batch(warehouse, DOCUMENTS)
    listed = read_reference().subjects.num_rows
    assert warehouse.execute("select count(*) from dim_subject where is_listed").fetchone() == (listed,)
    unlisted = warehouse.execute("select subject_id, subject_name from dim_subject where not is_listed").fetchall()
    assert unlisted == [("function/2019950/2007", "新科目")]


def test_years_and_measures_are_those_of_the_lists(warehouse: DuckDBPyConnection) -> None:
    load_batch(warehouse, [])
    assert warehouse.execute("select plan_period from dim_year where fiscal_year = 2024").fetchall() == [("十四五",)]
    tree = warehouse.execute(
        "select parent_measure_code from dim_measure where measure_kind = 'funding' and measure_code = 'general_public'"
    ).fetchall()
    assert tree == [("appropriation",)]
    kinds = warehouse.execute("select distinct measure_kind from dim_measure order by 1").fetchall()
    assert kinds == [("category",), ("funding",)]
