"""Names only, no code anywhere: the tree of 类, 款 and 项 is told by order; number and title on one line; a `**` row.

万元, blank for zero, 合计 first, revenue by unit with the carry-over split; pages repeat the header.
"""

from collections.abc import Sequence

from tests.typeset import narrative
from tests.typeset.budget import FUND_SOURCES, Budget
from tests.typeset.document import Document, PageStyle
from tests.typeset.manner import FUNDS
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import (
    Form,
    Measure,
    blank_rows,
    category_measure,
    economic_measure,
    economic_rows,
    function_rows,
    money,
    source_measure,
    total_row,
)
from tests.typeset.subjects import subject_name
from tests.typeset.summaries import Foot, SourceLine, fund_measure, source_rows, two_forms, two_sided, whole_measure
from tests.typeset.tables import Cell, Heading, Row, Table, column_numbers, header_rows, labels
from tests.typeset.three_public import unit_rows

STYLE = NumberStyle("万元", 2, grouping=True)
TWO_SIDES: list[Heading] = [("收 入", ("项 目", "预算数")), ("支 出", ("项 目", "预算数"))]
CARRIED = (
    ("小计", "carryover"),
    *((name, f"carryover_{fund}") for name, fund in FUNDS),
    ("财政专户管理资金", "carryover_fiscal_account"),
    ("单位资金", "carryover_unit_funds"),
)


def set_named(budget: Budget) -> Document:
    """Set a budget; exact when its amounts are whole hundreds of 元."""
    return Document(
        "named",
        (
            narrative.cover(budget),
            narrative.contents(),
            narrative.duties(budget, "一、部门概况"),
            narrative.explanation(budget, "二、部门预算安排情况说明"),
            _summary(budget),
            _revenue(budget),
            _expenditure(budget),
            _appropriation(budget),
            _general_public(budget),
            _basic(budget),
            _three_public(budget),
            _fund(budget, 8, "政府性基金预算", "government_fund"),
            _fund(budget, 9, "国有资本经营预算", "state_capital"),
        ),
        PageStyle("cells", "", "{}"),
    )


def _table(
    budget: Budget,
    form: str,
    number: int,
    title: str,
    headings: Sequence[Heading],
    rows: Sequence[Row],
    widths: Sequence[float],
    note: str = "",
) -> Table:
    header = header_rows(headings)
    numbers = () if headings == TWO_SIDES else (column_numbers("**", len(header[0])),)
    return Table(
        form,
        f"表{number}：{budget.fiscal_year}年部门{title}",
        "",
        ((f"部门名称：{budget.department}", "单位：万元"),),
        (*header, *numbers),
        tuple(rows),
        (note,) if note else (),
        tuple(widths),
        "header",
        34 if len(widths) < 8 else 20,
        landscape=len(widths) > 7,
        font_size=7.5,
    )


def _name(code: str) -> Row:
    return labels(subject_name("function", code))


def _tree(form: Form, fund: str, measures: Sequence[Measure]) -> list[Row]:
    return function_rows(form, form.budget.function_codes(fund), _name, measures)


def _summary(budget: Budget) -> Table:
    revenue, spending = two_forms(budget, "summary", STYLE)
    sources: list[SourceLine] = [
        ("一、财政拨款", "appropriation", "subtotal"),
        *((name, fund, "item") for name, fund in FUNDS),
        ("二、财政专户管理资金", "fiscal_account", "item"),
        ("三、事业收入", "business", "item"),
        ("四、事业单位经营收入", "operating", "item"),
        ("五、上级补助收入", "superior_subsidy", "item"),
        ("六、附属单位上缴收入", "subordinate_remittance", "item"),
        ("七、其他收入", "other", "item"),
    ]
    whole = [whole_measure(budget, "预算数")]
    foot = Foot(
        surplus="使用非财政拨款结余" if budget.revenue("use_of_surplus") else "",
        total=("收 入 总 计", "支 出 总 计"),
    )
    rows = [
        *two_sided(source_rows(revenue, sources), (_tree(spending, "total", whole), 2)),
        *two_sided(foot.left(revenue), (foot.right(spending, whole), 2)),
    ]
    note = "注：若明细数加计之和与合计数有尾差，系金额单位换算时四舍五入造成。"
    return _table(budget, "summary", 1, "收支预算总表", TWO_SIDES, rows, (170, 80, 190, 80), note)


def _revenue(budget: Budget) -> Table:
    form = Form(budget, "revenue", "revenue", STYLE)
    current = [
        ("小计", "current_year"),
        *FUNDS,
        ("财政专户管理资金", "fiscal_account"),
        ("事业收入", "business"),
        ("事业单位经营收入", "operating"),
        ("上级补助收入", "superior_subsidy"),
        ("附属单位上缴收入", "subordinate_remittance"),
        ("其他收入", "other"),
    ]
    surplus = [("使用非财政拨款结余", "use_of_surplus")] if budget.revenue("use_of_surplus") else []
    columns = [("总计", "total"), *current, *surplus, *CARRIED]
    measures = [source_measure(budget, heading, funding) for heading, funding in columns]
    headings: list[Heading] = [
        "单位名称",
        "总计",
        ("本年收入", tuple(heading for heading, _ in current)),
        *(heading for heading, _ in surplus),
        ("上年结转结余", tuple(heading for heading, _ in CARRIED)),
    ]
    rows = [total_row(form, labels("合计"), measures)]
    rows += [
        (Cell(unit.name), *money(form, measures, "", unit.code, line_item="unit", unit_name=unit.name))
        for unit in budget.units
    ]
    return _table(budget, "revenue", 2, "收入预算总表", headings, rows, (90, *(40 for _ in columns)))


def _expenditure(budget: Budget) -> Table:
    form = Form(budget, "expenditure", "expenditure", STYLE)
    measures = [
        category_measure(budget, "总计", "total", "total"),
        category_measure(budget, "人员支出", "total", "personnel"),
        category_measure(budget, "日常公用支出", "total", "public"),
        category_measure(budget, "项目支出", "total", "project"),
        category_measure(budget, "事业单位经营支出", "total", "operating"),
        category_measure(budget, "上缴上级支出", "total", "remitted_up"),
        category_measure(budget, "对附属单位补助支出", "total", "subsidy_down"),
    ]
    headings: list[Heading] = [
        "功能分类科目名称",
        "总计",
        ("基本支出", ("人员支出", "日常公用支出")),
        *(m.heading for m in measures[3:]),
    ]
    rows = [total_row(form, labels("合计"), measures), *_tree(form, "total", measures)]
    return _table(budget, "expenditure", 3, "支出预算总表", headings, rows, (220, *(72 for _ in measures)))


def _appropriation(budget: Budget) -> Table:
    """本年支出合计 stands above the subjects; the carry-over is split by fund under the same names as the year's."""
    revenue, spending = two_forms(budget, "appropriation_summary", STYLE)
    one = [fund_measure(budget, "预算数", "appropriation")]
    sources: list[SourceLine] = [
        ("一、财政拨款", "appropriation", "subtotal"),
        *((name, fund, "item") for name, fund in FUNDS),
    ]
    foot = Foot(
        "appropriation",
        current=("", "一、本年支出合计"),
        carry=("二、上年结转结余", "二、年终结转结余"),
        details=tuple((name, f"carryover_{fund}") for name, fund in FUNDS),
        total=("收 入 总 计", "支 出 总 计"),
    )
    _, *carried, total = foot.left(revenue)
    current, left_over, *_, spent = foot.right(spending, one)
    rows = [
        *two_sided(
            [*source_rows(revenue, sources), *carried],
            ([current, *_tree(spending, "appropriation", one), left_over], 2),
        ),
        *two_sided([total], ([spent], 2)),
    ]
    title = "财政拨款收支预算总表"
    return _table(budget, "appropriation_summary", 4, title, TWO_SIDES, rows, (170, 80, 190, 80))


def _general_public(budget: Budget) -> Table:
    form = Form(budget, "general_public", "expenditure", STYLE, funding="general_public")
    basic = (("小计", "basic"), ("人员经费", "personnel"), ("日常公用支出", "public"))
    names = (("合 计", "total"), *basic, ("项目支出", "project"))
    measures = [category_measure(budget, heading, "general_public", category) for heading, category in names]
    inside = tuple(heading for heading, _ in basic)
    headings: list[Heading] = ["功能分类科目名称", "合 计", ("基本支出", inside), "项目支出"]
    rows = [total_row(form, labels("合计"), measures), *_tree(form, "general_public", measures)]
    return _table(budget, "general_public", 5, "一般公共预算支出预算表", headings, rows, (190, *(64 for _ in measures)))


def _basic(budget: Budget) -> Table:
    form = Form(budget, "basic", "expenditure", STYLE, funding="general_public")
    measures = [
        economic_measure(budget, "合计", "general_public", "basic"),
        economic_measure(budget, "人员经费", "general_public", "personnel"),
        economic_measure(budget, "日常公用支出", "general_public", "public"),
    ]
    codes = budget.economic_codes("general_public", "basic")
    names = economic_rows(form, codes, lambda code: labels(subject_name("economic", code)), measures)
    headings: list[Heading] = ["经济分类科目名称", ("本年一般公共预算基本支出", tuple(m.heading for m in measures))]
    rows = [total_row(form, labels("合计"), measures), *names]
    return _table(budget, "basic", 6, "一般公共预算基本支出预算表", headings, rows, (230, 90, 90, 90))


def _three_public(budget: Budget) -> Table:
    form = Form(budget, "three_public", "expenditure", STYLE)
    items = ("total", "abroad", "vehicle", "vehicle_purchase", "vehicle_running", "reception")
    whole, own = unit_rows(form, items, "general_public", ("this_year",), budget.department)
    vehicles: Heading = ("公务用车购置及运行费", ("小计", "公务用车购置费", "公务用车运行维护费"))
    headings: list[Heading] = ["单位名称", "“三公”经费合计", "因公出国(境)费用", vehicles, "公务接待费"]
    rows = [(Cell("合计"), *whole), (Cell(budget.department), *own)]
    title = "一般公共预算“三公”经费预算表"
    return _table(budget, "three_public", 7, title, headings, rows, (150, *(60 for _ in items)))


def _fund(budget: Budget, number: int, name: str, fund: str) -> Table:
    form = Form(budget, fund, "expenditure", STYLE, funding=fund)
    names = (("合 计", "total"), ("基本支出", "basic"), ("项目支出", "project"))
    measures = [category_measure(budget, heading, fund, category) for heading, category in names]
    rows = [total_row(form, labels("合计"), measures), *(_tree(form, fund, measures) or blank_rows(4, 2))]
    headings: list[Heading] = ["功能分类科目名称", (f"本年{name}支出", tuple(m.heading for m in measures))]
    note = "" if budget.spent(FUND_SOURCES[fund]) else f"备注：本部门没有{name}拨款安排的支出，故本表无数据。"
    return _table(budget, fund, number, f"{name}支出预算表", headings, rows, (230, 90, 90, 90), note)
