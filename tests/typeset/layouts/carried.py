"""Columns grouped into 当年预算 and 上年结转; the number of the form below its title, the unit on a line of its own."""

from tests.typeset import narrative
from tests.typeset.budget import FUND_SOURCES, Budget
from tests.typeset.document import Document, PageStyle
from tests.typeset.manner import CATEGORIES, Manner, code_and_name, nine_forms
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import Form, Measure
from tests.typeset.tables import Heading, Table

MANNER = Manner(
    NumberStyle("万元", 2, grouping=False),
    code_and_name("function", "科目代码"),
    code_and_name("economic", "科目代码"),
    title="{year}年部门{name}",
    number="",
    preamble=(("", "预算表{number}"), ("", "单位：{unit}"), ("单位名称：{department}", "")),
    continuation="header",
    rows_per_page=26,
    width=52,
)
GROUPS = (("当年预算", False), ("上年结转", True))


def set_carried(budget: Budget) -> Document:
    """Set a budget; exact when its amounts are whole hundreds of 元."""
    forms = nine_forms(
        MANNER,
        budget,
        expenditure=_grouped(budget, "expenditure", "支出总表", "total"),
        general_public=_grouped(budget, "general_public", "一般公共预算支出表", "general_public"),
    )
    return Document(
        "carried",
        (
            narrative.cover(budget),
            narrative.contents(),
            *forms,
            narrative.explanation(budget, "第三部分 部门预算情况说明"),
        ),
        PageStyle("cells", "", "第 {} 页"),
    )


def _grouped(budget: Budget, form_id: str, name: str, fund: str) -> Table:
    """合计, then 小计, 基本支出 and 项目支出 of the year's money and of what was carried over."""
    form = Form(budget, form_id, "expenditure", MANNER.style, funding=fund)
    measures = [_measure(budget, "合计", FUND_SOURCES[fund], fund, "total")]
    headings: list[Heading] = [*MANNER.function.headings, "合计"]
    inside = (("小计", "total"), *CATEGORIES[1:])
    for group, is_carried in GROUPS:
        sources = frozenset(s for s in FUND_SOURCES[fund] if s.startswith("carryover") is is_carried)
        measures += [_measure(budget, n, sources, _funding(fund, is_carried), category) for n, category in inside]
        headings.append((group, tuple(n for n, _ in inside)))
    rows = MANNER.tree(form, MANNER.function, budget.function_codes(fund), measures)
    return MANNER.table(budget, form_id, name, headings, rows, MANNER.function.widths)


def _measure(budget: Budget, heading: str, sources: frozenset[str], funding: str, category: str) -> Measure:
    dimensions = {"funding": funding, "category": category}
    return Measure(heading, dimensions, lambda code, unit: budget.spent(sources, category, code, unit))


def _funding(fund: str, is_carried: bool) -> str:
    """A form of one fund has that fund's money of the year; the whole has 当年预算 beside the carry-over."""
    if fund == "total":
        return "carryover" if is_carried else "current_year"
    return f"carryover_{fund}" if is_carried else fund
