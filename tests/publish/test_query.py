"""SQL on the snapshot: it answers, and it reaches neither files nor network nor the configuration."""

from pathlib import Path
from shutil import copyfile

import duckdb
import pytest

from pipelines.paths import snapshot_path
from pipelines.publish.query import NotPublished, QueryFailed, ask, open_snapshot
from pipelines.publish.snapshot import publish
from tests.publish.made import alpha, fill

SECRET = "not for analysts"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    (folder / "secret.txt").write_text(SECRET, encoding="utf-8")
    (folder / "secret.csv").write_text(f"a\n{SECRET}\n", encoding="utf-8")
    warehouse = fill(folder / "w.duckdb", [alpha()])
    publish(warehouse)
    return warehouse


def test_it_answers_with_names_and_exact_money(warehouse: Path) -> None:
    with open_snapshot(warehouse) as connection:
        answer = ask(connection, "select sum(amount_yuan) as yuan, count(*) as n from fact_expenditure")
        assert answer.columns == ("yuan", "n")
        assert [tuple(map(str, row)) for row in answer.rows] == [("374900.00", "3")]


def test_a_snapshot_of_another_version_is_told_as_such(warehouse: Path, tmp_path: Path) -> None:
    older = tmp_path / "w.duckdb"
    copyfile(snapshot_path(warehouse), snapshot_path(older))
    with duckdb.connect(snapshot_path(older)) as connection:
        connection.execute("drop view v_finding_comparison")
    lacking = r"another version of mingzhang: it lacks v_finding_comparison"
    with pytest.raises(NotPublished, match=lacking), open_snapshot(older):
        raise AssertionError("it was opened")


def test_parameters_are_bound(warehouse: Path) -> None:
    with open_snapshot(warehouse) as connection:
        answer = ask(connection, "select $word as word", {"word": "x' or 1=1"})
        assert list(answer.rows) == [("x' or 1=1",)]


def test_long_answers_come_whole(warehouse: Path) -> None:
    with open_snapshot(warehouse) as connection:
        assert sum(row[0] for row in ask(connection, "select 1 from range(25001)").rows) == 25001  # type: ignore[misc]


@pytest.mark.parametrize(
    "attempt",
    [
        "select * from read_text('{folder}/secret.txt')",
        "select * from read_blob('{folder}/secret.txt')",
        "from '{folder}/secret.csv'",
        "select * from read_csv('{folder}/secret.csv')",
        "select * from sniff_csv('{folder}/secret.csv')",
        "select * from glob('{folder}/*')",
        "select * from query('select * from read_text(''{folder}/secret.txt'')')",
        "select * from read_json('/proc/self/environ')",
        "copy document to '{folder}/stolen.csv'",
        "copy (select 1) to '/dev/stdout'",
        "export database '{folder}/stolen'",
        "import database '{folder}'",
        "attach '{folder}/w.duckdb' as working",
        "attach '{folder}/new.duckdb'",
        "install httpfs",
        "load httpfs",
        "load '{folder}/x.duckdb_extension'",
        "from 'http://127.0.0.1:9/x.csv'",
        "from 'https://127.0.0.1:9/x.parquet'",
        "create secret s (type http, bearer_token 'x')",
        "set enable_external_access = true",
        "reset enable_external_access",
        "set lock_configuration = false",
        "set python_enable_replacements = true",
        "select * from SECRET",
        "pragma profiling_output = '{folder}/stolen.json'",
        "set temp_directory = '{folder}/stolen'",
        "from enable_logging(storage = 'file', storage_config = {{'path': '{folder}/stolen'}}); select write_log('x')",
        "delete from document",
        "create table t as select 1",
        "drop view v_finding",
    ],
)
def test_what_must_not_work_does_not(warehouse: Path, attempt: str) -> None:
    before = sorted(warehouse.parent.iterdir())
    with open_snapshot(warehouse) as connection, pytest.raises(QueryFailed) as failed:
        rows = list(ask(connection, attempt.format(folder=warehouse.parent)).rows)
        raise AssertionError(f"answered {rows}")
    assert SECRET not in str(failed.value)
    assert sorted(warehouse.parent.iterdir()) == before


def test_an_endless_query_is_given_up(warehouse: Path) -> None:
    endless = "with recursive r as (select 1 as i union all select i + 1 from r) select count(*) from r"
    with open_snapshot(warehouse) as connection:
        with pytest.raises(QueryFailed, match=r"given up after 0\.2 seconds"):
            ask(connection, endless, seconds=0.2)
        assert list(ask(connection, "select 1").rows) == [(1,)]


def test_a_mistake_is_explained(warehouse: Path) -> None:
    with open_snapshot(warehouse) as connection, pytest.raises(QueryFailed, match="no_such_table"):
        ask(connection, "from no_such_table")


def test_before_the_first_publishing_it_says_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(NotPublished, match="mingzhang ingest"), open_snapshot(tmp_path / "w.duckdb"):
        pass
