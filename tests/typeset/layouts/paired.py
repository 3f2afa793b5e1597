"""Four-block 收支总表, economic forms with four id columns, 三公 by year columns; 元 with two decimals, 合计 first."""

from collections.abc import Sequence

from tests.typeset import narrative
from tests.typeset.budget import FUND_SOURCES, FUNDING_PARENT, Budget, Unit, leaves
from tests.typeset.document import Document, PageStyle
from tests.typeset.layouts.paired_summaries import FOUR_BLOCKS, STYLE, appropriation_rows, summary_rows
from tests.typeset.rows import (
    Form,
    Measure,
    category_measure,
    economic_measure,
    economic_rows,
    function_rows,
    money,
    other_measures,
    source_measure,
    total_row,
)
from tests.typeset.subjects import subject_name
from tests.typeset.tables import Cell, Heading, Row, Table, header_rows, labels, spanning
from tests.typeset.three_public import unit_rows

CATEGORIES = (
    ("合计", "total"),
    ("人员经费支出", "personnel"),
    ("公用经费支出", "public"),
    ("专项业务经费支出", "project"),
)
BASIC = (("合计", "basic"), *CATEGORIES[1:3])
UNIT_SOURCES = (
    ("合计", "total"),
    ("一般公共预算拨款", "general_public"),
    ("政府性基金拨款", "government_fund"),
    ("国有资本经营预算", "state_capital"),
    ("财政专户管理资金", "fiscal_account"),
    ("上级补助收入", "superior_subsidy"),
    ("事业收入", "business"),
    ("事业单位经营收入", "operating"),
    ("附属单位上缴收入", "subordinate_remittance"),
    ("其他收入", "other"),
    ("使用非财政拨款结余", "use_of_surplus"),
    ("上年结转", "carryover"),
)
GENERAL = "部门综合预算一般公共预算"


def set_paired(budget: Budget) -> Document:
    """Set a budget; exact for any amounts, since it prints 元 with two decimals."""
    blocks = (190, 76, 150, 76, 160, 76, 150, 76)
    return Document(
        "paired",
        (
            narrative.cover(budget),
            narrative.contents(),
            narrative.duties(budget, "第一部分 部门概况"),
            narrative.explanation(budget, "第二部分 收支情况说明"),
            _table("summary", "表1", "部门综合预算收支总表", FOUR_BLOCKS, summary_rows(budget), blocks, size=7),
            _units(budget, "revenue", "表2", "部门综合预算收入总表"),
            _units(budget, "expenditure", "表3", "部门综合预算支出总表"),
            _table(
                "appropriation_summary",
                "表4",
                "部门综合预算财政拨款收支总表",
                FOUR_BLOCKS,
                appropriation_rows(budget),
                blocks,
                size=7,
            ),
            _by_function(budget, "general_public", "表5", f"{GENERAL}支出明细表（按支出功能分类科目）"),
            _by_economic(budget, "general_public_economic", "表6", f"{GENERAL}支出明细表（按支出经济分类科目）"),
            _by_function(budget, "basic_function", "表7", f"{GENERAL}基本支出明细表（按支出功能分类科目）"),
            _by_economic(budget, "basic", "表8", f"{GENERAL}基本支出明细表（按支出经济分类科目）"),
            _by_function(budget, "government_fund", "表9", "部门综合预算政府性基金支出明细表"),
            _by_function(budget, "state_capital", "表10", "部门综合预算国有资本经营预算支出明细表"),
            _three_public(budget),
        ),
        PageStyle("rectangles", "", "— {} —"),
    )


def _table(
    form: str,
    number: str,
    title: str,
    headings: Sequence[Heading],
    rows: Sequence[Row],
    widths: Sequence[float],
    note: str = "",
    size: float = 8.0,
) -> Table:
    return Table(
        form,
        title,
        number,
        (("", "单位：元"),),
        header_rows(headings),
        tuple(rows),
        (note,) if note else (),
        tuple(widths),
        "header",
        24,
        landscape=True,
        font_size=size,
    )


def _units(budget: Budget, form_id: str, number: str, title: str) -> Table:
    """收入总表 and 支出总表 both by unit and source; what is spent leaves out what is carried to next year."""
    names = [source for source in UNIT_SOURCES if source[1] in PRINTED_ALWAYS or budget.revenue(source[1])]
    if form_id == "revenue":
        form = Form(budget, form_id, "revenue", STYLE)
        measures = [source_measure(budget, heading, funding) for heading, funding in names]
    else:
        form = Form(budget, form_id, "expenditure", STYLE)
        measures = [_spent_measure(budget, heading, funding) for heading, funding in names]
    rows = [total_row(form, spanning("合计", 2), measures)]
    rows.append(
        (
            *labels(budget.department_code, budget.department),
            *money(form, measures, line_item="unit", row_role="subtotal", unit_name=budget.department),
        )
    )
    rows += [
        (
            *labels(unit.code, unit.name),
            *money(form, measures, "", unit.code, line_item="unit", unit_name=_own_name(budget, unit)),
        )
        for unit in budget.units
    ]
    headings: list[Heading] = ["单位编码", "单位名称", ("部门预算", tuple(heading for heading, _ in names))]
    return _table(form_id, number, title, headings, rows, (46, 110, *(62 for _ in names)), size=7)


def _own_name(budget: Budget, unit: Unit) -> str:
    """Below the department's row a unit of its name is the department's own office."""
    return f"{unit.name}（本级）" if unit.name == budget.department else unit.name


PRINTED_ALWAYS = ("total", "general_public", "government_fund", "superior_subsidy", "business", "other", "carryover")


def _spent_measure(budget: Budget, heading: str, funding: str) -> Measure:
    sources = leaves(funding, FUNDING_PARENT)
    return Measure(heading, {"funding": funding}, lambda code, unit: budget.spent(sources, "total", code, unit))


def _by_function(budget: Budget, form_id: str, number: str, title: str) -> Table:
    fund = "general_public" if form_id == "basic_function" else form_id
    form = Form(budget, form_id, "expenditure", STYLE, funding=fund)
    names = BASIC if form_id == "basic_function" else CATEGORIES
    measures = [category_measure(budget, heading, fund, category) for heading, category in names]
    measures += other_measures(budget, fund) if form_id != "basic_function" else []
    rows: list[Row] = [total_row(form, spanning("合计", 2), measures)]
    rows += function_rows(form, budget.function_codes(fund), _function_ids, measures)
    rows = [(*row, Cell("")) for row in rows]
    headings: list[Heading] = ["功能科目编码", "功能科目名称", *(m.heading for m in measures), "备注"]
    note = "" if budget.spent(FUND_SOURCES[fund]) else "注：本部门不涉及，空表列示。"
    return _table(form_id, number, title, headings, rows, (70, 210, *(90 for _ in measures), 50), note)


def _function_ids(code: str) -> Row:
    return labels(code, subject_name("function", code))


def _by_economic(budget: Budget, form_id: str, number: str, title: str) -> Table:
    form = Form(budget, form_id, "expenditure", STYLE, funding="general_public")
    category = "basic" if form_id == "basic" else "total"
    names = BASIC if form_id == "basic" else CATEGORIES
    measures = [economic_measure(budget, heading, "general_public", of) for heading, of in names]
    pairs = budget.economic_pairs("general_public", category)
    codes: list[str] = []
    for group in sorted({economic[:3] for economic, _ in pairs}):
        codes += [group, *(f"{economic}/{government}" for economic, government in pairs if economic[:3] == group)]
    rows = [
        total_row(form, spanning("合计", 4), measures),
        *economic_rows(form, codes, _pair_ids, measures),
    ]
    rows = [(*row, Cell("")) for row in rows]
    headings: list[Heading] = [
        "部门经济科目编码",
        "部门经济科目名称",
        "政府经济科目编码",
        "政府经济科目名称",
        *(heading for heading, _ in names),
        "备注",
    ]
    return _table(form_id, number, title, headings, rows, (50, 150, 50, 120, *(80 for _ in names), 40))


def _pair_ids(code: str) -> Row:
    """`30101/50101` as four cells; a 类 row leaves the government cells blank."""
    economic, _, government = code.partition("/")
    name = subject_name("government_economic", government) if government else ""
    return labels(economic, subject_name("economic", economic), government, name)


def _three_public(budget: Budget) -> Table:
    """合计 and the department's own row, each with last year, this year and the change of eight items."""
    form = Form(budget, "three_public", "expenditure", STYLE)
    items = ("total", "abroad", "reception", "vehicle", "vehicle_purchase", "vehicle_running", "meeting", "training")
    years = ("last_year", "this_year", "change")
    whole, row = unit_rows(form, items, "general_public", years, budget.department)
    rows = [
        (*spanning("合计", 2), *whole),
        (*labels(budget.department_code, budget.department), *row),
    ]
    vehicles: Heading = ("公务用车购置及运行维护费", ("小计", "公务用车购置费", "公务用车运行维护费"))
    inside: tuple[Heading, ...] = (
        ("一般公共预算拨款安排的“三公”经费预算", ("小计", "因公出国（境）费用", "公务接待费", vehicles)),
        "会议费",
        "培训费",
    )
    headings: list[Heading] = ["单位编码", "单位名称", *((year, inside) for year in ("上年", "当年", "增减变化情况"))]
    title = "部门综合预算一般公共预算拨款“三公”经费及会议费、培训费支出预算表"
    return _table("three_public", "表11", title, headings, rows, (24, 46, *(29 for _ in whole)), size=5)
