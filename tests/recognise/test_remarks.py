"""Words outside the grids: what lists, residue, captions and contents say, and what is none of them."""

from collections.abc import Sequence

import pytest

from pipelines.read.document import Cell, Document, Grid, Page, TextRun
from pipelines.recognise.form import Remark
from pipelines.recognise.remarks import read_remarks

TITLE = "望川县档案馆2024年度单位预算"


def made(*pages: Sequence[str | Grid]) -> Document:
    """A document of these pages: a text is a line, a grid is a table."""
    return Document(
        document_id="0" * 64,
        file_name="made.pdf",
        source_uri="made.pdf",
        media_type="application/pdf",
        size=1,
        pages=tuple(
            Page(number, tuple(TextRun(item) if isinstance(item, str) else item for item in items))
            for number, items in enumerate(pages, start=1)
        ),
        is_paged=True,
    )


def remarks_of(*lines: str | Grid, title: str = TITLE) -> list[Remark]:
    return list(read_remarks(made(list(lines)), title, 2024, "budget"))


def said(kind: str, *lines: str | Grid, title: str = TITLE) -> list[tuple[str | None, str | None]]:
    """Slot and value of the remarks of one kind."""
    return [(each.slot, each.value) for each in remarks_of(*lines, title=title) if each.kind == kind]


@pytest.mark.parametrize(
    ("lines", "slot", "items"),
    [
        (
            ("人员经费30.00万元，主要包括：基本工资、奖金、住房", "公积金等；公用经费5万元。"),
            "personnel",
            ["基本工资", "奖金", "住房公积金"],
        ),
        (("（二）公用经费2.10万元，主要包括：办公费、差旅费等支出。",), "public", ["办公费", "差旅费"]),
        (
            ("机关运行经费共9万元，主要用于办公用房水电费、邮电费。",),
            "operating_expense",
            ["水电费", "水电费", "邮电费"],
        ),
        (("公用经费：指用于保障单位运转的经费，包括办公费、会议费。",), "public", []),
        (("公用经费减少，主要原因是会议减少，包括办公费。",), "public", []),
    ],
)
def test_items_listed_for_a_kind_of_money(lines: tuple[str, ...], slot: str, items: list[str]) -> None:
    assert said("listed_item", *lines) == [(slot, item) for item in items]


def test_one_word_for_two_subjects_is_two_items() -> None:
    found = remarks_of("公用经费8万元，主要用于水电费、维持馆舍运转的物业费等。")
    assert [each.subject for each in found] == ["水费", "电费", "物业管理费"]


def test_projects_named_in_a_sentence() -> None:
    line = "2024年共有三个预算项目，分别是库房修缮、（县级、市级）档案数字化、展览费3.20万元。"
    assert [value for _, value in said("project_name", line)] == ["库房修缮", "(县级、市级)档案数字化", "展览费"]


@pytest.mark.parametrize(
    ("line", "slot", "value"),
    [
        ("望川县县(区)级项目支出绩效目标表", "doubled", "县县"),
        ("2024年2024年收支情况", "doubled", "2024年2024年"),
        ("收入预算××万元，与上年持平。", "placeholder", "××"),
        ("支出XX.XX万元。", "placeholder", "XX"),
        ("比上年增加**万元。", "placeholder", "**"),
        ("比上年增加（减少）3.5万元。", "placeholder", "增加(减少)"),
        ("主要原因是XXXX。", "placeholder", "原因是XXXX"),
        ("“三公”经费：指省级部门用财政拨款安排的经费。", "level_province", "指省级部门"),
        ("收入：是市级预算主管部门及所属单位取得的款项。", "level_city", "是市级预算主管部门"),
    ],
)
def test_residue_of_templates(line: str, slot: str, value: str) -> None:
    assert said("residue", line) == [(slot, value)]


@pytest.mark.parametrize(
    "line",
    [
        "望川市市场监督管理局",
        "负责全县县级公立医院的档案工作。",
        "**公用经费**：指日常支出。",
        "接收省级部门移交的档案。",
        "增加（减少）额按两年预算计算。",
        "联系人：XX，电话：1234567，预算XX万元。",
        "××项目由保密部门管理。",
    ],
)
def test_words_that_only_look_like_residue(line: str) -> None:
    assert said("residue", line) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("望川县档案馆2024年度单位预算", ["本部门"]),
        ("望川县档案馆2024年部门预算", ["我单位"]),
        ("望川县档案馆2024年部门（单位）预算", []),
        ("望川县档案馆", []),
    ],
)
def test_wording_that_does_not_go_with_the_title(title: str, found: list[str]) -> None:
    line = "本部门编制6名。我单位无车辆。本部门（单位）不设分馆。"
    assert [value for _, value in said("wording", line, title=title)] == found


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("2022年单位预算收支总表", "2022"),
        ("三、2023年度支出预算情况说明", "2023"),
        ("2024年与2023年预算收支表", None),
        ("2023年度单位决算公开", None),
        ("2023年预算绩效自评情况说明", None),
        ("2023年预算执行情况说明", None),
        ("2024年收入预算表", None),
    ],
)
def test_headings_of_another_year(heading: str, year: str | None) -> None:
    assert said("cited_year", heading) == ([(None, year)] if year else [])


@pytest.mark.parametrize(
    ("line", "slot", "count"),
    [
        ("本馆无下属预算单位。", "budget_unit", "0"),
        ("本馆下设事业单位2个。", "institution", "2"),
        ("纳入预算的有所属三家预算单位。", "budget_unit", "3"),
    ],
)
def test_units_below(line: str, slot: str, count: str) -> None:
    assert said("subordinate_units", line) == [(slot, count)]


def test_the_words_of_units_below_begin_with_their_clause() -> None:
    (remark,) = (
        one
        for one in remarks_of("其中基本支出10万元，项目支出2万元，无下属预算单位。")
        if one.kind == "subordinate_units"
    )
    assert remark.text == "无下属预算单位。"


def test_a_caption_without_numbers_is_a_picture() -> None:
    assert said("picture", "支出预算结构图", "六、其他说明") == [(None, "支出预算结构图")]
    assert said("picture", "支出预算结构图", "基本支出 70.00%") == []
    assert said("picture", "如下列结构图所示，支出增加。") == []


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("本单位没有使用政府性基金预算安排的支出。", "government_fund"),
        ("国有资本经营预算拨款支出0万元。", "state_capital"),
        ("我单位无“三公”经费预算。", "three_public"),
    ],
)
def test_sentences_that_explain_an_empty_form(line: str, form: str) -> None:
    assert [each.form for each in remarks_of(line) if each.kind == "explained_form"] == [form]


def test_a_title_below_a_note_is_no_part_of_it() -> None:
    assert said("explained_form", "注：本表无数据", "2024年政府性基金预算支出表（不含上年结转）", "单位：万元") == []


def test_lines_that_do_not_run_on_double_nothing() -> None:
    assert said("residue", "望川县档案馆2024年", "2024年单位预算") == []


def test_a_listing_says_why_a_table_is_empty() -> None:
    rows = [
        ("报表", "报表名称", "是否空表", "公开空表理由"),
        ("表1", "收支总表", "否", ""),
        ("表2", "政府性基金收支表", "是", "不涉及"),
    ]
    cells = tuple(Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    found = remarks_of(Grid(cells, rows=3, columns=4, table_no=1))
    assert [(each.kind, each.form, each.value) for each in found] == [
        ("contents_entry", "summary", "收支总表"),
        ("contents_entry", "government_fund", "政府性基金收支表"),
        ("explained_form", "government_fund", "不涉及"),
    ]


def test_contents_name_tables() -> None:
    lines = [
        "目 录",
        "第一部分 概况",
        "一、收支总表",
        "二、支出预算情况说明",
        "三、一般公共预算“三公”经费及会议费培训",
        "费支出表",
    ]
    found = remarks_of(*lines, "第一部分 概况", "一、收入总表")
    assert [(each.form, each.value) for each in found if each.kind == "contents_entry"] == [
        ("summary", "一、收支总表"),
        ("three_public", "三、一般公共预算“三公”经费及会议费培训费支出表"),
    ]


def test_contents_in_a_grid_lose_leaders_and_pages() -> None:
    texts = [("收支总表 ......", "3"), ("表二 收入总表 ......", "12")]
    cells = tuple(Cell(text, row, column) for row, pair in enumerate(texts) for column, text in enumerate(pair))
    found = remarks_of(Grid(cells, rows=2, columns=2, table_no=1))
    assert [(each.form, each.value) for each in found] == [("summary", "收支总表"), ("revenue", "表二收入总表")]


def test_a_remark_knows_the_page_of_its_words() -> None:
    first = ["人员经费30万元，主要包括：基本工", "1"]
    second = ["资、奖金等。"]
    found = read_remarks(made(first, second), TITLE, 2024, "budget")
    assert [(each.value, each.page) for each in found] == [("基本工资", 1), ("奖金", 2)]
