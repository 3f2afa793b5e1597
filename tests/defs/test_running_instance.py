"""Dagster itself, as `make dev` starts it: the sensor and the schedule launch runs that publish and tell."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipelines.paths import ROOT, SAMPLES, snapshot_path
from pipelines.publish.query import ask, open_snapshot
from tests.publish.sink import open_sink

PATIENCE_SECONDS = 240.0  # on an idle machine it takes about sixty
QUERY = """
query { runsOrError { __typename
    ... on Runs { results { status tags { key value } } }
    ... on PythonError { message } } }
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def dagster_dev(home: Path, environment: Mapping[str, str]) -> Iterator[int]:
    """Web page and daemon of a fresh instance; gives the port. Every process it started has ended afterwards."""
    home.mkdir()
    configuration = (ROOT / "dagster.yaml").read_text(encoding="utf-8")
    assert "data/var/dagster" in configuration
    (home / "dagster.yaml").write_text(configuration.replace("data/var/dagster", str(home / "state")), encoding="utf-8")
    port = free_port()
    with (home / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "dagster", "dev", "--host", "127.0.0.1", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, **environment, "DAGSTER_HOME": str(home)},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # its children share its group, so that all of them can be found again
        )
        try:
            yield port
        finally:
            end_group(process)


def end_group(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=20)
    # Children outlive a parent that was in the middle of starting them.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


def finished_runs(port: int) -> list[tuple[str, dict[str, str]]]:
    """Status and tags of every run; none while the page does not answer yet."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql",
        data=json.dumps({"query": QUERY}).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            answer = json.load(response)["data"]["runsOrError"]
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return []
    assert answer["__typename"] == "Runs", answer
    return [(run["status"], {tag["key"]: tag["value"] for tag in run["tags"]}) for run in answer["results"]]


def test_sensor_and_schedule_launch_runs_that_publish_and_tell(tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "w.duckdb"
    inbox.mkdir()
    for name in ("statistics-2024-mistake.txt", "statistics-2024-paired.txt"):
        shutil.copyfile(SAMPLES / name, inbox / name)
    wanted = {"dagster/sensor_name": "inbox", "dagster/schedule_name": "every_night"}
    with open_sink() as sink:
        environment = {
            "MINGZHANG_INBOX": str(inbox),
            "MINGZHANG_WAREHOUSE": str(warehouse),
            "MINGZHANG_ALERT_URLS": sink.url,
            "MINGZHANG_NIGHTLY_CRON": "* * * * *",
            "MINGZHANG_WORKERS": "1",
        }
        with dagster_dev(tmp_path / "home", environment) as port:
            deadline = time.monotonic() + PATIENCE_SECONDS
            succeeded: set[str] = set()
            while succeeded != set(wanted) and time.monotonic() < deadline:
                time.sleep(1)
                runs = finished_runs(port)
                log = (tmp_path / "home" / "log.txt").read_text(encoding="utf-8")[-5000:]
                assert not [tags for status, tags in runs if status == "FAILURE"], log
                succeeded = {
                    key
                    for key, launcher in wanted.items()
                    for status, tags in runs
                    if status == "SUCCESS" and tags.get(key) == launcher
                }
    assert succeeded == set(wanted), log
    assert snapshot_path(warehouse).exists()
    with open_snapshot(warehouse) as connection:
        found = ask(
            connection, "select count(*), (select count(*) from check_finding where severity = 'error') from document"
        )
        ((documents, errors),) = found.rows
    assert documents == 2
    assert errors
    assert sink.messages and "statistics-2024-mistake.txt" in sink.messages[0]["message"]
    assert len(sink.messages) == 1  # the second run found nothing new
