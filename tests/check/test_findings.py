"""Findings: one a root cause, in plain words, with the severity in force and the day it was first seen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from pipelines.check.policy import AcceptedBreak
from pipelines.check.run import check_star, load_rules
from pipelines.load.warehouse import memory_warehouse
from tests.check.filled import fill, lines
from tests.check.printed import document_id

FIRST, NEXT = date(2026, 3, 1), date(2026, 3, 2)

NEAR = lines("""
form,line,function,total/,general_public/,total/total,total/basic,general_public/total,general_public/basic
revenue,total,,263.64,263.64,,,,
revenue,,201,228.36,228.36,,,,
revenue,,208,35.27,35.27,,,,
expenditure,total,,,,263.64,263.64,,
expenditure,,201,,,228.36,228.36,,
expenditure,,208,,,35.27,35.27,,
general_public,total,,,,,,263.64,263.64
general_public,,201,,,,,228.36,228.36
general_public,,208,,,,,35.27,35.27
""")

# Two classes whose parts each miss them by rounding, by different amounts.
NEARS = lines("""
form,line,function,total/total
expenditure,total,,60.00
expenditure,,201,30.00
expenditure,,20101,10.00
expenditure,,20103,20.01
expenditure,,208,30.00
expenditure,,20801,10.00
expenditure,,20805,10.00
expenditure,,20808,9.98
""")

# 2080505 is printed 10.00 too high in one cell.
WRONG_CELL = lines("""
form,line,label,function,total/total,total/basic,general_public/total,general_public/basic,total/
revenue,total,合计,,,,,,18.90
revenue,,社会保障和就业支出,208,,,,,18.90
revenue,,基本养老保险缴费,2080505,,,,,12.60
revenue,,职业年金缴费,2080506,,,,,6.30
expenditure,total,合计,,18.90,18.90,,,
expenditure,,社会保障和就业支出,208,18.90,18.90,,,
expenditure,,基本养老保险缴费,2080505,22.60,12.60,,,
expenditure,,职业年金缴费,2080506,6.30,6.30,,,
general_public,,社会保障和就业支出,208,,,18.90,18.90,
general_public,,基本养老保险缴费,2080505,,,12.60,12.60,
general_public,,职业年金缴费,2080506,,,6.30,6.30,
""")


@pytest.fixture
def warehouse() -> Iterator[DuckDBPyConnection]:
    with memory_warehouse() as connection:
        fill(connection, {"near": NEAR, "wrong": WRONG_CELL})
        yield connection


def findings(connection: DuckDBPyConnection, document: str) -> list[dict[str, object]]:
    cursor = connection.execute(
        "select * from check_finding where document_id = ? order by finding_id = root_finding_id desc, identity_id",
        [document_id(document)],
    )
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_one_near_miss_in_many_columns_and_tables_is_one_finding(warehouse: DuckDBPyConnection) -> None:
    check_star(warehouse, FIRST)
    (finding,) = findings(warehouse, "near")
    assert (finding["identity_id"], finding["severity"], finding["comparisons"]) == ("A08", "info", 6)
    assert finding["root_finding_id"] == finding["finding_id"]
    assert str(finding["difference_yuan"]) == "100.00"


def test_near_misses_that_one_identity_speaks_for_are_one_finding_of_the_document() -> None:
    with memory_warehouse() as connection:
        fill(connection, {"nears": NEARS, "near": NEAR})
        check_star(connection, FIRST)
        (finding,) = findings(connection, "nears")
        assert (finding["identity_id"], finding["comparisons"]) == ("A09", 2)
        assert str(finding["message_zh"]).endswith("差额在四舍五入范围之内，可能为取整误差。该文件共有 2 处比较如此。")
        assert len(findings(connection, "near")) == 1


def test_one_wrong_cell_has_one_root_that_explains_every_identity(warehouse: DuckDBPyConnection) -> None:
    check_star(warehouse, FIRST)
    root, *others = findings(warehouse, "wrong")
    assert (root["identity_id"], root["severity"], root["root_finding_id"]) == ("A09", "error", root["finding_id"])
    assert [(each["identity_id"], each["severity"]) for each in others] == [("X07", "error"), ("X08", "warning")]
    assert {each["root_finding_id"] for each in others} == {root["finding_id"]}
    broken = warehouse.execute(
        "select count(*) from check_comparison where state = 'mismatch' and document_id = ?", [document_id("wrong")]
    ).fetchall()
    assert root["comparisons"] == broken[0][0] == 3


def test_a_message_names_both_sides_and_where_they_are_printed(warehouse: DuckDBPyConnection) -> None:
    check_star(warehouse, FIRST)
    zh, en = (str(findings(warehouse, "wrong")[0][name]) for name in ("message_zh", "message_en"))
    for said in (
        "第2页",
        "《expenditure》",
        "社会保障和就业支出",
        "18.90 万元",
        "28.90 万元",
        "22.60 + 6.30",
        "-10.00 万元",
    ):
        assert said in zh
    assert "只能是第2页《expenditure》“基本养老保险缴费”的 22.60 万元，应为 12.60 万元。" in zh
    for said in (
        "page 2",
        '"expenditure"',
        "社会保障和就业支出",
        "18.90 万元",
        "28.90 万元",
        "22.60 + 6.30",
        "-10.00 万元",
    ):
        assert said in en
    assert "which prints 22.60 万元 and should print 12.60 万元." in en
    assert "Rounding can explain it" in str(findings(warehouse, "near")[0]["message_en"])


def test_a_finding_keeps_its_id_and_the_day_it_was_first_seen(warehouse: DuckDBPyConnection) -> None:
    check_star(warehouse, FIRST)
    before = findings(warehouse, "wrong") + findings(warehouse, "near")
    check_star(warehouse, NEXT)
    after = findings(warehouse, "wrong") + findings(warehouse, "near")
    assert [each["finding_id"] for each in after] == [each["finding_id"] for each in before]
    assert {(each["first_seen_on"], each["last_seen_on"]) for each in before} == {(FIRST, FIRST)}
    assert {(each["first_seen_on"], each["last_seen_on"]) for each in after} == {(FIRST, NEXT)}


def test_checking_twice_changes_no_comparison(warehouse: DuckDBPyConnection) -> None:
    check_star(warehouse, FIRST)
    before = warehouse.execute("select * from check_comparison order by comparison_id").fetchall()
    check_star(warehouse, NEXT)
    assert warehouse.execute("select * from check_comparison order by comparison_id").fetchall() == before
    assert before


def accept(document: str, key: str = "208 / total / total") -> AcceptedBreak:
    return AcceptedBreak(document_id(document)[:12], "A09", key, "asked the publisher", FIRST)


def test_an_accepted_break_is_accepted_with_all_that_it_explains(warehouse: DuckDBPyConnection) -> None:
    check_star(warehouse, FIRST, replace(load_rules(), accepted=(accept("wrong"),)))
    assert {each["status"] for each in findings(warehouse, "wrong")} == {"accepted"}
    assert {each["status"] for each in findings(warehouse, "near")} == {"open"}


def test_an_accepted_break_that_is_gone_is_a_warning(warehouse: DuckDBPyConnection) -> None:
    unused = (accept("wrong", "no such key"), accept("near"), AcceptedBreak("f" * 12, "A09", "*", "elsewhere", FIRST))
    check_star(warehouse, FIRST, replace(load_rules(), accepted=unused))
    warned = [each for name in ("wrong", "near") for each in findings(warehouse, name) if each["comparisons"] == 0]
    assert [(each["key"], each["severity"], each["status"]) for each in warned] == [
        ("no such key", "warning", "open"),
        ("208 / total / total", "warning", "open"),
    ]
    assert "fits no finding" in str(warned[0]["message_en"])


def test_before_an_identity_is_in_force_its_breaks_are_info(warehouse: DuckDBPyConnection) -> None:
    check_star(warehouse, date(2020, 1, 1))
    assert {each["severity"] for each in findings(warehouse, "wrong")} == {"info"}


def test_a_superseded_or_quarantined_document_is_not_checked(warehouse: DuckDBPyConnection) -> None:
    warehouse.execute("update document set status = 'superseded' where document_id = ?", [document_id("wrong")])
    warehouse.execute("update document set status = 'quarantined' where document_id = ?", [document_id("near")])
    check_star(warehouse, FIRST)
    for table in ("check_comparison", "check_coverage", "check_finding"):
        assert warehouse.execute(f"select count(*) from {table}").fetchall() == [(0,)]
