"""The money of one department for one year, as its books would have it: exact amounts in 分, nothing printed yet."""

from dataclasses import dataclass, field
from typing import Literal

Stage = Literal["budget", "adjusted", "final"]
UnitKind = Literal["organ", "institution"]  # 行政单位 pays from 501/502/503, 事业单位 from 505/506

FUNDING_PARENT: dict[str, str] = {
    "current_year": "total",
    "carryover": "total",
    "use_of_surplus": "total",
    "appropriation": "current_year",
    "fiscal_account": "current_year",
    "unit_funds": "current_year",
    "general_public": "appropriation",
    "government_fund": "appropriation",
    "state_capital": "appropriation",
    "business": "unit_funds",
    "operating": "unit_funds",
    "superior_subsidy": "unit_funds",
    "subordinate_remittance": "unit_funds",
    "other": "unit_funds",
    "carryover_appropriation": "carryover",
    "carryover_non_appropriation": "carryover",
    "carryover_general_public": "carryover_appropriation",
    "carryover_government_fund": "carryover_appropriation",
    "carryover_state_capital": "carryover_appropriation",
    "carryover_fiscal_account": "carryover_non_appropriation",
    "carryover_unit_funds": "carryover_non_appropriation",
}
CATEGORY_PARENT: dict[str, str] = {
    "basic": "total",
    "project": "total",
    "operating": "total",
    "remitted_up": "total",
    "subsidy_down": "total",
    "personnel": "basic",
    "public": "basic",
}
THREE_PUBLIC_PARENT: dict[str, str] = {
    "abroad": "total",
    "vehicle": "total",
    "reception": "total",
    "vehicle_purchase": "vehicle",
    "vehicle_running": "vehicle",
    # 会议费 and 培训费 are printed beside the three, never inside them
}
FUNDS = ("general_public", "government_fund", "state_capital")


def leaves(node: str, parent: dict[str, str]) -> frozenset[str]:
    """The leaves below a node of one of the trees above; a leaf is its own only leaf."""
    children = [child for child, above in parent.items() if above == node]
    if not children:
        return frozenset({node})
    return frozenset().union(*(leaves(child, parent) for child in children))


SOURCES = leaves("total", FUNDING_PARENT)
CATEGORIES = leaves("total", CATEGORY_PARENT)
# Money of a fund in the forms of that fund: this year's and what is left of last year's.
FUND_SOURCES: dict[str, frozenset[str]] = {
    "general_public": frozenset({"general_public", "carryover_general_public"}),
    "government_fund": frozenset({"government_fund", "carryover_government_fund"}),
    "state_capital": frozenset({"state_capital", "carryover_state_capital"}),
}
FUND_SOURCES["appropriation"] = frozenset().union(*(FUND_SOURCES[fund] for fund in FUNDS))
FUND_SOURCES["own"] = SOURCES - FUND_SOURCES["appropriation"]
FUND_SOURCES["total"] = SOURCES


@dataclass(frozen=True)
class Unit:
    """One 预算单位 of the department; `name` is printed as it is."""

    code: str
    name: str
    kind: UnitKind = "organ"


@dataclass(frozen=True)
class FunctionLine:
    """What one unit spends on one 项 of the function classification from one source, in 分 by leaf category."""

    unit_code: str
    function_code: str
    source: str
    personnel: int = 0
    public: int = 0
    project: int = 0
    operating: int = 0
    remitted_up: int = 0
    subsidy_down: int = 0

    def amount(self, category: str) -> int:
        return sum(int(getattr(self, leaf)) for leaf in leaves(category, CATEGORY_PARENT))


@dataclass(frozen=True)
class EconomicLine:
    """The same money by economic class: a department 款 paired with the government 款 it is booked to, in 分."""

    economic_code: str
    government_economic_code: str
    fund: str  # general_public, government_fund, state_capital or own
    category: str
    amount: int
    function_code: str = ""  # what it was spent for and by whom, '' where the books do not say
    unit_code: str = ""


@dataclass(frozen=True)
class ThreePublicLine:
    """One leaf item of 三公经费 (or meeting, training) of one year from one fund, in 分."""

    fiscal_year: int
    item: str
    fund: str
    amount: int
    unit_code: str = ""


@dataclass(frozen=True)
class CarryOut:
    """Money of one unit and source that is left for next year (结转下年), in 分."""

    unit_code: str
    source: str
    amount: int


@dataclass(frozen=True)
class Budget:
    """One department's year. Revenue is not stored: it is what is spent plus what is carried out, source by source.

    `units[0]` is the department's own 本级 when it has subordinate units. `department_code` is printed where a
    layout prints codes. Amounts are 分.
    """

    department: str
    department_code: str
    division: str
    fiscal_year: int
    stage: Stage
    units: tuple[Unit, ...]
    lines: tuple[FunctionLine, ...]
    economic_lines: tuple[EconomicLine, ...]
    three_public: tuple[ThreePublicLine, ...]
    carry_out: tuple[CarryOut, ...] = field(default=())

    def spent(self, sources: frozenset[str] = SOURCES, category: str = "total", code: str = "", unit: str = "") -> int:
        """分 spent from `sources` in a category, under a function code prefix, by one unit (empty = all)."""
        return sum(
            line.amount(category)
            for line in self.lines
            if line.source in sources and line.function_code.startswith(code) and unit in ("", line.unit_code)
        )

    def spent_of(self, fund: str, category: str = "total", code: str = "", unit: str = "") -> int:
        """分 spent from a fund, `appropriation`, `own` or `total`, carry-over of that fund included."""
        return self.spent(FUND_SOURCES[fund], category, code, unit)

    def revenue(self, funding: str, code: str = "", unit: str = "") -> int:
        """分 received under a node of the funding tree; a code prefix leaves out what is carried out."""
        sources = leaves(funding, FUNDING_PARENT)
        kept = 0 if code else self.carried_out(sources, unit)
        return self.spent(sources, "total", code, unit) + kept

    def carried_out(self, sources: frozenset[str] = SOURCES, unit: str = "") -> int:
        return sum(c.amount for c in self.carry_out if c.source in sources and unit in ("", c.unit_code))

    def economic(
        self, fund: str, category: str = "total", code: str = "", government_code: str = "", function_code: str = ""
    ) -> int:
        """分 by economic class: code prefixes of all classifications, a fund or `appropriation`, `own`, `total`."""
        funds = {"total": (*FUNDS, "own"), "appropriation": FUNDS}.get(fund, (fund,))
        categories = leaves(category, CATEGORY_PARENT)
        return sum(
            line.amount
            for line in self.economic_lines
            if line.fund in funds
            and line.category in categories
            and line.economic_code.startswith(code)
            and line.government_economic_code.startswith(government_code)
            and line.function_code.startswith(function_code)
        )

    def three(self, item: str, fund: str = "total", years_back: int = 0) -> int:
        """分 of a 三公 item (a node of its tree, or meeting, training) from one fund or all."""
        items = leaves(item, THREE_PUBLIC_PARENT)
        year = self.fiscal_year - years_back
        return sum(
            line.amount
            for line in self.three_public
            if line.fiscal_year == year and line.item in items and fund in ("total", line.fund)
        )

    def function_codes(self, fund: str = "total", unit: str = "") -> tuple[str, ...]:
        """All 类, 款 and 项 with money of a fund and unit, in code order, parents before children."""
        lines = (line for line in self.lines if unit in ("", line.unit_code))
        used = {line.function_code for line in lines if line.source in FUND_SOURCES[fund] and line.amount("total")}
        return tuple(sorted({code[:size] for code in used for size in (3, 5, 7)}))

    def economic_codes(self, fund: str, category: str) -> tuple[str, ...]:
        """All department economic 类 and 款 with money of a fund and category, in code order."""
        used = {
            line.economic_code
            for line in self.economic_lines
            if self.economic(fund, category, line.economic_code) and line.amount
        }
        return tuple(sorted({code[:size] for code in used for size in (3, 5)}))

    def economic_pairs(self, fund: str, category: str) -> tuple[tuple[str, str], ...]:
        """All (department 款, government 款) pairs with money of a fund and category, in order."""
        pairs = {(line.economic_code, line.government_economic_code) for line in self.economic_lines}
        return tuple(sorted(p for p in pairs if self.economic(fund, category, *p)))
