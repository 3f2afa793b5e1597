"""A printed number means one amount in yuan and one interval, in whatever writing it is printed."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.normalise.amounts import is_blank, is_dash, looks_like_amount, parse_amount
from pipelines.recognise.preamble import SCALES

# Decimals beyond these are finer than a 分 and cannot come back exactly.
EXACT_DECIMALS = {"元": 2, "千元": 5, "万元": 6, "百万元": 8, "亿元": 10}
FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")

scales = st.sampled_from(sorted(SCALES))
digits = st.integers(-(10**12), 10**12)


def printed(value: Decimal, decimals: int, *, grouped: bool) -> str:
    return f"{value:{',' if grouped else ''}.{decimals}f}"


@given(scale=scales, digits=digits, decimals=st.integers(0, 10), grouped=st.booleans())
def test_what_is_formatted_is_parsed(scale: str, digits: int, decimals: int, grouped: bool) -> None:
    decimals = min(decimals, EXACT_DECIMALS[scale])
    value = Decimal(digits).scaleb(-decimals)
    amount = parse_amount(printed(value, decimals, grouped=grouped), scale)
    if abs(value * SCALES[scale]) >= Decimal(10) ** 17:
        assert amount is None
        return
    assert amount is not None
    assert amount.yuan == value * SCALES[scale]
    assert amount.decimals == decimals
    assert amount.low < amount.yuan < amount.high
    assert amount.high - amount.low == Decimal(SCALES[scale]).scaleb(-decimals)


@given(
    scale=scales,
    fen=st.integers(-(10**14), 10**14),
    decimals=st.integers(0, 6),
    rounding=st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]),
)
def test_the_interval_holds_every_value_that_prints_alike(scale: str, fen: int, decimals: int, rounding: str) -> None:
    true = Decimal(fen).scaleb(-2)
    shown = (true / SCALES[scale]).quantize(Decimal(1).scaleb(-decimals), rounding)
    amount = parse_amount(printed(shown, decimals, grouped=False), scale)
    assert amount is not None
    assert amount.low <= true <= amount.high


@given(scale=scales, digits=digits, decimals=st.integers(0, 15))
@example(scale="万元", digits=305_058007090304, decimals=12)
def test_the_interval_holds_the_amount_however_fine_it_is_printed(scale: str, digits: int, decimals: int) -> None:
    amount = parse_amount(printed(Decimal(digits).scaleb(-decimals), decimals, grouped=False), scale)
    assert amount is None or amount.low <= amount.yuan <= amount.high


@given(scale=scales, digits=digits)
def test_scales_convert_exactly(scale: str, digits: int) -> None:
    value = Decimal(digits).scaleb(-2)
    scaled, plain = parse_amount(f"{value}", scale), parse_amount(f"{value * SCALES[scale]:.2f}", "元")
    assert (scaled and scaled.yuan) == (plain and plain.yuan)


@given(scale=scales, digits=st.integers(-(10**9), 10**9), grouped=st.booleans(), data=st.data())
def test_the_writing_of_a_number_changes_nothing(scale: str, digits: int, grouped: bool, data: st.DataObject) -> None:
    text = printed(Decimal(digits).scaleb(-2), 2, grouped=grouped)
    place = data.draw(st.integers(0, len(text)))
    for other in (text.translate(FULL_WIDTH), text[:place] + data.draw(st.sampled_from(" \u3000\n")) + text[place:]):
        assert parse_amount(other, scale) == parse_amount(text, scale)
        assert looks_like_amount(other)


@pytest.mark.parametrize("text", ["300 20", "1,200\n15", "3\n4\n5"])
def test_whole_numbers_side_by_side_are_no_number(text: str) -> None:
    assert parse_amount(text, "万元") is None


@given(st.text(max_size=12), scales)
def test_any_text_is_a_number_or_none(text: str, scale: str) -> None:
    amount = parse_amount(text, scale)
    assert amount is None or (amount.low < amount.high and looks_like_amount(text) and not is_blank(text))


@given(st.text("0123456789.,-", max_size=10), scales)
def test_any_digits_are_a_number_or_none(text: str, scale: str) -> None:
    amount = parse_amount(text, scale)
    assert amount is None or amount.low <= Decimal(text.replace(",", "")) * SCALES[scale] <= amount.high


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "-",
        "—",
        "12.3.4",
        "1,00.00",
        "12,345,6",
        ".5",
        "5.",
        "1-2",
        "--5",
        "+5",
        "(5)",
        "5%",
        "l2",
        "1O",
        "1e5",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert parse_amount(text, "万元") is None


@pytest.mark.parametrize("text", ["12.00①", "12.00²", "①", "9½"])
def test_marks_are_no_digits(text: str) -> None:
    assert parse_amount(text, "万元") is None


@pytest.mark.parametrize(
    ("text", "blank", "dash"),
    [("", True, False), ("\u3000\n", True, False), ("-", False, True), ("——", False, True), ("0", False, False)],
)
def test_blank_is_no_dash_and_no_zero(text: str, blank: bool, dash: bool) -> None:
    assert (is_blank(text), is_dash(text)) == (blank, dash)


def test_a_zero_is_an_amount() -> None:
    zero = parse_amount("0.00", "万元")
    assert zero is not None
    assert [zero.low, zero.yuan, zero.high] == [-50, 0, 50]
    assert zero.decimals == 2


def test_an_unknown_scale_is_no_scale() -> None:
    with pytest.raises(KeyError):
        parse_amount("1", "两")
