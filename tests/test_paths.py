"""paths: the checkout is found or refused in plain words, and each warehouse has its snapshot beside it."""

from pathlib import Path

import pytest

from pipelines import paths
from pipelines.issues import ConfigurationError


def test_the_root_is_the_checkout_that_holds_the_package() -> None:
    assert (paths.ROOT / "pipelines" / "paths.py").is_file()
    for name in paths.CHECKOUT_FOLDERS:
        assert (paths.ROOT / name).is_dir()


def test_a_folder_without_models_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(ConfigurationError, match=r"models, expectations not found there.*make demo"):
        paths.require_checkout(tmp_path)


def test_the_warehouse_stands_in_the_checkout_unless_the_environment_names_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.warehouse_path({}) == paths.ROOT / "data" / "var" / "warehouse.duckdb"
    assert paths.warehouse_path({"MINGZHANG_WAREHOUSE": " "}) == paths.ROOT / "data" / "var" / "warehouse.duckdb"
    assert paths.warehouse_path({"MINGZHANG_WAREHOUSE": "mine.duckdb"}) == tmp_path / "mine.duckdb"


@pytest.mark.parametrize(
    ("working", "published"),
    [("warehouse.duckdb", "warehouse.published.duckdb"), ("2024.q1.db", "2024.q1.published.duckdb")],
)
def test_the_snapshot_lies_beside_the_working_file(tmp_path: Path, working: str, published: str) -> None:
    assert paths.snapshot_path(tmp_path / working) == tmp_path / published
