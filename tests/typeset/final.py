"""The final account of a year: its nine forms with what was left at both ends, and a narrative against the budget."""

from dataclasses import replace

from tests.typeset.annexes import wan
from tests.typeset.budget import Budget, CarryOut
from tests.typeset.document import Cover, Document, PageStyle, Prose, TextStyle
from tests.typeset.final_forms import final_forms
from tests.typeset.statements import percent

_CARRIED, _LEFT = 21_000_000, 13_000_000  # 分


def whole_final(planned: Budget) -> Budget:
    """The final account of a budget: all was spent, a carried-over project besides, and something is left."""
    first = next(line for line in planned.lines if line.project and line.source == "general_public")
    carried = replace(first, source="carryover_general_public", personnel=0, public=0, project=_CARRIED)
    left = CarryOut(planned.units[0].code, "general_public", _LEFT)
    return replace(planned, stage="final", lines=(*planned.lines, carried), carry_out=(left,))


def set_final(budget: Budget, planned: Budget) -> Document:
    """Set the final account `budget`; `planned` is the budget of the same year, for the columns that compare."""
    cover = Cover((budget.department, f"{budget.fiscal_year}年度部门决算"))
    return Document(
        "final", (cover, *final_forms(budget, planned), _narrative(budget, planned)), PageStyle("lines"), TextStyle()
    )


def _narrative(budget: Budget, planned: Budget) -> Prose:
    year, spent, plan = budget.fiscal_year, budget.spent_of("general_public"), planned.spent_of("general_public")
    whole = budget.spent() + budget.carried_out()
    three, planned_three = budget.three("total"), planned.three("total")
    return Prose(
        "决算情况说明",
        (
            f"{year}年度收入总计{wan(whole)}万元，支出总计{wan(whole)}万元。",
            f"{year}年度本年支出合计{wan(budget.spent())}万元，其中：基本支出{wan(budget.spent(category='basic'))}万元，"
            f"项目支出{wan(budget.spent(category='project'))}万元。",
            f"{year}年度一般公共预算财政拨款支出年初预算为{wan(plan)}万元，支出决算为{wan(spent)}万元，"
            f"完成年初预算的{percent(spent, plan)}%，决算数{_compared(spent, plan)}预算数的主要原因是年中追加了项目。",
            f"{year}年度“三公”经费支出预算为{wan(planned_three)}万元，支出决算为{wan(three)}万元"
            f"{f'，完成预算的{percent(three, planned_three)}%' if planned_three else ''}。",
        ),
        in_contents=False,
    )


def _compared(one: int, two: int) -> str:
    return "等于" if one == two else "大于" if one > two else "小于"
