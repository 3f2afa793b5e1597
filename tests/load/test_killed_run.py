"""A run killed at any instant: what was committed is whole and readable, and the next run completes the work."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.load.ingest import ingest
from pipelines.load.warehouse import open_warehouse, read_warehouse
from tests.load.made import contents, extract_named

DOCUMENTS = 24
BATCH = 4
INGEST = """
import os, signal, sys
from pathlib import Path
import pipelines.load.batch as batch
from pipelines.load.ingest import ingest
from tests.load.made import extract_named

inbox, warehouse, calls_to_live = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
rebuild = batch.rebuild_derived

def rebuild_or_die(*arguments):
    global calls_to_live
    calls_to_live -= 1
    if calls_to_live == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    rebuild(*arguments)

batch.rebuild_derived = rebuild_or_die
print("start", flush=True)
ingest([inbox], warehouse, extract=extract_named, version="1", batch_documents=4)
"""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number in range(DOCUMENTS):
        (folder / f"{number}.txt").write_text(f"document {number}", encoding="utf-8")
    return folder


@pytest.fixture
def expected(inbox: Path, tmp_path: Path) -> dict[str, list[tuple[object, ...]]]:
    path = tmp_path / "undisturbed.duckdb"
    ingest([inbox], path, extract=extract_named, version="1")
    with read_warehouse(path) as connection:
        return contents(connection)


def start(inbox: Path, warehouse: Path, calls_to_live: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", INGEST, str(inbox), str(warehouse), str(calls_to_live)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def assert_whole(warehouse: Path, documents: int | None = None) -> None:
    """Only whole batches are there, every document with its form and its fact."""
    with open_warehouse(warehouse) as connection:
        counts = connection.execute(
            "select (select count(*) from document), (select count(*) from fact_expenditure), "
            "(select count(*) from document_form), (select count(distinct document_id) from unit_alias)"
        ).fetchone()
    assert counts is not None
    assert len(set(counts)) == 1
    assert counts[0] % BATCH == 0
    assert documents is None or counts[0] == documents


@pytest.mark.parametrize("batch", [1, 3])
def test_killed_inside_a_transaction(
    inbox: Path, tmp_path: Path, expected: dict[str, list[tuple[object, ...]]], batch: int
) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    with start(inbox, warehouse, calls_to_live=batch) as process:
        assert process.wait(60) == -signal.SIGKILL
    assert_whole(warehouse, (batch - 1) * BATCH)
    summary = ingest([inbox], warehouse, extract=extract_named, version="1")
    assert (summary.loaded, summary.unchanged) == (DOCUMENTS - (batch - 1) * BATCH, (batch - 1) * BATCH)
    with read_warehouse(warehouse) as connection:
        assert contents(connection) == expected


def test_killed_at_any_moment_again_and_again(
    inbox: Path, tmp_path: Path, expected: dict[str, list[tuple[object, ...]]]
) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    for tenths in (0, 1, 2, 4):
        with start(inbox, warehouse, calls_to_live=-1) as process:
            assert process.stdout is not None and process.stdout.readline() == "start\n"
            time.sleep(tenths / 10)
            process.kill()
            process.wait(60)
        assert_whole(warehouse)
    ingest([inbox], warehouse, extract=extract_named, version="1")
    with read_warehouse(warehouse) as connection:
        assert contents(connection) == expected


def test_killed_while_replacing_leaves_the_old_rows(inbox: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    ingest([inbox], warehouse, extract=extract_named, version="0")
    with read_warehouse(warehouse) as connection:
        before = contents(connection)
    with start(inbox, warehouse, calls_to_live=1) as process:
        assert process.wait(60) == -signal.SIGKILL
    with open_warehouse(warehouse) as connection:
        assert contents(connection) == before
