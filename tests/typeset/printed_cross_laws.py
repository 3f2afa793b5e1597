"""The identities between forms of one document, checked on expected facts."""

from collections.abc import Sequence

from tests.typeset.budget import FUNDING_PARENT, FUNDS
from tests.typeset.facts import ExpectedFact
from tests.typeset.laws import CONTRIBUTIONS
from tests.typeset.printed_laws import Comparison, compare_within, equation, nearest_below

# Forms that show the same 合计 row by other classes: (form, form, which categories agree).
SAME_TOTALS = (
    ("general_public", "basic", ("basic", "personnel", "public")),
    ("basic_function", "basic", ("basic", "personnel", "public")),
    ("general_public", "general_public_economic", ("total", "personnel", "public", "project")),
    ("general_public", "general_public_project_economic", ("project",)),
)


def compare(facts: Sequence[ExpectedFact]) -> list[Comparison]:
    """Every comparison within forms and between them (X01-X08, X10, X14) that one document allows."""
    return [
        *compare_within(facts),
        *_revenue(facts),
        *_spending(facts),
        *_same_totals(facts),
        *_by_code(facts),
        *_contributions(facts),
    ]


def broken(facts: Sequence[ExpectedFact]) -> list[Comparison]:
    """The comparisons no rounding explains."""
    return [comparison for comparison in compare(facts) if not comparison.holds]


def _select(facts: Sequence[ExpectedFact], **wanted: object) -> list[ExpectedFact]:
    return [f for f in facts if all(getattr(f, name) == value for name, value in wanted.items())]


def _revenue(facts: Sequence[ExpectedFact]) -> list[Comparison]:
    """X01, X04, X05: each source of 收支总表 is its column in 收入总表; 财政拨款收支总表 has the same sources."""
    columns = _select(facts, form="revenue", line_item="total")
    printed = {f.funding for f in columns}
    listed = _select(facts, form="summary", fact_table="revenue")
    found = []
    for fact in listed:
        nodes = {fact.funding} & printed or nearest_below(fact.funding, printed, FUNDING_PARENT)
        if nodes:
            parts = [f for f in columns if f.funding in nodes]
            found.append(equation("X01 X04", fact.funding, [fact], parts))
    for fact in _select(facts, form="appropriation_summary", fact_table="revenue", line_item="source"):
        same = [f for f in listed if f.funding == fact.funding]
        if same:
            found.append(equation("X04 appropriation", fact.funding, [fact], same))
    current = _select(facts, form="appropriation_summary", fact_table="revenue", line_item="current_year")
    appropriation = [f for f in listed if f.funding == "appropriation"]
    found += [equation("X05", "appropriation", [c], appropriation) for c in current if appropriation]
    return found


def _spending(facts: Sequence[ExpectedFact]) -> list[Comparison]:
    """X02, X05, X07: 本年支出合计 is the 合计 of 支出总表; a fund's column is the 合计 of the fund's form."""
    found = []
    whole = _select(facts, form="expenditure", line_item="total", category="total", funding="total")
    found.append(equation("X02", "summary", _year_sum(facts, "summary", "total"), whole))
    for fund in FUNDS:
        column = _year_sum(facts, "appropriation_summary", fund)
        if column:
            total = _select(facts, form=fund, line_item="total", category="total")
            found.append(equation("X05 X07", fund, column, total))
    return found


def _year_sum(facts: Sequence[ExpectedFact], form: str, funding: str) -> list[ExpectedFact]:
    """本年支出合计 of a column, or 支出总计 where the form prints nothing else."""
    of = [f for f in _select(facts, form=form, fact_table="expenditure", category="total", funding=funding)]
    return [f for f in of if f.line_item == "current_year"] or [f for f in of if f.line_item == "grand_total"]


def _same_totals(facts: Sequence[ExpectedFact]) -> list[Comparison]:
    """X06 and its like: the same money by function and by economic class; X10: 机关运行经费 = 公用经费."""
    found = []
    for form, other, categories in SAME_TOTALS:
        for category in categories:
            one = _select(facts, form=form, line_item="total", category=category)
            two = _select(facts, form=other, line_item="total", category=category)
            if one and two:
                found.append(equation("X06", (form, other, category), one, two))
    running = _select(facts, three_public="agency_running")
    if running:
        public = _select(facts, form="basic", line_item="total", category="public")
        found.append(equation("X10", "public", running, public))
    return found


def _by_code(facts: Sequence[ExpectedFact]) -> list[Comparison]:
    """X03, X08 (and X07 where all money is appropriated): one code in several forms."""
    expenditure = _coded(facts, "expenditure", "total")
    revenue = _coded(facts, "revenue", "total")
    summary = _coded(facts, "summary", "total")
    column = _coded(facts, "appropriation_summary", "general_public")
    general = _coded(facts, "general_public", "general_public")
    found = []
    for code in expenditure:
        if revenue:
            found.append(equation("X08", code, expenditure[code], revenue.get(code, [])))
    for code in summary:
        if expenditure:
            found.append(equation("X03", code, summary[code], expenditure.get(code, [])))
    for code in column:
        found.append(equation("X03 general public", code, column[code], general.get(code, [])))
    appropriated = [f.funding for f in _select(facts, form="revenue", line_item="total") if f.amount_yuan]
    if expenditure and not set(appropriated) - {"total", "current_year", "appropriation", *FUNDS}:
        forms = [_coded(facts, fund, fund) for fund in FUNDS]
        for code in expenditure:
            parts = [f for form in forms for f in form.get(code, [])]
            found.append(equation("X07", code, expenditure[code], parts))
    return found


def _coded(facts: Sequence[ExpectedFact], form: str, funding: str) -> dict[str, list[ExpectedFact]]:
    """Function code to the 合计 fact of its row."""
    rows: dict[str, list[ExpectedFact]] = {}
    for fact in _select(facts, form=form, funding=funding, line_item="subject"):
        if fact.function_code and fact.category in ("total", None):
            rows.setdefault(fact.function_code, []).append(fact)
    return rows


def _contributions(facts: Sequence[ExpectedFact]) -> list[Comparison]:
    """X14: 30108, 30109 and 30113 pay the function 项 named for them, where both forms print basic expenditure."""
    found = []
    for economic_code, function_code in CONTRIBUTIONS:
        paid = _select(facts, form="basic", economic_code=economic_code, category="basic")
        for category in ("basic", "personnel"):
            named = _select(facts, form="general_public", function_code=function_code, category=category)
            if named:
                found.append(equation("X14", economic_code, named, paid))
                break
    return found
