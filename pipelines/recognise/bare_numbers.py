"""What a number is about whose own words name nothing: it goes on from a number, a paragraph or a heading before."""

from pipelines.recognise.changed import is_side, named
from pipelines.recognise.meaning import Said, in_unit
from pipelines.recognise.statement import Meaning, Statement
from pipelines.recognise.told import Told

# Slots whose words are so wide that 支出预算 under their heading may be a total of its own.
WIDE = ("revenue", "expenditure", "total_revenue", "total_expenditure", "grand_total")
# Headings from this depth on are items: 1. and (1).
_ITEM = 3
# 本年收入 is all that came in, of whatever fund.
_ALL_MONEY = ("total", "current_year")
_PERFORMANCE = "performance_"


def what_goes_on(told: Told, said: Said, unit: str, statement: Statement) -> Meaning | None:
    """预算数6万元, 支出决算为5万元, 2023年为3万元: about what was named before."""
    if told.sentence.context is not None and not told.sentence.numbers:
        return in_unit(told.sentence.context, unit)
    if told.lists and told.lists[-1].is_bracket and statement.measure == "amount" and (said.year or said.year_offset):
        # 信访业务5万元(去年预算数为0万元): of what stands before the bracket.
        return told.lists[-1].around
    if told.lists and not told.lists[-1].items:
        # The first part of a list says what it is.
        return named(told, said, unit)
    before = told.of(told.last_amount)
    is_here = before is not None and before.sentence_no == statement.sentence_no
    if is_here and before is not None and before.meaning is not None and not told.sentence.is_blocked:
        slot = before.meaning.slot
        if slot.startswith(_PERFORMANCE) and said.side is None:
            return in_unit(before.meaning, unit)
        differs = (said.stage, said.year, said.year_offset) != (before.stage, before.year, before.year_offset)
        if differs and before.unit == unit and is_side(said.side, slot) and not said.is_mine:
            return before.meaning
        if said.side is not None and not said.is_mine and before.meaning.funding not in _ALL_MONEY:
            # 一般公共预算收入5万元,支出5万元: perhaps of the same money, perhaps not.
            return None
    if told.sentence.is_blocked or (is_here and before is not None and before.meaning is None):
        return None
    lead = told.meaning(told.lead if told.lead is not None else told.last_amount)
    if not is_here and lead is not None and _is_narrow(lead) and is_side(said.side, lead.slot):
        # 行政运行(项)5万元。上年执行数为4万元: of what the paragraph began with.
        return in_unit(lead, unit)
    if told.sentence.context is not None and not is_here:
        return in_unit(told.sentence.context, unit)
    return _below_heading(told, said, unit, is_first=not is_here)


def _below_heading(told: Told, said: Said, unit: str, *, is_first: bool) -> Meaning | None:
    heading = told.headings.nearest
    upper = None if heading is None else heading.meaning
    if heading is not None and upper is None and (heading.is_inside or heading.depth >= _ITEM):
        return None
    if heading is not None and heading.is_inside and upper is not None and said.side is None and is_first:
        return in_unit(upper, unit)
    if upper is not None and _is_narrow(upper) and is_first and is_side(said.side, upper.slot):
        return in_unit(upper, unit)
    return named(told, said, unit)


def _is_narrow(meaning: Meaning) -> bool:
    """True where a number can hardly be of anything else in its paragraph: one subject, one item, one kind of cost."""
    return bool(meaning.slot not in WIDE or meaning.names or meaning.code or meaning.category != "total")
