"""Codes split over 类|款|项 with each row printing only its own level; both economic classes paired; 公开表N; 万元.

Zero is blank, 合 计 stands first, and every continuation page repeats title and header.
"""

from tests.typeset import narrative
from tests.typeset.budget import FUND_SOURCES, Budget
from tests.typeset.document import Document, PageStyle
from tests.typeset.layouts.own_level_summaries import (
    STYLE,
    own_level_appropriation,
    own_level_summary,
    own_level_table,
)
from tests.typeset.rows import (
    Form,
    blank_rows,
    category_measure,
    economic_measure,
    economic_rows,
    function_rows,
    other_measures,
    source_measure,
    total_row,
)
from tests.typeset.subjects import subject_name
from tests.typeset.tables import Heading, Row, Table, labels
from tests.typeset.three_public import item_block

SUBJECT: tuple[Heading, ...] = (("科目编码", ("类", "款", "项")), "科目名称")


def set_own_level(budget: Budget) -> Document:
    """Set a budget; exact when its amounts are whole hundreds of 元."""
    return Document(
        "own_level",
        (
            narrative.cover(budget),
            narrative.contents(),
            narrative.duties(budget, "第一部分 部门概况"),
            own_level_summary(budget),
            _revenue(budget),
            _expenditure(budget),
            own_level_appropriation(budget),
            _by_function(budget, "general_public", "公开表5", "一般公共预算支出情况表"),
            _basic(budget),
            _three_public(budget),
            _by_function(budget, "government_fund", "公开表8", "政府性基金预算支出情况表"),
            _by_function(budget, "state_capital", "公开表9", "国有资本经营预算支出情况表"),
            narrative.explanation(budget, f"第三部分 {budget.fiscal_year}年部门预算情况和重要事项说明"),
        ),
        PageStyle("rectangles", f"{budget.fiscal_year}年{budget.department}部门预算", "— {} —"),
    )


def _ids(code: str) -> Row:
    """Only the row's own level: 208, then 05 below it, then 01."""
    parts = ["", "", ""]
    parts[(len(code) - 3) // 2] = code if len(code) == 3 else code[-2:]
    return labels(*parts, subject_name("function", code))


def _total_ids(columns: int) -> Row:
    return labels(*("" for _ in range(columns - 1)), "合 计")


def _revenue(budget: Budget) -> Table:
    form = Form(budget, "revenue", "revenue", STYLE)
    appropriation = [
        ("小计", "appropriation"),
        ("一般公共预算收入", "general_public"),
        ("政府性基金预算收入", "government_fund"),
        ("国有资本经营预算收入", "state_capital"),
    ]
    others = [
        ("财政专户管理资金收入", "fiscal_account"),
        ("事业收入（不含教育收费）", "business"),
        ("事业单位经营收入", "operating"),
        ("其他收入", "other"),
        ("上级补助收入", "superior_subsidy"),
        ("附属单位上缴收入", "subordinate_remittance"),
        ("使用非财政拨款结余", "use_of_surplus"),
        ("上年结转", "carryover"),
    ]
    columns = [("合计", "total"), *appropriation, *others]
    measures = [source_measure(budget, heading, funding) for heading, funding in columns]
    headings: list[Heading] = [
        *SUBJECT,
        "合计",
        ("财政拨款收入", tuple(heading for heading, _ in appropriation)),
        *(heading for heading, _ in others),
    ]
    rows = [
        total_row(form, _total_ids(4), measures),
        *function_rows(form, budget.function_codes(), _ids, measures),
    ]
    widths = (24, 20, 20, 118, *(48 for _ in columns))
    return own_level_table(budget, "revenue", "公开表2", "收入总体情况表", headings, rows, widths, size=7)


def _expenditure(budget: Budget) -> Table:
    form = Form(budget, "expenditure", "expenditure", STYLE)
    measures = [
        category_measure(budget, "合计", "total", "total"),
        category_measure(budget, "基本支出", "total", "basic"),
        category_measure(budget, "项目支出", "total", "project"),
        *other_measures(budget, "total"),
    ]
    rows = [
        total_row(form, _total_ids(4), measures),
        *function_rows(form, budget.function_codes(), _ids, measures),
    ]
    headings = [*SUBJECT, *(m.heading for m in measures)]
    widths = (34, 30, 30, 240, *(90 for _ in measures))
    return own_level_table(budget, "expenditure", "公开表3", "支出总体情况表", headings, rows, widths)


def _by_function(budget: Budget, fund: str, number: str, title: str) -> Table:
    form = Form(budget, fund, "expenditure", STYLE, funding=fund)
    measures = [
        category_measure(budget, "合 计", fund, "total"),
        category_measure(budget, "小 计", fund, "basic"),
        category_measure(budget, "人员支出", fund, "personnel"),
        category_measure(budget, "日常公用支出", fund, "public"),
        category_measure(budget, "项目支出", fund, "project"),
    ]
    spent = budget.spent(FUND_SOURCES[fund])
    rows = [
        total_row(form, _total_ids(4), measures),
        *function_rows(form, budget.function_codes(fund), _ids, measures),
    ]
    headings: list[Heading] = [
        *SUBJECT,
        "合 计",
        ("基本支出", ("小 计", "人员支出", "日常公用支出")),
        "项目支出",
    ]
    note = "" if spent else f"（注：{budget.fiscal_year}年没有使用{title.removesuffix('支出情况表')}拨款安排的支出。）"
    widths = (34, 30, 30, 220, *(80 for _ in measures))
    return own_level_table(budget, fund, number, title, headings, rows if spent else blank_rows(9, 1), widths, note)


def _basic(budget: Budget) -> Table:
    form = Form(budget, "basic", "expenditure", STYLE, funding="general_public")
    measures = [
        economic_measure(budget, "小计", "general_public", "basic"),
        economic_measure(budget, "人员支出", "general_public", "personnel"),
        economic_measure(budget, "日常公用支出", "general_public", "public"),
    ]
    pairs = budget.economic_pairs("general_public", "basic")
    codes: list[str] = []
    for group in sorted({(economic[:3], government[:3]) for economic, government in pairs}):
        codes.append("/".join(group))
        codes += ["/".join(pair) for pair in pairs if (pair[0][:3], pair[1][:3]) == group]
    rows = [
        total_row(form, labels("", "", "合计", "", "", ""), measures),
        *economic_rows(form, codes, _pair_ids, measures),
    ]
    headings: list[Heading] = [
        ("科目编码", ("类", "款")),
        "部门预算支出经济分类科目名称",
        ("科目编码", ("类", "款")),
        "政府预算支出经济分类科目名称",
        ("基本支出预算", tuple(m.heading for m in measures)),
    ]
    widths = (34, 28, 170, 34, 28, 150, 80, 80, 80)
    return own_level_table(budget, "basic", "公开表6", "一般公共预算基本支出情况表", headings, rows, widths)


def _pair_ids(code: str) -> Row:
    economic, _, government = code.partition("/")
    return labels(
        economic[:3],
        economic[3:],
        subject_name("economic", economic),
        government[:3],
        government[3:],
        subject_name("government_economic", government),
    )


def _three_public(budget: Budget) -> Table:
    form = Form(budget, "three_public", "expenditure", STYLE)
    items = ("total", "abroad", "vehicle", "vehicle_purchase", "vehicle_running", "reception")
    row = [cell for when in ("last_year", "this_year") for cell in item_block(form, items, "general_public", when)]
    vehicles: Heading = ("公务用车购置及运行维护费", ("小计", "公务用车购置经费", "公务用车运行维护费"))
    inside: tuple[Heading, ...] = ("合计", "因公出国（境）经费", vehicles, "公务接待费")
    headings: list[Heading] = [(f"{year}年预算数", inside) for year in (budget.fiscal_year - 1, budget.fiscal_year)]
    title = "一般公共预算“三公”经费支出情况表"
    return own_level_table(budget, "three_public", "公开表7", title, headings, [tuple(row)], (62,) * 12)
