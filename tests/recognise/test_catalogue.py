"""A title names its form, whatever place prints it; a title that is none names none."""

import pytest

from pipelines.recognise.catalogue import FormSpec, form_specs, named_forms, spec_of, stage_of

TITLES = {
    "summary": [
        "收支总表",
        "收支预算总表",
        "收支总体情况表",
        "部门收支总体情况表",
        "部门综合预算收支总表",
        "2026年市级部门收支预算总表",
        "预算单位财务收支预算总表",
        "收入支出决算总表",
        "收入支出决算表",
        "预算01表 收支总表",
        "表1：2026年市级部门收支预算总表",
    ],
    "revenue": ["收入总表", "收入预算总表", "收入总体情况表", "部门收入总体情况表", "收入决算表", "2024年预算收入总表"],
    "expenditure": [
        "支出总表",
        "支出预算总表",
        "本年支出总体情况表",
        "支出决算表",
        "公开03表 支出总表",
        "附表3 支出总表",
    ],
    "appropriation_summary": [
        "财政拨款收支总表",
        "财政拨款收支预算总表",
        "部门预算财政拨款收支总表",
        "财政拨款收入支出决算总表",
        "财政拨款收入支出决算表",
    ],
    "general_public": [
        "一般公共预算支出表",
        "一般公共预算财政拨款支出决算表",
        "2024年一般公共预算支出预算表（不含上年结转）",
        "一般公共预算支出情况表（按功能分类科目）",
        "一般公共预算支出功能分类预算表",
        "公共财政预算支出表",
    ],
    "basic": [
        "一般公共预算基本支出表",
        "一般公共预算财政拨款基本支出决算明细表",
        "一般公共预算基本支出部门预算经济分类预算表",
        "2024年一般公共预算安排基本支出分经济科目表（不含上年结转）",
    ],
    "three_public": [
        "“三公”经费支出表",
        "“三公 ” 经费支出表",
        "一般公共预算“三公”经费、会议费、培训费支出表",
        "财政拨款安排的行政经费及“三公”经费预算表",
        "“三公”经费和机关运行经费预算表",
    ],
    "government_fund": ["政府性基金预算支出表", "政府性基金预算收支表", "政府性基金预算支出功能分类预算表"],
    "government_fund_revenue": ["2024年政府性基金预算收入表（不含上年结转）"],
    "state_capital": ["国有资本经营预算支出表", "国有资本经营预算收支预算表", "国有资本经营预算财政拨款支出决算表"],
    "appropriation": ["财政拨款支出表（功能科目）", "财政拨款支出预算表"],
    "appropriation_basic": ["财政拨款基本支出表（经济科目）"],
    "basic_all": ["基本支出总表", "基本支出预算情况表"],
    "operating_expense": ["一般公共预算机关运行经费支出预算表", "2024年财政拨款安排机关运行经费预算表"],
    "carryover_expenditure": ["上年结转资金支出表", "部门综合预算财政拨款结转资金支出表"],
    "general_public_project": ["一般公共预算项目支出情况表（按经济分类科目）"],
}
LISTED = {
    "fact_project": ["项目支出预算表"],
    "fact_procurement": ["政府采购支出表", "政府购买服务支出预算表（表十四）"],
    "fact_asset": ["国有资产占用情况表"],
}
UNLOADED = ["报表目录"]


@pytest.mark.parametrize(("form", "title"), [(form, title) for form, titles in TITLES.items() for title in titles])
def test_a_title_names_one_form(form: str, title: str) -> None:
    assert [spec.id for spec in named_forms(title)] == [form]


@pytest.mark.parametrize(("table", "title"), [(table, title) for table, titles in LISTED.items() for title in titles])
def test_lists_have_tables_of_their_own(table: str, title: str) -> None:
    assert [f"fact_{spec.facts}" for spec in named_forms(title)] == [table]


@pytest.mark.parametrize("title", UNLOADED)
def test_forms_that_are_not_loaded_are_known(title: str) -> None:
    assert [spec.loaded for spec in named_forms(title)] == [False]


@pytest.mark.parametrize("title", ["项目支出绩效目标表", "部门整体支出绩效目标表"])
def test_annexes_print_labels(title: str) -> None:
    assert [(spec.loaded, spec.prints_labels) for spec in named_forms(title)] == [(True, True)]


@pytest.mark.parametrize("text", ["2024年部门预算", "单位：万元", "一、部门职责", "收入", "表1", "支出预算情况说明"])
def test_other_lines_name_none(text: str) -> None:
    assert named_forms(text) == ()


@pytest.mark.parametrize("spec", form_specs(), ids=lambda spec: spec.id)
def test_a_form_is_named_by_its_own_name(spec: FormSpec) -> None:
    assert named_forms(spec.zh if "表" in spec.zh else f"{spec.zh}表") == (spec,)


def test_a_form_by_rows_belongs_to_its_form() -> None:
    for spec in form_specs():
        for rows, form in spec.by_rows.items():
            assert (spec_of(form), spec.id_for(rows)) == (spec, form)
        assert spec.id_for(spec.rows) == spec.id
    with pytest.raises(KeyError):
        spec_of("no such form")


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("部门预算收支总表", "budget"),
        ("收入支出决算总表", "final"),
        ("一般公共预算支出表", None),
        ("一般公共预算财政拨款支出决算表", "final"),
        ("政府性基金预算收入表", None),
        ("支出总表", None),
    ],
)
def test_a_title_tells_the_stage(title: str, stage: str | None) -> None:
    assert stage_of(title) == stage
