"""What a share is a part of, and what a completion completes."""

from dataclasses import replace

from pipelines.recognise.meaning import meaning_of
from pipelines.recognise.phrases import Phrase
from pipelines.recognise.statement import Meaning, Statement
from pipelines.recognise.told import Told


def completion(told: Told, statement: Statement, phrase: Phrase) -> Statement:
    """完成年初预算的98%, or the 98% behind 完成预算5万元的: of the amount told before."""
    base = told.last_amount if told.sentence.completed is None else told.sentence.completed
    told.sentence.completed = None
    is_clear = phrase.head.understood and phrase.head.is_bare and phrase.measure in ("completion", "amount")
    meaning = told.meaning(base) if is_clear else None
    return replace(statement, measure="completion", base=base, meaning=meaning)


def completed(told: Told, statement: Statement, phrase: Phrase) -> Statement:
    """完成预算5万元的100%: the budget that the amount before it completes."""
    base = told.last_amount
    is_clear = phrase.head.understood and phrase.head.is_bare and phrase.head.stage is not None
    if not is_clear:
        return statement
    told.sentence.completed = base
    return replace(statement, meaning=told.meaning(base), stage=phrase.head.stage)


def share(told: Told, statement: Statement, phrase: Phrase) -> Statement:
    """占5%, 占项目支出总额的5%: a part of the whole of the list, or of what the words name."""
    if told.sentence.is_blocked or told.sentence.is_renamed:
        # 服务3万元,全部面向中小企业采购,占100%: of the words between, not of the amount before them.
        return statement
    base, whole = told.last_amount, phrase.whole
    part = told.of(base)
    if part is None or part.meaning is None or whole is None or not whole.understood or not phrase.head.understood:
        return statement
    if not phrase.head.is_bare:
        return statement
    lead = told.lists[-1].lead if told.lists else None
    lead = None if lead == base else lead
    if whole.is_bare and whole.side is None:
        return replace(statement, meaning=part.meaning, base=base, whole=lead)
    whole_meaning = meaning_of(whole, "万元", told.meaning(lead), in_list=False)
    if whole_meaning is None:
        return statement
    if lead is None and whole.category is not None and whole.funding is None:
        # 一般公共预算基本支出9万元,人员经费8万元,占基本支出的89%: of what its sentence says, else of its money.
        near = _said_here(told, whole_meaning)
        whole_meaning = replace(whole_meaning, funding=part.meaning.funding) if near is None else near
    is_lead = lead is not None and told.meaning(lead) == whole_meaning
    number = lead if is_lead else told.same(whole_meaning)
    return replace(statement, meaning=part.meaning, base=base, whole=number, whole_meaning=whole_meaning)


def _said_here(told: Told, whole: Meaning) -> Meaning | None:
    """The same category of any money, where an amount of this sentence is of it."""
    here = [told.meaning(number) for number in told.sentence.numbers]
    return next((one for one in here if one is not None and replace(one, funding=whole.funding) == whole), None)
