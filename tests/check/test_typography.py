"""slip: which numbers one slip of a hand turns into another."""

from decimal import Decimal

import pytest

from pipelines.check.typography import NO_SLIP, SLIP_OF_ALL, SLIP_OF_ONE, slip


@pytest.mark.parametrize(
    ("meant", "printed", "kind"),
    [
        ("12.34", "123.40", SLIP_OF_ALL),
        ("126.35", "1263500.00", SLIP_OF_ALL),
        ("29.12", "21.92", SLIP_OF_ALL),
        ("-5.00", "5.00", SLIP_OF_ALL),
        ("118.60", "119.60", SLIP_OF_ONE),
        ("1118.60", "118.60", SLIP_OF_ONE),
        ("118.60", "1128.60", SLIP_OF_ONE),
        ("18.60", "118.60", SLIP_OF_ONE),
        ("118.60", "240.13", NO_SLIP),
        ("0.00", "240.13", NO_SLIP),
    ],
)
def test_a_misprint_is_known_by_its_digits(meant: str, printed: str, kind: int) -> None:
    needed = Decimal(meant)
    assert slip(Decimal(printed), needed, needed) == kind


def test_any_number_of_the_interval_may_be_meant() -> None:
    assert slip(Decimal("21.92"), Decimal("29.00"), Decimal("29.20")) == SLIP_OF_ALL
    assert slip(Decimal("21.92"), Decimal("29.13"), Decimal("29.20")) == NO_SLIP
