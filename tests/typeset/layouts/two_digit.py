"""One code column of 3, 2 and 7 digits under units of 6; 7-digit local economic subjects; a `**` row; 合计 first."""

from dataclasses import replace

from tests.typeset import narrative
from tests.typeset.budget import Budget, EconomicLine, Unit
from tests.typeset.document import Document, PageStyle
from tests.typeset.manner import BASIC, CATEGORIES, Manner, Subjects, nine_forms
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import Form, category_measure, economic_measure, total_row, unit_trees
from tests.typeset.subjects import subject_name
from tests.typeset.tables import Cell, Row, Table, labels

# What some places split a national 款 into, with the share of the first part in tenths.
LOCAL = {
    "30102": (("3010201", "规范性津补贴", 7), ("3010202", "改革性补贴", 3)),
    "30211": (("3021101", "差旅费", 4), ("3021102", "市内交通费", 6)),
}
LOCAL_NAMES = {code: name for parts in LOCAL.values() for code, name, _ in parts}
STEP = 10_000  # 分


def _cells(code: str) -> Row:
    """类 and 项 with their whole code, 款 with its own two digits."""
    return labels(code[3:] if len(code) == 5 else code, subject_name("function", code))


def _economic_cells(code: str) -> Row:
    return labels(code, LOCAL_NAMES.get(code) or subject_name("economic", code))


MANNER = Manner(
    NumberStyle("万元", 2, grouping=True),
    Subjects(("功能科目编码", "功能科目名称"), _cells, labels("", "合计"), (60, 170)),
    Subjects(("部门经济科目编码", "部门经济科目名称"), _economic_cells, labels("", "合计"), (60, 170)),
    title="{year}年部门综合预算{name}",
    preamble=(("", "单位：{unit}"),),
    numbers="**",
    continuation="none",
)


def set_two_digit(budget: Budget) -> Document:
    """Set a budget; exact when its amounts are whole hundreds of 元."""
    forms = nine_forms(
        MANNER,
        budget,
        expenditure=_by_unit(budget, "expenditure", "支出总表", "total"),
        general_public=_by_unit(budget, "general_public", "一般公共预算支出明细表（按功能科目分）", "general_public"),
        basic=_basic(localised(budget)),
    )
    return Document(
        "two_digit",
        (
            narrative.cover(budget),
            narrative.duties(budget, "一、部门主要职责及机构设置"),
            *forms,
            narrative.explanation(budget, "四、收支说明"),
        ),
        PageStyle("rectangles", "", "{}"),
    )


def localised(budget: Budget) -> Budget:
    """The budget with the national subjects of `LOCAL` split into local ones."""
    lines: list[EconomicLine] = []
    for line in budget.economic_lines:
        (one, _, tenths), (two, _, _) = LOCAL.get(line.economic_code, ((line.economic_code, "", 10), ("", "", 0)))
        part = line.amount if not two else line.amount * tenths // 10 // STEP * STEP
        lines.append(replace(line, economic_code=one, amount=part))
        if two:
            lines.append(replace(line, economic_code=two, amount=line.amount - part))
    return replace(budget, economic_lines=tuple(lines))


def _unit(unit: Unit) -> Row:
    return labels(unit.code, unit.name)


def _by_unit(budget: Budget, form_id: str, name: str, fund: str) -> Table:
    form = Form(budget, form_id, "expenditure", MANNER.style, funding=fund)
    named = (CATEGORIES[0], ("人员经费支出", "personnel"), ("公用经费支出", "public"), CATEGORIES[2])
    measures = [category_measure(budget, heading, fund, category) for heading, category in named]
    rows = [total_row(form, labels("", "合计"), measures), *unit_trees(form, fund, _unit, _cells, measures)]
    headings = [*MANNER.function.headings, *(heading for heading, _ in named), "备注"]
    return MANNER.table(budget, form_id, name, headings, [(*row, Cell("")) for row in rows], MANNER.function.widths)


def _basic(budget: Budget) -> Table:
    form = Form(budget, "basic", "expenditure", MANNER.style, funding="general_public")
    measures = [economic_measure(budget, heading, "general_public", category) for heading, category in BASIC]
    used = {
        line.economic_code
        for line in budget.economic_lines
        if budget.economic("general_public", "basic", line.economic_code)
    }
    codes = sorted({*used, *(code[:3] for code in used)})
    rows = MANNER.tree(form, MANNER.economic, codes, measures)
    headings = [*MANNER.economic.headings, *(heading for heading, _ in BASIC)]
    return MANNER.table(
        budget, "basic", "一般公共预算基本支出明细表（按经济科目分）", headings, rows, MANNER.economic.widths
    )
