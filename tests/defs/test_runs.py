"""Runs and sensors in this process: metadata of what was made, what blocks, who is told."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.contract import tables
from pipelines.defs import verdicts
from pipelines.defs.publication import alert, published_snapshot
from pipelines.defs.resources import Documents, Warehouse, report_nothing
from pipelines.defs.sensors import inbox_sensor, tell_failure, tell_news
from pipelines.defs.sources import source_documents
from pipelines.defs.star import star
from pipelines.paths import SAMPLES
from tests.defs.quick import quick_check
from tests.publish.sink import Sink, open_sink

# Apprise imports pgpy where it is installed, and pgpy imports imghdr.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

ASSETS = [source_documents, star, verdicts.verdicts, published_snapshot, alert]
MISTAKE = SAMPLES / "statistics-2024-mistake.txt"


@pytest.fixture(autouse=True)
def no_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_ALERT_URLS", "")
    monkeypatch.setenv("MINGZHANG_WORKERS", "1")


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(path=str(tmp_path / "w.duckdb"))


@pytest.fixture
def sink(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sink]:
    with open_sink() as opened:
        monkeypatch.setenv("MINGZHANG_ALERT_URLS", opened.url)
        yield opened


def run(warehouse: Warehouse, instance: dg.DagsterInstance, *paths: Path) -> dg.ExecuteInProcessResult:
    return dg.materialize(
        ASSETS,
        instance=instance,
        resources={
            "warehouse": warehouse,
            "documents": Documents(paths=[str(path) for path in paths]),
            "progress": dg.ResourceDefinition.hardcoded_resource(report_nothing),
        },
        run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        raise_on_error=False,
    )


def metadata(result: dg.ExecuteInProcessResult) -> dict[str, dict[str, object]]:
    """Asset → name → value of what the run materialised."""
    return {
        str(event.asset_key.to_user_string()): {
            name: value.value for name, value in event.materialization.metadata.items()
        }
        for event in result.get_asset_materialization_events()
        if event.asset_key is not None
    }


def test_every_table_is_materialised_with_its_rows_and_columns(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdicts, "check", quick_check())
    with dg.DagsterInstance.ephemeral() as instance:
        result = run(warehouse, instance, MISTAKE)
    assert result.success
    made = metadata(result)
    assert set(made) == {*tables(), "source_documents", "published_snapshot", "alert"}
    for name in tables():
        assert isinstance(made[name]["dagster/row_count"], int)
        assert "dagster/column_schema" in made[name]
    rows = {name: made[name]["dagster/row_count"] for name in ("document", "fact_expenditure", "dim_year")}
    assert rows["document"] == 1 and all(rows.values())
    assert (made["document"]["loaded"], made["document"]["quarantined"]) == (1, 0)
    assert made["source_documents"]["files"] == 1
    assert made["published_snapshot"]["snapshot"] == str(warehouse.snapshot)
    assert made["check_finding"]["comparisons"] == 2


def test_an_identity_that_breaks_warns_and_the_snapshot_is_made(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdicts, "check", quick_check(broken_identity="A01"))
    with dg.DagsterInstance.ephemeral() as instance:
        result = run(warehouse, instance, MISTAKE)
    assert result.success
    (failed,) = [each for each in result.get_asset_check_evaluations() if not each.passed]
    assert (failed.check_name, failed.severity) == ("A01", dg.AssetCheckSeverity.WARN)
    assert warehouse.snapshot.exists()


def test_a_broken_star_stops_the_run_before_the_snapshot(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, sink: Sink
) -> None:
    monkeypatch.setattr(verdicts, "check", quick_check(broken_table="dim_unit"))
    with dg.DagsterInstance.ephemeral() as instance:
        result = run(warehouse, instance, MISTAKE)
        assert not result.success
        assert not {"published_snapshot", "alert"} & set(metadata(result))
        assert not warehouse.snapshot.exists()
        (failed,) = [each for each in result.get_asset_check_evaluations() if not each.passed]
        assert failed.check_name == "structure_of_dim_unit"
        assert "dim_unit holds (3 rows)" in str(failed.description)
        context = dg.build_run_status_sensor_context(
            sensor_name="tell_failure",
            dagster_instance=instance,
            dagster_run=result.dagster_run,
            dagster_event=result.get_run_failure_event(),
        ).for_run_failure()
        skipped = tell_failure(context)
    assert isinstance(skipped, dg.SkipReason) and skipped.skip_message == "told 1 addresses"
    (message,) = sink.messages
    assert "structure_of_dim_unit" in message["message"] and result.run_id in message["message"]


def test_after_a_run_the_news_are_told_once(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "check", quick_check())
    notes = Path(warehouse.path).parent / "notes.txt"
    notes.write_text("nothing of a budget", encoding="utf-8")
    with dg.DagsterInstance.ephemeral() as instance, open_sink() as sink:
        result = run(warehouse, instance, MISTAKE, notes)
        monkeypatch.setenv("MINGZHANG_ALERT_URLS", sink.url)
        context = dg.build_run_status_sensor_context(
            sensor_name="tell_news",
            dagster_instance=instance,
            dagster_run=result.dagster_run,
            dagster_event=result.get_run_success_event(),
            resources={"warehouse": warehouse},
        )
        told = [tell_news(context), tell_news(context)]
    assert [skip.skip_message for skip in told if isinstance(skip, dg.SkipReason)] == [
        "told 1 of 1 addresses",
        "told 0 of 1 addresses",
    ]
    (message,) = sink.messages
    assert "notes.txt: not_a_disclosure" in message["message"]


def test_an_alert_that_does_not_arrive_fails_the_run_after_publishing(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, sink: Sink
) -> None:
    monkeypatch.setattr(verdicts, "check", quick_check())
    sink.status = 500
    notes = Path(warehouse.path).parent / "notes.txt"
    notes.write_text("nothing of a budget", encoding="utf-8")
    with dg.DagsterInstance.ephemeral() as instance:
        result = run(warehouse, instance, MISTAKE, notes)
    assert not result.success
    assert warehouse.snapshot.exists()
    assert [event.step_key for event in result.filter_events(lambda event: event.is_step_failure)] == ["alert"]


def test_the_inbox_sensor_asks_for_a_run_on_what_came_to_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_INBOX", str(tmp_path))
    arrived = Path(shutil.copy(MISTAKE, tmp_path))
    os.utime(arrived, (0, 0))
    (tmp_path / "half.pdf").write_bytes(b"%PDF-")
    with dg.DagsterInstance.ephemeral() as instance:
        context = dg.build_sensor_context(instance=instance)
        assert isinstance(inbox_sensor(context), dg.SkipReason)
        context = dg.build_sensor_context(instance=instance, cursor=context.cursor)
        result = inbox_sensor(context)
        assert isinstance(result, dg.SensorResult)
        (request,) = result.run_requests or ()
        assert request.run_config["resources"]["documents"]["config"]["paths"] == [str(arrived)]
        again = inbox_sensor(dg.build_sensor_context(instance=instance, cursor=result.cursor))
    assert isinstance(again, dg.SkipReason)
    assert again.skip_message == "2 files, none of them new; 1 may still be written"
