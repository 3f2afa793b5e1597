"""How an amount in 分 is printed in a form: its scale, decimals, separators and what stands for zero."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from unicodedata import normalize

Scale = Literal["元", "千元", "万元", "亿元"]
FEN_PER: dict[Scale, int] = {"元": 100, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}


@dataclass(frozen=True)
class NumberStyle:
    """`zero` is printed for an amount of exactly 0 分; an amount that only rounds to zero prints its digits."""

    scale: Scale
    decimals: int
    grouping: bool
    zero: str = ""


def print_amount(fen: int, style: NumberStyle) -> str:
    """Print 分 in a style, rounding half away from zero as spreadsheet programs do.

    >>> print_amount(123_456_789, NumberStyle("万元", 2, grouping=True))
    '123.46'
    >>> print_amount(-1_234_500, NumberStyle("元", 0, grouping=True))
    '-12,345'
    >>> print_amount(0, NumberStyle("万元", 2, grouping=False, zero="0.00"))
    '0.00'
    """
    if fen == 0:
        return style.zero
    unit = FEN_PER[style.scale]
    steps = (2 * abs(fen) * 10**style.decimals + unit) // (2 * unit)
    value = Decimal(steps).scaleb(-style.decimals)
    sign = "-" if fen < 0 and steps else ""
    return sign + (f"{value:,.{style.decimals}f}" if style.grouping else f"{value:.{style.decimals}f}")


def printed_yuan(text: str, scale: Scale) -> Decimal:
    """What a reader must make of a printed amount, in 元.

    >>> printed_yuan("1,234.56", "万元")
    Decimal('12345600.00')
    """
    return (Decimal(closed_up(text).replace(",", "")) * FEN_PER[scale] / 100).quantize(Decimal("0.01"))


def closed_up(text: str) -> str:
    """A number in plain digits on one line, however wide and broken it is printed.

    >>> closed_up("１２，\\n3.4")
    '12,3.4'
    """
    return "".join(normalize("NFKC", text).split())


def printed_decimals(text: str) -> int:
    """Digits behind the point as printed: 2 for `0.00`, 0 for `1,234`."""
    return len(closed_up(text).partition(".")[2])


def format_code(text: str) -> str:
    """The number format of a spreadsheet that prints a number as `text`.

    >>> format_code("1,234.50")
    '#,##0.00'
    """
    decimals = printed_decimals(text)
    return ("#,##0" if "," in text else "0") + ("." + "0" * decimals if decimals else "")
