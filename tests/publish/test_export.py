"""Exports: every published table and view as a file, exact, with the dictionary."""

import csv
from pathlib import Path

import duckdb
import pytest

from pipelines.contract import columns, tables
from pipelines.load.schema import views
from pipelines.publish.export import ExportFormat, export
from pipelines.publish.query import NotPublished, QueryFailed
from pipelines.publish.snapshot import publish
from tests.publish.made import alpha, fill

PUBLISHED = {name for name in (*tables(), *views()) if not name.startswith("stg_")}


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    warehouse = fill(tmp_path / "w.duckdb", [alpha()])
    publish(warehouse)
    return warehouse


@pytest.mark.parametrize("file_format", ["parquet", "csv"])
def test_every_table_and_view_is_a_file(warehouse: Path, file_format: ExportFormat, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    written = {file.path.name: file.rows for file in export(warehouse, folder, file_format)}
    assert set(written) == {f"{name}.{file_format}" for name in PUBLISHED} | {"data_dictionary.csv"}
    assert {path.name for path in folder.iterdir()} == set(written)
    assert written[f"fact_expenditure.{file_format}"] == 3
    total = duckdb.sql(
        f"select sum(amount_yuan::decimal(20,2)) from '{folder}/fact_expenditure.{file_format}'"
    ).fetchone()
    assert total is not None and str(total[0]) == "374900.00"


def test_parquet_keeps_exact_types(warehouse: Path, tmp_path: Path) -> None:
    export(warehouse, tmp_path / "out", "parquet")
    described = duckdb.sql(f"describe from '{tmp_path}/out/fact_expenditure.parquet'").fetchall()
    assert {name: kind for name, kind, *_ in described}["amount_yuan"] == "DECIMAL(20,2)"


def test_the_dictionary_explains_every_column(warehouse: Path, tmp_path: Path) -> None:
    export(warehouse, tmp_path / "out", "csv")
    with (tmp_path / "out" / "data_dictionary.csv").open(encoding="utf-8", newline="") as file:
        entries = {(row["table_name"], row["column_name"]): row for row in csv.DictReader(file)}
    assert {table for table, _ in entries} == PUBLISHED
    assert entries["fact_expenditure", "amount_yuan"]["column_comment"] == columns()["amount_yuan"].comment
    assert all(entry["table_comment"] for entry in entries.values())


def test_a_second_export_replaces_the_first(warehouse: Path, tmp_path: Path) -> None:
    assert export(warehouse, tmp_path / "out", "csv") == export(warehouse, tmp_path / "out", "csv")


def test_what_cannot_be_written_is_an_error(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "dim_unit.csv").mkdir(parents=True)
    with pytest.raises(QueryFailed, match=r"dim_unit\.csv cannot be written"):
        export(warehouse, tmp_path / "out", "csv")


def test_before_the_first_publishing_there_is_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(NotPublished):
        export(tmp_path / "w.duckdb", tmp_path / "out", "csv")
    assert not (tmp_path / "out").exists()
