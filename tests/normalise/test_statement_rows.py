"""Statements as rows: values with intervals, subjects by the code lists, and an issue for what is not understood."""

from datetime import date
from decimal import Decimal

import pytest

from pipelines.normalise.fact import About
from pipelines.normalise.said_subjects import said_subject
from pipelines.normalise.statement_rows import statement_rows
from pipelines.read.document import Document
from pipelines.recognise.statement import Meaning, Statement

DOCUMENT = Document("0" * 64, "a.txt", "a.txt", "text/plain", 1, (), False)
ABOUT = About(2024, "budget", frozenset())


def row(meaning: Meaning | None = None, **said: object) -> dict[str, object]:
    """The row of one statement."""
    given = {"text": "5.28", "unit": "万元", "meaning": meaning, **said}
    statement = Statement(number=1, sentence_no=1, sentence="某句。", section=None, page=3, box=None, **given)  # type: ignore[arg-type]
    rows, _ = statement_rows(DOCUMENT, [statement], ABOUT, "u1")
    return rows[0]


def test_an_amount_has_its_interval() -> None:
    found = row(Meaning("revenue"))
    assert (found["amount_yuan"], found["low_yuan"], found["high_yuan"]) == (
        Decimal("52800.00"),
        Decimal("52750.0000"),
        Decimal("52850.0000"),
    )
    assert (found["printed_scale"], found["printed_decimals"], found["fiscal_year"]) == ("万元", 2, 2024)


def test_a_percentage_has_its_interval() -> None:
    found = row(Meaning("revenue"), text="51.74", unit="%", measure="share")
    assert (found["percent"], found["percent_low"], found["percent_high"]) == (
        Decimal("51.74"),
        Decimal("51.735"),
        Decimal("51.745"),
    )
    assert found["amount_yuan"] is None


def test_a_count_has_its_unit_and_day() -> None:
    found = row(Meaning("vehicle_count"), text="3", unit="辆", measure="count", as_of=(2023, 12, None))
    assert (found["quantity"], found["quantity_unit"], found["as_of"]) == (Decimal(3), "辆", date(2023, 12, 31))


@pytest.mark.parametrize(
    ("said", "year"),
    [({"measure": "prior"}, 2023), ({"measure": "prior", "year": 2022}, 2022), ({"year_offset": -1}, 2023), ({}, 2024)],
)
def test_the_year_that_a_number_is_for(said: dict[str, object], year: int) -> None:
    assert row(Meaning("revenue"), **said)["fiscal_year"] == year


def test_what_is_not_understood_is_a_row_and_an_issue() -> None:
    statement = Statement(1, 1, "食堂改造经费5万元。", None, "5", "万元", 7, None)
    rows, issues = statement_rows(DOCUMENT, [statement], ABOUT, "u1")
    assert (rows[0]["slot"], rows[0]["amount_yuan"]) == (None, Decimal("50000.00"))
    assert [(issue.code, issue.page, issue.text) for issue in issues] == [
        ("statement_not_understood", 7, "食堂改造经费5万元。")
    ]


def test_the_counts_of_a_sentence_are_one_issue_and_no_money_is_among_them() -> None:
    sentence = "现有教师312人，其中教授70人，增长5%。"
    counted = [
        Statement(1, 4, sentence, None, "312", "人", 7, None),
        Statement(2, 4, sentence, None, "70", "人", 7, None),
        Statement(3, 4, sentence, None, "5", "%", 7, None),
        Statement(4, 5, "设处室8个。", None, "8", "个", 7, None),
    ]
    rows, issues = statement_rows(DOCUMENT, counted, ABOUT, "u1")
    assert [row["slot"] for row in rows] == [None] * 4
    assert [(issue.code, issue.text) for issue in issues] == [
        ("statement_not_understood", sentence),
        ("count_not_understood", sentence),
        ("count_not_understood", "设处室8个。"),
    ]
    assert issues[1].message.endswith("312人、70人")


def test_a_year_that_no_list_knows_leaves_the_number_unsaid() -> None:
    assert row(Meaning("revenue"), year=1990)["slot"] is None


@pytest.mark.parametrize(
    ("meaning", "section", "function", "economic"),
    [
        (Meaning("expenditure", names=("一般公共服务支出",)), None, "201", None),
        (Meaning("expenditure", names=("信访事务(款)", "行政运行(项)")), None, "2014001", None),
        (Meaning("expenditure", names=("行政运行",), code="2010301"), None, "2010301", None),
        (Meaning("expenditure", names=("其他支出",)), None, "229", None),
        (
            Meaning("expenditure", names=("社会保障和就业支出", "其他社会保障和就业支出", "其他社会保障和就业支出")),
            None,
            "2089999",
            None,
        ),
        (Meaning("expenditure", names=("住房公积金",)), None, "2210201", None),
        (Meaning("expenditure", names=("住房公积金",)), "按经济分类科目说明", None, "30113"),
        (Meaning("expenditure", category="personnel", names=("住房公积金",)), None, None, "30113"),
        (Meaning("expenditure", names=("委托业务费",)), None, None, "30227"),
        (Meaning("expenditure"), None, None, None),
    ],
)
def test_subjects(meaning: Meaning, section: str | None, function: str | None, economic: str | None) -> None:
    found = said_subject(meaning, section, 2024)
    assert found.is_found
    assert [None if one is None else one.split("/")[1] for one in (found.function, found.economic)] == [
        function,
        economic,
    ]


@pytest.mark.parametrize(
    "meaning",
    [
        Meaning("expenditure", names=("行政运行",)),
        Meaning("expenditure", names=("行政事业单位医疗",), code="2101101"),
        Meaning("expenditure", names=("某某支出",)),
    ],
)
def test_a_name_that_no_list_can_tell_is_not_guessed(meaning: Meaning) -> None:
    assert not said_subject(meaning, None, 2024).is_found
