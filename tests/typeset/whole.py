"""A whole disclosure: the nine forms of a layout, the forms beside them, and a narrative that says what they say."""

from dataclasses import replace
from random import Random

from tests.typeset.annexes import (
    Assets,
    Purchase,
    asset_table,
    operating_table,
    performance_table,
    procurement_table,
    project_table,
    projects,
    service_table,
)
from tests.typeset.budget import Budget, CarryOut, ThreePublicLine
from tests.typeset.document import Document, Prose
from tests.typeset.layouts import LAYOUTS
from tests.typeset.random_budget import random_budget
from tests.typeset.statements import sections

WAN = 1_000_000
ASSETS = Assets(1250, 420 * WAN, 3, 54 * WAN, 2, 66 * WAN, 310, 88 * WAN)
_SEEDS = 10_000


def whole_budget(year: int = 2024) -> Budget:
    """A department of one unit with own and appropriated money, no carry-over, and vehicles to run."""
    for seed in range(_SEEDS):
        budget = random_budget(Random(seed), fiscal_year=year)
        if _is_whole(budget):
            return budget
    raise LookupError("no seed draws a budget with everything in it")


def _is_whole(budget: Budget) -> bool:
    codes = budget.economic_codes("general_public", "basic")
    return (
        len(budget.units) == 1
        and not budget.revenue("carryover")
        and all(budget.three(item) for item in ("abroad", "vehicle_running", "reception"))
        and all(code in codes for code in ("30201", "30231"))
        and budget.three("total", years_back=1) > 0
        and len(projects(budget)) > 1
    )


def whole_final(planned: Budget) -> Budget:
    """The final account of a budget: all was spent, a carried-over project besides, and something is left."""
    first = next(line for line in planned.lines if line.project and line.source == "general_public")
    carried = replace(first, source="carryover_general_public", personnel=0, public=0, project=21 * WAN)
    left = CarryOut(planned.units[0].code, "general_public", 13 * WAN)
    return replace(planned, stage="final", lines=(*planned.lines, carried), carry_out=(left,))


def year_before(budget: Budget) -> Budget:
    """The final account of the year before: what it has left is what this year's final account begins with."""
    left = CarryOut(budget.units[0].code, "general_public", 21 * WAN)
    before = replace(budget, stage="final", fiscal_year=budget.fiscal_year - 1, carry_out=(left,))
    return replace(before, three_public=tuple(_moved(line, -1) for line in budget.three_public))


def _moved(line: ThreePublicLine, years: int) -> ThreePublicLine:
    return replace(line, fiscal_year=line.fiscal_year + years)


def whole_purchases(budget: Budget) -> list[Purchase]:
    """Goods, works and services; office equipment of class 310 is among the goods."""
    return [
        Purchase("货物", "办公设备购置", 6, 80 * 10_000),
        Purchase("工程", "办公楼修缮", 1, 23 * WAN),
        Purchase("服务", "信息系统维护", 2, 5 * WAN),
    ]


def whole_services(budget: Budget) -> list[tuple[str, int]]:
    return [("信息系统维护", 6 * WAN), ("档案整理", 4 * WAN)]


def set_whole(budget: Budget, layout: str = "ordinal") -> Document:
    """Set a budget in a layout with all forms and sentences that a disclosure can have."""
    nine = LAYOUTS[layout].set(budget)
    purchases, services = whole_purchases(budget), whole_services(budget)
    blocks = [block for block in nine.blocks if not (isinstance(block, Prose) and "安排" in block.heading)]
    beside = (
        project_table(budget),
        operating_table(budget),
        procurement_table(budget, purchases),
        service_table(budget, services),
        asset_table(budget, ASSETS),
    )
    annexes = [performance_table(budget, project, number) for number, project in enumerate(projects(budget), start=1)]
    prose = sections(budget, purchases, services, ASSETS)
    return replace(nine, blocks=(*blocks, *beside, *prose, *annexes))
