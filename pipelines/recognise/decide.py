"""Decide what one number says, from its own words first and then from what was told before it. Never a guess."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.recognise.bare_numbers import WIDE, what_goes_on
from pipelines.recognise.changed import about, compares, exceeds_its_part, named
from pipelines.recognise.meaning import Said, in_unit
from pipelines.recognise.numbers import MONEY, PERCENT
from pipelines.recognise.phrases import Phrase, read_phrase
from pipelines.recognise.shares import completed, completion, share
from pipelines.recognise.statement import Meaning, Statement
from pipelines.recognise.statement_words import Word
from pipelines.recognise.told import CHANGES, PLANS, Told

_LIMITED = ("equipment_count", "planned_equipment_count")
# What a fund begins with, takes in, spends and ends with.
_BALANCES = ("carryover", "revenue", "expenditure", "carry_forward")
_INVOLVED = ("涉及", "共涉及")
_STOCKS = (
    "vehicle_count",
    "vehicle_quota",
    "equipment_count",
    "building_area",
    "staff_count",
    "staff_quota",
    "fixed_asset",
    "asset_total",
)


def decide(
    told: Told, blank: Statement, words: Sequence[Word], *, goes_on: bool, limit: str | None = None
) -> Statement:
    """Return `blank` with what the words in front of it say; without a meaning where they are not understood.

    `goes_on`: 增加 or 减少 stands behind the number. `limit` is the value that things are counted from.
    """
    phrase = read_phrase(words)
    unit = blank.unit or ""
    statement = replace(blank, measure=_printed_measure(phrase, unit), direction=phrase.direction)
    if phrase.measure is None or told.headings.is_foreign or _is_aside(told, phrase):
        return statement
    if any(word.text.startswith(_INVOLVED) for word in words) and _is_unknown(told):
        # 科普活动列入计划,涉及一般公共预算拨款3万元: a part of it, for what was not understood.
        return statement
    if phrase.measure == "comparison" and phrase.direction != "same" and unit != PERCENT:
        # 本年数小于上年预算数5万元: less by so much.
        phrase = replace(phrase, measure="change")
        statement = replace(statement, measure="change")
    if unit == PERCENT:
        return _percent(told, statement, phrase)
    if phrase.measure == "change":
        return _change(told, statement, phrase)
    if phrase.measure == "completion" and unit in MONEY:
        return completed(told, statement, phrase)
    if phrase.measure == "prior":
        return _prior(told, statement, phrase) if goes_on else statement
    return _limited(told, _amount(told, statement, phrase), limit) if phrase.measure == "amount" else statement


def decide_word(told: Told, phrase: Phrase) -> Statement | None:
    """A comparison without a number: 与上年持平, 决算数小于预算数."""
    compared = phrase.compared
    if compared is None or not compared.understood or not phrase.head.understood:
        return None
    if not compared.is_bare or not (compared.year or compared.year_offset or compared.stage):
        return None
    base, meaning = about(told, phrase.head, None)
    if meaning is None:
        return None
    said = Statement(0, 0, "", None, "", None, 0, None, meaning, "comparison", phrase.direction, base=base)
    return replace(said, year=compared.year, year_offset=compared.year_offset, stage=compared.stage)


def _printed_measure(phrase: Phrase, unit: str) -> str:
    if unit == PERCENT:
        return {"change": "growth", "completion": "completion"}.get(phrase.measure or "", "share")
    if phrase.measure in CHANGES or (phrase.measure == "prior" and unit in MONEY):
        return phrase.measure
    return "amount" if unit in MONEY else "count"


def _is_aside(told: Told, phrase: Phrase) -> bool:
    """True inside a reason, and inside what money is used for unless a comparison has begun."""
    sentence = told.sentence
    if sentence.is_use and phrase.compared is not None:
        sentence.is_use = False
    return sentence.is_reason or sentence.is_use


def _is_unknown(told: Told) -> bool:
    """True where what the sentence spoke of right before was not understood."""
    return told.sentence.is_blocked or (bool(told.sentence.numbers) and told.statements[-1].meaning is None)


def _timed(statement: Statement, said: Said, told: Told) -> Statement:
    time = told.sentence.time
    whole = told.of(told.lists[-1].lead) if told.lists else None
    if whole is not None and whole.measure == "prior" and said.year is None and said.year_offset is None:
        said = replace(said, year=whole.year, year_offset=whole.year_offset)
    return replace(
        statement,
        year=said.year or (time.year if time else None),
        year_offset=said.year_offset if said.year_offset is not None else (time.year_offset if time else None),
        stage=said.stage,
        as_of=said.as_of or (time.as_of if time else None),
    )


def _amount(told: Told, statement: Statement, phrase: Phrase) -> Statement:
    said, unit = phrase.head, statement.unit or ""
    statement = _timed(statement, said, told)
    if not said.understood:
        return statement
    meaning = what_goes_on(told, said, unit, statement) if said.is_bare else named(told, said, unit)
    meaning = _of_the_fund(told, said, meaning)
    if told.sentence.is_unclear and meaning is not None and meaning.slot in WIDE:
        meaning = None
    if meaning is not None and meaning.slot in WIDE and _follows_unknown(told, said):
        meaning = None
    if told.sentence.is_partial and not said.is_mine:
        # 由小企业中标的,采购金额5万元: a part that nobody can name.
        meaning = None
    if meaning is not None and exceeds_its_part(told, meaning, statement):
        told.lists[-1].around = meaning = None
    if meaning is not None and meaning.slot in _STOCKS:
        # 上年末 and a day say when it was counted, not for which year it is.
        statement = replace(statement, year=None, year_offset=None)
    is_prior = statement.year_offset == -1 or (told.year is not None and statement.year == told.year - 1)
    measure = statement.measure if unit not in MONEY else "prior" if is_prior else "amount"
    base = told.of(told.same(meaning)) if is_prior and meaning is not None else None
    # 2022年支出3万元,2023年支出2万元,2024年支出1万元: not the year before of what was said of another year.
    is_current = base is not None and base.year in (None, told.year)
    return replace(statement, meaning=meaning, measure=measure, base=base.number if base and is_current else None)


def _of_the_fund(told: Told, said: Said, meaning: Meaning | None) -> Meaning | None:
    """政府性基金年初结转5万元,本年收入4万元,年末结转和结余3万元: the sentence is about one fund."""
    first = told.meaning(told.sentence.numbers[0]) if told.sentence.numbers else None
    if meaning is None or first is None or told.lists or first.slot not in _BALANCES or first.funding == "total":
        return meaning
    is_open = said.funding in (None, "current_year", "carryover") and not said.is_mine and said.year is None
    return replace(meaning, funding=first.funding) if is_open and meaning.slot in _BALANCES else meaning


def _follows_unknown(told: Told, said: Said) -> bool:
    """True behind an amount or a title that nobody understood, of which this one may be a part."""
    first = told.of(told.sentence.numbers[0]) if told.sentence.numbers else None
    is_part = first is not None and first.meaning is None and first.measure == "amount"
    return (is_part and not said.is_mine and said.year is None) or (said.involves and told.sentence.is_blocked)


def _prior(told: Told, statement: Statement, phrase: Phrase) -> Statement:
    """比2024年预算数100万元增加…: the amount that it is compared with."""
    compared = phrase.compared
    statement = replace(statement, year=compared.year if compared else None, stage=compared.stage if compared else None)
    statement = replace(statement, year_offset=compared.year_offset if compared else None)
    base, meaning = about(told, phrase.head, statement)
    if compared is None or not compares(compared, meaning) or not (compared.year or compared.year_offset):
        return statement
    return replace(statement, meaning=meaning, base=base)


def _change(told: Told, statement: Statement, phrase: Phrase) -> Statement:
    base, meaning = about(told, phrase.head, statement)
    if phrase.compared is not None and not compares(phrase.compared, meaning):
        return statement
    if told.sentence.had_reason and base is None:
        # …主要原因是项目支出增加;公用经费减少2万元: still the reason.
        return statement
    unit = statement.unit or ""
    if meaning is not None and unit != PERCENT and in_unit(meaning, unit) != meaning:
        return statement
    compared = phrase.compared
    if compared is not None and compared.year in (None, told.year) and compared.year_offset is None:
        # 比年初预算数减少: of the same year at another stage.
        statement = replace(statement, stage=compared.stage)
    beside = told.of(told.last_amount)
    if compared is None and beside is not None and beside.number != base and beside.stage in PLANS:
        # 支出5万元,年初预算6万元,节约1万元: less than the budget.
        statement = replace(statement, stage=beside.stage)
    return replace(statement, meaning=meaning, base=base)


def _percent(told: Told, statement: Statement, phrase: Phrase) -> Statement:
    if phrase.measure == "share":
        return share(told, statement, phrase)
    if phrase.measure == "completion" or told.sentence.completed is not None:
        return completion(told, statement, phrase)
    if phrase.measure != "change":
        return statement
    if phrase.compared is None and phrase.head.is_bare and phrase.head.understood:
        before = told.statements[-1] if told.sentence.numbers else None
        if before is not None and before.measure in CHANGES:
            is_same = before.direction == phrase.direction or before.direction is None
            meaning = before.meaning if is_same else None
            return replace(statement, meaning=meaning, base=before.base, stage=before.stage)
    return _change(told, statement, phrase)


def _limited(told: Told, statement: Statement, limit: str | None) -> Statement:
    """Equipment is counted from some value on; behind vehicles that are to be bought it is to be bought as well."""
    meaning = statement.meaning
    if meaning is None or meaning.slot not in _LIMITED:
        return statement
    vehicles = [
        one.meaning.slot for one in told.statements[told.first :] if one.meaning and "vehicle" in one.meaning.slot
    ]
    slot = _LIMITED[1] if vehicles and vehicles[-1].startswith("planned") else meaning.slot
    category = meaning.category if limit is None else f"{limit}以上"
    return replace(statement, meaning=replace(meaning, slot=slot, category=category))
