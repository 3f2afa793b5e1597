"""What the pipeline must make of a printed amount: the dimensions of one fact, as the typesetter knows them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tests.typeset.printing import Scale

FactTable = Literal["expenditure", "revenue"]
LineItem = Literal[
    "subject",
    "total",
    "current_year",
    "carry_forward",
    "surplus_distribution",
    "grand_total",
    "carryover",
    "source",
    "unit",
    "category",
    "of_which",
]
RowRole = Literal["total", "subtotal", "item", "of_which"]
AmountKind = Literal["amount", "change"]


@dataclass(frozen=True)
class Facets:
    """The meaning of an amount cell, without its number.

    Conventions where the form leaves a choice: `row_role` is of the row, not the column: `total` is the 合计 row and
    收入总计/支出总计; 本年收入合计/本年支出合计 and rows broken down below them are `subtotal`. In 三公 forms the items
    carry the role (total, vehicle = subtotal, the rest = item), except that every cell of a 合计 row over units is a
    total, and that a second total below a 合计 is a subtotal; meeting, training and agency_running (机关运行经费) stand
    beside the three. `category` is None in revenue. A change (增减) carries
    the year it leads to.
    """

    form: str
    fact_table: FactTable
    fiscal_year: int
    stage: str
    funding: str = "total"
    category: str | None = "total"
    line_item: LineItem = "subject"
    row_role: RowRole = "item"
    function_code: str | None = None
    economic_code: str | None = None
    government_economic_code: str | None = None
    three_public: str | None = None
    unit_name: str | None = None
    amount_kind: AmountKind = "amount"


@dataclass(frozen=True)
class ExpectedFact:
    """One printed amount with its meaning. `table_index`, `row` and `column` locate it in the abstract document.

    `row` counts body rows from 0 across page breaks; `column` counts grid columns from 0. `row_label` is the text of
    the row's label cells joined by a space (on the amount's side of a two-sided form).
    """

    form: str
    fact_table: FactTable
    fiscal_year: int
    stage: str
    funding: str
    category: str | None
    line_item: LineItem
    row_role: RowRole
    function_code: str | None
    economic_code: str | None
    government_economic_code: str | None
    three_public: str | None
    unit_name: str | None
    amount_kind: AmountKind
    amount_yuan: Decimal
    printed_text: str
    printed_scale: Scale
    printed_decimals: int
    row_label: str
    table_index: int
    row: int
    column: int
