"""What the value of an indicator says: comparator, number and unit, and its yuan where the unit is money."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipelines.normalise.amounts import Amount, parse_amount
from pipelines.recognise.annex_words import annex_words
from pipelines.recognise.preamble import SCALES
from pipelines.recognise.spelling import plain

_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?)"
# ㎡ is m2 in plain spelling.
_UNIT = r"(?P<unit>(?:m[23]|[^\d,;。~]){0,10})"
_DATE = re.compile(r"年|月(?:底|末|前|份|初|中|上|下)|[:：.-]|月[^/]*日")
_LAST_BRACKETS = re.compile(r"\(([^()]+)\)$")
_FIRST_YEAR = 1900
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A value as far as it is a number. Everything is None where it is words; `scale` is set with `amount`."""

    comparator: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    amount: Amount | None = None
    scale: str | None = None


def read_value(text: str, name: str = "", comparator: str = "", unit: str = "") -> IndicatorValue:
    """Return what a value says. `name` may end with unit or comparator; both may be columns of their own.

    >>> read_value("≥95%").unit
    '%'
    >>> read_value("≤10.4万元").amount.yuan
    Decimal('104000.00')
    """
    line = plain(text)
    before, found = _numbers(line)
    if found is None:
        return IndicatorValue()
    printed, suffix = _without_suffix(found["unit"])
    if _is_date(found["number"], found["unit"]):
        return IndicatorValue()
    symbol = plain(comparator)
    code = annex_words().prefixes.get(before or symbol) or suffix or _comparator_of(name)
    unit = printed or plain(unit) or _unit_of(name)
    quantity = Decimal(found["number"].replace(",", ""))
    # The column keeps four decimals; the text as printed stands beside it.
    if int(quantity.as_tuple().exponent) < -_DECIMALS:
        quantity = round(quantity, _DECIMALS)
    amount = parse_amount(found["number"], unit) if unit in SCALES else None
    return IndicatorValue(code, quantity, unit or None, amount, unit if amount is not None else None)


def weight_of(text: str) -> Decimal | None:
    """Return the weight that a cell prints: `10`, `10%` and `10分` are all 10. None for words.

    >>> weight_of("12.5分")
    Decimal('12.5')
    """
    found = re.fullmatch(rf"{_NUMBER}[%分]?", plain(text))
    return Decimal(found["number"].replace(",", "")) if found else None


def _numbers(line: str) -> tuple[str, re.Match[str] | None]:
    """The comparator before the number, and the number with what follows it to the end."""
    compared = _compared().fullmatch(line)
    if compared is not None:
        return compared["word"], compared
    bare = re.fullmatch(_NUMBER + _UNIT, line)
    if bare is not None:
        return "", bare
    counted = re.fullmatch(rf"[^\d]{{1,12}}{_NUMBER}{_UNIT}", line)
    return "", counted if counted is not None and counted["unit"] in annex_words().units else None


@cache
def _compared() -> re.Pattern[str]:
    words = sorted(annex_words().prefixes, key=len, reverse=True)
    return re.compile(rf"[^\d]{{0,24}}?(?P<word>{'|'.join(map(re.escape, words))}){_NUMBER}{_UNIT}")


def _without_suffix(unit: str) -> tuple[str, str | None]:
    """The unit without 以上 or 以内, and what these say."""
    for word in sorted(annex_words().suffixes, key=len, reverse=True):
        if unit.endswith(word):
            return unit.removesuffix(word), annex_words().suffixes[word]
    return unit, None


def _is_date(number: str, unit: str) -> bool:
    """True for 2024年, 12月底, 3月份前: a time, no quantity."""
    is_year = "." not in number and "," not in number and int(number) >= _FIRST_YEAR and unit.startswith("年")
    return is_year or bool(_DATE.match(unit) and not unit.startswith("年"))


def _comparator_of(name: str) -> str | None:
    """The comparator that the name of an indicator ends with: 故障次数≤."""
    line = plain(name)
    words = (word for word in sorted(annex_words().prefixes, key=len, reverse=True) if line.endswith(word))
    return annex_words().prefixes.get(next(words, ""))


def _unit_of(name: str) -> str:
    """The unit that the name of an indicator ends with in brackets: 办结率(%), 支出(万元/年)."""
    brackets = _LAST_BRACKETS.search(plain(name))
    unit = brackets.group(1).split("/")[0] if brackets else ""
    return unit if unit in annex_words().units or unit in SCALES else ""
