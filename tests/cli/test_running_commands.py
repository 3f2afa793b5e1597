"""The commands that run the pipeline: the real thing once in a process of its own, the rest with a quick check room."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipelines.check.run import CheckSummary
from pipelines.cli import app
from pipelines.defs import verdicts
from pipelines.paths import ROOT, SAMPLES, snapshot_path
from tests.defs.quick import quick_check
from tests.publish.sink import open_sink

# Apprise imports pgpy where it is installed, and pgpy imports imghdr.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

MISTAKE = SAMPLES / "statistics-2024-mistake.txt"


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """One document that loads and one that does not, at rest for a minute."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    shutil.copy(MISTAKE, folder)
    (folder / "notes.txt").write_text("nothing of a budget", encoding="utf-8")
    for path in folder.iterdir():
        os.utime(path, (time.time() - 60,) * 2)
    return folder


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


def run(warehouse: Path, *arguments: str, **environment: str) -> Result:
    given = {"MINGZHANG_WAREHOUSE": str(warehouse), "MINGZHANG_ALERT_URLS": "", "MINGZHANG_WORKERS": "1"} | environment
    return CliRunner().invoke(app, arguments, env=given)


def summary_line(text: str, name: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(name)).removeprefix(name).strip()


def test_a_real_ingest_in_a_process_of_its_own(inbox: Path, warehouse: Path) -> None:
    done = command("ingest", str(inbox), "--warehouse", str(warehouse), "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert summary_line(done.stdout, "this run") == "loaded 1, quarantined 1"
    assert "  not_a_disclosure 1" in done.stdout and f"    {inbox}/notes.txt: no budget form" in done.stdout
    assert summary_line(done.stdout, "documents") == "2 (loaded 1, quarantined 1)"
    assert "mismatch" in summary_line(done.stdout, "comparisons")
    assert summary_line(done.stdout, "findings").startswith("2 (error 2")
    assert summary_line(done.stdout, "snapshot") == str(snapshot_path(warehouse))
    # Nothing of Dagster's own log, only what to type next.
    where = f"--warehouse {warehouse}"
    steps = [f"  mingzhang {words} {where}" for words in ("findings", "documents", "query 'show tables'")]
    assert done.stderr.strip().splitlines() == ["Next:", *steps]
    found = json.loads(run(warehouse, "findings", "--severity", "error", "--format", "json").stdout)
    evidence = run(warehouse, "show", found[0]["finding_id"]).stdout
    assert "mismatch (expected = actual)" in evidence and "statistics-2024-mistake.txt, line " in evidence


def test_a_folder_without_a_file_is_a_mistake(tmp_path: Path, warehouse: Path) -> None:
    done = run(warehouse, "ingest", str(tmp_path))
    assert done.exit_code == 2 and "there is no file in it" in done.stderr


def test_help_needs_no_heavy_import() -> None:
    script = "import sys; from pipelines.cli import app; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for heavy in ("dagster", "great_expectations", "polars", "pyarrow", "duckdb", "apprise", "sqlalchemy"):
        assert f"'{heavy}'" not in loaded


def test_reading_commands_need_no_dagster() -> None:
    script = (
        "import sys; from pipelines.publish import evidence, export, listings, query, show; "
        "from pipelines.cli import output; print(sorted(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for heavy in ("dagster", "great_expectations", "apprise"):
        assert f"'{heavy}'" not in loaded


def test_a_second_ingest_passes_over_what_is_held(
    inbox: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdicts, "check", quick_check())
    first = run(warehouse, "ingest", str(inbox))
    second = run(warehouse, "ingest", str(inbox))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert summary_line(second.stdout, "this run") == "unchanged 2"
    assert summary_line(first.stdout, "facts") == summary_line(second.stdout, "facts")


def test_another_warehouse_takes_what_was_read_from_the_cache_unless_it_must_not(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdicts, "check", quick_check())
    (inbox / "notes.txt").write_text("nothing of a budget, and in no other test", encoding="utf-8")
    cache = {"MINGZHANG_CACHE_FOLDER": str(tmp_path / "cache")}
    first = run(tmp_path / "a.duckdb", "ingest", str(inbox), "--no-cache", **cache)
    assert not any((tmp_path / "cache").rglob("*.rows"))
    second = run(tmp_path / "b.duckdb", "ingest", str(inbox), **cache)
    third = run(tmp_path / "c.duckdb", "ingest", str(inbox), **cache)
    assert "from cache" not in first.stdout and "from cache" not in second.stdout
    assert summary_line(third.stdout, "from cache") == "2"
    for name in ("this run", "forms", "facts"):
        assert len({summary_line(each.stdout, name) for each in (first, second, third)}) == 1


def test_a_broken_star_is_not_published_and_status_is_1(
    inbox: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdicts, "check", quick_check(broken_table="fact_revenue"))
    result = run(warehouse, "ingest", str(inbox))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nothing was published" in result.stderr and "structure: fact_revenue holds (seen)" in result.stderr
    assert not snapshot_path(warehouse).exists()


def test_an_identity_that_does_not_hold_is_published(
    inbox: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdicts, "check", quick_check(broken_identity="A01"))
    assert run(warehouse, "ingest", str(inbox)).exit_code == 0
    assert snapshot_path(warehouse).exists()


def test_an_error_of_a_room_is_one_clear_line(warehouse: Path, inbox: Path) -> None:
    warehouse.write_bytes(b"this is no database" * 100)
    result = run(warehouse, "ingest", str(inbox))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"mingzhang: {warehouse} cannot be opened")
    assert "Traceback" not in result.stderr


def test_nightly_reads_the_inbox_and_tells_what_is_new(
    inbox: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdicts, "check", quick_check())
    with open_sink() as sink:
        first = run(warehouse, "nightly", MINGZHANG_INBOX=str(inbox), MINGZHANG_ALERT_URLS=sink.url)
        assert first.exit_code == 0, first.stderr
        assert summary_line(first.stdout, "this run") == "loaded 1, quarantined 1"
        assert "新隔离的文件 1 · 1 newly quarantined documents" in first.stdout
        assert len(sink.messages) == 1 and "notes.txt" in sink.messages[0]["message"]
        second = run(warehouse, "nightly", MINGZHANG_INBOX=str(inbox), MINGZHANG_ALERT_URLS=sink.url)
        assert second.exit_code == 0 and "新隔离" not in second.stdout
        assert len(sink.messages) == 1


def test_a_nightly_run_that_fails_tells_so(inbox: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "check", quick_check(broken_table="document"))
    with open_sink() as sink:
        result = run(warehouse, "nightly", MINGZHANG_INBOX=str(inbox), MINGZHANG_ALERT_URLS=sink.url)
    assert result.exit_code == 1
    (message,) = sink.messages
    assert "structure: document holds (seen)" in message["message"]


def test_a_nightly_run_whose_news_reach_nobody_says_so_twice_and_fails(
    inbox: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdicts, "check", quick_check())
    address = "json://127.0.0.1:9/a-secret-token"
    result = run(warehouse, "nightly", MINGZHANG_INBOX=str(inbox), MINGZHANG_ALERT_URLS=address)
    assert result.exit_code == 1
    assert "the news did not reach address 1 (json)" in result.stderr
    assert "the failure was not told to address 1 (json)" in result.stderr
    assert "secret" not in result.stderr
    assert snapshot_path(warehouse).exists()


def test_nothing_in_the_inbox_is_a_quiet_night(
    inbox: Path, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdicts, "check", quick_check())
    run(warehouse, "ingest", str(inbox))
    result = run(warehouse, "nightly", MINGZHANG_INBOX=str(tmp_path / "missing"))
    assert result.exit_code == 0
    assert summary_line(result.stdout, "this run") == "no files"
    assert summary_line(result.stdout, "documents") == "2 (loaded 1, quarantined 1)"


def test_an_interrupted_run_says_that_it_can_be_taken_up_again(
    inbox: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(warehouse: Path, today: date, memory_mib: int) -> CheckSummary:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(10)
        raise AssertionError("was not interrupted")

    monkeypatch.setattr(verdicts, "check", interrupted)
    result = run(warehouse, "ingest", str(inbox))
    assert result.exit_code == 130
    assert result.stderr == "mingzhang: stopped. What was finished is kept; the same command does the rest.\n"
