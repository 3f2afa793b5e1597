"""Draw a budget at random that obeys every law of `laws.py`; the same `Random` state gives the same budget."""

from collections import defaultdict
from dataclasses import dataclass
from random import Random

from tests.typeset.budget import (
    Budget,
    CarryOut,
    EconomicLine,
    FunctionLine,
    ThreePublicLine,
    Unit,
)
from tests.typeset.subjects import economic_choices, government_codes


@dataclass(frozen=True)
class Trade:
    """What a kind of department does: its noun, its subordinate units, and the 项 it runs and its projects use.

    `since` is the first year in which these codes exist.
    """

    noun: str
    subordinates: tuple[str, ...]
    running: str
    institution_running: str
    projects: tuple[str, ...]
    since: int = 2021


TRADES = (
    Trade("统计局", ("普查中心", "统计信息中心"), "2010501", "2010550", ("2010507", "2010508", "2010505")),
    Trade("审计局", ("审计服务中心",), "2010801", "2010850", ("2010804", "2010806", "2050803")),
    Trade("信访局", ("群众来访接待中心",), "2014001", "2014050", ("2014004", "2014099"), since=2024),
    Trade("文化和旅游局", ("图书馆", "群众艺术馆", "文化馆"), "2070101", "2070104", ("2070108", "2070111", "2070113")),
    Trade("科学技术局", ("技术创新服务中心",), "2010599", "2060501", ("2060502", "2060503")),
)
PLACES = ("青澜市", "云汀市", "石栎区", "白榆市", "霜桥市", "澄湾县")  # none of them exists
FUND_PROJECTS = {"government_fund": ("2120803", "2296002", "2296003"), "state_capital": ("2230199",)}
OWN_SOURCES = ("business", "operating", "superior_subsidy", "subordinate_remittance", "other", "fiscal_account")
CARRIED_OF = {
    "general_public": "carryover_general_public",
    "government_fund": "carryover_government_fund",
    "state_capital": "carryover_state_capital",
}
THREE_PUBLIC_OF = {
    "30212": "abroad",
    "31013": "vehicle_purchase",
    "30231": "vehicle_running",
    "30217": "reception",
    "30215": "meeting",
    "30216": "training",
}


@dataclass
class _Draft:
    rng: Random
    step: int
    lines: list[FunctionLine]
    economic: dict[tuple[str, ...], int]

    def money(self, low: int, high: int) -> int:
        """分 between two bounds in 万元, a multiple of the step and never nothing."""
        return self.step * self.rng.randint(-(-low * 1_000_000 // self.step), high * 1_000_000 // self.step)

    def book(self, unit: Unit, fund: str, category: str, function: str, code: str, amount: int) -> None:
        if amount:
            government = government_codes()[code, category, unit.kind]
            self.economic[fund, category, code, government, function, unit.code] += amount

    def scatter(self, unit: Unit, fund: str, category: str, function: str, amount: int, codes: tuple[str, ...]) -> None:
        """Split an amount over some of the 款 given, in whole steps."""
        chosen = self.rng.sample(codes, self.rng.randint(1, len(codes)))
        cuts = sorted(self.rng.randint(0, amount // self.step) for _ in chosen[1:])
        bounds = [0, *cuts, amount // self.step]
        for code, low, high in zip(sorted(chosen), bounds, bounds[1:], strict=False):
            self.book(unit, fund, category, function, code, (high - low) * self.step)


def random_budget(
    rng: Random, *, step_fen: int = 10_000, fiscal_year: int | None = None, with_carry_out: bool = False
) -> Budget:
    """A budget whose amounts are multiples of `step_fen` 分.

    10_000 prints exactly in 万元 with two decimals, 100 in whole 元, 1 only in 元 with two decimals, so a step of 1
    printed in 万元 gives the rounding near-misses of real documents. `with_carry_out` leaves money for next year,
    which no revenue-by-function form can show (X08 then differs by it).
    """
    year = fiscal_year or rng.randint(2021, 2026)
    trade, place = rng.choice([trade for trade in TRADES if trade.since <= year]), rng.choice(PLACES)
    code = str(rng.randint(101, 699))
    department = place + trade.noun
    subordinates = rng.sample(trade.subordinates, rng.randint(0, len(trade.subordinates)))
    own_name = f"{department}（本级）" if subordinates else department
    units = (
        Unit(f"{code}001", own_name),
        *(Unit(f"{code}{n:03d}", place + name, "institution") for n, name in enumerate(subordinates, start=2)),
    )
    draft = _Draft(rng, step_fen, [], defaultdict(int))
    for unit in units:
        _basic(draft, unit, trade)
        _projects(draft, unit, trade)
        _own_money(draft, unit, trade)
    carry_out = tuple(CarryOut(unit.code, "general_public", draft.money(1, 30)) for unit in units if with_carry_out)
    economic = tuple(
        EconomicLine(economic, government, fund, category, amount, function, unit)
        for (fund, category, economic, government, function, unit), amount in sorted(draft.economic.items())
    )
    return Budget(
        department, code, place, year, "budget", units, tuple(draft.lines), economic,
        _three_public(draft, economic, year), carry_out,
    )  # fmt: skip


def _basic(draft: _Draft, unit: Unit, trade: Trade) -> None:
    organ = unit.kind == "organ"
    running = trade.running if organ else trade.institution_running
    wages, office, pension = draft.money(80, 900), draft.money(15, 120), draft.money(12, 99)
    # P01: annuity contributions are half of pension contributions, in whole steps.
    annuity = pension // (2 * draft.step) * draft.step
    medical, housing = draft.money(8, 60), draft.money(10, 80)
    paid = {
        running: (wages, office),
        "2080505": (pension, 0),
        "2080506": (annuity, 0),
        "2101101" if organ else "2101102": (medical, 0),
        "2210201": (housing, 0),
    }
    if draft.rng.random() < 0.5:
        retired, retired_office = draft.money(5, 60), draft.money(1, 6)
        retirement = "2080501" if organ else "2080502"
        paid[retirement] = (retired, retired_office)
        draft.book(unit, "general_public", "personnel", retirement, "30302", retired)
        draft.scatter(unit, "general_public", "public", retirement, retired_office, ("30299", "30201"))
    for code, (personnel, public) in sorted(paid.items()):
        draft.lines.append(FunctionLine(unit.code, code, "general_public", personnel=personnel, public=public))
    for code, economic in zip(tuple(paid)[1:5], ("30108", "30109", "30110", "30113"), strict=True):
        draft.book(unit, "general_public", "personnel", code, economic, paid[code][0])
    salaries = ("30101", "30102", "30103", "30107", "30112", "30199", "30305", "30309")
    draft.scatter(unit, "general_public", "personnel", running, wages, salaries)
    draft.scatter(unit, "general_public", "public", running, office, economic_choices("public"))


def _projects(draft: _Draft, unit: Unit, trade: Trade) -> None:
    for code in draft.rng.sample(trade.projects, draft.rng.randint(1, len(trade.projects))):
        _project(draft, unit, code, "general_public", carried=False)
    for fund, codes in FUND_PROJECTS.items():
        if draft.rng.random() < 0.25:
            _project(draft, unit, draft.rng.choice(codes), fund, carried=False)
    if draft.rng.random() < 0.3:
        fund = draft.rng.choice(sorted(CARRIED_OF))
        codes = trade.projects if fund == "general_public" else FUND_PROJECTS[fund]
        _project(draft, unit, draft.rng.choice(codes), fund, carried=True)


def _project(draft: _Draft, unit: Unit, code: str, fund: str, *, carried: bool) -> None:
    amount = draft.money(3, 500)
    draft.lines.append(FunctionLine(unit.code, code, CARRIED_OF[fund] if carried else fund, project=amount))
    draft.scatter(unit, fund, "project", code, amount, economic_choices("project"))


def _own_money(draft: _Draft, unit: Unit, trade: Trade) -> None:
    """Money that is not appropriated: only institutions earn it, so organs get none."""
    if unit.kind == "organ":
        return
    sources = draft.rng.sample(OWN_SOURCES, draft.rng.randint(0, 3))
    if draft.rng.random() < 0.2:
        sources.append(draft.rng.choice(("carryover_fiscal_account", "carryover_unit_funds", "use_of_surplus")))
    for source in sources:
        category = draft.rng.choice(("personnel", "public", "project", "operating", "remitted_up", "subsidy_down"))
        amount = draft.money(1, 120)
        line = FunctionLine(unit.code, trade.institution_running, source, **{category: amount})
        draft.lines.append(line)
        draft.scatter(unit, "own", category, trade.institution_running, amount, economic_choices(category))


def _three_public(draft: _Draft, economic: tuple[EconomicLine, ...], year: int) -> tuple[ThreePublicLine, ...]:
    """This year's items are what their 款 cost (X09 then holds with equality); last year's are drawn."""
    spent: dict[tuple[str, str, str], int] = defaultdict(int)
    for line in economic:
        item = THREE_PUBLIC_OF.get(line.economic_code)
        if item and line.fund != "own":
            spent[item, line.fund, line.unit_code] += line.amount
    this_year = [
        ThreePublicLine(year, item, fund, amount, unit) for (item, fund, unit), amount in sorted(spent.items())
    ]
    last_year = [
        ThreePublicLine(year - 1, item, "general_public", draft.money(1, 30), draft.lines[0].unit_code)
        for item in sorted(set(THREE_PUBLIC_OF.values()))
        if draft.rng.random() < 0.6
    ]
    return (*last_year, *this_year)
