"""Which amount a change, a comparison, an amount of the year before or a list of parts is about."""

from dataclasses import replace
from decimal import Decimal

from pipelines.recognise.meaning import Said, meaning_of
from pipelines.recognise.numbers import MONEY
from pipelines.recognise.statement import Meaning, Statement
from pipelines.recognise.told import AMOUNTS, CHANGES, Told

_OF_SIDE = {
    "revenue": ("revenue", "total_revenue", "carryover"),
    "both": ("grand_total",),
}


def named(told: Told, said: Said, unit: str) -> Meaning | None:
    around, in_list = told.around()
    if told.lists and told.lists[-1].is_opaque:
        return None
    lead = told.meaning(told.lead)
    is_item = lead is not None and (lead.names or lead.code) and not told.lists and told.sentence.context is None
    if is_item and said.category is not None and not said.names and not said.code:
        # 行政运行(项)9万元。其余为公用经费2万元: of the subject that the paragraph is about.
        around, in_list = lead, True
    return meaning_of(said, unit, around, in_list=in_list)


def is_side(side: str | None, slot: str) -> bool:
    """True where words of that side (收入, 支出, 收支) can speak of the slot."""
    if side is None:
        return True
    return (
        slot in _OF_SIDE.get(side, ()) if side in _OF_SIDE else slot not in ("revenue", "total_revenue", "grand_total")
    )


def compares(compared: Said, meaning: Meaning | None) -> bool:
    """True where what is compared with is the same quantity of another time: 比2025年“三公”经费预算."""
    if meaning is None or not compared.understood:
        return False
    if compared.is_bare:
        return True
    other = meaning_of(compared, "万元", meaning, in_list=False)
    return other is not None and (other.slot, other.three_public, other.names) == (
        meaning.slot,
        meaning.three_public,
        meaning.names,
    )


def about(told: Told, said: Said, statement: Statement | None) -> tuple[int | None, Meaning | None]:
    """The amount that a change or a comparison is about, and its meaning."""
    if not said.understood:
        return None, None
    if not said.is_bare:
        meaning = named(told, said, "万元")
        if meaning is None:
            return None, None
        return told.same(meaning), meaning
    if told.sentence.is_blocked and not told.sentence.numbers:
        return None, None
    if said.side is not None and told.lead is None and not told.lists:
        # 支出预算增加5万元 in a paragraph of its own: of the total, whatever the paragraph before ended with.
        meaning = named(told, said, "万元")
        return (None if meaning is None else told.same(meaning)), meaning
    is_sum = said.sums and told.lists and told.lists[-1].items
    base = told.lists[-1].lead if is_sum else _changed(told, statement)
    found = told.of(base)
    if found is None or found.meaning is None:
        return None, None
    if not is_side(said.side, found.meaning.slot):
        return _other_side(told, said, found.meaning)
    return base, found.meaning


def _other_side(told: Told, said: Said, nearest: Meaning) -> tuple[int | None, Meaning | None]:
    """政府性基金收入5万元,支出5万元,收入增加1万元: of the money told before; of all money only where that was told."""
    meaning = named(told, said, "万元")
    if meaning is None:
        return None, None
    same_money = replace(meaning, funding=nearest.funding)
    for one in (same_money, meaning):
        if (base := told.same(one)) is not None and base > told.first:
            return base, one
    return (told.same(meaning), meaning) if nearest.funding == "total" else (None, None)


def _changed(told: Told, statement: Statement | None) -> int | None:
    """The amount that changed: the last part of a list, or the whole where its parts are all told or cannot be it."""
    here = [
        one
        for one in told.statements[told.first :]
        if one.measure in AMOUNTS and one.unit in MONEY and one.number not in told.aside
    ]
    if here and here[-1].meaning is None:
        # The nearest amount was not understood, so what changed is not either.
        return None
    parts = told.lists[-1] if told.lists else None
    if parts is None or not parts.items:
        return told.lead if told.lead is not None else (parts.lead if parts else told.lead_before)
    item, lead = told.of(parts.items[-1]), told.of(parts.lead)
    if item is None or lead is None or statement is None or statement.measure not in ("change", "prior"):
        return parts.items[-1]
    parts_told = [found for number in parts.items if (found := told.of(number)) is not None]
    is_whole = sum(map(_value, parts_told)) == _value(lead)
    if not parts.fresh:
        # A change behind a semicolon of its own: of the whole if the list before it is complete.
        return parts.lead if is_whole else None
    if len(parts.items) == 1 or len(parts.fresh) < len(parts.items):
        return parts.items[-1]
    if statement.direction == "up" and _value(statement) > _value(item) and item.unit == statement.unit:
        return parts.lead
    changed = {one.base for one in told.statements[told.first :] if one.measure in CHANGES}
    return parts.lead if is_whole and not changed & set(parts.items) else parts.items[-1]


def whole_of(told: Told, before: Said) -> tuple[int | None, Meaning | None]:
    """What the parts of a list are parts of: what is named right before it, else the amount told last."""
    if before.understood and not before.is_bare:
        named = meaning_of(before, "万元", told.around()[0], in_list=False)
        return (None if named is None else told.same(named)), named
    nearest = told.of(told.last_amount)
    if nearest is not None and nearest.meaning is None and nearest.sentence_no == told.sentence.no:
        return None, None
    last = told.statements[-1] if told.sentence.numbers else None
    if last is not None and last.measure == "prior":
        # 2024年采购预算9万元;2023年采购预算8万元,其中货物5万元: parts of last year's amount.
        return last.number, last.meaning
    lead = told.last if told.sentence.numbers or told.lists else told.lead
    if lead is None and told.last_amount is None and told.sentence.context is None:
        # 其中: at the beginning of a paragraph goes on with the one before.
        lead = told.lead_before
    around = told.meaning(lead) if lead is not None else told.sentence.context
    if before.side in ("revenue", "expenditure"):
        whole = told.of(told.lead if told.lead is not None else told.lead_before)
        both = whole.meaning if whole is not None and whole.section == told.headings.section else None
        if whole is not None and both is not None and both.slot == "grand_total":
            # 收支总预算9万元。收入包括:…;支出包括:…: each side is of the money of the whole.
            lead, around = whole.number, both
        if around is not None and around.slot == "grand_total":
            around = replace(around, slot=before.side)
    return lead, around


def exceeds_its_part(told: Told, meaning: Meaning, statement: Statement) -> bool:
    """基本支出8万元,项目支出2万元。其中:教育支出9万元: subjects of all expenditure, not of its last part."""
    lead = told.of(told.lists[-1].lead) if told.lists else None
    if lead is None or lead.meaning is None or lead.unit != statement.unit or not meaning.names or lead.meaning.names:
        return False
    is_part = lead.meaning.category in ("basic", "project") and meaning.category == lead.meaning.category
    return is_part and _value(statement) > _value(lead)


def _value(statement: Statement) -> Decimal:
    return Decimal(statement.text.replace(",", ""))
