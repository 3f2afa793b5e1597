"""The dimensions that come from lists in data/, not from documents: years, measures, listed subjects."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa

from pipelines.contract import tables
from pipelines.issues import ConfigurationError
from pipelines.load.tables import ContractBroken, arrow_table
from pipelines.normalise.code_lists import subjects_frame_rows
from pipelines.normalise.fiscal_years import years_frame_rows
from pipelines.paths import VOCABULARY

MEASURES_FILE = VOCABULARY / "measures.toml"
# The file also names the items of 三公经费 for the recognisers; in the warehouse those are subjects.
MEASURE_KINDS = ("funding", "category")


@dataclass(frozen=True, slots=True)
class Reference:
    """Arrow tables with the columns of dim_year, dim_measure and dim_subject."""

    years: pa.Table
    measures: pa.Table
    subjects: pa.Table


@cache
def read_reference() -> Reference:
    """The lists of this checkout, read once. Raises ConfigurationError."""
    return make_reference(years_frame_rows(), measure_rows(MEASURES_FILE), subjects_frame_rows())


def make_reference(
    years: Sequence[Mapping[str, object]],
    measures: Sequence[Mapping[str, object]],
    subjects: Sequence[Mapping[str, object]],
) -> Reference:
    """Rows of the three lists as Arrow tables. Raises ConfigurationError where they break the contract."""
    try:
        return Reference(
            years=arrow_table(tables()["dim_year"], years),
            measures=arrow_table(tables()["dim_measure"], measures),
            subjects=arrow_table(tables()["dim_subject"], subjects),
        )
    except ContractBroken as error:
        raise ConfigurationError(f"data/reference or data/vocabulary: {error}") from error


def measure_rows(path: Path) -> list[dict[str, object]]:
    """Rows of dim_measure from measures.toml. Raises ConfigurationError for a parent that the file does not list."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["measure"]
        rows: list[dict[str, object]] = [
            {
                "measure_kind": entry["kind"],
                "measure_code": entry["code"],
                "parent_measure_code": entry.get("parent"),
                "name_zh": entry["zh"],
                "name_en": entry["en"],
                "sort_no": entry["sort"],
            }
            for entry in entries
            if entry["kind"] in MEASURE_KINDS
        ]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path.name}: cannot be read: {error}") from error
    except KeyError as error:
        raise ConfigurationError(f"{path.name}: a measure lacks {error}") from error
    listed = {(row["measure_kind"], row["measure_code"]) for row in rows}
    for row in rows:
        parent = row["parent_measure_code"]
        if parent is not None and (row["measure_kind"], parent) not in listed:
            raise ConfigurationError(f"{path.name}: {row['measure_code']}: no {row['measure_kind']} is called {parent}")
    return rows
