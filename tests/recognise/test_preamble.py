"""The lines around a table: scale, unit, year and title; what they do not say stays unsaid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.recognise.preamble import (
    could_be_title,
    is_contents_line,
    is_note,
    is_page_number,
    read_preamble,
    says_nothing,
    scale_of,
    title_of,
    unit_of,
    year_of,
)


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("单位：万元", "万元"),
        ("单位:元", "元"),
        ("金额单位：人民币万元", "万元"),
        ("编制单位：望川市档案馆  单位：元", "元"),
        ("（单位：千元）", "千元"),
        ("收支总表（万元）", "万元"),
        ("单 位 ：万 元", "万元"),
        ("单位：亿元", "亿元"),
        ("单位：望川市档案馆", None),
        ("单位：", None),
        ("安排资金30万元", None),
        ("单位：元宝山区档案馆", None),
    ],
)
def test_scales(text: str, scale: str | None) -> None:
    assert scale_of(text) == scale


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位名称：望川市档案馆", "望川市档案馆"),
        ("部门：望川市档案馆 单位：万元", "望川市档案馆"),
        ("编制单位：望川市档案馆    编制日期：2025年1月", "望川市档案馆"),
        ("部门（单位）：望川市档案馆", "望川市档案馆"),
        ("543 档案馆（市委史志室）", "543 档案馆(市委史志室)"),
        ("单位：望川市档案馆", "望川市档案馆"),
        ("部门：望川市档案馆 公开01表", "望川市档案馆"),
        ("部门名称：望川市档案馆公开01表单位：万元", "望川市档案馆"),
        ("单位：万元", None),
        ("金额单位：元", None),
        ("主办单位：望川市人民政府", None),
        ("单位名称：", None),
        ("2024 年部门预算", None),
    ],
)
def test_units(text: str, unit: str | None) -> None:
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024年部门预算", 2024),
        ("2024 年 度部门决算", 2024),
        ("二〇二四年部门预算", 2024),
        ("二○二四年度部门决算", 2024),
        ("预算年度：2024", 2024),
        ("(2024年度)", 2024),
        ("部门预算", None),
        ("第2024号", None),
        ("1999年年鉴", 1999),
    ],
)
def test_years(text: str, year: int | None) -> None:
    assert year_of(text) == year


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("预算05表 一般公共预算支出表", "一般公共预算支出表"),
        ("表1：2026年市级部门收支预算总表", "市级部门收支预算总表"),
        ("附件1-3 支出总表", "支出总表"),
        ("表十一 收入总表", "收入总表"),
        ("一、收支总表", "收支总表"),
        ("2024年政府性基金预算支出表（不含上年结转）", "政府性基金预算支出表"),
        ("一般公共预算支出表", "一般公共预算支出表"),
        ("支出总表（续表）", "支出总表"),
    ],
)
def test_titles_lose_number_year_and_remarks(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize("text", ["部门预算收支总表 .....\t1", "表一2024年预算收支总表.....2", "收支总表……3"])
def test_lines_of_contents_are_no_titles(text: str) -> None:
    assert is_contents_line(text)
    assert not could_be_title(text)


@pytest.mark.parametrize("text", ["- 3 -", "— 12 —", "第 4 页", "4", "第3页，共36页"])
def test_page_numbers(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["3、", "2014年", "12.00万元"])
def test_what_is_no_page_number(text: str) -> None:
    assert not is_page_number(text)


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("注：本表无数据", True),
        ("（注：2026年没有使用政府性基金预算拨款安排的支出。）", True),
        ("我单位无政府性基金预算", True),
        ("无政府基金预算财政拨款预算，空表列示。", True),
        ("（无政府性基金支出）", True),
        ("（无形资产）", False),
        ("注册费", False),
        ("合计", False),
    ],
)
def test_notes(text: str, noted: bool) -> None:
    assert is_note(text) == noted


def test_a_note_on_columns_says_not_that_there_is_nothing() -> None:
    assert says_nothing("说明：本馆本年没有政府性基金支出，故本表无数据。")
    assert not says_nothing("注：本表反映本馆本年2024年收支情况。")


LINES = ["支出总表", "部门：望川市档案馆", "单位：万元", "2025年度", "公开表3", "一、部门职责", ""]


@given(st.lists(st.sampled_from(LINES), max_size=6))
def test_a_preamble_says_only_what_is_printed(lines: list[str]) -> None:
    said = read_preamble(lines)
    assert said.scale == ("万元" if "单位：万元" in lines else None)
    assert said.unit == ("望川市档案馆" if "部门：望川市档案馆" in lines else None)
    assert ("支出总表" in said.titles) == ("支出总表" in lines)


def test_the_nearest_line_wins() -> None:
    said = read_preamble(["收入总表", "单位：元", "支出总表", "单位：万元"])
    assert (said.titles[0], said.scale) == ("支出总表", "万元")


def test_a_wrapped_title_is_joined() -> None:
    said = read_preamble(["一般公共预算财政拨款基本", "支出决算明细表"])
    assert "一般公共预算财政拨款基本支出决算明细表" in said.titles


def test_a_unit_is_named_in_whatever_characters_its_label_is_printed() -> None:
    assert unit_of("编制部⻔：青河市档案局  单位：元") == "青河市档案局"
    assert unit_of("部⻔名称：青河市⻋辆管理所") == "青河市⻋辆管理所"


@pytest.mark.parametrize(
    "line",
    [
        "单位名称（公章）：望川市档案馆",
        "填报单位（盖章）：望川市档案馆",
        "机构名称：望川市档案馆",
        "公开01表 编制单位：望川市档案馆 2023年度 金额单位：万元",
        "望川市档案馆    单位：万元",
        "编制单位：望川市档案馆　　货币单位：人民币万元",
    ],
)
def test_a_line_names_the_unit(line: str) -> None:
    assert unit_of(line) == "望川市档案馆"


def test_years_in_other_spellings() -> None:
    assert [year_of(text) for text in ("二O二四年", "2025部门预算", "2025预算数")] == [2024, 2025, None]


def test_renminbi_is_a_scale_too() -> None:
    assert scale_of("人民币：万元") == "万元"


def test_a_scale_is_read_wherever_a_narrow_column_breaks_it() -> None:
    assert read_preamble(["支出总表", "单位：万", "元"]).scale == "万元"
    assert read_preamble(["支出总表", "金额单位：", "万元"]).scale == "万元"
    assert read_preamble(["支出总表", "金额单位：", "万", "元"]).scale == "万元"
    assert read_preamble(["支出总表", "万元"]).scale is None
