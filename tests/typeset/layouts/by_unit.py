"""Units with their subjects below them, in a column of units; 0.00 for zero; pages repeat title and header.

Beside the money of the forms stand columns of what is bought with it, which are another cut of it and part of no sum.
"""

from tests.typeset import narrative
from tests.typeset.budget import Budget, Unit
from tests.typeset.document import Document, PageStyle
from tests.typeset.manner import CATEGORIES, SOURCES, Manner, code_and_name, nine_forms
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import (
    Form,
    Measure,
    category_measure,
    money,
    other_measures,
    source_measure,
    total_row,
    unit_trees,
)
from tests.typeset.subjects import subject_name
from tests.typeset.tables import Cell, Heading, Row, Table, labels

MANNER = Manner(
    NumberStyle("万元", 2, grouping=True, zero="0.00"),
    code_and_name("function"),
    code_and_name("economic"),
    preamble=(("部门名称：{department}", "单位：{unit}"),),
    continuation="title",
    rows_per_page=16,
)

BOUGHT = {"小计": "procurement", "其中：预留给中小企业的项目资金规模": "reserved_sme"}


def set_by_unit(budget: Budget) -> Document:
    """Set a budget; exact when its amounts are whole hundreds of 元."""
    forms = nine_forms(
        MANNER,
        budget,
        revenue=_revenue(budget),
        expenditure=_expenditure(budget, "expenditure", "支出总表", "total"),
        general_public=_expenditure(budget, "general_public", "一般公共预算支出表（按功能分类科目）", "general_public"),
    )
    return Document(
        "by_unit",
        (
            narrative.cover(budget),
            narrative.contents(),
            narrative.duties(budget, "第一部分 部门概况"),
            *forms,
            narrative.explanation(budget, "第三部分 部门预算情况说明"),
        ),
        PageStyle("cells", "", "{}"),
    )


def _unit(unit: Unit) -> Row:
    return labels(unit.name, "", "")


def _subject(code: str) -> Row:
    return labels("", code, subject_name("function", code))


def _revenue(budget: Budget) -> Table:
    form = Form(budget, "revenue", "revenue", MANNER.style)
    names = [("收入总计", "total"), *SOURCES]
    names += [("使用非财政拨款结余", "use_of_surplus")] if budget.revenue("use_of_surplus") else []
    names += [("上年结余、结转", "carryover")]
    measures = [source_measure(budget, heading, funding) for heading, funding in names]
    rows = [total_row(form, labels("合计"), measures)]
    rows += [
        (Cell(unit.name), *money(form, measures, "", unit.code, line_item="unit", unit_name=unit.name))
        for unit in budget.units
    ]
    headings: list[Heading] = ["预算单位", "收入总计", ("本年收入", tuple(heading for heading, _ in SOURCES))]
    headings += [heading for heading, _ in names[1 + len(SOURCES) :]]
    return MANNER.table(budget, "revenue", "收入总表", headings, rows, (110,))


def _expenditure(budget: Budget, form_id: str, name: str, fund: str) -> Table:
    form = Form(budget, form_id, "expenditure", MANNER.style, funding=fund)
    measures = [category_measure(budget, heading, fund, category) for heading, category in CATEGORIES]
    measures += other_measures(budget, fund)
    columns = [*measures, *map(_memo, BOUGHT)]
    rows = [total_row(form, labels("合计", "", ""), columns), *unit_trees(form, fund, _unit, _subject, columns)]
    headings: list[Heading] = [
        "预算单位",
        "科目编码",
        "科目名称",
        *(m.heading for m in measures),
        (f"{budget.fiscal_year}年政府采购项目", tuple(BOUGHT)),
    ]
    return MANNER.table(budget, form_id, name, headings, rows, (100, 52, 130))


def _memo(heading: str) -> Measure:
    """What of the money is bought from others: nothing. It is another cut of the same money and part of no sum."""
    return Measure(heading, {"category": BOUGHT[heading], "row_role": "of_which"}, lambda function, unit: 0)
