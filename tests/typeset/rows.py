"""Body rows that all layouts share: subject trees under measures, two-sided forms, numbered lists."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from tests.typeset.budget import FUND_SOURCES, Budget, Unit
from tests.typeset.facts import Facets, FactTable, RowRole
from tests.typeset.printing import NumberStyle
from tests.typeset.tables import Cell, Row, amount_cell

NUMERALS = "一二三四五六七八九"
OTHER_CATEGORY_NAMES = {
    "operating": "事业单位经营支出",
    "remitted_up": "上缴上级支出",
    "subsidy_down": "对附属单位补助支出",
}


@dataclass(frozen=True)
class Form:
    """What all cells of one side of one form share; `cell` prints an amount and says how it differs."""

    budget: Budget
    form: str
    fact_table: FactTable
    style: NumberStyle
    funding: str = "total"

    def cell(self, fen: int, **dimensions: Any) -> Cell:
        facets = Facets(
            self.form,
            self.fact_table,
            self.budget.fiscal_year,
            self.budget.stage,
            funding=self.funding,
            category=None if self.fact_table == "revenue" else "total",
        )
        return amount_cell(fen, self.style, replace(facets, **dimensions))


@dataclass(frozen=True)
class Measure:
    """One money column: its heading, the dimensions it adds, and 分 for a subject code prefix and a unit code.

    `carried` is what the column shows in a row 结转下年.
    """

    heading: str
    dimensions: dict[str, Any]
    fen: Callable[[str, str], int]
    carried: int = 0


def category_measure(budget: Budget, heading: str, fund: str, category: str) -> Measure:
    """A spending column of the forms by function."""
    return Measure(
        heading,
        {"category": category},
        lambda code, unit: budget.spent_of(fund, category, code, unit),
        budget.carried_out(FUND_SOURCES[fund]) if category == "total" else 0,
    )


def source_measure(budget: Budget, heading: str, funding: str) -> Measure:
    """A source column of the revenue forms."""
    return Measure(heading, {"funding": funding}, lambda code, unit: budget.revenue(funding, code, unit))


def other_measures(budget: Budget, fund: str) -> list[Measure]:
    """Columns for the categories beside basic and project, only those with money."""
    return [
        category_measure(budget, name, fund, category)
        for category, name in OTHER_CATEGORY_NAMES.items()
        if budget.spent_of(fund, category)
    ]


def economic_measure(budget: Budget, heading: str, fund: str, category: str) -> Measure:
    """A spending column of the forms by economic class; the code may be `30101` or the pair `30101/50101`."""

    def fen(code: str, unit: str) -> int:
        economic, _, government = code.partition("/")
        return budget.economic(fund, category, economic, government)

    return Measure(heading, {"category": category}, fen)


def money(form: Form, measures: Iterable[Measure], code: str = "", unit: str = "", **dimensions: Any) -> Row:
    """The money cells of one row; what a column says of itself goes before what the row says."""
    return tuple(form.cell(m.fen(code, unit), **{**dimensions, **m.dimensions}) for m in measures)


def total_row(form: Form, ids: Row, measures: Sequence[Measure]) -> Row:
    return (*ids, *money(form, measures, line_item="total", row_role="total"))


def function_rows(
    form: Form, codes: Sequence[str], ids: Callable[[str], Row], measures: Sequence[Measure]
) -> list[Row]:
    """One row a 类, 款 and 项: its id cells, then its money."""
    return [
        (*ids(code), *money(form, measures, code, function_code=code, row_role=tree_role(code, codes)))
        for code in codes
    ]


def unit_trees(
    form: Form, fund: str, unit_ids: Callable[[Unit], Row], ids: Callable[[str], Row], measures: Sequence[Measure]
) -> list[Row]:
    """One row a 预算单位 with money, and below it one row a 类, 款 and 项 of that unit."""
    rows: list[Row] = []
    for unit in form.budget.units:
        codes = form.budget.function_codes(fund, unit.code)
        own = {"unit_name": unit.name}
        if codes:
            role = {"line_item": "unit", "row_role": "subtotal"}
            rows.append((*unit_ids(unit), *money(form, measures, "", unit.code, **role, **own)))
        rows += [
            (
                *ids(code),
                *money(form, measures, code, unit.code, function_code=code, row_role=tree_role(code, codes), **own),
            )
            for code in codes
        ]
    return rows


def economic_rows(
    form: Form, codes: Sequence[str], ids: Callable[[str], Row], measures: Sequence[Measure]
) -> list[Row]:
    """One row an economic 类 and 款, or a pair of them written `30101/50101`."""
    rows = []
    for code in codes:
        economic, _, government = code.partition("/")
        cells = money(
            form,
            measures,
            code,
            economic_code=economic,
            government_economic_code=government or None,
            row_role="subtotal" if len(economic) == 3 else "item",
        )
        rows.append((*ids(code), *cells))
    return rows


def tree_role(code: str, codes: Sequence[str]) -> RowRole:
    """A code with longer codes below it among the printed ones is a subtotal."""
    return "subtotal" if any(c != code and c.startswith(code) for c in codes) else "item"


def side_by_side(*sides: tuple[Sequence[Row], int]) -> list[Row]:
    """Blocks of rows next to each other; a shorter block is filled up with blank rows of its width."""
    widths = [width for _, width in sides]
    blank = [tuple(Cell("") for _ in range(width)) for width in widths]
    joined = []
    for parts in zip_longest(*(rows for rows, _ in sides)):
        row: list[Cell | None] = []
        for part, fill in zip(parts, blank, strict=True):
            row.extend(fill if part is None else part)
        joined.append(tuple(row))
    return joined


def blank_rows(columns: int, count: int) -> list[Row]:
    return [tuple(Cell("") for _ in range(columns))] * count


def numeral(number: int) -> str:
    """1 to 99 in Chinese numerals.

    >>> [numeral(n) for n in (1, 10, 11, 20, 31)]
    ['一', '十', '十一', '二十', '三十一']
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else NUMERALS[tens - 1] + "十"
    return head + (NUMERALS[ones - 1] if ones else "")
