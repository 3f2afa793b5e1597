"""Last year beside this year: 执行数, 预算数, what changed in money and in percent; 合计 last.

万元, blank for zero, several tables on a page, 三公 in two blocks of years.
"""

from decimal import ROUND_HALF_UP, Decimal

from tests.typeset import narrative
from tests.typeset.budget import Budget
from tests.typeset.document import Document, PageStyle
from tests.typeset.manner import CATEGORIES, ITEM_HEADINGS, ITEMS, Manner, code_and_name, nine_forms
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import Form, Measure, category_measure
from tests.typeset.tables import Cell, Heading, Row, Table
from tests.typeset.three_public import item_block
from tests.typeset.years import year_before

MANNER = Manner(
    NumberStyle("万元", 2, grouping=True),
    code_and_name("function"),
    code_and_name("economic"),
    title="部门{name}",
    number="部门公开表{number}",
    preamble=(("部门：{department}", "金额单位：{unit}"),),
    total_last=True,
)


def set_changes(budget: Budget) -> Document:
    """Set a budget; exact when its amounts are whole hundreds of 元."""
    forms = nine_forms(MANNER, budget, general_public=_general_public(budget), three_public=_three_public(budget))
    return Document(
        "changes",
        (
            narrative.cover(budget),
            narrative.duties(budget, "一、部门概况"),
            *forms,
            narrative.explanation(budget, "三、部门预算情况说明"),
        ),
        PageStyle("lines", packed=True),
    )


def _general_public(budget: Budget) -> Table:
    before, year = year_before(budget), budget.fiscal_year
    form = Form(budget, "general_public", "expenditure", MANNER.style, funding="general_public")
    spent = category_measure(before, f"{year - 1}年执行数", "general_public", "total")
    executed = Measure(spent.heading, {"fiscal_year": year - 1, "stage": "execution"}, spent.fen)
    planned = [category_measure(budget, name, "general_public", category) for name, category in CATEGORIES]

    def grown(code: str, unit: str) -> int:
        return planned[0].fen(code, unit) - executed.fen(code, unit)

    change = Measure("增减额", {"amount_kind": "change"}, grown)
    codes = tuple(sorted({*budget.function_codes("general_public"), *before.function_codes("general_public")}))
    rows = MANNER.tree(form, MANNER.function, codes, [executed, *planned, change])
    rows = [(*row, _percent(row[-1], row[2])) for row in rows]
    headings: list[Heading] = [
        *MANNER.function.headings,
        executed.heading,
        (f"{year}年预算数", tuple(m.heading for m in planned)),
        (f"{year}年预算数比{year - 1}年执行数", ("增减额", "增减%")),
    ]
    return MANNER.table(budget, "general_public", "一般公共预算支出表", headings, rows, MANNER.function.widths)


def _percent(change: Cell | None, base: Cell | None) -> Cell:
    """The change in percent of last year; blank where there was none."""
    if change is None or base is None or not (change.amount and base.amount and base.amount.fen):
        return Cell("")
    share = Decimal(100 * change.amount.fen) / base.amount.fen
    return Cell(f"{share.quantize(Decimal('0.01'), ROUND_HALF_UP)}%" if change.amount.fen else "")


def _three_public(budget: Budget) -> Table:
    form = Form(budget, "three_public", "expenditure", MANNER.style)
    row: Row = tuple(cell for when in ("last_year", "this_year") for cell in item_block(form, ITEMS, "total", when))
    years = (budget.fiscal_year - 1, budget.fiscal_year)
    headings: list[Heading] = [(f"{year}年预算数", ITEM_HEADINGS) for year in years]
    return MANNER.table(budget, "three_public", "财政拨款“三公”经费支出表", headings, [row], (60,) * len(row))
