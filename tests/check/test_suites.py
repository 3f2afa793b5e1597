"""Great Expectations judges a DuckDB file: structure blocks, identities do not, a vacuous identity fails."""

from datetime import date
from pathlib import Path

import pytest

from pipelines.check import run
from pipelines.check.identities import load_identities
from pipelines.check.judged import state_to_judge
from pipelines.check.run import CheckSummary, check, check_star
from pipelines.check.structure import star_tables, table_expectations
from pipelines.check.suites import ExpectationResult, judge
from pipelines.contract import tables
from pipelines.load.warehouse import memory_warehouse, open_warehouse
from tests.check.filled import fill, lines
from tests.check.printed import Line, document_id

TODAY, TOMORROW = date(2026, 1, 1), date(2026, 1, 2)

HOLDS = lines("""
form,line,function,total/total,total/basic,total/project
expenditure,total,,18.00,12.00,6.00
expenditure,,201,12.00,7.00,5.00
expenditure,,208,6.00,5.00,1.00
""")
BREAKS = lines("""
form,line,function,total/total,total/basic,total/project
expenditure,total,,19.00,12.00,7.00
expenditure,,201,12.00,7.00,5.00
expenditure,,208,6.00,5.00,1.00
""")


def make(path: Path, **documents: list[Line]) -> Path:
    with open_warehouse(path) as connection:
        fill(connection, documents)
    return path


def of_identity(results: tuple[ExpectationResult, ...], identity: str) -> ExpectationResult:
    (found,) = (each for each in results if each.identity_id == identity)
    return found


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> CheckSummary:
    return check(make(tmp_path_factory.mktemp("sound") / "w.duckdb", holds=HOLDS, breaks=BREAKS), TODAY)


def test_a_sound_star_may_be_published_though_identities_break(summary: CheckSummary) -> None:
    assert [each for each in summary.expectations if each.is_blocking and not each.success] == []
    assert (summary.documents, summary.mismatches, summary.errors) == (2, 2, 1)
    structure = [each for each in summary.expectations if each.judged_table is not None]
    assert all(each.success and each.is_blocking for each in structure)
    assert {each.judged_table for each in structure} == {table.name for table in star_tables()}
    assert len(structure) == sum(len(table_expectations(table)) for table in star_tables())


def test_there_is_one_expectation_an_identity(summary: CheckSummary) -> None:
    judged = [each.identity_id for each in summary.expectations if each.identity_id]
    assert judged == [identity.id for identity in load_identities()]
    assert not any(each.is_blocking for each in summary.expectations if each.identity_id)


def test_an_identity_that_held_is_a_success_and_says_what_was_seen(summary: CheckSummary) -> None:
    held = of_identity(summary.expectations, "A10")
    assert held.success
    assert held.unexpected_count == 0
    assert held.observed is not None
    assert held.observed.startswith("6 evaluated in 2 of 2 documents: 6 exact")


def test_a_broken_identity_fails(summary: CheckSummary) -> None:
    broken = of_identity(summary.expectations, "A08")
    assert not broken.success
    assert "2 mismatch" in str(broken.observed)


def test_a_vacuous_identity_fails(summary: CheckSummary) -> None:
    vacuous = of_identity(summary.expectations, "A15")
    assert not vacuous.success
    assert vacuous.unexpected_count == 1
    assert "0 evaluated" in str(vacuous.observed)
    assert "no_such_form" in str(vacuous.observed)


def test_the_results_are_stored_and_the_file_can_be_written_again(tmp_path: Path) -> None:
    path = make(tmp_path / "w.duckdb", holds=HOLDS)
    first = check(path, TODAY)
    second = check(path, TODAY)
    assert first == second
    with open_warehouse(path) as connection:
        stored = connection.execute("select suite, expectation, success, is_blocking from check_expectation").fetchall()
    assert set(stored) == {
        (each.suite, each.expectation, each.success, each.is_blocking) for each in second.expectations
    }


def test_what_was_judged_is_judged_again_only_when_something_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path / "w.duckdb", holds=HOLDS)
    judged: list[Path] = []

    def counting(warehouse: Path) -> tuple[ExpectationResult, ...]:
        judged.append(warehouse)
        return judge(warehouse)

    monkeypatch.setattr(run, "judge", counting)
    first = check(path, TODAY)
    assert check(path, TOMORROW) == first
    assert len(judged) == 1
    with open_warehouse(path) as connection:
        connection.execute("delete from dim_year")
    # what stops publishing is looked at again, whoever may have mended it
    for times in (2, 3):
        assert not all(each.success for each in check(path, TODAY).expectations if each.is_blocking)
        assert len(judged) == times


@pytest.mark.parametrize(
    "change",
    [
        "update document set reader_version = 'another'",
        "update check_document set checked_as = 'another'",
        "update dim_year set plan_period = 'another'",
        "delete from fact_expenditure where row_no = 1",
        "delete from check_coverage where identity_id = 'A08'",
    ],
)
def test_a_change_of_what_is_judged_is_seen(change: str) -> None:
    with memory_warehouse() as connection:
        fill(connection, {"holds": HOLDS})
        check_star(connection, TODAY)
        before = state_to_judge(connection)
        check_star(connection, TOMORROW)
        assert state_to_judge(connection) == before
        connection.execute(change)
        assert state_to_judge(connection) != before


def test_a_damaged_star_blocks_publishing(tmp_path: Path) -> None:
    damages = {
        "update fact_expenditure set unit_id = 'nobody' where row_no = 1": "fact_expenditure.unit_id refers to",
        "update fact_expenditure set stage = 'draft' where row_no = 1": "fact_expenditure.stage is one of",
        "update fact_expenditure set funding = 'lottery' where row_no = 2": "measures are known",
        "update fact_expenditure set high_yuan = 0 where row_no = 3": "interval holds amount",
        "delete from dim_year": "dim_year has 1 or more rows",
    }
    path = make(tmp_path / "w.duckdb", holds=HOLDS)
    with open_warehouse(path) as connection:
        for damage in damages:
            connection.execute(damage)
    failed = [each for each in judge(path) if each.is_blocking and not each.success]
    for said in damages.values():
        (broken,) = (each for each in failed if said in each.expectation)
        assert broken.unexpected_count != 0


def test_judging_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "warehouse" / "w.duckdb", holds=HOLDS)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("HOME", str(home))
    judge(path)
    assert list(home.iterdir()) == []
    assert [each.name for each in path.parent.iterdir()] == ["w.duckdb"]


def test_the_contract_decides_what_is_expected() -> None:
    table = tables()["fact_revenue"]
    names = [each.name for each in table_expectations(table)]
    assert len(set(names)) == len(names)
    for column in set(table.column_names) - table.nullable:
        assert f"fact_revenue.{column} is never null" in names
    for column, target in table.references.items():
        assert f"fact_revenue.{column} refers to {target}" in names


def test_documents_are_told_apart() -> None:
    assert document_id("holds") != document_id("breaks")
