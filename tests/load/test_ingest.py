"""Ingesting files: each content read once, one bad document costing itself only."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.load.discover import PathNotFound
from pipelines.load.ingest import IngestSummary, Progress, ingest
from pipelines.load.warehouse import read_warehouse
from pipelines.normalise.rows import DocumentRows
from pipelines.read.options import ReadOptions
from tests.load.made import contents, document_id, extract_named, extract_with_clashing_facts

Run = Callable[..., IngestSummary]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


@pytest.fixture
def run(inbox: Path, warehouse: Path) -> Run:
    def call(*paths: Path, **options: object) -> IngestSummary:
        given: dict[str, object] = {"extract": extract_named, "version": "1"} | options
        return ingest(paths or [inbox], warehouse, **given)  # type: ignore[arg-type]

    return call


def put(folder: Path, *texts: str) -> None:
    for text in texts:
        (folder / f"{text}.txt").write_text(text, encoding="utf-8")


def rows(warehouse: Path, sql: str) -> list[tuple[object, ...]]:
    with read_warehouse(warehouse) as connection:
        return connection.execute(sql).fetchall()


def refuse(path: Path, source_uri: str, options: ReadOptions) -> DocumentRows:
    raise AssertionError(f"{path.name} was read")


def test_documents_are_loaded_and_counted(run: Run, inbox: Path, warehouse: Path) -> None:
    put(inbox, "a", "b", "raise c")
    summary = run()
    assert summary == IngestSummary(
        files=3, loaded=2, quarantined=1, document_ids=tuple(sorted(map(document_id, ("a", "b", "raise c"))))
    )
    found = rows(warehouse, "select file_name, status, reason, reader_version, bytes from document order by 1")
    assert found == [
        ("a.txt", "superseded" if document_id("a") < document_id("b") else "loaded", None, "1", 1),
        ("b.txt", "loaded" if document_id("a") < document_id("b") else "superseded", None, "1", 1),
        ("raise c.txt", "quarantined", "reader_crashed: ValueError: raise c", "1", 7),
    ]


def test_a_second_run_reads_nothing(run: Run, inbox: Path, warehouse: Path) -> None:
    put(inbox, "a", "b")
    run()
    before = rows(warehouse, "select * from document order by all")
    assert run(extract=refuse) == IngestSummary(files=2, unchanged=2)
    assert rows(warehouse, "select * from document order by all") == before


def test_improved_code_reads_everything_again(run: Run, inbox: Path, warehouse: Path) -> None:
    put(inbox, "a", "b")
    run()
    assert run(version="2").loaded == 2
    assert rows(warehouse, "select distinct reader_version from document") == [("2",)]


def test_a_crash_is_tried_again_a_refusal_is_not(run: Run, inbox: Path, warehouse: Path) -> None:
    put(inbox, "raise a", "quarantine b")
    assert run().quarantined == 2
    summary = run()
    assert (summary.quarantined, summary.unchanged) == (1, 1)
    assert summary.document_ids == (document_id("raise a"),)


def test_same_bytes_under_two_names_are_one_document(run: Run, inbox: Path, warehouse: Path) -> None:
    put(inbox, "a")
    (inbox / "copy.txt").write_text("a", encoding="utf-8")
    summary = run()
    assert (summary.files, summary.loaded, summary.duplicate) == (2, 1, 1)
    assert rows(warehouse, "select file_name from document") == [("a.txt",)]


def test_the_name_does_not_depend_on_which_copy_came_first(run: Run, inbox: Path, warehouse: Path) -> None:
    put(inbox, "b")
    copy = inbox / "a copy.txt"
    copy.write_text("b", encoding="utf-8")
    run(inbox / "b.txt")
    assert run(copy, extract=refuse).unchanged == 1
    assert rows(warehouse, "select file_name, source_uri from document") == [("a copy.txt", copy.as_posix())]
    run(inbox / "b.txt")
    run(inbox / "b.txt", version="2")
    assert rows(warehouse, "select file_name, source_uri from document") == [("a copy.txt", copy.as_posix())]


def test_a_document_whose_file_moved_is_found_at_its_new_place(run: Run, inbox: Path, warehouse: Path) -> None:
    put(inbox, "a")
    run()
    (inbox / "a.txt").rename(inbox / "moved.txt")
    run(extract=refuse)
    assert rows(warehouse, "select file_name from document") == [("moved.txt",)]


def test_small_batches_and_more_processes_load_the_same(inbox: Path, tmp_path: Path) -> None:
    put(inbox, *(f"document {number}" for number in range(7)), "raise it", "exit now")
    put(inbox, "quarantine it")
    found = []
    for name, options in (("one", {}), ("many", {"batch_documents": 2}), ("apart", {"workers": 2})):
        path = tmp_path / f"{name}.duckdb"
        ingest([inbox], path, extract=extract_named, version="1", **options)  # type: ignore[arg-type]
        with read_warehouse(path) as connection:
            found.append(contents(connection))
    alone, in_batches, apart = found
    assert alone == in_batches == apart
    killed = [row for row in alone["document"] if row[0] == document_id("exit now")]
    assert [row[7] for row in killed] == ["reader_crashed: the process ended with exit status 9"]


def test_rows_that_break_the_contract_are_that_documents_own_fault(run: Run, inbox: Path, warehouse: Path) -> None:
    put(inbox, "a", "float")
    assert (run().loaded, run().quarantined) == (1, 1)
    found = rows(warehouse, "select reason from document where status = 'quarantined'")
    assert "reader_crashed: ContractBroken: fact_expenditure.amount_yuan" in str(found)


def test_two_documents_that_claim_one_key_do_not_stop_the_others(run: Run, inbox: Path, warehouse: Path) -> None:
    put(inbox, "a", "b", "c")
    assert run(extract=extract_with_clashing_facts).files == 3
    states = rows(warehouse, "select reason is null, count(*) from document group by 1 order by 1")
    assert states == [(False, 2), (True, 1)]


def test_a_file_that_cannot_be_read_is_reported_and_the_others_go_on(run: Run, inbox: Path) -> None:
    put(inbox, "a")
    (inbox / "broken.pdf").symlink_to(inbox / "nowhere")
    seen: list[Progress] = []
    summary = run(progress=seen.append)
    assert (summary.loaded, summary.unreadable) == (1, 1)
    assert [(step.done, step.total, step.path.name, step.outcome, step.reason) for step in seen] == [
        (1, 2, "broken.pdf", "unreadable", "No such file or directory"),
        (2, 2, "a.txt", "loaded", None),
    ]


def test_a_path_that_does_not_exist_stops_the_run_before_it_writes(run: Run, tmp_path: Path, warehouse: Path) -> None:
    with pytest.raises(PathNotFound):
        run(tmp_path / "gone")
    assert not warehouse.exists()
