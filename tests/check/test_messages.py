"""What a finding says: both sides and where they stand, for amounts, numbers and words of the narrative, and forms."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from pipelines.check.findings import report
from pipelines.check.identities import list_identities, prepare_relations
from pipelines.check.policy import AcceptedBreak
from pipelines.check.run import load_rules
from pipelines.check.scope import keep_slice
from pipelines.contract import tables
from pipelines.load.tables import arrow_table, insert_rows
from pipelines.load.warehouse import memory_warehouse
from tests.check.at_hand import everything_at_hand
from tests.check.filled import Case, fill, lines
from tests.check.printed import document_id, made_row
from tests.check.test_findings import FIRST

CASE = "case"
ROWS = lines("""
table,form,form_no,page,page_first,row_label,amount,scale,sentence,slot,statement_measure,percent,quantity,quantity_unit,printed_text,state,title,item_name,text,remark_kind,category
fact_expenditure,basic,5,4,,公用经费 合计,14.12,万元,,,,,,,,,,,,,public
fact_expenditure,basic,5,4,,办公费,6.50,万元,,,,,,,,,,,,,public
document_form,basic,5,4,4,,,,,,,,,,,filled,基本支出表,,,,
fact_statement,,,12,,,64980,元,（一）2024年本部门机关运行经费预算为64980元，比上年增加6840元。,operating_expense,,,,,,,,,,,
fact_statement,,,13,,,,,占部门项目支出总额的48.26%。,,share,48.26,,,48.26%,,,,,,
fact_statement,,,14,,,,,10名人员未缴费。,,count,,10,名,10,,,,,,
document_form,project,11,9,9,,,,,,,,,,,empty,项目支出预算表,,,,
document_remark,,,15,,,,,,,,,,,,,,,“三公”经费：指省直部门用财政拨款安排的支出。,residue,
document_remark,,,2,,,,,,,,,,,,,,,表十四　购买服务表,contents_entry,
fact_procurement,procurement,12,16,,,1.08,万元,,,,,,,,,,复印纸,,,
document_form,procurement,12,16,16,,,,,,,,,,,filled,政府采购表,,,,
""")
IDS = [f"{document_id(CASE)[:12]}-plain-{number}" for number in range(1, len(ROWS) + 1)]
TOTAL, OFFICE, _, RUNNING, SHARE, PERSONS, _, RESIDUE, ENTRY, PAPER, _ = IDS
EMPTY, BASIC = (f"{document_id(CASE)[:16]}-form-{number}" for number in (11, 5))
UNTOLD = "仅凭文件不能判断哪一处有误"


@pytest.fixture
def warehouse() -> Iterator[DuckDBPyConnection]:
    with memory_warehouse() as connection:
        fill(connection, {CASE: Case({"": []}, ROWS)})
        yield connection


def told(
    connection: DuckDBPyConnection,
    expected: tuple[str, Sequence[str]],
    actual: tuple[str, Sequence[str]],
    accepted: Sequence[AcceptedBreak] = (),
    suspects: Sequence[tuple[int, str, str]] = (),
    **values: object,
) -> dict[str, object]:
    """The one finding that a comparison of these sides becomes.

    `suspects`: fault, printed amount, and what it would have to be in yuan.
    """
    given: dict[str, object] = {
        "comparison_id": "c1",
        "identity_id": "A08",
        "document_id": document_id(CASE),
        "key": "total / x",
        "relation": "eq",
        "addends": 1,
        "state": "mismatch",
        "value_unit": "yuan",
    }
    for side, (value, cited) in (("expected", expected), ("actual", actual)):
        number = Decimal(value)
        given |= {f"{side}_yuan": number, f"{side}_low_yuan": number, f"{side}_high_yuan": number}
        given[f"{side}_fact_ids"] = list(cited)
    row = made_row("check_comparison", **(given | values))
    suspected = [
        made_row(
            "check_suspect",
            document_id=document_id(CASE),
            suspect_no=number,
            fault_no=fault,
            fact_id=fact_id,
            amount_yuan=Decimal("0"),
            needed_low_yuan=Decimal(needed) - 50,
            needed_high_yuan=Decimal(needed) + 50,
            is_sufficient=True,
        )
        for number, (fault, fact_id, needed) in enumerate(suspects, start=1)
    ]
    rules = load_rules()
    with everything_at_hand(connection):
        for name, rows in (("check_comparison", [row]), ("check_suspect", suspected)):
            insert_rows(connection, name, arrow_table(tables()[name], rows))
        prepare_relations(connection)
        list_identities(connection, rules.identities)
        report(connection, rules.identities, rules.policy, accepted, FIRST)
        keep_slice(connection)
    cursor = connection.execute("select * from check_finding")
    ((*found,),) = cursor.fetchall()
    return dict(zip((column[0] for column in cursor.description or ()), found, strict=True))


def test_a_number_of_the_narrative_is_named_by_the_words_before_it(warehouse: DuckDBPyConnection) -> None:
    finding = told(warehouse, ("141200", [TOTAL]), ("64980", [RUNNING]))
    zh, en = str(finding["message_zh"]), str(finding["message_en"])
    assert (
        "第12页正文“（一）2024年本部门机关运行经费预算”为 64980.00 元；"
        "它应等于：第4页《基本支出表》“公用经费合计”公用经费栏为 14.12 万元；相差 -76220.00 元。"
    ) in zh
    assert zh.endswith(f"{UNTOLD}。")
    assert 'page 12, text "（一）2024年本部门机关运行经费预算" prints 64980.00 元' in en
    assert finding["difference_yuan"] == Decimal("-76220.00")


def test_the_only_amount_that_could_be_a_misprint_is_named(warehouse: DuckDBPyConnection) -> None:
    finding = told(warehouse, ("141200", [TOTAL]), ("64980", [RUNNING]), suspects=[(1, RUNNING, "141200")])
    assert str(finding["message_zh"]).endswith(
        "任何取整都不能使两者同时成立。若只有一处误印，只能是前者，应为 141200.00 元。"
    )
    assert str(finding["message_en"]).endswith(
        " If a single misprint is the cause, it is the former, which should print 141200.00 元."
    )


def test_a_misprint_among_several_amounts_is_named_with_its_place(warehouse: DuckDBPyConnection) -> None:
    finding = told(warehouse, ("206200", [TOTAL, OFFICE]), ("216200", [RUNNING]), suspects=[(1, OFFICE, "75000")])
    assert "若只有一处误印，只能是第4页《基本支出表》“办公费”公用经费栏的 6.50 万元，应为 7.50 万元。" in str(
        finding["message_zh"]
    )
    assert "which prints 6.50 万元 and should print 7.50 万元." in str(finding["message_en"])


@pytest.mark.parametrize(
    "suspects",
    [
        pytest.param([(1, RUNNING, "141200"), (1, TOTAL, "64980")], id="either amount"),
        pytest.param([(1, RUNNING, "90000")], id="the misprint of another break"),
        pytest.param([(1, RUNNING, "141200"), (2, TOTAL, "64980")], id="of two breaks"),
        pytest.param([(1, OFFICE, "141200")], id="an amount that is not cited"),
    ],
)
def test_no_misprint_is_named_where_the_document_does_not_show_it(
    warehouse: DuckDBPyConnection, suspects: Sequence[tuple[int, str, str]]
) -> None:
    finding = told(warehouse, ("141200", [TOTAL]), ("64980", [RUNNING]), suspects=suspects)
    assert str(finding["message_zh"]).endswith(f"{UNTOLD}。")


def test_an_amount_that_would_have_to_be_below_zero_is_no_misprint(warehouse: DuckDBPyConnection) -> None:
    finding = told(warehouse, ("206200", [TOTAL, OFFICE]), ("64980", [RUNNING]), suspects=[(1, OFFICE, "-76220")])
    assert str(finding["message_zh"]).endswith(f"{UNTOLD}。")


def test_an_empty_table_is_named_as_such(warehouse: DuckDBPyConnection) -> None:
    finding = told(warehouse, ("141200", [TOTAL]), ("0", [EMPTY]), note_zh="项目支出表没有数据。", note_en="No data.")
    zh, en = str(finding["message_zh"]), str(finding["message_en"])
    assert "。项目支出表没有数据。第9页《项目支出预算表》为空表；它应等于：第4页《基本支出表》" in zh
    assert ' No data. Here page 9, "项目支出预算表" is an empty table, but page 4' in en


def test_amounts_that_stand_apart_are_named_place_by_place(warehouse: DuckDBPyConnection) -> None:
    zh = str(told(warehouse, ("165000", [TOTAL, PAPER]), ("65000", [OFFICE]))["message_zh"])
    assert "第4页《基本支出表》“公用经费合计”公用经费栏、第16页《政府采购表》“复印纸”得出 16.50 万元" in zh
    assert "（14.12, 1.08）" in zh


def test_amounts_that_add_up_are_shown_as_a_sum(warehouse: DuckDBPyConnection) -> None:
    zh = str(told(warehouse, ("206200", [TOTAL, OFFICE]), ("64980", [RUNNING]))["message_zh"])
    assert "“公用经费合计”公用经费栏等 2 项之和为 20.62 万元（14.12 + 6.50）" in zh


def test_percentages_are_printed_as_such_and_are_no_money(warehouse: DuckDBPyConnection) -> None:
    finding = told(warehouse, ("100", [TOTAL, RUNNING]), ("48.26", [SHARE]), value_unit="percent")
    zh, en = str(finding["message_zh"]), str(finding["message_en"])
    assert "第13页正文“占部门项目支出总额的”为 48.26%；它应等于：" in zh
    assert "得出 100.00%（14.12, 64980）；相差 -51.74 个百分点。" in zh
    assert "prints 48.26%" in en and "difference -51.74 percentage points" in en
    assert finding["difference_yuan"] is None


def test_counts_are_printed_in_what_they_count(warehouse: DuckDBPyConnection) -> None:
    finding = told(warehouse, ("7", [RESIDUE]), ("10", [PERSONS]), value_unit="count")
    zh = str(finding["message_zh"])
    assert "第14页正文“10名人员未缴费。”为 10 名" in zh and "相差 3 名。" in zh
    assert "取整" not in zh and zh.endswith(f"{UNTOLD}。")
    assert finding["difference_yuan"] is None


def test_the_note_of_a_count_replaces_the_comparison_and_both_sides_say_where(warehouse: DuckDBPyConnection) -> None:
    notes: dict[str, Any] = {"note_zh": "文中另有一表未列入目录", "note_en": "A table is missing from the contents"}
    finding = told(warehouse, ("1", [ENTRY]), ("0", [EMPTY, SHARE]), value_unit="count", **notes)
    zh, en = str(finding["message_zh"]), str(finding["message_en"])
    assert (
        "。文中另有一表未列入目录。见第9页《项目支出预算表》（空表）、第13页正文“占部门项目支出总额的” 48.26%；"
        "第2页目录“表十四购买服务表”。"
    ) in zh
    assert "应等于" not in zh and zh.endswith(f"{UNTOLD}。")
    assert 'A table is missing from the contents. See page 9, "项目支出预算表" (empty); page 13, text' in en


def test_a_note_with_one_place_blames_no_other(warehouse: DuckDBPyConnection) -> None:
    notes: dict[str, Any] = {"note_zh": "写着别的级次的单位", "note_en": "It names units of another level"}
    zh = str(told(warehouse, ("0", []), ("1", [RESIDUE]), value_unit="count", **notes)["message_zh"])
    assert zh.endswith("。写着别的级次的单位。见第15页“‘三公’经费：指省直部门用财政拨款安排的支出。”。")


def test_a_number_that_an_identity_reckons_with_is_shown_as_it_is_printed(warehouse: DuckDBPyConnection) -> None:
    finding = told(warehouse, ("60", [OFFICE]), ("80", [TOTAL]), value_unit="percent", relation="le")
    zh, en = str(finding["message_zh"]), str(finding["message_en"])
    assert "“公用经费合计”公用经费栏为 14.12 万元，据此为 80.00%；它不应少于：" in zh
    assert "prints 6.50 万元, which makes 60.00%" in en


def test_a_note_on_a_number_that_nothing_printed_is_compared_with_says_it_all(warehouse: DuckDBPyConnection) -> None:
    notes: dict[str, Any] = {"note_zh": "增加额等于本年数", "note_en": "The increase is the whole amount"}
    finding = told(warehouse, ("0.01", []), ("0", [RUNNING, TOTAL]), relation="le", **notes)
    zh = str(finding["message_zh"])
    assert "。增加额等于本年数。见第4页《基本支出表》“公用经费合计”公用经费栏 14.12 万元、第12页正文" in zh
    assert zh.endswith("“（一）2024年本部门机关运行经费预算” 64980 元。") and finding["difference_yuan"] is None


def test_what_rounding_explains_carries_no_note_of_a_break(warehouse: DuckDBPyConnection) -> None:
    notes: dict[str, Any] = {"note_zh": "两者不一致", "note_en": "They differ"}
    zh = str(told(warehouse, ("141100", [PAPER, OFFICE]), ("141200", [TOTAL]), state="rounding", **notes)["message_zh"])
    assert "不一致" not in zh and "可能为取整误差" in zh


def test_a_hint_is_not_called_a_contradiction(warehouse: DuckDBPyConnection) -> None:
    notes: dict[str, Any] = {"note_zh": "支出比上年多一倍", "note_en": "Twice as much", "weakened_to": "info"}
    finding = told(warehouse, ("65000", [OFFICE]), ("141200", [TOTAL]), **notes)
    assert finding["severity"] == "info" and str(finding["message_zh"]).endswith("相差 7.62 万元。")


def test_a_side_that_cites_nothing_is_a_blank_or_its_value(warehouse: DuckDBPyConnection) -> None:
    zh = str(told(warehouse, ("0", []), ("141200", [TOTAL]))["message_zh"])
    assert "它应等于：空白（按零计）；相差" in zh


def test_a_percentage_may_be_compared_with_a_constant(warehouse: DuckDBPyConnection) -> None:
    zh = str(told(warehouse, ("100", []), ("48.26", [SHARE]), value_unit="percent")["message_zh"])
    assert "它应等于：100.00%；相差" in zh


def test_the_same_number_in_fewer_digits_is_no_near_miss(warehouse: DuckDBPyConnection) -> None:
    exact: dict[str, Any] = {"expected_low_yuan": Decimal("141184.99"), "expected_high_yuan": Decimal("141185.01")}
    wide: dict[str, Any] = {"actual_low_yuan": Decimal(141150), "actual_high_yuan": Decimal(141250)}
    with pytest.raises(ValueError, match="not enough values"):
        told(warehouse, ("141185", [RUNNING, OFFICE]), ("141200", [TOTAL]), state="rounding", **exact, **wide)


def test_a_sum_of_rounded_numbers_is_a_near_miss_however_many_they_are(warehouse: DuckDBPyConnection) -> None:
    wide: dict[str, Any] = {"expected_low_yuan": Decimal(140500), "expected_high_yuan": Decimal(141700)}
    finding = told(warehouse, ("141100", [PAPER, OFFICE]), ("141200", [TOTAL]), state="rounding", **wide)
    assert finding["severity"] == "info" and "可能为取整误差" in str(finding["message_zh"])


@pytest.mark.parametrize(("key", "status"), [("total / x", "accepted"), ("*", "accepted"), ("other", "open")])
def test_a_count_can_be_accepted_like_an_amount(warehouse: DuckDBPyConnection, key: str, status: str) -> None:
    entry = AcceptedBreak(document_id(CASE)[:12], "A08", key, "asked the publisher", FIRST)
    if key == "other":
        with pytest.raises(ValueError, match="too many values"):
            told(warehouse, ("7", []), ("10", [PERSONS]), (entry,), value_unit="count")
        statuses = warehouse.execute("select status from check_finding order by comparisons").fetchall()
        assert statuses == [("open",), (status,)]
    else:
        assert told(warehouse, ("7", []), ("10", [PERSONS]), (entry,), value_unit="count")["status"] == status


@pytest.mark.parametrize(
    ("unit", "zh", "en"),
    [
        ("unit case", "2023年决算第3页《", "2023 final account, page 3"),
        ("乙局", "乙局2023年决算第3页《", "account of 乙局, page 3"),
    ],
)
def test_what_another_document_prints_is_named_with_it(unit: str, zh: str, en: str) -> None:
    other = lines(f"""
table,document,form,form_no,page,row_label,amount,unit_id,fiscal_year,stage
document,earlier,,,,,,{unit},2023,final
fact_expenditure,earlier,general_public,5,3,公用经费,13.00,{unit},2023,final
""")
    evidence = f"{document_id(f'{CASE}@earlier')[:12]}-plain-{len(ROWS) + 2}"
    with memory_warehouse() as connection:
        fill(connection, {CASE: Case({"": []}, [*ROWS, *other])})
        connection.execute(
            "insert into dim_unit by name select '乙局' as unit_id, '乙局' as unit_name, 'unit' as unit_kind"
        )
        finding = told(connection, ("130000", [evidence]), ("141200", [TOTAL]))
    assert f"它应等于：{zh}" in str(finding["message_zh"]) and en in str(finding["message_en"])
    assert "第4页《基本支出表》" in str(finding["message_zh"])
