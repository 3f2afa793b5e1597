"""Checks of what is stale, in slices, find what a check of everything at once finds."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from pipelines.check.run import bound_memory, check_star
from pipelines.check.scope import CHECK_TABLES, find_work
from pipelines.load.tables import CHECKED, document_tables
from pipelines.load.warehouse import memory_warehouse
from tests.check.filled import case_stems, fill, read_case

TODAY, TOMORROW = date(2026, 1, 1), date(2026, 1, 2)
CASES = Path(__file__).parents[1] / "identities"
# Each looks at several documents, or at all tables of one.
IDENTITIES = ("A09", "N01", "S02", "X02", "Y01", "Y05", "Y07")
# Some departments in a slice.
SMALL = 40
# A third or so of the documents: ids are hashes.
SOME = "document_id < '6'"

Found = dict[str, list[tuple[object, ...]]]


@contextmanager
def filled() -> Iterator[DuckDBPyConnection]:
    with memory_warehouse() as connection:
        folders = [CASES / identity for identity in IDENTITIES]
        fill(
            connection, {f"{each.name}/{stem}": read_case(each, stem) for each in folders for stem in case_stems(each)}
        )
        yield connection


@pytest.fixture
def warehouse() -> Iterator[DuckDBPyConnection]:
    with filled() as connection:
        yield connection


@pytest.fixture(scope="module")
def whole() -> Found:
    """What one check of all documents at once finds."""
    with filled() as connection:
        check_star(connection, TODAY)
        return found(connection)


def found(connection: DuckDBPyConnection) -> Found:
    return {
        name: connection.execute(f"select * from {name} order by all").fetchall() for name in (*CHECK_TABLES, CHECKED)
    }


def documents(connection: DuckDBPyConnection, where: str) -> int:
    ((number,),) = connection.execute(f"select count(*) from document where {where}").fetchall()
    return int(number)


def test_slices_find_what_the_whole_finds(warehouse: DuckDBPyConnection, whole: Found) -> None:
    check_star(warehouse, TODAY, slice_facts=SMALL)
    ((slices,),) = warehouse.execute("select count(distinct slice_no) from slice").fetchall()
    assert slices > 3
    assert found(warehouse) == whole


def test_slices_are_of_one_size(warehouse: DuckDBPyConnection) -> None:
    find_work(warehouse, "rules", SMALL)
    slices = warehouse.execute(
        "select count(*) from slice left join fact_expenditure using (document_id) group by slice_no"
    ).fetchall()
    assert min(slices) > (SMALL // 3,)


def test_a_unit_stands_in_one_slice(warehouse: DuckDBPyConnection) -> None:
    find_work(warehouse, "rules", 1)
    units = warehouse.execute(
        "select count(distinct slice_no), count(*) from slice join document using (document_id) group by unit_id"
    ).fetchall()
    assert {slices for slices, _ in units} == {1}
    assert max(documents for _, documents in units) > 1


def test_what_is_held_in_memory_is_bounded(warehouse: DuckDBPyConnection) -> None:
    bound_memory(warehouse, 300)
    assert warehouse.execute("select current_setting('memory_limit')").fetchall() == [("300.0 MiB",)]
    assert check_star(warehouse, TODAY) == documents(warehouse, "status = 'loaded'")


def test_documents_that_come_later_change_what_is_found_beside_them(
    warehouse: DuckDBPyConnection, whole: Found
) -> None:
    for name in document_tables():
        warehouse.execute(f"create table later_{name} as select * from {name} where {SOME}")
        warehouse.execute(f"delete from {name} where {SOME}")
    check_star(warehouse, TODAY)
    assert found(warehouse) != whole
    for name in document_tables():
        warehouse.execute(f"insert into {name} select * from later_{name}")
    checked = check_star(warehouse, TODAY)
    assert documents(warehouse, SOME) < checked < documents(warehouse, "true")
    assert found(warehouse) == whole


def test_documents_that_go_take_what_was_found_with_them(warehouse: DuckDBPyConnection, whole: Found) -> None:
    check_star(warehouse, TODAY)
    warehouse.execute(f"update document set status = 'quarantined' where {SOME}")
    check_star(warehouse, TODAY)
    for name in (*CHECK_TABLES, CHECKED):
        assert not warehouse.execute(f"select * from {name} where {SOME}").fetchall()
    warehouse.execute(f"update document set status = 'loaded' where {SOME}")
    check_star(warehouse, TODAY)
    assert found(warehouse) == whole


def test_nothing_is_checked_twice_until_the_rules_change(warehouse: DuckDBPyConnection, whole: Found) -> None:
    everything = documents(warehouse, "status = 'loaded'")
    assert check_star(warehouse, TODAY) == everything
    assert check_star(warehouse, TODAY) == 0
    # a finding is seen again without a look at its document
    assert check_star(warehouse, TOMORROW) == 0
    assert warehouse.execute("select distinct first_seen_on, last_seen_on from check_finding").fetchall() == [
        (TODAY, TOMORROW)
    ]
    # before 2024 most identities are not in force: their breaks are of another severity
    assert check_star(warehouse, date(2023, 1, 1)) == everything
    assert check_star(warehouse, TODAY) == everything
    assert [row[:3] for row in found(warehouse)["check_finding"]] == [row[:3] for row in whole["check_finding"]]


def test_a_name_that_another_document_gives_a_unit_counts(warehouse: DuckDBPyConnection) -> None:
    check_star(warehouse, TODAY)
    unit_id, of_unit = warehouse.execute(
        "select unit_id, count(*) from document where unit_id in (select unit_id from dim_unit) "
        "group by unit_id order by count(*) desc limit 1"
    ).fetchall()[0]
    warehouse.execute("update dim_unit set unit_name = 'renamed' where unit_id = ?", [unit_id])
    assert of_unit <= check_star(warehouse, TODAY) < documents(warehouse, "true")
