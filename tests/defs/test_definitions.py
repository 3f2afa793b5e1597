"""What Dagster is shown: every table as an asset of its room, a check a rule, one job with its schedule and sensors."""

import os
import subprocess
import sys

import dagster as dg
import pytest

from pipelines.check.identities import load_identities
from pipelines.check.structure import star_tables
from pipelines.contract import tables
from pipelines.definitions import defs
from pipelines.defs.canary import ENGINES_AGREE
from pipelines.paths import ROOT
from pipelines.settings import Settings

# A renamed asset loses its history and breaks whoever selects it: change this list on purpose only.
ASSETS = {
    "room_1_read": {"source_documents"},
    "room_2_recognise": {"document_form", "document_issue", "document_remark"},
    "room_3_normalise": {"stg_unit", "stg_subject"},
    "room_4_load": {
        "document", "dim_year", "dim_measure", "dim_subject", "dim_unit", "unit_alias",
        "fact_expenditure", "fact_revenue", "fact_project", "fact_indicator", "fact_procurement", "fact_asset",
        "fact_statement",
    },
    "room_5_check": {
        "check_comparison",
        "check_feasibility",
        "check_suspect",
        "check_coverage",
        "check_document",
        "check_ocr_amount",
        "check_finding",
        "check_expectation",
    },
    "room_6_publish": {"published_snapshot", "alert"},
}  # fmt: skip


@pytest.fixture(scope="module")
def specs() -> dict[str, dg.AssetSpec]:
    return {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}


def checks() -> dict[str, dg.AssetCheckSpec]:
    assets = [asset for asset in defs.assets or () if isinstance(asset, dg.AssetsDefinition)]
    return {spec.name: spec for asset in assets for spec in asset.check_specs}


def test_assets_are_grouped_by_room(specs: dict[str, dg.AssetSpec]) -> None:
    groups: dict[str, set[str]] = {}
    for name, spec in specs.items():
        groups.setdefault(str(spec.group_name), set()).add(name)
    assert groups == ASSETS


def test_every_table_of_the_contract_is_an_asset_with_both_languages_and_its_columns(
    specs: dict[str, dg.AssetSpec],
) -> None:
    assert set(tables()) <= set(specs)
    for name, table in tables().items():
        description = str(specs[name].description)
        assert table.zh in description and table.grain in description
        schema = specs[name].metadata["dagster/column_schema"]
        assert [column.name for column in schema.columns] == list(table.column_names)
        assert [column.name for column in schema.columns if column.constraints.nullable] == [
            column for column in table.column_names if column in table.nullable
        ]


def test_the_snapshot_comes_after_every_table(specs: dict[str, dg.AssetSpec]) -> None:
    upstream: set[str] = set()
    waiting = ["published_snapshot"]
    while waiting:
        for dep in specs[waiting.pop()].deps:
            name = dep.asset_key.to_user_string()
            if name not in upstream:
                upstream.add(name)
                waiting.append(name)
    assert upstream == {*tables(), "source_documents"}
    assert [dep.asset_key.to_user_string() for dep in specs["alert"].deps] == ["published_snapshot"]


def test_each_identity_is_a_check_that_does_not_block() -> None:
    for identity in load_identities():
        check = checks()[identity.id]
        assert not check.blocking
        assert identity.zh in str(check.description) and identity.en in str(check.description)


def test_the_structure_of_each_star_table_is_a_check_that_blocks() -> None:
    named = {f"structure_of_{table.name}" for table in star_tables()}
    assert {name for name, check in checks().items() if check.blocking} == named
    assert checks().keys() == named | {identity.id for identity in load_identities()} | {ENGINES_AGREE.name}
    assert all(checks()[name].asset_key.to_user_string() == "check_expectation" for name in named)


def test_every_step_that_opens_the_warehouse_is_in_its_pool() -> None:
    repository = defs.get_repository_def()
    pools = {node.name: node.definition.pool for node in repository.get_job("nightly").nodes}  # type: ignore[attr-defined]
    assert pools == {
        "source_documents": None,
        "star": "warehouse",
        "verdicts": "warehouse",
        "published_snapshot": "warehouse",
        "alert": None,
    }


def test_the_schedule_and_sensors_run_without_being_switched_on() -> None:
    repository = defs.get_repository_def()
    (schedule,) = repository.schedule_defs
    assert (schedule.name, schedule.cron_schedule) == ("every_night", Settings().nightly_cron)
    assert schedule.execution_timezone == "Asia/Shanghai"
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    assert {sensor.name for sensor in repository.sensor_defs} == {"inbox", "tell_failure", "tell_news"}
    assert all(sensor.default_status is dg.DefaultSensorStatus.RUNNING for sensor in repository.sensor_defs)


def test_the_settings_choose_the_hour() -> None:
    script = "from pipelines.definitions import defs; print(defs.get_repository_def().schedule_defs[0].cron_schedule)"
    found = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "MINGZHANG_NIGHTLY_CRON": "15 4 * * 1-5"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "15 4 * * 1-5"
