"""An amount that OCR has read counts as published where identities confirm it, and breaks nothing as an error."""

from collections.abc import Iterator
from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from pipelines.check.run import check_star
from pipelines.load.schema import prepare_schema
from pipelines.load.warehouse import memory_warehouse
from tests.check.filled import fill, lines
from tests.check.printed import document_id

TODAY = date(2026, 3, 1)

# 208 is the sum of its items; 210 stands alone and is in no sum but the total, which is not printed.
RIGHT = """
form,line,label,function,general_public/total,general_public/basic,general_public/project
general_public,,社会保障和就业支出,208,18.90,12.90,6.00
general_public,,基本养老保险缴费,2080505,12.60,12.60,
general_public,,职业年金缴费,2080506,6.30,0.30,6.00
government_fund,,卫生健康支出,210,5.00,,
"""
WRONG = RIGHT.replace("12.60,12.60", "12.80,12.60")


@pytest.fixture
def warehouse() -> Iterator[DuckDBPyConnection]:
    with memory_warehouse() as connection:
        fill(connection, {"right": lines(RIGHT), "wrong": lines(WRONG)})
        prepare_schema(connection)
        yield connection


def read_by_ocr(connection: DuckDBPyConnection, document: str) -> None:
    """From here on the document is a scan."""
    name = document_id(document)
    connection.execute("update fact_expenditure set ocr_confidence = 0.98 where document_id = ?", [name])
    connection.execute(
        "insert into document_issue by name select ? || page as issue_id, ? as document_id, 'read_by_ocr' as code, "
        "page, 'a scan' as message from (select distinct page from fact_expenditure where document_id = ?)",
        [document, name, name],
    )
    # as loading it again does
    connection.execute("delete from check_document where document_id = ?", [name])


def published(connection: DuckDBPyConnection, document: str) -> list[str]:
    rows = connection.execute(
        "select printed_text from v_current_expenditure where document_id = ? order by row_no, column_no",
        [document_id(document)],
    ).fetchall()
    return [text for (text,) in rows]


def unconfirmed(connection: DuckDBPyConnection) -> list[tuple[str, int, int]]:
    return connection.execute(
        "select printed_text, exact, mismatch from v_unconfirmed order by form, row_no, column_no"
    ).fetchall()


def test_what_needed_no_ocr_needs_no_confirmation(warehouse: DuckDBPyConnection) -> None:
    check_star(warehouse, TODAY)
    assert len(published(warehouse, "right")) == len(published(warehouse, "wrong")) == 9
    assert warehouse.execute("select count(*) from check_ocr_amount").fetchall() == [(0,)]
    assert unconfirmed(warehouse) == []


def test_amounts_that_add_up_are_confirmed_and_others_are_shown(warehouse: DuckDBPyConnection) -> None:
    read_by_ocr(warehouse, "right")
    assert published(warehouse, "right") == []  # nobody has checked yet
    check_star(warehouse, TODAY)
    assert "18.90" in published(warehouse, "right")
    assert "5.00" not in published(warehouse, "right")
    assert [text for text, exact, _ in unconfirmed(warehouse) if exact == 0] == ["5.00"]


def test_one_misread_digit_publishes_nothing_that_rests_on_it(warehouse: DuckDBPyConnection) -> None:
    check_star(warehouse, TODAY)
    before = severities(warehouse)
    assert "error" in before
    read_by_ocr(warehouse, "wrong")
    check_star(warehouse, TODAY)
    assert "12.80" not in published(warehouse, "wrong")
    assert "error" not in severities(warehouse)
    assert severities(warehouse).count("warning") == before.count("error")
    messages = warehouse.execute(
        "select message_zh, message_en from check_finding where severity = 'warning'"
    ).fetchall()
    assert all("OCR" in zh and "OCR" in en for zh, en in messages)


def severities(connection: DuckDBPyConnection) -> list[str]:
    return [severity for (severity,) in connection.execute("select severity from check_finding").fetchall()]


def test_a_finding_on_a_page_with_text_stays_an_error(warehouse: DuckDBPyConnection) -> None:
    """Another page of the document is a scan; nothing that is compared stands on it."""
    warehouse.execute(
        "insert into document_issue by name select 'scan' as issue_id, ? as document_id, 'read_by_ocr' as code, "
        "99 as page, 'a scan' as message",
        [document_id("wrong")],
    )
    check_star(warehouse, TODAY)
    assert "error" in severities(warehouse)


def test_an_amount_in_a_break_is_not_confirmed_by_what_holds(warehouse: DuckDBPyConnection) -> None:
    """12.60 of the wrong document adds up in its column and not in its row."""
    read_by_ocr(warehouse, "wrong")
    check_star(warehouse, TODAY)
    found = {text: (exact > 0, mismatch > 0) for text, exact, mismatch in unconfirmed(warehouse)}
    assert found["12.60"] == (True, True)
