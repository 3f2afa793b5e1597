"""The statements of narratives against golden tables: figures, what they are about, lines; no sentences."""

import csv
from pathlib import Path

import pytest

from pipelines.normalise.extract import extract

GOLDEN = Path(__file__).parent / "golden" / "statements"
SHARED = Path(__file__).parents[2] / "shared"
DOCUMENTS = sorted(path.stem for path in GOLDEN.glob("*.csv"))
IDS = ("base_statement_id", "whole_statement_id")
SUBJECTS = ("function_subject_id", "economic_subject_id", "three_public_subject_id")


def statements(name: str) -> list[dict[str, str]]:
    """The statements of a golden document in the words of its table: codes and ordinals where the star has ids."""
    found = [*SHARED.glob(f"seeds/{name.removeprefix('seed-')}_*.txt"), *SHARED.glob(f"realdocs/{name}/doc.*")]
    if not found:
        pytest.skip(f"{name} does not lie in ../shared")
    rows = extract(found[0], f"golden/{name}").tables["fact_statement"]
    return [{column: _text(column, row[column]) for column in columns(name)} for row in rows]


def columns(name: str) -> list[str]:
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def _text(column: str, value: object) -> str:
    if value is None:
        return ""
    if column in IDS:
        return str(value).rsplit("-", 1)[1]
    return str(value).split("/")[1] if column in SUBJECTS else str(value)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_statements(name: str) -> None:
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert statements(name) == list(csv.DictReader(file))
