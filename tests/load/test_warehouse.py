"""The warehouse file: who may open it, what shape it has, what its comments say."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.contract import columns, tables
from pipelines.load.schema import views
from pipelines.load.warehouse import WarehouseError, memory_warehouse, open_warehouse, read_warehouse, transaction


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "deep" / "warehouse.duckdb"
    with open_warehouse(path):
        pass
    return path


def test_every_table_view_and_column_has_a_comment(warehouse: Path) -> None:
    with read_warehouse(warehouse) as connection:
        commented = connection.execute(
            "select table_name from duckdb_tables() where comment <> '' union all "
            "select view_name from duckdb_views() where not internal and comment <> ''"
        ).fetchall()
        bare = connection.execute(
            "select table_name, column_name from duckdb_columns() where not internal and coalesce(comment, '') = ''"
        ).fetchall()
    assert {name for (name,) in commented} == tables().keys() | views().keys()
    assert bare == []


def test_the_analysts_views_of_the_contract_are_there() -> None:
    with memory_warehouse() as connection:
        for name in (
            "v_expenditure_by_function",
            "v_expenditure_by_economic",
            "v_three_public",
            "v_project",
            "v_budget_vs_final",
            "v_year_on_year",
            "v_completeness",
            "v_finding",
            "v_finding_comparison",
        ):
            assert connection.execute(f"select count(*) from {name}").fetchone() == (0,)


def test_view_columns_have_the_types_that_the_models_give_them() -> None:
    with memory_warehouse() as connection:
        for name in views():
            rows = connection.execute(
                "select column_name, data_type from duckdb_columns() where table_name = ?", [name]
            ).fetchall()
            assert rows
            assert {column: columns()[column].type for column, _ in rows} == dict(rows)


def test_opening_again_changes_nothing(warehouse: Path) -> None:
    with open_warehouse(warehouse) as connection:
        connection.execute("insert into dim_year values (2024, 2024, '十四五', '2024-01-01', '2024-12-31')")
    with open_warehouse(warehouse) as connection:
        assert connection.execute("select fiscal_year from dim_year").fetchall() == [(2024,)]


def test_a_changed_description_reaches_an_existing_file(warehouse: Path) -> None:
    with duckdb.connect(warehouse) as connection:
        connection.execute("comment on column document.pages is 'old'")
    with open_warehouse(warehouse) as connection:
        said = connection.execute(
            "select comment from duckdb_columns() where table_name = 'document' and column_name = 'pages'"
        ).fetchone()
    assert said is not None and said[0].startswith("页数")


def test_a_view_that_models_no_longer_have_goes(warehouse: Path) -> None:
    with duckdb.connect(warehouse) as connection:
        connection.execute("create view v_gone as select 1 as one")
    with open_warehouse(warehouse) as connection:
        assert connection.execute("select * from duckdb_views() where view_name = 'v_gone'").fetchall() == []


def test_a_new_table_is_added_to_an_existing_file(warehouse: Path) -> None:
    with duckdb.connect(warehouse) as connection:
        connection.execute("drop table check_expectation")
    with open_warehouse(warehouse) as connection:
        assert connection.execute("select count(*) from check_expectation").fetchone() == (0,)


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        ("alter table document_issue drop column message", "document_issue lacks message"),
        (
            "alter table document_issue add column colour varchar",
            "document_issue has colour, which models/ does not know",
        ),
        ("alter table document_issue alter page type varchar", "document_issue.page is VARCHAR, not INTEGER"),
        ("alter table document_issue alter code drop not null", "document_issue.code may be null there"),
        (
            "drop table document_issue; create table document_issue as from document_issue_copy",
            r"the key of document_issue is \(\), not \(issue_id\)",
        ),
    ],
)
def test_tables_of_other_models_are_refused_with_the_difference_and_a_way_out(
    warehouse: Path, change: str, difference: str
) -> None:
    with duckdb.connect(warehouse) as connection:
        connection.execute("create table document_issue_copy as from document_issue")
        connection.execute(change)
    with pytest.raises(WarehouseError, match=difference) as caught, open_warehouse(warehouse):
        pass
    assert str(warehouse) in str(caught.value)
    assert "ingest the documents again" in str(caught.value)


def test_a_second_writer_is_told_who_writes(warehouse: Path) -> None:
    hold = (
        "import sys; from pathlib import Path; from pipelines.load.warehouse import open_warehouse\n"
        "with open_warehouse(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, str(warehouse)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "open\n"
        with pytest.raises(WarehouseError, match=rf"another process \(PID {holder.pid}\)"), open_warehouse(warehouse):
            pass
        with pytest.raises(WarehouseError, match="another process"), read_warehouse(warehouse):
            pass
        holder.communicate("")
    with open_warehouse(warehouse) as connection:
        assert connection.execute("select count(*) from document").fetchone() == (0,)


def test_a_file_that_is_no_warehouse_is_refused(tmp_path: Path) -> None:
    junk = tmp_path / "junk.duckdb"
    junk.write_text("not a database " * 1000, encoding="utf-8")
    with pytest.raises(WarehouseError, match="cannot be opened"), open_warehouse(junk):
        pass
    assert junk.read_text(encoding="utf-8").startswith("not a database")


def test_reading_a_warehouse_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="mingzhang ingest"), read_warehouse(tmp_path / "none.duckdb"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_reader_cannot_write(warehouse: Path) -> None:
    with read_warehouse(warehouse) as connection, pytest.raises(duckdb.InvalidInputException):
        connection.execute("delete from document")


def test_a_transaction_that_raises_leaves_nothing(warehouse: Path) -> None:
    with open_warehouse(warehouse) as connection:
        with pytest.raises(ZeroDivisionError), transaction(connection):
            connection.execute("insert into dim_year values (2024, 2024, '十四五', '2024-01-01', '2024-12-31')")
            raise ZeroDivisionError
        assert connection.execute("select count(*) from dim_year").fetchone() == (0,)
