"""OCR loses decimal points: an amount without the decimals of its neighbours is an issue, not a hundredfold amount."""

from collections.abc import Sequence

import pytest

from pipelines.normalise.cells import Tally, read_cell
from pipelines.normalise.ocr_decimals import usual_decimals, usual_decimals_of
from pipelines.recognise.form import Block, BodyCell, BodyRow, Column, Form
from pipelines.recognise.terms import Facets

AMOUNTS = Column(1, "amount", ("预算数",), Facets())


def form(texts: Sequence[str], confidence: float | None = 0.9) -> Form:
    """A form of one column of amounts, which OCR has read with this confidence."""
    rows = tuple(
        BodyRow(
            {0: BodyCell("2080505", row, 1, None), 1: BodyCell(text, row, 2, None, confidence=confidence)}, 1, 1, row
        )
        for row, text in enumerate(texts, start=1)
    )
    blocks = (Block((), (AMOUNTS,), None, None),)
    return Form("general_public", None, None, 2025, "budget", "万元", blocks, (AMOUNTS,), rows, 1, 1, True)


TWO = ("1.20", "13.00", "1,234.56", "870.05", "0.30")


@pytest.mark.parametrize(
    ("texts", "usual"),
    [
        (TWO, 2),
        ((*TWO, "5132"), 2),
        ((*TWO, "0", "0", "0", "-", ""), 2),
        (("1.2", "13", "1.25", "870.05", "0.3"), None),
        (("12", "13", "14", "15", "16"), 0),
        (("1.20", "13.00"), None),
    ],
)
def test_amounts_of_a_scan_have_a_habit_or_none(texts: Sequence[str], usual: int | None) -> None:
    assert usual_decimals([form(texts)]) == usual
    assert usual_decimals([form(texts, confidence=None)]) is None


def test_a_form_of_few_amounts_keeps_to_the_habit_of_the_document() -> None:
    """All decimal points of a small table may be lost, and then every sum in it holds."""
    assert usual_decimals_of(form(("5132", "5132")), 2) == 2
    assert usual_decimals_of(form(("12", "13", "14", "15", "16")), 2) == 0


@pytest.mark.parametrize(
    ("text", "confidence", "is_read"),
    [
        ("51.32", 0.99, True),
        ("5132", 0.99, False),
        ("5,132", 0.99, False),
        ("5.132", 0.99, False),
        ("0", 0.99, True),
        ("5132", None, True),
    ],
)
def test_what_breaks_the_habit_is_an_issue(text: str, confidence: float | None, is_read: bool) -> None:
    tally = Tally(usual_decimals=2)
    row = form((text,), confidence).rows[0]
    amount = read_cell(row.cells[1], row, "万元", "general_public", tally)
    assert (amount is not None) is is_read
    assert [issue.code for issue in tally.issues] == ([] if is_read else ["ocr_decimals"])
    assert (tally.amounts, tally.facts, tally.problems) == (1, int(is_read), int(not is_read))


@pytest.mark.parametrize(
    "text", ["1,234,56", "1.234.56", "1.234,56", "1234·56", "12 3.4 5.6", "123 \ufffd 45.60", "l2.30"]
)
def test_a_number_with_doubtful_marks_is_none(text: str) -> None:
    tally = Tally()
    row = form((text,)).rows[0]
    assert read_cell(row.cells[1], row, "万元", "general_public", tally) is None
    assert len(tally.issues) == 1


@pytest.mark.parametrize("text", ["1，234．56", "１,２３４.５６", "1, 234.56"])
def test_full_width_marks_are_the_same_marks(text: str) -> None:
    row = form((text,)).rows[0]
    amount = read_cell(row.cells[1], row, "元", "general_public", Tally())
    assert amount is not None
    assert str(amount.yuan) == "1234.56"
