"""Whole disclosures without a fault: all forms and a narrative, and the documents that stand beside them.

Budget and final account of one department, the year before, its units: what identities between documents compare.
"""

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
    wan,
)
from tests.typeset.budget import Budget, CarryOut, ThreePublicLine
from tests.typeset.document import Cover, Document, Prose
from tests.typeset.final import whole_final
from tests.typeset.layouts import LAYOUTS
from tests.typeset.random_budget import random_budget
from tests.typeset.statements import sections
from tests.typeset.subjects import subject_name
from tests.typeset.tables import Heading, Row, Table, header_rows, labels
from tests.typeset.units import of_unit

WAN = 1_000_000
PLACE = "云汀市"  # does not exist; tests that load many disclosures give each a place of its own
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
        budget.division == PLACE
        and len(budget.units) == 1
        and not budget.revenue("carryover")
        and all(budget.three(item) for item in ("abroad", "vehicle_running", "reception"))
        and all(code in codes for code in ("30201", "30231", "31002"))
        and all(budget.three(item, years_back=1) for item in ("total", "reception"))
        and budget.revenue("government_fund") > 0
        and not budget.revenue("state_capital")
        and len(projects(budget)) > 1
    )


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


def with_carried(budget: Budget) -> Budget:
    """The budget with a project that is paid from what the year before has left."""
    return replace(whole_final(budget), stage="budget", carry_out=())


def three_public_before(budget: Budget) -> Document:
    """The budget of the year before, of which only 三公经费 is published."""
    before = set_whole(replace(budget, fiscal_year=budget.fiscal_year - 1))
    return replace(
        before,
        blocks=tuple(
            block
            for block in before.blocks
            if isinstance(block, Cover) or (isinstance(block, Table) and block.form == "three_public")
        ),
    )


def again(document: Document) -> Document:
    """The same disclosure published once more, with a word of thanks at its end."""
    return replace(document, blocks=(*document.blocks, Prose("其他说明", ("感谢关注。",), in_contents=False)))


def department_and_units() -> tuple[Budget, Budget, Budget]:
    """A department with its own office and an institution, and the budgets of both, which add up to its own."""
    for seed in range(_SEEDS):
        whole = random_budget(Random(seed), fiscal_year=2024)
        codes = whole.function_codes("general_public")
        if whole.division == PLACE and len(whole.units) == 2 and {"2101101", "2101102"} <= set(codes):
            break
    else:
        raise LookupError("no seed draws a department of two units")
    return whole, of_unit(whole, whole.units[0]), of_unit(whole, whole.units[1])


def as_unit(budget: Budget) -> Document:
    """The unit's own disclosure: its expenditure by function."""
    document = LAYOUTS["ordinal"].set(budget)
    kept = ("expenditure", "general_public")
    tables = (block for block in document.tables if block.form in kept)
    return replace(document, blocks=(Cover((budget.department, f"{budget.fiscal_year}年单位预算公开")), *tables))


def set_columns(budget: Budget) -> Document:
    """收支总表 whose columns part this year's money from what was carried over."""
    spent = budget.spent_of("general_public")
    classes = [code for code in budget.function_codes("general_public") if len(code) == 3]
    amounts = {code: budget.spent_of("general_public", "total", code) for code in classes}
    carried = 10_000 * 100
    rows: list[Row] = []
    for number, (code, fen) in enumerate(amounts.items()):
        more = carried if number == 0 else 0
        left = ("一般公共预算", wan(spent), wan(spent), "") if number == 0 else ("", "", "", "")
        if number == 1:
            left = ("上年结转", wan(carried), "", wan(carried))
        rows.append(labels(*left, subject_name("function", code), wan(fen + more), wan(fen), wan(more) if more else ""))
    both = (wan(spent + carried), wan(spent), wan(carried))
    rows.append(labels("收入总计", *both, "支出总计", *both))
    columns = ("合计", "当年预算安排", "上年结转")
    headings: list[Heading] = [("收入", ("项目", *columns)), ("支出", ("项目", *columns))]
    table = Table(
        "summary",
        f"{budget.fiscal_year}年预算收支总表",
        "",
        ((f"部门：{budget.department}", "单位：万元"),),
        header_rows(headings),
        tuple(rows),
        (),
        (120, 60, 60, 60) * 2,
        "header",
        30,
    )
    style = LAYOUTS["ordinal"].set(budget).page_style
    return Document("columns", (Cover((budget.department, f"{budget.fiscal_year}年部门预算公开")), table), style)
