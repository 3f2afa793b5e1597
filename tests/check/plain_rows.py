"""Rows of any table of the star as CSV lines, for what printed.py does not print: statements, projects, assets …

The column `table` names the table, `document` another document of the case (blank: the case's own). All other columns
are those of models/, but for these: `amount` and `percent` are numbers as printed, `scale` is 万元 unless said, and
`function`, `economic`, `three_public` are codes. What is left out is defaulted. A row of the table `document` says
what a document is (`fiscal_year`, `stage`).
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipelines.contract import tables
from pipelines.normalise.code_lists import Classification
from tests.check.printed import FACTORS, UNIT, YEAR, Line, Row, document_id, made_row, subject_id

SUBJECTS: tuple[Classification, ...] = ("function", "economic", "three_public")
SPECIAL = {"table", "document", "amount", "percent", "scale", *SUBJECTS}


def plain_rows(name: str, lines: Iterable[Line], unit: str = UNIT) -> Iterator[tuple[str, Row]]:
    """The rows of a case, each with its table."""
    for number, line in enumerate(lines, start=1):
        document = f"{name}@{line['document']}" if line.get("document") else name
        yield line["table"], _row(document, number, line, unit)


def _row(document: str, number: int, line: Line, unit: str) -> Row:
    table = tables()[line["table"]]
    usual: Row = {
        "document_id": document_id(document),
        "file_name": document,
        "source_uri": document,
        "media_type": "application/pdf",
        "bytes": 1,
        "pages": 9,
        "status": "loaded",
        "reader_version": "test",
        "unit_id": unit,
        "fiscal_year": YEAR,
        "stage": "budget",
        "form": "project",
        "form_no": 90,
        "page": 1,
        "page_first": 1,
        "page_last": 1,
        "rows": 1,
        "state": "filled",
        "table_no": 1,
        "row_no": number,
        "column_no": 1,
        "line_item": "project",
        "funding": "total",
        "category": "total",
        "period": "annual",
        "row_role": "item",
        "column_role": "item",
        "statement_no": number,
        "sentence_no": number,
        "sentence": "sentence",
        "statement_measure": "amount",
        "text": "text",
        "indicator_no": number,
        "amount_kind": "amount",
        "printed_text": line.get("amount") or line.get("percent") or "text",
        "amount_cells": 1,
        "fact_cells": 1,
        "ignored_cells": 0,
        "issue_cells": 0,
        table.key[0]: f"{document_id(document)[:12]}-plain-{number}",
    }
    if table.key[0] in ("document_id", "unit_id"):
        usual[table.key[0]] = document_id(document) if table.key[0] == "document_id" else unit
    usual |= {
        column.name: _value(column.type, line[column.name])
        for column in table.columns
        if line.get(column.name) and column.name not in SPECIAL
    }
    usual |= _amount(line) | _percent(line)
    usual |= {f"{kind}_subject_id": subject_id(kind, line[kind]) for kind in SUBJECTS if line.get(kind)}
    return made_row(table.name, **{key: value for key, value in usual.items() if key in table.column_names})


def _value(kind: str, text: str) -> object:
    if kind in ("INTEGER", "BIGINT"):
        return int(text)
    if kind == "BOOLEAN":
        return text == "true"
    return Decimal(text) if kind.startswith("DECIMAL") else text


def _amount(line: Line) -> Row:
    if not line.get("amount"):
        return {}
    scale = line.get("scale") or "万元"
    amount = Decimal(line["amount"].replace(",", ""))
    exponent = int(amount.as_tuple().exponent)
    half = Decimal(5).scaleb(exponent - 1) * FACTORS[scale]
    yuan = amount * FACTORS[scale]
    return {
        "amount_yuan": yuan,
        "low_yuan": yuan - half,
        "high_yuan": yuan + half,
        "printed_scale": scale,
        "printed_decimals": max(0, -exponent),
    }


def _percent(line: Line) -> Row:
    if not line.get("percent"):
        return {}
    percent = Decimal(line["percent"])
    half = Decimal(5).scaleb(int(percent.as_tuple().exponent) - 1)
    return {"percent": percent, "percent_low": percent - half, "percent_high": percent + half}
