"""Print a number of a workbook as its sheet shows it, without losing digits that the cell holds."""

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import lru_cache

# What Excel computes and stores with; digits beyond are the noise of binary fractions.
_SIGNIFICANT = 15
# 分 printed in 亿元. More decimals are left over from a division.
_MOST_DECIMALS = 10

# Formats that a workbook names by number only (ECMA-376, 18.8.30), as far as they print decimals, groups or percent.
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    41: "#,##0",
    42: "#,##0",
    43: "#,##0.00",
    44: "#,##0.00",
}

_LITERAL = re.compile(r'"[^"]*"|_.|\*.|\[[^\]]*\]')
_PLACES = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?")
# 0\.00,, prints an amount in 元 as one in 万元: a written point, and a thousand less for each comma at the end.
_SHIFTED = re.compile(r"[#0?,]*[#0?]\\\.([#0?]+)(,+)(?!\d)")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a number is printed: least decimals and integer digits, grouping, and by what power of ten it is shifted."""

    decimals: int = 0
    digits: int = 1
    grouped: bool = False
    percent: bool = False
    shift: int = 0


@lru_cache(maxsize=1024)
def shape_of(code: str) -> Shape:
    """The shape that a format code asks for; General, fractions, exponents and text ask for nothing.

    >>> shape_of("#,##0.00_ ;[Red]-#,##0.00")
    Shape(decimals=2, digits=1, grouped=True, percent=False, shift=0)
    """
    section = _LITERAL.sub("", code.split(";")[0])
    if shifted := _SHIFTED.search(section):
        places = len(shifted.group(1))
        return Shape(decimals=places, shift=-places - 3 * len(shifted.group(2)))
    section = section.replace("\\", "")
    places_found = _PLACES.search(section)
    if places_found is None or re.search(r"[eE/@]|General", section):
        return Shape()
    whole, _, fraction = places_found.group(0).partition(".")
    thousands = len(whole) - len(whole.rstrip(",")) if "." not in places_found.group(0) else 0
    after = section[places_found.end() :]
    thousands += len(after) - len(after.lstrip(","))
    percent = "%" in section
    return Shape(
        decimals=fraction.count("0") + fraction.count("?"),
        digits=max(1, whole.count("0")),
        grouped="," in whole.rstrip(","),
        percent=percent,
        shift=(2 if percent else 0) - 3 * thousands,
    )


def number_text(value: float, code: str = "General") -> str:
    """The text of a number: the decimals its format prints, and more where the cell holds more.

    >>> number_text(1550.1300000000001), number_text(205.0), number_text(3403.0, "#,##0.00"), number_text(1.0, "00")
    ('1550.13', '205', '3,403.00', '01')
    """
    shape = shape_of(code)
    with localcontext(prec=400):  # as many digits as the largest float has
        exact = round(Decimal(format(value, f".{_SIGNIFICANT}g")).scaleb(shape.shift), _MOST_DECIMALS) + 0
    decimals = max(shape.decimals, -int(exact.normalize().as_tuple().exponent)) if exact else shape.decimals
    text = format(exact, f"{',' if shape.grouped else ''}.{max(0, decimals)}f")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, fraction = digits.partition(".")
    return f"{sign}{whole.zfill(shape.digits)}{point}{fraction}{'%' if shape.percent else ''}"
