"""Warehouses that hold documents made by printed.py."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.contract import tables
from pipelines.load.reference import read_reference
from pipelines.load.tables import arrow_table, insert_rows
from tests.check.printed import Line, print_document

TABLES = (
    "document",
    "document_form",
    "document_issue",
    "fact_expenditure",
    "fact_revenue",
    "dim_unit",
    "dim_subject",
)


def read_lines(path: Path) -> list[Line]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(text: str) -> list[Line]:
    """Lines of a CSV given in a test."""
    rows = [row.strip() for row in text.strip().splitlines()]
    return list(csv.DictReader(rows))


def fill(connection: DuckDBPyConnection, documents: Mapping[str, Iterable[Line]]) -> None:
    """Put the reference lists and these documents into an empty warehouse."""
    reference = read_reference()
    insert_rows(connection, "dim_year", reference.years)
    insert_rows(connection, "dim_measure", reference.measures)
    insert_rows(connection, "dim_subject", reference.subjects)
    printed = [print_document(name, list(each)) for name, each in documents.items()]
    for table in (
        "document",
        "document_form",
        "document_issue",
        "fact_expenditure",
        "fact_revenue",
        "dim_unit",
        "dim_subject",
    ):
        rows = [row for each in printed for row in each.rows.get(table, ())]
        distinct = {tuple(str(row[key]) for key in tables()[table].key): row for row in rows}
        insert_rows(connection, table, arrow_table(tables()[table], list(distinct.values())))
