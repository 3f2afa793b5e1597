"""The rows of two-sided forms (收支总表, 财政拨款收支总表): sources on the left, classes on the right, and the foot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.typeset.budget import FUND_SOURCES, FUNDS, Budget
from tests.typeset.facts import RowRole
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import Form, Measure, money, numeral, side_by_side
from tests.typeset.subjects import subject_name
from tests.typeset.tables import Cell, Row, labels

SourceLine = tuple[str, str, RowRole]  # printed label, funding, role in the form


def two_forms(budget: Budget, form: str, style: NumberStyle) -> tuple[Form, Form]:
    """The revenue and the expenditure side of one form."""
    return Form(budget, form, "revenue", style), Form(budget, form, "expenditure", style)


def source_rows(form: Form, lines: Sequence[SourceLine]) -> list[Row]:
    """One row a revenue source."""
    return [
        (Cell(label), form.cell(form.budget.revenue(funding), funding=funding, line_item="source", row_role=role))
        for label, funding, role in lines
    ]


def class_rows(
    form: Form, codes: Sequence[str], measures: Sequence[Measure], label: Callable[[int, str], str] | None = None
) -> list[Row]:
    """One row a 类, by name only, numbered 一、二、三… unless `label` numbers otherwise."""
    write = label or (lambda number, name: f"{numeral(number)}、{name}")
    return [
        (Cell(write(number, subject_name("function", code))), *money(form, measures, code, function_code=code))
        for number, code in enumerate(codes, start=1)
    ]


def whole_measure(budget: Budget, heading: str) -> Measure:
    """All money in one column, as the right side of 收支总表 has it."""
    return Measure(heading, {}, lambda code, unit: budget.spent_of("total", "total", code, unit), budget.carried_out())


def fund_measure(budget: Budget, heading: str, fund: str) -> Measure:
    """One fund's column of 财政拨款收支总表; `appropriation` is the 合计 column and carries funding total."""
    funding = "total" if fund == "appropriation" else fund
    return Measure(
        heading,
        {"funding": funding},
        lambda code, unit: budget.spent_of(fund, "total", code, unit),
        budget.carried_out(FUND_SOURCES[fund]),
    )


@dataclass(frozen=True)
class Foot:
    """What the foot of a two-sided form says: labels of its rows, left then right, and the carry-over details.

    `surplus` is the label of 使用非财政拨款结余 or '' where the form has no such row. `scope` is `total` or
    `appropriation`. `carryover` is the funding the facts of the carry-over row carry. `only_totals` leaves out
    everything but the last row.
    """

    scope: str = "total"
    current: tuple[str, str] = ("本年收入合计", "本年支出合计")
    surplus: str = ""
    carry: tuple[str, str] = ("上年结转结余", "年终结转结余")
    carryover: str = "carryover"
    details: tuple[tuple[str, str], ...] = ()
    total: tuple[str, str] = ("收入总计", "支出总计")
    only_totals: bool = False

    def left(self, form: Form) -> list[Row]:
        budget = form.budget
        current = budget.revenue("current_year" if self.scope == "total" else "appropriation")
        carried = budget.revenue("carryover" if self.scope == "total" else "carryover_appropriation")
        surplus = budget.revenue("use_of_surplus") if self.surplus else 0
        rows: list[Row] = [
            (
                Cell(self.current[0]),
                form.cell(current, funding="current_year", line_item="current_year", row_role="subtotal"),
            )
        ]
        if self.surplus:
            rows.append((Cell(self.surplus), form.cell(surplus, funding="use_of_surplus", line_item="source")))
        role: RowRole = "subtotal" if self.details else "item"
        rows.append(
            (
                Cell(self.carry[0]),
                form.cell(carried, funding=self.carryover, line_item="carryover", row_role=role),
            )
        )
        rows += [
            (Cell(label), form.cell(budget.revenue(funding), funding=funding, line_item="carryover"))
            for label, funding in self.details
        ]
        whole = form.cell(current + surplus + carried, line_item="grand_total", row_role="total")
        return [*([] if self.only_totals else rows), (Cell(self.total[0]), whole)]

    def right(self, form: Form, measures: Sequence[Measure]) -> list[Row]:
        blank = labels("", *("" for _ in measures))
        current = money(form, measures, line_item="current_year", row_role="subtotal")
        carried = tuple(form.cell(m.carried, **m.dimensions, line_item="carry_forward") for m in measures)
        total = tuple(
            form.cell(m.fen("", "") + m.carried, **m.dimensions, line_item="grand_total", row_role="total")
            for m in measures
        )
        rows: list[Row] = [
            (Cell(self.current[1]), *current),
            *([blank] if self.surplus else []),
            (Cell(self.carry[1]), *carried),
            *([blank] * len(self.details)),
        ]
        return [*([] if self.only_totals else rows), (Cell(self.total[1]), *total)]


def two_sided(left: Sequence[Row], *right: tuple[Sequence[Row], int]) -> list[Row]:
    """The left block of two columns beside blocks of the widths given."""
    return side_by_side((left, 2), *right)


APPROPRIATION_CARRIED = tuple(f"carryover_{fund}" for fund in FUNDS)
