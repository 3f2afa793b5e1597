"""What the words and numbers of performance annexes say."""

from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.normalise.extract import extract
from pipelines.normalise.indicator_values import read_value
from pipelines.normalise.project_words import code_and_name, without_telephones, years_of, years_of_kind


@pytest.mark.parametrize(
    ("text", "comparator", "quantity", "unit"),
    [
        ("≥95%", "ge", "95", "%"),
        ("≧4次", "ge", "4", "次"),
        (">=73", "ge", "73", None),
        ("＝100％", "eq", "100", "%"),
        ("》90%", "gt", "90", "%"),
        ("小于等于3天", "le", "3", "天"),
        ("大于95%", "gt", "95", "%"),
        ("90%以上", "ge", "90", "%"),
        ("5个工作日以内", "le", "5", "个工作日"),
        ("≤450元/人/天", "le", "450", "元/人/天"),
        ("≤37微克/立方\n米", "le", "37", "微克/立方米"),
        ("每年≥20场", "ge", "20", "场"),
        ("完成率100%", None, "100", "%"),
        ("1.50%", None, "1.50", "%"),
        ("6人", None, "6", "人"),
        ("≥9547.5㎡", "ge", "9547.5", "m2"),
        ("≥32台、件、\n套", "ge", "32", "台、件、套"),
        ("≥12,000 件", "ge", "12000", "件"),
    ],
)
def test_a_value_is_comparator_number_and_unit(
    text: str, comparator: str | None, quantity: str, unit: str | None
) -> None:
    value = read_value(text)
    assert (value.comparator, value.quantity, value.unit) == (comparator, Decimal(quantity), unit)


def test_a_quantity_has_as_many_decimals_as_its_column() -> None:
    assert read_value("≤30.127493万元").quantity == Decimal("30.1275")


@pytest.mark.parametrize(
    "text",
    [
        "优",
        "2024年12月底",
        "12月底前",
        "≥2次；≥3次",
        "2025年9月30日之前",
        "2024年1月至3月",
        "≤120天/2人",
        "第3季度",
        "无",
        "3月份前",
    ],
)
def test_words_dates_and_several_numbers_are_no_quantity(text: str) -> None:
    assert read_value(text).quantity is None


@pytest.mark.parametrize(
    ("text", "name", "yuan"),
    [
        ("≤10.4万元", "", "104000.00"),
        ("20000元", "", "20000.00"),
        ("≥1.07亿元", "", "107000000.00"),
        ("≤443.62", "业务支出（万元/年）", "4436200.00"),
    ],
)
def test_money_is_yuan(text: str, name: str, yuan: str) -> None:
    amount = read_value(text, name).amount
    assert amount is not None
    assert amount.yuan == Decimal(yuan)
    assert amount.low < amount.yuan < amount.high


@pytest.mark.parametrize("text", ["≤450元/人/天", "3963万", "≤18.5", "60件"])
def test_what_names_no_money_is_none(text: str) -> None:
    assert read_value(text).amount is None


def test_comparator_and_unit_may_be_columns() -> None:
    value = read_value("12.8", comparator="≤", unit="万元")
    assert (value.comparator, value.unit, value.amount and value.amount.yuan) == ("le", "万元", Decimal("128000.00"))
    assert read_value("优", comparator="定性").comparator is None


def test_the_name_may_print_the_unit_in_brackets() -> None:
    assert read_value("600", "评审项目（个）").unit == "个"
    assert read_value("95", "办结率(%)").unit == "%"
    assert read_value("3", "故障次数（反向指标）").unit is None
    assert read_value("3次", "故障次数≤").comparator == "le"


@pytest.mark.parametrize(
    ("term", "years"),
    [
        ("1年", 1),
        ("3 年", 3),
        ("2025年", 1),
        ("2024年1月至2026年12月", 3),
        ("2025.01-2025.12", 1),
        ("长期", None),
        ("每年", None),
        ("2025年起", None),
        ("2024、2025、2026年", None),
    ],
)
def test_years_of_a_project(term: str, years: int | None) -> None:
    assert years_of(term) == years


def test_years_of_its_kind() -> None:
    assert years_of_kind("一次性项目(1年结束)") == 1
    assert years_of_kind("特定目标类") is None


def test_telephone_numbers_are_not_loaded() -> None:
    assert without_telephones("由专人13800001111负责，电话0310-5550123") == "由专人负责，电话"
    kept = "共13800001111.50元、13800001111元、编码410200251380000111199"
    assert without_telephones(kept) == kept


def test_a_code_before_the_name() -> None:
    assert code_and_name("41020025T0000000001\n23-史料编印") == ("41020025T000000000123", "史料编印")
    assert code_and_name("236-中央专项") == (None, "236-中央专项")


def test_a_telephone_number_behind_an_unknown_label_is_counted_and_shown_nowhere(tmp_path: Path) -> None:
    heading = "望川市档案馆\n2025年部门预算\n\n修志项目绩效目标表\n单位：万元\n\n"
    text = heading + "项目名称\t修志\n预算数\t6.00\n报修热线\t13800001111\n"
    (tmp_path / "annex.txt").write_text(text, encoding="utf-8")
    tables = extract(tmp_path / "annex.txt", "annex").tables
    assert [row["printed_text"] for row in tables["fact_project"]] == ["6.00"]
    assert [(row["fact_cells"], row["ignored_cells"]) for row in tables["document_form"]] == [(1, 1)]
    assert "13800001111" not in str(tables)
