"""Whole 元, codes split over 类|款|项 cumulatively, 合计 last, only classes with money; pages repeat nothing.

The 三公 form of the same document is in 万元 and carries 机关运行经费 as its last column.
"""

from collections.abc import Sequence

from tests.typeset import narrative
from tests.typeset.budget import Budget
from tests.typeset.document import Document, PageStyle
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import (
    Form,
    blank_rows,
    category_measure,
    economic_measure,
    economic_rows,
    function_rows,
    numeral,
    other_measures,
    source_measure,
    total_row,
)
from tests.typeset.subjects import subject_name
from tests.typeset.summaries import Foot, SourceLine, class_rows, fund_measure, source_rows, two_forms, two_sided
from tests.typeset.tables import Heading, Row, Table, header_rows, labels, spanning
from tests.typeset.three_public import item_block

STYLE = NumberStyle("元", 0, grouping=True)
THREE_PUBLIC_STYLE = NumberStyle("万元", 2, grouping=True)
FUNDS: tuple[tuple[str, str], ...] = (
    ("一般公共预算", "general_public"),
    ("政府性基金预算", "government_fund"),
    ("国有资本经营预算", "state_capital"),
)
# Printed only where they carry money, as this template does with everything but its four fixed sources.
RARE_SOURCES: tuple[tuple[str, str], ...] = (
    ("财政专户管理资金收入", "fiscal_account"),
    ("上级补助收入", "superior_subsidy"),
    ("附属单位上缴收入", "subordinate_remittance"),
)


def set_cumulative(budget: Budget) -> Document:
    """Set a budget; exact when its amounts are whole 元 and the 三公 items and 公用经费 whole hundreds of 元."""
    return Document(
        "cumulative",
        (
            narrative.cover(budget),
            narrative.contents(),
            narrative.duties(budget, "主要职责及机构设置"),
            narrative.explanation(budget, f"{budget.fiscal_year}年部门预算编制说明"),
            _summary(budget),
            _revenue(budget),
            _expenditure(budget),
            _appropriation(budget),
            *(_by_function(budget, name, fund) for name, fund in FUNDS),
            _basic(budget),
            _three_public(budget),
        ),
        PageStyle("lines", "", ""),
    )


def _table(
    budget: Budget,
    form: str,
    title: str,
    headings: Sequence[Heading],
    rows: Sequence[Row],
    widths: Sequence[float],
    unit: str = "单位：元",
) -> Table:
    return Table(
        form,
        f"{budget.fiscal_year}年{title}",
        "",
        ((f"编制部门：{budget.department}", unit),),
        header_rows(headings),
        tuple(rows),
        (),
        tuple(widths),
        "none",
        16,
        landscape=True,
        font_size=8.5,
    )


def _split(classification: str, code: str) -> Row:
    """`2080505` as 208|05|05 and the name; a 类 row fills only the first cell. Economic codes have two cells."""
    parts = [code[:3], code[3:5], code[5:7]][: 3 if classification == "function" else 2]
    return labels(*parts, subject_name(classification, code))


def _ids(code: str) -> Row:
    return _split("function", code)


def _subject_headings(name: str, levels: tuple[str, ...] = ("类", "款", "项")) -> Heading:
    return ("项目", ((f"{name}科目编码", levels), f"{name}科目名称"))


def _sources(budget: Budget) -> list[SourceLine]:
    """一、财政拨款收入 with its funds, then the other sources numbered on, rare ones only with money."""
    lines: list[SourceLine] = [("一、财政拨款收入", "appropriation", "subtotal")]
    lines += [(f"{n}、{name}", fund, "item") for n, (name, fund) in enumerate(FUNDS, start=1)]
    others = [("事业收入", "business"), ("事业单位经营收入", "operating"), ("其他收入", "other")]
    others += [source for source in RARE_SOURCES if budget.revenue(source[1])]
    return [*lines, *((f"{numeral(n)}、{name}", fund, "item") for n, (name, fund) in enumerate(others, start=2))]


def _summary(budget: Budget) -> Table:
    revenue, spending = two_forms(budget, "summary", STYLE)
    others = other_measures(budget, "total")
    measures = [
        category_measure(budget, "合计", "total", "total"),
        category_measure(budget, "人员经费", "total", "personnel"),
        category_measure(budget, "公用经费", "total", "public"),
        category_measure(budget, "项目支出", "total", "project"),
        *others,
    ]
    width = 1 + len(measures)
    classes = [code for code in budget.function_codes() if len(code) == 3]
    rows = two_sided(source_rows(revenue, _sources(budget)), (class_rows(spending, classes, measures), width))
    rows += blank_rows(2 + width, 2)
    foot = _foot(budget, "total")
    rows += two_sided(foot.left(revenue), (foot.right(spending, measures), width))
    inside: tuple[Heading, ...] = ("合计", ("基本支出", ("人员经费", "公用经费")), "项目支出")
    headings: list[Heading] = [
        ("本年收入", ("项目", "预算数")),
        ("本年支出", ("项目", ("预算数", (*inside, *(m.heading for m in others))))),
    ]
    widths = (150, 90, 170, *(85 for _ in measures))
    return _table(budget, "summary", "部门财务收支预算总表", headings, rows, widths)


def _foot(budget: Budget, scope: str) -> Foot:
    """收入总计 and 支出总计; only when something is carried over the year's own sums stand above them."""
    appropriation = scope == "appropriation"
    return Foot(
        scope,
        surplus="使用非财政拨款结余" if budget.revenue("use_of_surplus") and not appropriation else "",
        carry=("上年财政拨款结转" if appropriation else "上年结转", "结转下年"),
        carryover="carryover_appropriation" if appropriation else "carryover",
        only_totals=not (budget.revenue("carryover") or budget.revenue("use_of_surplus") or budget.carry_out),
    )


def _revenue(budget: Budget) -> Table:
    form = Form(budget, "revenue", "revenue", STYLE)
    columns = [
        ("合计", "total"),
        ("财政拨款收入", "appropriation"),
        ("事业收入", "business"),
        ("事业单位经营收入", "operating"),
        ("其他收入", "other"),
    ]
    rare = (*RARE_SOURCES, ("使用非财政拨款结余", "use_of_surplus"), ("上年结转", "carryover"))
    columns += [source for source in rare if budget.revenue(source[1])]
    measures = [source_measure(budget, heading, funding) for heading, funding in columns]
    headings: list[Heading] = [_subject_headings("功能分类"), ("收入预算", tuple(m.heading for m in measures))]
    rows = [
        *function_rows(form, budget.function_codes(), _ids, measures),
        total_row(form, spanning("合计", 4), measures),
    ]
    return _table(budget, "revenue", "部门收入预算总表", headings, rows, (32, 28, 28, 190, *(76 for _ in measures)))


def _expenditure(budget: Budget) -> Table:
    return _function_form(budget, "expenditure", "total", "支出预算", "部门支出预算总表")


def _by_function(budget: Budget, name: str, fund: str) -> Table:
    return _function_form(budget, fund, fund, f"{name}支出", f"部门{name}支出功能分类预算表")


def _function_form(budget: Budget, form_id: str, fund: str, group: str, title: str) -> Table:
    form = Form(budget, form_id, "expenditure", STYLE, funding=fund)
    measures = [
        category_measure(budget, "合计", fund, "total"),
        category_measure(budget, "基本支出", fund, "basic"),
        category_measure(budget, "项目支出", fund, "project"),
        *other_measures(budget, fund),
    ]
    body = function_rows(form, budget.function_codes(fund), _ids, measures)
    rows = [*(body or blank_rows(4 + len(measures), 1)), total_row(form, spanning("合计", 4), measures)]
    headings: list[Heading] = [_subject_headings("功能分类"), (group, tuple(m.heading for m in measures))]
    return _table(budget, form_id, title, headings, rows, (36, 32, 32, 230, *(100 for _ in measures)))


def _appropriation(budget: Budget) -> Table:
    revenue, spending = two_forms(budget, "appropriation_summary", STYLE)
    measures = [fund_measure(budget, "合计", "appropriation")]
    measures += [fund_measure(budget, name, fund) for name, fund in FUNDS]
    sources: list[SourceLine] = [
        (f"{numeral(n)}、{name}", fund, "item") for n, (name, fund) in enumerate(FUNDS, start=1)
    ]
    classes = [code for code in budget.function_codes("appropriation") if len(code) == 3]
    rows = two_sided(source_rows(revenue, sources), (class_rows(spending, classes, measures), 5))
    rows += blank_rows(7, 2)
    foot = _foot(budget, "appropriation")
    rows += two_sided(foot.left(revenue), (foot.right(spending, measures), 5))
    headings: list[Heading] = [
        ("财政拨款收入", ("项目", "预算数")),
        ("财政拨款支出", ("项目", *(m.heading for m in measures))),
    ]
    widths = (130, 90, 170, 90, 90, 90, 90)
    return _table(budget, "appropriation_summary", "部门财政拨款收支预算总表", headings, rows, widths)


def _basic(budget: Budget) -> Table:
    form = Form(budget, "basic", "expenditure", STYLE, funding="general_public")
    measures = [
        economic_measure(budget, "合计", "general_public", "basic"),
        economic_measure(budget, "人员经费", "general_public", "personnel"),
        economic_measure(budget, "公用经费", "general_public", "public"),
    ]
    codes = budget.economic_codes("general_public", "basic")
    rows = [
        *economic_rows(form, codes, lambda code: _split("economic", code), measures),
        total_row(form, spanning("合计", 3), measures),
    ]
    headings: list[Heading] = [
        ("项目", (("经济分类科目编码", ("类", "款")), "部门经济分类科目名称")),
        ("一般公共预算基本支出", tuple(m.heading for m in measures)),
    ]
    title = "部门一般公共预算基本支出部门预算经济分类预算表"
    return _table(budget, "basic", title, headings, rows, (40, 36, 230, 120, 120, 120))


def _three_public(budget: Budget) -> Table:
    form = Form(budget, "three_public", "expenditure", THREE_PUBLIC_STYLE)
    items = ("total", "abroad", "reception", "vehicle", "vehicle_purchase", "vehicle_running")
    # 机关运行经费 is another cut of the same money (公用经费), beside the three and not a part of them.
    public = budget.spent_of("general_public", "public")
    running = form.cell(public, three_public="agency_running", line_item="subject", row_role="of_which")
    row = (*item_block(form, items, "total", "this_year"), running)
    vehicles = ("公务用车购置及运行费", ("小计", "购置费", "运行费"))
    headings: list[Heading] = [
        ("“三公”经费预算数", ("合计", "因公出国(境)费", "公务接待费", vehicles)),
        "机关运行经费预算数",
    ]
    title = "部门“三公”经费和机关运行经费预算表"
    return _table(budget, "three_public", title, headings, [row], (90,) * 7, "单位：万元")
