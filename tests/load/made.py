"""Documents made by hand, as the normalising room would hand them over."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.contract import quoted, tables
from pipelines.normalise.rows import DocumentRows
from pipelines.read.options import ReadOptions

Row = dict[str, object]


def row(table: str, **values: object) -> Row:
    """A whole row: what is not given is null."""
    return dict.fromkeys(tables()[table].column_names) | values


def document_id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def unit_row(name: str, unit_id: str = "unit-a", alias: str = "甲局", **values: object) -> Row:
    given = {"unit_name": alias, "unit_kind": "department"} | values
    return row("stg_unit", document_id=document_id(name), unit_id=unit_id, alias=alias, **given)


def form_row(name: str, form: str, form_no: int = 1, **values: object) -> Row:
    cells: Row = {"amount_cells": 1, "fact_cells": 1, "ignored_cells": 0, "issue_cells": 0}
    given = cells | {"page_first": 1, "page_last": 1, "rows": 1, "state": "filled"} | values
    return row("document_form", document_id=document_id(name), form=form, form_no=form_no, **given)


def fact_row(name: str, form: str, row_no: int, yuan: str, table: str = "fact_expenditure", **values: object) -> Row:
    """One printed amount of the unit unit-a in 2024's budget, unless `values` say otherwise."""
    amount = Decimal(yuan)
    form_no = values.get("form_no", 1)
    column_no = values.get("column_no", 1)
    given = {
        "fact_id": f"{document_id(name)[:12]}-{form_no}-{row_no}-{column_no}",
        "document_id": document_id(name),
        "form": form,
        "form_no": 1,
        "unit_id": "unit-a",
        "fiscal_year": 2024,
        "stage": "budget",
        "line_item": "subject",
        "funding": "total",
        "row_role": "item",
        "column_role": "total",
        "amount_kind": "amount",
        "amount_yuan": amount,
        "low_yuan": amount - 50,
        "high_yuan": amount + 50,
        "printed_text": yuan,
        "printed_scale": "万元",
        "printed_decimals": 2,
        "page": 1,
        "table_no": 1,
        "row_no": row_no,
        "column_no": 1,
    }
    if table == "fact_expenditure":
        given["category"] = "total"
    return row(table, **(given | values))


def document(name: str, rows: Mapping[str, Sequence[Row]] | None = None, **values: object) -> DocumentRows:
    """A loaded document of unit-a's 2024 budget with one form and one fact, unless `rows` say otherwise."""
    given = {
        "document_id": document_id(name),
        "file_name": name,
        "source_uri": f"somewhere/{name}",
        "media_type": "text/plain",
        "bytes": len(name),
        "status": "loaded",
        "disclosure_id": "unit-a/2024/budget",
        "unit_id": "unit-a",
        "fiscal_year": 2024,
        "stage": "budget",
        "reader_version": "by hand",
    }
    default: Mapping[str, Sequence[Row]] = {
        "document_form": [form_row(name, "expenditure")],
        "fact_expenditure": [fact_row(name, "expenditure", 1, "155013000.00", function_subject_id="function/201/2007")],
        "stg_unit": [unit_row(name)],
    }
    others = default if rows is None else rows
    return DocumentRows(document_id(name), {"document": [row("document", **(given | values))], **others})


def quarantined(name: str) -> DocumentRows:
    nothing = {"disclosure_id": None, "unit_id": None, "fiscal_year": None, "stage": None}
    return document(name, {}, status="quarantined", reason="no_unit: no unit is named", **nothing)


def contents(connection: DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in an order of its own."""
    return {name: connection.execute(f"select * from {quoted(name)} order by all").fetchall() for name in tables()}


def extract_named(path: Path, source_uri: str, options: ReadOptions) -> DocumentRows:
    """A reading room for tests: a file's text names the document, and says what becomes of it."""
    text = path.read_text(encoding="utf-8")
    match text.split()[0]:
        case "raise":
            raise ValueError(text)
        case "exit":
            os._exit(9)
        case "quarantine":
            return quarantined(text)
        case "float":
            return document(text, {"fact_expenditure": [fact_row(text, "basic", 1, "1") | {"amount_yuan": 1.5}]})
    return document(text)


def extract_with_clashing_facts(path: Path, source_uri: str, options: ReadOptions) -> DocumentRows:
    """Every document brings a fact of the same id."""
    text = path.read_text(encoding="utf-8")
    return document(text, {"fact_expenditure": [fact_row(text, "basic", 1, "1", fact_id="the same")]})
