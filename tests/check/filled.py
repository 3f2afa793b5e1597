"""Warehouses that hold documents made by printed.py and plain_rows.py."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.contract import tables
from pipelines.load.reference import read_reference
from pipelines.load.tables import arrow_table, document_tables, insert_rows
from tests.check.plain_rows import plain_rows
from tests.check.printed import UNIT, Line, Row, print_document

DERIVED = ("dim_unit", "dim_subject")


@dataclass(frozen=True, slots=True)
class Case:
    """Documents of one unit: printed forms by the document's name ("" is the case's own), and rows of other tables."""

    printed: Mapping[str, Sequence[Line]]
    rows: Sequence[Line] = field(default=())


def read_lines(path: Path) -> list[Line]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(text: str) -> list[Line]:
    """Lines of a CSV given in a test."""
    rows = [row.strip() for row in text.strip().splitlines()]
    return list(csv.DictReader(rows))


def case_stems(folder: Path) -> list[str]:
    """The cases of a folder: one may be several files, as read_case says."""
    return sorted({path.name.partition(".")[0].partition("@")[0] for path in folder.glob("*.csv")})


def read_case(folder: Path, stem: str) -> Case:
    """Read <stem>.csv (printed.py), <stem>@<other>.csv (another document) and <stem>.rows.csv (plain_rows.py)."""
    printed = {path.stem.partition("@")[2]: read_lines(path) for path in sorted(folder.glob(f"{stem}@*.csv"))}
    own, rows = folder / f"{stem}.csv", folder / f"{stem}.rows.csv"
    printed[""] = read_lines(own) if own.exists() else []
    return Case(printed, read_lines(rows) if rows.exists() else ())


def fill(connection: DuckDBPyConnection, documents: Mapping[str, Iterable[Line] | Case]) -> None:
    """Put the reference lists and these documents into an empty warehouse."""
    reference = read_reference()
    insert_rows(connection, "dim_year", reference.years)
    insert_rows(connection, "dim_measure", reference.measures)
    insert_rows(connection, "dim_subject", reference.subjects)
    found: dict[str, dict[tuple[str, ...], Row]] = {}
    for name, each in documents.items():
        case = each if isinstance(each, Case) else Case({"": list(each)})
        # Documents of one unit are compared with each other: a case of several has a unit of its own.
        unit = f"unit {name}" if case.rows or len(case.printed) > 1 else UNIT
        for other, printed in case.printed.items():
            whole = f"{name}@{other}" if other else name
            for table, rows in print_document(whole, printed, unit).rows.items():
                _keep(found, table, rows)
        for table, row in plain_rows(name, case.rows, unit):
            _keep(found, table, [row])
    for table in (*document_tables(), *DERIVED):
        insert_rows(connection, table, arrow_table(tables()[table], list(found.get(table, {}).values())))


def _keep(found: dict[str, dict[tuple[str, ...], Row]], table: str, rows: Iterable[Row]) -> None:
    keys = tables()[table].key
    found.setdefault(table, {}).update({tuple(str(row[key]) for key in keys): row for row in rows})
