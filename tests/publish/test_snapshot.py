"""Publishing: one step, refused after a blocking failure, and no reader is disturbed."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.load.schema import views
from pipelines.load.warehouse import WarehouseError, open_warehouse, read_warehouse
from pipelines.paths import snapshot_path
from pipelines.publish.snapshot import PublishRefused, publish
from tests.load.made import document
from tests.publish.made import alpha, expectation, fill, held

# Opens the snapshot, says so, and answers each line on its input with the number of documents it still sees.
READER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
for line in sys.stdin:
    print(connection.execute("select count(*) from document").fetchone()[0], flush=True)
"""
PUBLISH = """
import sys
from pathlib import Path
from pipelines.publish.snapshot import publish
publish(Path(sys.argv[1]))
"""


def test_the_snapshot_lies_beside_the_file_with_tables_views_and_comments(tmp_path: Path) -> None:
    snapshot = publish(fill(tmp_path / "w.duckdb", [alpha()]))
    assert snapshot == tmp_path / "w.published.duckdb"
    with read_warehouse(snapshot) as connection:
        assert connection.execute("select count(*) from fact_expenditure").fetchone() == (3,)
        found = {
            name for (name,) in connection.execute("select view_name from duckdb_views() where not internal").fetchall()
        }
        assert found == set(views()) and found
        uncommented = connection.execute(
            "select table_name from duckdb_tables() where comment is null union all "
            "select table_name || '.' || column_name from duckdb_columns() where comment is null and not internal "
            "and table_name not like 'v\\_%' escape '\\'"
        ).fetchall()
        assert uncommented == []


def test_an_open_reader_keeps_the_old_snapshot_and_a_new_one_sees_the_new(tmp_path: Path) -> None:
    warehouse = fill(tmp_path / "w.duckdb", [alpha()])
    snapshot = publish(warehouse)
    with subprocess.Popen(
        [sys.executable, "-c", READER, snapshot], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdin is not None and reader.stdout is not None

        def seen_by_reader() -> str:
            print(file=reader.stdin, flush=True)
            assert reader.stdout is not None
            return reader.stdout.readline().strip()

        assert seen_by_reader() == "1"
        fill(warehouse, [document("beta", disclosure_id="unit-a/2023/budget")])
        publish(warehouse)
        assert seen_by_reader() == "1"
        with read_warehouse(snapshot) as connection:
            assert connection.execute("select count(*) from document").fetchone() == (2,)
        reader.stdin.close()
    assert reader.returncode == 0


def test_no_trace_is_left_beside_the_snapshot(tmp_path: Path) -> None:
    publish(fill(tmp_path / "w.duckdb", [alpha()]))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["w.duckdb", "w.published.duckdb"]


def test_publishing_twice_gives_the_same_rows(tmp_path: Path) -> None:
    warehouse = fill(tmp_path / "w.duckdb", [alpha()])
    first = _rows(publish(warehouse))
    assert _rows(publish(warehouse)) == first


def test_a_blocking_failure_is_named_and_the_last_snapshot_stays(tmp_path: Path) -> None:
    warehouse = fill(tmp_path / "w.duckdb", [alpha()])
    snapshot = publish(warehouse)
    before = snapshot.read_bytes()
    failed = [
        held(),
        expectation("fact_expenditure", "fact_id is unique", success=False, observed="2 rows"),
        expectation("identities", "A09 was evaluated", success=False, is_blocking=False),
    ]
    fill(warehouse, [document("beta")], expectations=failed)
    with pytest.raises(PublishRefused, match=r"fact_expenditure: fact_id is unique \(2 rows\)") as refused:
        publish(warehouse)
    assert refused.value.expectations == ("fact_expenditure: fact_id is unique",)
    assert snapshot.read_bytes() == before


@pytest.mark.parametrize("expectations", [[], [expectation("identities", "A09", success=True, is_blocking=False)]])
def test_what_nobody_judged_is_not_published(tmp_path: Path, expectations: list[dict[str, object]]) -> None:
    warehouse = fill(tmp_path / "w.duckdb", [alpha()], expectations=expectations)
    with pytest.raises(PublishRefused, match="no blocking expectation has been judged"):
        publish(warehouse)
    assert not snapshot_path(warehouse).exists()


def test_a_missing_file_is_an_error_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="does not exist"):
        publish(tmp_path / "w.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_a_killed_run_left_half_written_is_no_obstacle(tmp_path: Path) -> None:
    warehouse = fill(tmp_path / "w.duckdb", [alpha()])
    snapshot = publish(warehouse)
    snapshot.with_name("w.published.partial.duckdb").write_bytes(b"half")
    assert _rows(publish(warehouse)) == 1


def test_another_writer_is_named_and_the_old_snapshot_stays(tmp_path: Path) -> None:
    warehouse = fill(tmp_path / "w.duckdb", [alpha()])
    snapshot = publish(warehouse)
    with open_warehouse(warehouse):
        run = subprocess.run([sys.executable, "-c", PUBLISH, warehouse], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "is being written by another process" in run.stderr
    assert _rows(snapshot) == 1


def _rows(snapshot: Path) -> int:
    with duckdb.connect(snapshot, read_only=True) as connection:
        counted = connection.execute("select count(*) from document").fetchone()
    return int(counted[0]) if counted else 0
