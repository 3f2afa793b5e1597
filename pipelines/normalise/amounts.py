"""One printed number: its exact amount in yuan and the interval it stands for.

Rounding theory: a number printed with d decimals stands for every value within half a unit of its last digit (XBRL
Calculations 1.1, round-to-nearest mode, both ends closed because the tie rule is unknown).
"""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from unicodedata import category

from pipelines.recognise.preamble import SCALES
from pipelines.recognise.remembered import remembered
from pipelines.recognise.spelling import plain
from pipelines.records import record

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_WHOLE = re.compile(r"-?\d{1,3}(?:,\d{3})+|-?\d+")
_DASH = re.compile(r"-+|/|无")
_LOOKS_NUMERIC = re.compile(r"\(?[-+¥￥]?[\d,.]*\d[\d,.]*[)元%]?")
_YUAN = Decimal("0.01")
_END = Decimal("0.0001")
_LARGEST = Decimal(10) ** 17
# Wide enough that only `quantize` rounds.
_EXACT = Context(prec=60)


@record(frozen=True, slots=True)
class Amount:
    """A printed number in yuan. `low` and `high` bound the true value, `decimals` are the printed ones."""

    yuan: Decimal
    low: Decimal
    high: Decimal
    decimals: int


def is_blank(text: str) -> bool:
    """True where nothing is printed. Blank is not zero."""
    return not plain(text)


def is_dash(text: str) -> bool:
    """True for a lone dash: the form's way to print no amount."""
    return bool(_DASH.fullmatch(plain(text)))


@remembered
def looks_like_amount(text: str) -> bool:
    """True for a cell that is meant to be a number, readable or not."""
    return bool(_LOOKS_NUMERIC.fullmatch(plain(text)))


@remembered
def is_clearly_amount(text: str) -> bool:
    """True for a number with decimals or thousands separators: no code, no ordinal, no count."""
    return looks_like_amount(text) and any(mark in plain(text) for mark in ".,")


def _is_two_numbers(text: str) -> bool:
    """True for whole numbers side by side: without decimals nothing says that they are one, broken over lines."""
    parts = text.split()
    return len(parts) > 1 and all(_WHOLE.fullmatch(plain(part)) for part in parts)


@remembered
def _half(decimals: int, factor: int) -> Decimal:
    """Half a unit of the last of so many decimals, in yuan."""
    return _EXACT.multiply(Decimal((0, (5,), -decimals - 1)), factor)


@remembered
def parse_amount(text: str, scale: str) -> Amount | None:
    """Return the amount a cell prints in `scale` (a key of `SCALES`), or None where it is no number.

    Line breaks and blanks inside a number are the cell's, not the number's; separators must stand at thousands.

    >>> parse_amount("1,550.13", "万元").yuan
    Decimal('15501300.00')
    >>> parse_amount("12.3.4", "万元") is None
    True
    """
    digits = plain(text)
    # ① and ² become digits in plain spelling; on the page they are marks.
    if not text.isascii() and any(category(char) == "No" for char in text):
        return None
    if _is_two_numbers(text):
        return None
    if not (_PLAIN.fullmatch(digits) or _GROUPED.fullmatch(digits)):
        return None
    decimals = len(digits.partition(".")[2])
    factor = SCALES[scale]
    half = _half(decimals, factor)
    yuan = _EXACT.multiply(Decimal(digits.replace(",", "")), factor)
    if yuan.copy_abs() >= _LARGEST:
        return None
    # Printed finer than a 分 (305.0580070903 万元), it still means whole 分, and the interval holds them, too.
    rounded = yuan.quantize(_YUAN, ROUND_HALF_EVEN, _EXACT)
    low, high = min(rounded, _EXACT.subtract(yuan, half)), max(rounded, _EXACT.add(yuan, half))
    return Amount(
        rounded, low.quantize(_END, ROUND_FLOOR, _EXACT), high.quantize(_END, ROUND_CEILING, _EXACT), decimals
    )
