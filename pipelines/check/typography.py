"""How a number comes to be misprinted: whether one slip of a hand leads from the number meant to the one printed."""

from collections.abc import Iterator
from decimal import Decimal

# How far a decimal point or a mistaken scale (元 for 万元) moves the digits.
SHIFTS = (-4, -3, -2, -1, 1, 2, 3, 4)

SLIP_OF_ALL, SLIP_OF_ONE, NO_SLIP = 0, 1, 2


def slip(printed: Decimal, low: Decimal, high: Decimal) -> int:
    """How easily a number between `low` and `high` becomes `printed`; the decimals of `printed` are those on the page.

    SLIP_OF_ALL: the same digits with the point or the sign wrong, or two neighbours exchanged; there are so few such
    numbers that hitting one is no chance. SLIP_OF_ONE: one digit wrong, missing or too many. NO_SLIP: neither.
    """
    if any(low <= meant <= high for meant in _same_digits(printed)):
        return SLIP_OF_ALL
    if any(low <= meant <= high for meant in _one_digit(printed)):
        return SLIP_OF_ONE
    return NO_SLIP


def _same_digits(printed: Decimal) -> Iterator[Decimal]:
    yield -printed
    for places in SHIFTS:
        yield printed.scaleb(places)
    sign, digits, exponent = printed.is_signed(), printed.as_tuple().digits, int(printed.as_tuple().exponent)
    for place in range(len(digits) - 1):
        swapped = (*digits[:place], digits[place + 1], digits[place], *digits[place + 2 :])
        yield Decimal((sign, swapped, exponent))


def _one_digit(printed: Decimal) -> Iterator[Decimal]:
    sign, digits, exponent = printed.is_signed(), printed.as_tuple().digits, int(printed.as_tuple().exponent)
    for place in range(len(digits) + 1):
        before, after = digits[:place], digits[place:]
        for digit in range(10):
            yield Decimal((sign, (*before, digit, *after), exponent))
            if after:
                yield Decimal((sign, (*before, digit, *after[1:]), exponent))
        if len(digits) > 1 and after:
            yield Decimal((sign, (*before, *after[1:]), exponent))
