"""Evidence: a finding leads to both sides and every printed number, a fact to the comparisons it takes part in."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import pytest
from duckdb import DuckDBPyConnection

from pipelines.publish.evidence import NoSuchEvidence, PrintedEvidence, find_evidence
from pipelines.publish.printed import printed
from pipelines.publish.query import open_snapshot
from pipelines.publish.show import evidence_lines
from pipelines.publish.snapshot import publish
from tests.load.made import Row, document, document_id, form_row, row, unit_row
from tests.publish.made import ALPHA, PART_A, WHOLE, alpha, comparison, fill, finding

BETA = "beta.pdf"
PREFIX = document_id(BETA)[:16]
SENTENCE = "公开项目绩效目标5个，涉及项目金额127.22万元，占项目支出总额的48.26%。"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    warehouse = fill(
        tmp_path_factory.mktemp("show") / "w.duckdb",
        [alpha()],
        comparisons=[comparison(), comparison("208", actual_yuan=None, state="not_evaluable", actual_fact_ids=[])],
        findings=[finding("f1aaaa"), finding("f1bbbb", "208", root_finding_id="f1aaaa", severity="info")],
        suspects=[
            row(
                "check_suspect",
                document_id=document_id(ALPHA),
                suspect_no=1,
                fault_no=1,
                fact_id=WHOLE,
                amount_yuan=Decimal(188900),
                needed_low_yuan=Decimal(185900),
                needed_high_yuan=Decimal(186100),
                is_sufficient=True,
            )
        ],
    )
    publish(warehouse)
    with open_snapshot(warehouse) as connection:
        yield connection


def shown(snapshot: DuckDBPyConnection, identifier: str) -> str:
    return "\n".join(evidence_lines(find_evidence(snapshot, identifier)))


def test_a_finding_shows_the_identity_and_both_sides_with_every_number(snapshot: DuckDBPyConnection) -> None:
    lines = shown(snapshot, "f1aaaa").splitlines()
    assert lines[0] == "finding f1aaaa  error, open"
    assert lines[1] == "alpha.pdf 甲局 2024 budget"
    text = "\n".join(lines)
    assert "类不等于款之和" in text and "the class is not the sum of its items" in text
    assert "identity A09" in text and "款＝项之和" in text
    assert "  expected 186,000.00 元 [185,900.0000 … 186,100.0000]" in lines
    assert "  actual 188,900.00 元 [188,850.0000 … 188,950.0000]" in lines
    assert "  difference 2,900.00 元" in lines
    assert "    “188900.00” 万元 = 188,900.00 元 [188,850.0000 … 188,950.0000]" in lines
    assert "      20805 行政事业单位养老支出 | column 1: 合计 合计" in lines
    assert "      alpha.pdf, page 6, table 1, row 1 (部门支出总表 2024 budget)" in lines
    assert text.count("万元 = ") == 4, "three numbers cited, and one of them suspected"
    assert "It explains 1 more:" in text and "f1bbbb" in text


@pytest.mark.parametrize("finding_id", ["f1aaaa", "f1bbbb"])
def test_a_finding_names_what_would_have_to_be_printed_otherwise(snapshot: DuckDBPyConnection, finding_id: str) -> None:
    _, _, suspects = shown(snapshot, finding_id).partition("would have to be printed otherwise")
    assert suspects.splitlines()[1:5] == [
        "  “188900.00” 万元 = 188,900.00 元 [188,850.0000 … 188,950.0000]",
        "    20805 行政事业单位养老支出 | column 1: 合计 合计",
        "    alpha.pdf, page 6, table 1, row 1 (部门支出总表 2024 budget)",
        "    it would have to be [185,900.0000 … 186,100.0000] 元",
    ]


def test_a_finding_says_which_other_explains_it(snapshot: DuckDBPyConnection) -> None:
    text = shown(snapshot, "f1bbbb")
    assert "Explained by finding f1aaaa." in text
    assert "actual not printed" in text


def test_a_fact_shows_where_it_is_printed_and_what_uses_it(snapshot: DuckDBPyConnection) -> None:
    text = shown(snapshot, PART_A)
    assert "“126000.00” 万元 = 126,000.00 元" in text
    assert "A09   mismatch       expected  20805" in text
    assert "A09   mismatch       actual    20805" in shown(snapshot, WHOLE)


def test_a_number_that_ocr_has_read_says_so(snapshot: DuckDBPyConnection) -> None:
    evidence = find_evidence(snapshot, PART_A)
    assert isinstance(evidence, PrintedEvidence)
    assert not any("OCR" in line for line in printed(evidence.printed))
    said = "\n".join(printed({**evidence.printed, "ocr_confidence": 0.983}))
    assert "read by OCR (0.98 sure)" in said


def test_the_beginning_of_an_id_will_do_if_it_fits_only_one(snapshot: DuckDBPyConnection) -> None:
    assert shown(snapshot, "f1a") == shown(snapshot, "f1aaaa")
    with pytest.raises(NoSuchEvidence, match="several ids begin with 'f1', for instance f1aaaa, f1bbbb"):
        shown(snapshot, "f1")


@pytest.mark.parametrize("identifier", ["", "nothing", "%", "' or 1=1"])
def test_an_unknown_id_is_an_error(snapshot: DuckDBPyConnection, identifier: str) -> None:
    with pytest.raises(NoSuchEvidence, match="no finding and nothing printed"):
        shown(snapshot, identifier)


def said(number: int, **values: object) -> Row:
    given: Row = {
        "statement_id": f"{PREFIX}-s{number}",
        "document_id": document_id(BETA),
        "unit_id": "unit-a",
        "fiscal_year": 2024,
        "stage": "budget",
        "statement_no": number,
        "section": "五、绩效目标",
        "sentence_no": 1,
        "sentence": SENTENCE,
        "funding": "total",
        "category": "total",
        "page": 12,
    }
    return row("fact_statement", **(given | values))


@pytest.fixture(scope="module")
def narrative(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    """A document whose narrative says three numbers in one sentence, all wrong, and whose project table is empty."""
    statements = [
        said(1, slot="performance_count", statement_measure="count", quantity=5, quantity_unit="个", printed_text="5"),
        said(
            2,
            slot="performance_amount",
            statement_measure="amount",
            amount_yuan=1272200,
            low_yuan=1272150,
            high_yuan=1272250,
            printed_text="127.22",
            printed_scale="万元",
        ),
        said(
            3,
            slot="performance_amount",
            statement_measure="share",
            percent=Decimal("48.26"),
            percent_low=Decimal("48.255"),
            percent_high=Decimal("48.265"),
            printed_text="48.26%",
        ),
    ]
    remark = row(
        "document_remark",
        remark_id=f"{PREFIX}-r1",
        document_id=document_id(BETA),
        remark_kind="residue",
        text="省直部门",
        page=15,
    )
    form = form_row(BETA, "project", 11, title="项目支出表", page_first=9, state="empty", empty_note="注：本表无数据")
    rows = {
        "document_form": [form],
        "fact_statement": statements,
        "document_remark": [remark],
        "stg_unit": [unit_row(BETA)],
    }
    broken = [wrong(1, "count", "5", "4"), wrong(2, "yuan", "0", "1272200", expected_fact_ids=[f"{PREFIX}-form-11"])]
    warehouse = fill(
        tmp_path_factory.mktemp("narrative") / "w.duckdb",
        [document(BETA, rows, media_type="application/pdf")],
        comparisons=[*broken, wrong(3, "percent", "100", "48.26", note_zh="分母不对", note_en="wrong whole")],
        findings=[finding("f3cccc", "key 3", BETA, form=None, difference_yuan=None)],
    )
    publish(warehouse)
    with open_snapshot(warehouse) as connection:
        yield connection


def wrong(number: int, unit: str, expected: str, actual: str, **values: object) -> Row:
    """A comparison of the statement `number`."""
    sides: Row = {}
    for side, value in (("expected", expected), ("actual", actual)):
        sides |= {f"{side}_yuan": Decimal(value), f"{side}_low_yuan": None, f"{side}_high_yuan": None}
    cited: dict[str, Sequence[str]] = {"expected_fact_ids": [], "actual_fact_ids": [f"{PREFIX}-s{number}"]}
    given: Row = {"comparison_id": f"c{number}", "form": None, "value_unit": unit}
    return comparison(f"key {number}", BETA, **(given | sides | cited | values))


def test_a_finding_on_the_narrative_quotes_the_sentence_and_what_else_is_wrong_in_it(
    narrative: DuckDBPyConnection,
) -> None:
    lines = shown(narrative, "f3cccc").splitlines()
    for line in (
        "  分母不对",
        "  wrong whole",
        "  expected 100.00 %",
        "  actual 48.26 %",
        "    “48.26%” = 48.26 % [48.255000 … 48.265000]",
        f"      {SENTENCE}",
        "      beta.pdf, page 12 (五、绩效目标 2024 budget)",
        "  difference -51.74 %",
        "Breaks of the same size or in the same sentence in this document, 2:",
        "  A09     key 1: expected 5, actual 4",
        "  A09     key 2: expected 0.00 元, actual 1,272,200.00 元",
    ):
        assert line in lines


def test_numbers_and_words_of_the_narrative_and_forms_can_be_shown(narrative: DuckDBPyConnection) -> None:
    count = shown(narrative, f"{PREFIX}-s1").splitlines()
    assert count[:3] == [f"statement {PREFIX}-s1", "“5” 个", f"  {SENTENCE}"]
    assert "“127.22” 万元 = 1,272,200.00 元 [1,272,150.0000 … 1,272,250.0000]" in shown(narrative, f"{PREFIX}-s2")
    remark = shown(narrative, f"{PREFIX}-r").splitlines()
    assert remark == [
        f"remark {PREFIX}-r1",
        "“省直部门”",
        "  beta.pdf, page 15 (residue)",
        "",
        "No comparison uses it.",
    ]
    form = shown(narrative, f"{PREFIX}-form-11").splitlines()
    assert form[:4] == [
        f"form {PREFIX}-form-11",
        "“项目支出表” empty",
        "  注：本表无数据",
        "  beta.pdf, page 9, form 11 (project)",
    ]
    assert form[-1] == "  A09   mismatch       expected  key 2"
