"""`[2014001]行政运行` in one cell, 0.00 for zero, separators, 表N, revenue by unit; pages repeat the header only."""

from collections.abc import Sequence

from tests.typeset import narrative
from tests.typeset.budget import FUND_SOURCES, Budget
from tests.typeset.document import Document, PageStyle
from tests.typeset.facts import RowRole
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import (
    Form,
    category_measure,
    economic_measure,
    economic_rows,
    function_rows,
    money,
    source_measure,
    total_row,
)
from tests.typeset.subjects import classes, subject_name
from tests.typeset.summaries import Foot, class_rows, fund_measure, source_rows, two_forms, two_sided, whole_measure
from tests.typeset.tables import Cell, Heading, Row, Table, header_rows, labels
from tests.typeset.three_public import list_row

STYLE = NumberStyle("万元", 2, grouping=True, zero="0.00")
TWO_SIDES: list[Heading] = [("收入", ("项目", "预算")), ("支出", ("项目", "预算"))]
SUBJECT: Heading = ("功能分类科目", ("科目编码", "科目名称"))


def set_bracketed(budget: Budget) -> Document:
    """Set a budget; exact when its amounts are whole hundreds of 元."""
    return Document(
        "bracketed",
        (
            narrative.cover(budget),
            narrative.contents(),
            narrative.duties(budget, f"第一部分 {budget.department}概况"),
            _summary(budget),
            _revenue(budget),
            _expenditure(budget),
            _appropriation(budget),
            _by_function(budget),
            _by_economic(budget, "basic", "表6", "一般公共预算基本支出情况表（按经济分类科目）", "basic"),
            _by_economic(
                budget,
                "general_public_project_economic",
                "表7",
                "一般公共预算项目支出情况表（按经济分类科目）",
                "project",
            ),
            _three_public(budget),
            _fund(budget, "government_fund", "表9", "政府性基金预算支出"),
            _fund(budget, "state_capital", "表10", "国有资本经营预算支出"),
            narrative.explanation(budget, f"第三部分 {budget.fiscal_year}年部门预算情况说明"),
        ),
        PageStyle("cells", "", "- {} -"),
    )


def _table(
    budget: Budget,
    form: str,
    number: str,
    title: str,
    headings: Sequence[Heading],
    rows: Sequence[Row],
    widths: Sequence[float],
    note: str = "注：无。",
) -> Table:
    return Table(
        form,
        title,
        number,
        ((f"单位名称：{budget.department}", "单位：万元"),),
        header_rows(headings),
        tuple(rows),
        tuple(note.split("\n")),
        tuple(widths),
        "header",
        22,
        landscape=True,
    )


def _ids(code: str) -> Row:
    return labels(code, subject_name("function", code))


def _function_label(code: str) -> Row:
    return labels(f"[{code}]{subject_name('function', code)}")


def _economic_label(code: str) -> Row:
    return labels(f"[{code}]{subject_name('economic', code)}")


def _summary(budget: Budget) -> Table:
    revenue, spending = two_forms(budget, "summary", STYLE)
    sources: list[tuple[str, str, RowRole]] = [
        ("一、预算拨款", "appropriation", "item"),
        ("二、财政专户拨款", "fiscal_account", "item"),
        ("三、事业收入", "business", "item"),
        ("四、事业单位经营收入", "operating", "item"),
        ("五、其他收入", "other", "item"),
        ("六、上级补助收入", "superior_subsidy", "item"),
        ("七、附属单位上缴收入", "subordinate_remittance", "item"),
    ]
    whole = [whole_measure(budget, "预算")]
    surplus = "使用非财政拨款结余" if budget.revenue("use_of_surplus") else ""
    foot = Foot(surplus=surplus, carry=("上年结转结余", "结转结余下年"))
    rows = [
        *two_sided(source_rows(revenue, sources), (class_rows(spending, classes("function"), whole), 2)),
        *two_sided(foot.left(revenue), (foot.right(spending, whole), 2)),
    ]
    note = "注：收支包括财政拨款、财政专户拨款和单位自有资金。\n本套报表金额单位转换时可能存在尾数误差。"
    return _table(budget, "summary", "表1", "收支总体情况表", TWO_SIDES, rows, (200, 90, 240, 90), note)


def _revenue(budget: Budget) -> Table:
    form = Form(budget, "revenue", "revenue", STYLE)
    total = [("合计", "total")]
    appropriation = [
        ("一般公共预算", "general_public"),
        ("政府性基金预算", "government_fund"),
        ("国有资本经营预算", "state_capital"),
    ]
    other = [("事业收入", "business"), ("事业单位经营收入", "operating"), ("其他收入", "other")]
    last = [
        ("上级补助收入", "superior_subsidy"),
        ("附属单位上缴收入", "subordinate_remittance"),
        *([("使用非财政拨款结余", "use_of_surplus")] if budget.revenue("use_of_surplus") else []),
        ("上年结转结余", "carryover"),
    ]
    columns = [*total, *appropriation, ("财政专户拨款收入", "fiscal_account"), *other, *last]
    measures = [source_measure(budget, heading, funding) for heading, funding in columns]
    headings: list[Heading] = [
        "单位名称",
        "合计",
        ("财政拨款收入", tuple(heading for heading, _ in appropriation)),
        "财政专户拨款收入",
        ("其他资金收入", tuple(heading for heading, _ in other)),
        *(heading for heading, _ in last),
    ]
    rows = [total_row(form, labels("合计"), measures)]
    rows += [
        (Cell(unit.name), *money(form, measures, "", unit.code, line_item="unit", unit_name=unit.name))
        for unit in budget.units
    ]
    return _table(budget, "revenue", "表2", "收入总体情况表", headings, rows, (130, *(54 for _ in columns)))


def _expenditure(budget: Budget) -> Table:
    form = Form(budget, "expenditure", "expenditure", STYLE)
    measures = [
        category_measure(budget, "合计", "total", "total"),
        category_measure(budget, "基本支出", "total", "basic"),
        category_measure(budget, "项目支出", "total", "project"),
        category_measure(budget, "事业单位经营支出", "total", "operating"),
        category_measure(budget, "对附属单位补助支出", "total", "subsidy_down"),
        category_measure(budget, "上缴上级支出", "total", "remitted_up"),
    ]
    rows = [
        total_row(form, labels("", "合计"), measures),
        *function_rows(form, budget.function_codes(), _ids, measures),
    ]
    headings = [SUBJECT, *(m.heading for m in measures)]
    widths = (60, 180, *(76 for _ in measures))
    return _table(budget, "expenditure", "表3", "本年支出总体情况表", headings, rows, widths)


def _appropriation(budget: Budget) -> Table:
    revenue, spending = two_forms(budget, "appropriation_summary", STYLE)
    sources: list[tuple[str, str, RowRole]] = [
        ("一、一般公共预算", "general_public", "item"),
        ("二、政府性基金预算", "government_fund", "item"),
        ("三、国有资本经营预算", "state_capital", "item"),
    ]
    one = [fund_measure(budget, "预算", "appropriation")]
    foot = Foot("appropriation", carry=("上年财政拨款结转结余", "结转下年"), carryover="carryover_appropriation")
    rows = [
        *two_sided(source_rows(revenue, sources), (class_rows(spending, classes("function"), one), 2)),
        *two_sided(foot.left(revenue), (foot.right(spending, one), 2)),
    ]
    note = "注：表中功能分类科目按实际预算编制情况编列。"
    widths = (200, 90, 240, 90)
    return _table(budget, "appropriation_summary", "表4", "财政拨款收支总体情况表", TWO_SIDES, rows, widths, note)


def _by_function(budget: Budget) -> Table:
    form = Form(budget, "general_public", "expenditure", STYLE, funding="general_public")
    measures = [
        category_measure(budget, "小计", "general_public", "total"),
        category_measure(budget, "其中：基本支出", "general_public", "basic"),
        category_measure(budget, "项目支出", "general_public", "project"),
    ]
    rows = [
        total_row(form, labels("合计"), measures),
        *function_rows(form, budget.function_codes("general_public"), _function_label, measures),
    ]
    headings: list[Heading] = ["功能科目名称", ("一般公共预算支出", tuple(m.heading for m in measures))]
    title = "一般公共预算支出情况表（按功能分类科目）"
    return _table(budget, "general_public", "表5", title, headings, rows, (280, 110, 110, 110))


def _by_economic(budget: Budget, form_id: str, number: str, title: str, category: str) -> Table:
    form = Form(budget, form_id, "expenditure", STYLE, funding="general_public")
    one = [economic_measure(budget, "预算", "general_public", category)]
    codes = budget.economic_codes("general_public", category)
    rows = [total_row(form, labels("合计"), one), *economic_rows(form, codes, _economic_label, one)]
    return _table(budget, form_id, number, title, ["部门预算支出经济科目", "预算"], rows, (360, 140))


def _three_public(budget: Budget) -> Table:
    form = Form(budget, "three_public", "expenditure", STYLE)
    names = [
        ("合计", "total"),
        ("一般公共预算", "general_public"),
        ("政府性基金预算", "government_fund"),
        ("国有资本经营预算", "state_capital"),
    ]
    items = [
        ("“三公”经费", "total"),
        ("其中：（一）因公出国（境）支出", "abroad"),
        ("（二）公务用车购置及运行维护支出", "vehicle"),
        ("1.公务用车购置费", "vehicle_purchase"),
        ("2.公务用车运行维护费", "vehicle_running"),
        ("（三）公务接待费支出", "reception"),
    ]
    rows = [list_row(form, label, item, [fund for _, fund in names]) for label, item in items]
    headings = ["项目", *(heading for heading, _ in names)]
    title = "财政拨款安排的“三公”经费预算表"
    return _table(budget, "three_public", "表8", title, headings, rows, (240, 100, 100, 100, 100))


def _fund(budget: Budget, fund: str, number: str, name: str) -> Table:
    form = Form(budget, fund, "expenditure", STYLE, funding=fund)
    measures = [
        category_measure(budget, "小计", fund, "total"),
        category_measure(budget, "其中：基本支出", fund, "basic"),
        category_measure(budget, "项目支出", fund, "project"),
    ]
    rows = [
        total_row(form, labels("", "合计"), measures),
        *function_rows(form, budget.function_codes(fund), _ids, measures),
    ]
    headings: list[Heading] = [SUBJECT, (name, tuple(m.heading for m in measures))]
    note = "注：无。" if budget.spent(FUND_SOURCES[fund]) else "注：本表本年无发生额。"
    return _table(budget, fund, number, f"{name}情况表", headings, rows, (70, 250, 100, 100, 100), note)
