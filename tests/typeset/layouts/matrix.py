"""Economic classes as columns over rows of functions: part of the row's money, beside the categories it is spent in.

万元 with two decimals, 合计 first; the same form once by department classes and once by government classes.
"""

from tests.typeset import narrative
from tests.typeset.budget import Budget
from tests.typeset.document import Document, PageStyle
from tests.typeset.manner import CATEGORIES, Manner, code_and_name, nine_forms
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import Form, Measure, category_measure, other_measures
from tests.typeset.subjects import subject_name
from tests.typeset.tables import Heading, Table

MANNER = Manner(
    NumberStyle("万元", 2, grouping=True),
    code_and_name("function", "科目代码"),
    code_and_name("economic", "科目代码"),
    title="{year}年部门{name}",
    preamble=(("填报单位：{department}", "金额单位：{unit}"),),
    rows_per_page=16,
)
BASIC_CLASSES = ("301", "302", "303", "310")


def set_matrix(budget: Budget) -> Document:
    """Set a budget; exact when its amounts are whole hundreds of 元."""
    forms = nine_forms(MANNER, budget, expenditure=_expenditure(budget), general_public=_general_public(budget))
    return Document(
        "matrix",
        (
            narrative.cover(budget),
            narrative.contents(),
            narrative.duties(budget, "第一部分 部门概况"),
            *forms,
            narrative.explanation(budget, "第三部分 部门预算说明"),
        ),
        PageStyle("lines", "", "{}"),
    )


def _expenditure(budget: Budget) -> Table:
    """基本支出 by department classes."""
    form = Form(budget, "expenditure", "expenditure", MANNER.style)
    named = [category_measure(budget, heading, "total", category) for heading, category in CATEGORIES]
    classes = [
        _part(budget, "total", "basic", subject_name("economic", code), "economic_code", code)
        for code in BASIC_CLASSES
        if budget.economic("total", "basic", code)
    ]
    others = other_measures(budget, "total")
    measures = [*named[:2], *classes, named[2], *others]
    rows = MANNER.tree(form, MANNER.function, budget.function_codes(), measures)
    headings: list[Heading] = [
        *MANNER.function.headings,
        "合计",
        ("基本支出", ("小计", *(m.heading for m in classes))),
        "项目支出",
        *(m.heading for m in others),
    ]
    return MANNER.table(budget, "expenditure", "支出总表", headings, rows, MANNER.function.widths)


def _general_public(budget: Budget) -> Table:
    """The whole by government classes."""
    form = Form(budget, "general_public", "expenditure", MANNER.style, funding="general_public")
    used = sorted(
        {line.government_economic_code[:3] for line in budget.economic_lines if line.fund == "general_public"}
    )
    classes = [
        _part(
            budget,
            "general_public",
            "total",
            subject_name("government_economic", code),
            "government_economic_code",
            code,
        )
        for code in used
    ]
    measures = [category_measure(budget, "合计", "general_public", "total"), *classes]
    rows = MANNER.tree(form, MANNER.function, budget.function_codes("general_public"), measures)
    headings = [*MANNER.function.headings, *(m.heading for m in measures)]
    name = "一般公共预算支出表（按政府预算经济分类）"
    return MANNER.table(budget, "general_public", name, headings, rows, MANNER.function.widths)


def _part(budget: Budget, fund: str, category: str, heading: str, classification: str, code: str) -> Measure:
    """The money of one class: the function is told by the row."""

    def fen(function: str, unit: str) -> int:
        economic, government = (code, "") if classification == "economic_code" else ("", code)
        return budget.economic(fund, category, economic, government, function)

    return Measure(heading, {"category": category, classification: code, "row_role": "of_which"}, fen)
