"""What the words of a phrase say together, and what that means where the phrase stands. Unknown words mean nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipelines.recognise.measure_trees import TREES
from pipelines.recognise.numbers import MONEY
from pipelines.recognise.statement import Meaning
from pipelines.recognise.statement_words import Word, lexicon
from pipelines.recognise.terms import NOTHING_SAID, Facets, combine
from pipelines.records import record

_SIDES = {"revenue": "revenue", "total_revenue": "revenue", "grand_total": "revenue", "carryover": "revenue"}
_SPENT = ("expenditure", "total_expenditure", "three_public", "operating_expense")
# What a phrase says that names two of them: 收入、支出 is both, 其他运转类和特定目标类 is every kind.
_SEVERAL = {"side": "both", "project_kind": None}
# Wholes whose parts may be subjects and categories.
_OF_SUBJECTS = ("expenditure", "total_expenditure", "grand_total", "revenue", "total_revenue", "carryover")
# Quantities under which 支出 alone does not mean all expenditure.
_OWN_MONEY = ("three_public", "operating_expense", "procurement", "purchased_service")
_CARRYOVER = "carryover"
# Sources that a 总计 with carried-over money exists for; of any other source it is only the sum of its own.
_WITH_TOTALS = ("total", "appropriation")


@record(frozen=True, slots=True)
class Said:
    """What a phrase says. `understood` is False where a word is unknown or two words contradict each other."""

    understood: bool = True
    slot: str | None = None
    funding: str | None = None
    category: str | None = None
    three_public: str | None = None
    kind: str | None = None
    side: str | None = None
    project_kind: str | None = None
    total: bool = False
    names: tuple[str, ...] = ()
    code: str | None = None
    stage: str | None = None
    year: int | None = None
    year_offset: int | None = None
    as_of: tuple[int, int | None, int | None] | None = None
    is_mine: bool = False
    involves: bool = False
    sums: bool = False

    @property
    def is_bare(self) -> bool:
        """True where nothing but time, stage and side is said."""
        return not (
            any((self.slot, self.funding, self.category, self.three_public, self.kind, self.project_kind))
            or self.names
            or self.code
        )


_NOTHING = Said()


def said_by(words: Sequence[Word]) -> Said:
    """Put the words of a phrase together."""
    if not words:
        return _NOTHING
    understood, found = True, dict[str, list[Any]]()
    for word in words:
        understood &= word.is_known
        # A word that is not known says nothing.
        for field, value in word.said if word.is_known else ():
            found.setdefault(field, []).append(value)
    one: dict[str, Any] = {}
    for field in ("slot", "kind", "side", "project_kind"):
        values = set(found.get(field, ()))
        understood &= len(values) <= 1 or field in _SEVERAL
        one[field] = _SEVERAL.get(field) if len(values) > 1 else next(iter(values), None)
    roles, stages, years = (found.get(field, ()) for field in ("role", "stage", "year"))
    understood &= "units" not in roles or any(word.is_known and word.says_quantity for word in words)
    tree = NOTHING_SAID if found.keys().isdisjoint(TREES) else _tree(words)
    return Said(
        understood=understood and tree.conflict is None and len(set(years)) <= 1,
        funding=tree.funding,
        category=tree.category,
        three_public=tree.three_public,
        total="total" in found,
        names=tuple(found.get("name", ())),
        code=found["code"][0] if "code" in found else None,
        stage="final" if "final" in stages else stages[-1] if stages else None,
        year=years[0] if years else None,
        year_offset=found["year_offset"][0] if "year_offset" in found else None,
        as_of=found["date"][0] if "date" in found else None,
        is_mine="mine" in roles,
        involves="involve" in roles,
        sums="sum" in roles,
        **one,
    )


def _tree(words: Sequence[Word]) -> Facets:
    """What the words say of money, expenditure and 三公 together."""
    said = [(word.funding, word.category, word.three_public) for word in words if word.is_known]
    trees = [Facets(*facets) for facets in said if any(facets)]
    return trees[0] if len(trees) == 1 else combine(trees)


def meaning_of(said: Said, unit: str, around: Meaning | None, *, in_list: bool) -> Meaning | None:
    """What a number of `unit` means, said in a phrase that stands below `around`; None where it is not understood."""
    if not said.understood:
        return None
    found = _own(said, unit, around)
    if found is None or around is None:
        return found
    if in_list and found.slot == "expenditure" and around.slot not in _OF_SUBJECTS:
        # 机关运行经费9万元,其中办公费2万元: not all that is spent on it.
        return None
    return _inherited(found, said, around, in_list=in_list)


def _own(said: Said, unit: str, around: Meaning | None) -> Meaning | None:
    upper = around.slot if around is not None else None
    if said.slot is None and upper is not None and _is_part(said, upper):
        part = in_unit(around, unit) if around is not None else None
        return None if part is None else replace(part, **_narrowed(said))
    if said.slot is not None:
        slot = slot_for(said.slot, unit)
        if slot is None or said.three_public not in (None, "total"):
            return None
        return Meaning(
            slot, said.funding or "total", said.kind or _category(said, slot), project_kind=said.project_kind
        )
    if said.kind is not None or said.project_kind is not None or unit not in MONEY:
        return None
    if (said.funding or "").startswith(_CARRYOVER) and around is not None and _is_one_of_many(around):
        # 采购预算9万元(含上年结转1万元): only what that part has of it.
        return None
    if said.three_public is not None and around is not None and around.category in ("basic", "public"):
        # 公用经费9万元,包括公务接待费1万元: only what basic expenditure has of it.
        return None
    return _of_money(said, upper)


def _is_one_of_many(around: Meaning) -> bool:
    return bool(around.slot in _OWN_MONEY or around.category != "total" or around.names or around.code)


def _of_money(said: Said, upper: str | None) -> Meaning | None:
    funding = said.funding or "total"
    if said.three_public == "agency_running":
        return Meaning("operating_expense", funding)
    if said.three_public is not None:
        return Meaning("three_public", funding, three_public=said.three_public)
    if said.is_bare and upper in _OWN_MONEY:
        # 公务接待12批次,共计支出5万元: of what is talked about, or of a part of it, but never of all expenditure.
        return None
    if said.category == "carry_forward":
        return Meaning("carry_forward", funding)
    if said.names or said.code or said.category is not None:
        if said.category in ("surplus_distribution", "unspent_own_funds"):
            return None
        return Meaning("expenditure", funding, said.category or "total", names=said.names, code=said.code)
    if funding.startswith(_CARRYOVER):
        return Meaning("carryover", funding.removeprefix(_CARRYOVER).removeprefix("_") or "total")
    side = said.side or (_side_of(upper) if said.funding is not None else None)
    if side == "both":
        return Meaning("grand_total", funding)
    if side is None:
        return None
    is_total = said.total and funding in _WITH_TOTALS
    return Meaning(f"total_{side}" if is_total else side, funding)


def _is_part(said: Said, upper: str) -> bool:
    """Words that only narrow what is being talked about: 其中货物, 基本支出 of a 整体绩效目标."""
    if upper == "overall_performance":
        return said.category is not None or (said.is_bare and said.side in (None, "expenditure"))
    if upper.startswith("performance"):
        return said.project_kind is not None or said.is_bare or _says_only_funding(said)
    return said.kind is not None and said.category is None and not said.names


def _says_only_funding(said: Said) -> bool:
    return said.funding is not None and replace(said, funding=None).is_bare


def _narrowed(said: Said) -> dict[str, Any]:
    narrowed: dict[str, Any] = {}
    if said.kind or said.category:
        narrowed["category"] = said.kind or said.category
    if said.project_kind:
        narrowed["project_kind"] = said.project_kind
    if said.funding:
        narrowed["funding"] = said.funding
    return narrowed


def _inherited(found: Meaning, said: Said, around: Meaning, *, in_list: bool) -> Meaning:
    """Parts of a whole are of its money, and of its category and subject where they name another breakdown."""
    if found.slot in _SPENT and around.slot in (*_SPENT, "grand_total") and said.funding is None:
        found = replace(found, funding=around.funding)
    if found.funding == "current_year" and around.funding in _FUNDS:
        found = replace(found, funding=around.funding)
    if (
        found.slot in ("carryover", "carry_forward")
        and said.funding in (None, _CARRYOVER)
        and around.funding != "total"
    ):
        found = replace(found, funding=around.funding if around.funding in _FUNDS else found.funding)
    if found.slot == around.slot == "procurement" and said.funding is None and in_list:
        found = replace(found, funding=around.funding)
    if found.slot != "expenditure" or around.slot != "expenditure":
        return found
    if found.names and around.names and found.names != around.names:
        # The subject above may be the heading: 信访事务(款), then 行政运行(项).
        found = replace(found, names=(*around.names, *found.names))
    if said.category is None and found.names:
        # Subjects below 人员经费 are told for that part of them, be it a heading or the whole of a list.
        found = replace(found, category=around.category)
    if in_list and said.category is not None and not found.names and not found.code:
        found = replace(found, names=around.names, code=around.code)
    return found


_FUNDS = ("appropriation", "general_public", "government_fund", "state_capital")


def _side_of(upper: str | None) -> str | None:
    if upper in _SIDES:
        return _SIDES[upper]
    return "expenditure" if upper in _SPENT else None


def _category(said: Said, slot: str) -> str:
    """The category said with a slot; 项目 of performance says nothing, since only projects have goals of their own."""
    return "total" if said.category is None or slot.startswith("performance") else said.category


def slot_for(name: str, unit: str) -> str | None:
    """The slot that a word's quantity has in this unit: 5个 of performance is a count, 5万元 an amount."""
    ids = lexicon().slots[name]
    return ids.get("money" if unit in MONEY else unit)


def in_unit(meaning: Meaning, unit: str) -> Meaning | None:
    """The same meaning for a number of `unit`: the count of projects beside their amount. None where it has none."""
    for ids in lexicon().slots.values():
        if meaning.slot in ids.values():
            slot = ids.get("money" if unit in MONEY else unit)
            return None if slot is None else replace(meaning, slot=slot)
    return meaning if unit in MONEY else None
