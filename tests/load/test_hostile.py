"""Hard and hostile files through the whole command: each gets its verdict, none stops the run or leaves its folder."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipelines.load.discover import find_sources
from pipelines.load.ingest import ingest
from pipelines.load.warehouse import read_warehouse
from pipelines.settings import Caps
from tests.hostile import packages
from tests.hostile.cases import QUICK, QUICK_CAPS, Case, Outcome, problem, run


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Outcome]:
    return run(QUICK, tmp_path_factory.mktemp("hostile"), QUICK_CAPS, workers=2)


@pytest.mark.parametrize("case", QUICK, ids=lambda case: case.name)
def test_each_file_gets_its_verdict(case: Case, outcomes: Mapping[str, Outcome]) -> None:
    assert problem(case, outcomes) is None


def test_a_formula_is_not_run_and_its_stored_value_is_loaded(outcomes: Mapping[str, Outcome]) -> None:
    assert not Path("/tmp/mingzhang-was-here").exists()
    assert outcomes["formulas.xlsx"] == outcomes["honest.xlsx"]


def test_names_that_point_outside_write_nothing_there(tmp_path: Path) -> None:
    archive = tmp_path / "deep" / "a.zip"
    archive.parent.mkdir()
    archive.write_bytes(packages.slipping())
    ingest([archive], tmp_path / "deep" / "w.duckdb")
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.zip", "w.duckdb"]
    assert not Path("/tmp/mingzhang-absolute.txt").exists()
    with read_warehouse(tmp_path / "deep" / "w.duckdb") as connection:
        found = connection.execute("select file_name, status from document order by all").fetchall()
    assert found == [("c:\\x.txt", "quarantined"), ("mingzhang-absolute.txt", "quarantined"), ("outside.txt", "loaded")]


def test_an_archive_that_takes_too_long_to_open_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packages.with_zeros(packages.zipped({"a.txt": b"a"}), "z.bin", 1500))
    (source,) = find_sources([path], Caps(seconds=1, page_milliseconds=1))
    assert source.document_id is not None
    assert source.problem == "archive_refused: reader_timeout: no result within 1.001 s"
