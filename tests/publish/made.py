"""Checked warehouses made by hand, with the verdicts that a test wants to publish, list or show."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipelines.contract import tables
from pipelines.load.batch import load_batch
from pipelines.load.tables import arrow_table, insert_rows
from pipelines.load.warehouse import open_warehouse
from pipelines.normalise.rows import DocumentRows
from tests.load.made import Row, document, document_id, fact_row, form_row, row, unit_row

ALPHA = "alpha.pdf"
WHOLE, PART_A, PART_B = (f"{document_id(ALPHA)[:12]}-1-{number}-1" for number in (1, 2, 3))


def alpha() -> DocumentRows:
    """A document that prints 18.90 over 12.60 and 6.00."""
    amounts = ("188900.00", "126000.00", "60000.00")
    labels = ("行政事业单位养老支出", "基本养老保险缴费支出", "职业年金缴费支出")
    facts = [
        fact_row(ALPHA, "expenditure", number, yuan, row_label=label, page=6, function_subject_id=subject)
        for number, (yuan, label, subject) in enumerate(
            zip(
                amounts, labels, ("function/20805/2007", "function/2080505/2007", "function/2080506/2007"), strict=True
            ),
            start=1,
        )
    ]
    rows = {
        "document_form": [form_row(ALPHA, "expenditure", title="部门支出总表")],
        "fact_expenditure": facts,
        "stg_unit": [unit_row(ALPHA)],
    }
    return document(ALPHA, rows, media_type="application/pdf")


def held(suite: str = "structure") -> Row:
    """A blocking expectation that held."""
    return expectation(suite, "every fact has its document", success=True)


def expectation(suite: str, name: str, *, success: bool, is_blocking: bool = True, observed: str | None = None) -> Row:
    given: Row = {"suite": suite, "expectation": name, "success": success, "is_blocking": is_blocking}
    return row("check_expectation", **given, observed=observed, judged_as="made")


def comparison(key: str = "20805", name: str = ALPHA, **values: object) -> Row:
    """18.90 printed, 18.60 added up."""
    given = {
        "comparison_id": f"c-{document_id(name)[:6]}-{key}",
        "identity_id": "A09",
        "document_id": document_id(name),
        "form": "expenditure",
        "key": key,
        "relation": "eq",
        "expected_yuan": Decimal("186000.00"),
        "expected_low_yuan": Decimal("185900.00"),
        "expected_high_yuan": Decimal("186100.00"),
        "actual_yuan": Decimal("188900.00"),
        "actual_low_yuan": Decimal("188850.00"),
        "actual_high_yuan": Decimal("188950.00"),
        "addends": 2,
        "state": "mismatch",
        "value_unit": "yuan",
        "expected_fact_ids": [PART_A, PART_B],
        "actual_fact_ids": [WHOLE],
    }
    return row("check_comparison", **(given | values))


def finding(finding_id: str = "f1aaaa", key: str = "20805", name: str = ALPHA, **values: object) -> Row:
    given = {
        "finding_id": finding_id,
        "identity_id": "A09",
        "severity": "error",
        "document_id": document_id(name),
        "form": "expenditure",
        "key": key,
        "message_zh": "类不等于款之和",
        "message_en": "the class is not the sum of its items",
        "difference_yuan": Decimal("2900.00"),
        "root_finding_id": finding_id,
        "comparisons": 1,
        "status": "open",
        "first_seen_on": date(2026, 11, 1),
        "last_seen_on": date(2026, 11, 2),
    }
    return row("check_finding", **(given | values))


def fill(
    warehouse: Path,
    documents: Sequence[DocumentRows] = (),
    *,
    expectations: Sequence[Row] | None = None,
    comparisons: Sequence[Row] = (),
    findings: Sequence[Row] = (),
    suspects: Sequence[Row] = (),
) -> Path:
    """Load documents and replace all verdicts; by default one blocking expectation was judged and held."""
    verdicts = {
        "check_expectation": [held()] if expectations is None else expectations,
        "check_comparison": comparisons,
        "check_finding": findings,
        "check_suspect": suspects,
    }
    with open_warehouse(warehouse) as connection:
        load_batch(connection, documents)
        for name, rows in verdicts.items():
            connection.execute(f"delete from {name}")
            insert_rows(connection, name, arrow_table(tables()[name], rows))
    return warehouse
