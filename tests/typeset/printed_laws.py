"""The identities inside one form, checked on expected facts: what was set adds up as the books do.

An independent proof of the layouts and of planted errors: it knows the facets only, not how a layout made them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.typeset.budget import CATEGORY_PARENT, FUNDING_PARENT, THREE_PUBLIC_PARENT
from tests.typeset.facts import ExpectedFact
from tests.typeset.printing import FEN_PER

SUMMARIES = ("summary", "appropriation_summary")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Comparison:
    """One equation that was looked at, in 元. `allowed` is half a last digit of every number printed in it."""

    identity: str
    key: str
    total: Decimal
    parts: Decimal
    allowed: Decimal

    @property
    def is_exact(self) -> bool:
        return self.total == self.parts

    @property
    def holds(self) -> bool:
        return abs(self.total - self.parts) <= self.allowed


def equation(identity: str, key: object, total: Iterable[ExpectedFact], parts: Iterable[ExpectedFact]) -> Comparison:
    """Σ total = Σ parts; a blank cell is no fact and so adds exactly nothing."""
    left, right = list(total), list(parts)
    halves = [Decimal(FEN_PER[f.printed_scale]) / 200 / 10**f.printed_decimals for f in (*left, *right)]
    left_sum = sum((f.amount_yuan for f in left), ZERO)
    return Comparison(identity, str(key), left_sum, sum((f.amount_yuan for f in right), ZERO), sum(halves, ZERO))


def compare_within(facts: Sequence[ExpectedFact]) -> list[Comparison]:
    """Every comparison of A01-A15 that the facts of one document allow."""
    return [
        *_trees(facts, "funding", FUNDING_PARENT),
        *_trees([f for f in facts if f.category], "category", CATEGORY_PARENT),
        *_trees([f for f in facts if f.three_public], "three_public", THREE_PUBLIC_PARENT),
        *_codes(facts),
        *_units(facts),
        *_two_sides(facts),
        *_changes(facts),
    ]


def grouped(
    facts: Iterable[ExpectedFact], key: Callable[[ExpectedFact], tuple[object, ...]]
) -> dict[tuple[object, ...], list[ExpectedFact]]:
    groups: dict[tuple[object, ...], list[ExpectedFact]] = defaultdict(list)
    for fact in facts:
        groups[key(fact)].append(fact)
    return groups


def nearest_below(node: str, columns: set[str], parent: dict[str, str]) -> set[str]:
    """The printed nodes below `node` with no other printed node between."""

    def nearest_above(other: str) -> str | None:
        above = parent.get(other)
        while above is not None and above != node and above not in columns:
            above = parent.get(above)
        return above

    return {other for other in columns if other != node and nearest_above(other) == node}


def _trees(facts: Iterable[ExpectedFact], dimension: str, parent: dict[str, str]) -> list[Comparison]:
    """A01, A03, A07, A10, A11, A13, A15: a node printed in a row is the sum of the printed nodes below it."""
    columns = {
        form: {str(getattr(f, dimension)) for f in of}
        for form, of in grouped(facts, lambda f: (f.form, f.fact_table)).items()
    }
    found = []
    for key, row in grouped(facts, lambda f: _row(f, dimension)).items():
        if dimension == "category" and row[0].line_item in ("carry_forward", "grand_total"):
            continue  # what is left for next year has no category
        for total in row:
            below = nearest_below(getattr(total, dimension), columns[total.form, total.fact_table], parent)
            parts = [f for f in row if getattr(f, dimension) in below]
            if below:
                found.append(equation(f"{dimension} {getattr(total, dimension)}", key, [total], parts))
    return found


def _row(fact: ExpectedFact, running: str) -> tuple[object, ...]:
    """What the facts of one row share besides the dimension that runs over its columns.

    Three lists run over rows instead: sources of the summaries, items of a 三公 list, categories of `…_economic`.
    """
    line: object = fact.line_item
    if running == "funding" and fact.form in SUMMARIES and fact.fact_table == "revenue":
        line = "list of sources"
    elif running == "three_public":
        line = fact.line_item == "unit"
    elif running == "category" and fact.line_item in ("category", "current_year"):
        line = "list of categories"
    # Two 合计 rows of a 三公 list mean the same, and so do a department's row and that of its only unit.
    place = fact.row if running == "funding" and (fact.three_public or fact.unit_name) else None
    others = tuple(getattr(fact, n) for n in ("funding", "category", "three_public") if n != running)
    codes = (fact.function_code, fact.economic_code, fact.government_economic_code)
    base = (fact.form, fact.fact_table, fact.fiscal_year, fact.amount_kind, fact.unit_name)
    return (*base, line, place, *codes, *others)


def _codes(facts: Iterable[ExpectedFact]) -> list[Comparison]:
    """A02, A08, A09, A13: a total is the sum of the 类, a 类 of its 款, a 款 of its 项, in each column."""
    found = []
    subjects = [f for f in facts if f.three_public is None]
    for key, of in grouped(subjects, lambda f: (f.form, f.fact_table, f.funding, f.category)).items():
        rows = {_code(f): f for f in of if f.line_item == "subject"}
        classes = [f for code, f in rows.items() if len(code[0]) == 3]
        sums = [f for f in of if f.line_item in ("total", "current_year", "category")]
        if classes:
            found += [equation("total of classes", key, [total], classes) for total in sums]
        for code, fact in rows.items():
            below = [f for c, f in rows.items() if _is_below(c, code) and len(c[0]) == len(code[0]) + 2]
            if below:
                found.append(equation("children", (key, code), [fact], below))
    return found


def _code(fact: ExpectedFact) -> tuple[str, str]:
    """Department class first; the government class stands second where both are printed."""
    first = fact.function_code or fact.economic_code or fact.government_economic_code or ""
    return first, (fact.government_economic_code or "") if fact.economic_code else ""


def _is_below(code: tuple[str, str], above: tuple[str, str]) -> bool:
    return code[0].startswith(above[0]) and code[1].startswith(above[1])


def _units(facts: Iterable[ExpectedFact]) -> list[Comparison]:
    """Forms by unit: 合计 is the sum of the units, and so is the department's own row above them."""
    found = []
    by_unit = [f for f in facts if f.line_item in ("unit", "total") and f.form in ("revenue", "expenditure")]
    for key, of in grouped(by_unit, lambda f: (f.form, f.funding, f.category)).items():
        units = [f for f in of if f.line_item == "unit" and f.row_role == "item"]
        if units:
            found += [equation("units", key, [total], units) for total in of if total.row_role != "item"]
    return found


def _two_sides(facts: Sequence[ExpectedFact]) -> list[Comparison]:
    """A04, A05: 支出总计 = 本年支出 + 结转 in each column, and 收入总计 = 支出总计 in each block."""
    found = []
    for summary in SUMMARIES:
        left = [f for f in facts if (f.form, f.fact_table, f.line_item) == (summary, "revenue", "grand_total")]
        blocks = (summary, f"{summary}_economic", f"{summary}_government_economic")
        right = [f for f in facts if f.form in blocks and f.fact_table == "expenditure"]
        for key, of in grouped(right, lambda f: (f.form, f.funding, f.category)).items():
            total = [f for f in of if f.line_item == "grand_total"]
            parts = [f for f in of if f.line_item in ("current_year", "carry_forward")]
            classes = [f for f in of if f.line_item == "subject"]
            if total:
                found.append(equation("A04", key, total, parts or classes))
            if total and key[1:] == ("total", "total"):
                found.append(equation("A05", key, left, total))
    return found


def _changes(facts: Iterable[ExpectedFact]) -> list[Comparison]:
    """增减 = this year less last year, item by item: last year and the change together are this year."""
    found = []
    items = [f for f in facts if f.three_public]
    if not any(f.amount_kind == "change" for f in items):
        return []
    for key, of in grouped(items, lambda f: (f.form, f.three_public, f.funding, f.unit_name)).items():
        newest = max(f.fiscal_year for f in items)
        this_year = [f for f in of if f.fiscal_year == newest and f.amount_kind == "amount"]
        before = [f for f in of if f.fiscal_year < newest or f.amount_kind == "change"]
        found.append(equation("change", key, this_year, before))
    return found
