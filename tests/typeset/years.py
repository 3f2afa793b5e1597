"""The year before a budget, as forms that compare two years print it: some subjects grew, some shrank."""

from dataclasses import replace

from tests.typeset.budget import CATEGORIES, Budget, FunctionLine

TENTHS = (9, 12, 10, 7)  # of this year's amount, line by line
STEP = 10_000  # 分: last year's amounts print exactly in 万元


def year_before(budget: Budget) -> Budget:
    """By function only: what was spent by economic class is not told."""
    lines = tuple(_moved(line, TENTHS[number % len(TENTHS)]) for number, line in enumerate(budget.lines))
    return replace(budget, fiscal_year=budget.fiscal_year - 1, lines=lines, economic_lines=(), carry_out=())


def _moved(line: FunctionLine, tenths: int) -> FunctionLine:
    amounts = {leaf: getattr(line, leaf) * tenths // 10 // STEP * STEP for leaf in CATEGORIES}
    return replace(line, **amounts)
