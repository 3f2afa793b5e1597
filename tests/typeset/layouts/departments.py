"""A department and its units in one file: nine forms for each, told apart by the unit that stands above them."""

from dataclasses import replace

from tests.typeset import narrative
from tests.typeset.budget import Budget
from tests.typeset.document import Document, PageStyle, Prose
from tests.typeset.manner import Manner, code_and_name, nine_forms
from tests.typeset.printing import NumberStyle
from tests.typeset.tables import Cell, Row, Table
from tests.typeset.units import of_unit

MANNER = Manner(
    NumberStyle("万元", 2, grouping=True),
    code_and_name("function"),
    code_and_name("economic"),
    number="公开{number:02d}表",
    preamble=(("公开单位：{department}", "单位：{unit}"),),
    continuation="title",
)


def set_departments(budget: Budget) -> Document:
    """Set a budget and those of its units; exact when its amounts are whole hundreds of 元."""
    parts: list[Prose | Table] = []
    if len(budget.units) > 1:
        for number, unit in enumerate(budget.units, start=1):
            own = of_unit(budget, unit)
            parts.append(narrative.duties(own, f"第三部分 所属单位预算（{number}）"))
            parts += [_of_unit(table, unit.name) for table in nine_forms(MANNER, own)]
    return Document(
        "departments",
        (
            narrative.cover(budget),
            narrative.contents(),
            narrative.duties(budget, "第一部分 部门概况"),
            *nine_forms(MANNER, budget),
            narrative.explanation(budget, "第二部分 部门预算情况说明"),
            *parts,
        ),
        PageStyle("cells", "", "{}"),
    )


def _of_unit(table: Table, unit_name: str) -> Table:
    """The same table; what it prints is the unit's, unless a row names another."""

    def owned(cell: Cell | None) -> Cell | None:
        if cell is None or cell.amount is None or cell.amount.facets is None or cell.amount.facets.unit_name:
            return cell
        facets = replace(cell.amount.facets, unit_name=unit_name)
        return replace(cell, amount=replace(cell.amount, facets=facets))

    body: tuple[Row, ...] = tuple(tuple(owned(cell) for cell in row) for row in table.body)
    return replace(table, body=body)
