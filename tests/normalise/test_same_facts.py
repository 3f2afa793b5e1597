"""How a form is printed changes no fact: its codes, blank columns, wide digits, wrapped words, page breaks."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.normalise.made_form import (
    ABOVE,
    COVER,
    Line,
    Printed,
    Row,
    by_levels,
    by_name,
    document,
    extracted,
    forms,
    in_one_cell,
    in_one_column,
    lines,
    meanings,
    with_short_codes,
)

WAYS: dict[str, Callable[[Sequence[Line]], Printed]] = {
    "[code]name": lambda form: in_one_cell(form, "[{code}]{name}"),
    "code-name": lambda form: in_one_cell(form, "{code}-{name}"),
    "codename": lambda form: in_one_cell(form, "{code}{name}"),
    "own level": lambda form: by_levels(form, own_only=True),
    "all levels": lambda form: by_levels(form, own_only=False),
    "short codes": with_short_codes,
    "names": by_name,
}
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
FEW = settings(max_examples=25)


def wide(row: Row) -> Row:
    return tuple(cell.translate(WIDE) for cell in row)


@pytest.mark.parametrize("way", WAYS)
@FEW
@given(form=forms())
def test_the_way_of_codes_changes_nothing(way: str, form: tuple[Line, ...]) -> None:
    found = extracted(document(WAYS[way](form)))
    assert found.tables["document_issue"] == []
    assert meanings(found) == meanings(extracted(document(in_one_column(form))))


@FEW
@given(form=forms())
def test_every_printed_amount_is_a_fact(form: tuple[Line, ...]) -> None:
    found = meanings(extracted(document(in_one_column(form))))
    assert found.total() == sum(bool(cell) for line in form for cell in line.printed)


@FEW
@given(form=forms(), data=st.data())
def test_a_blank_column_changes_nothing(form: tuple[Line, ...], data: st.DataObject) -> None:
    printed = data.draw(st.sampled_from([in_one_column, by_name]))(form)
    place = data.draw(st.integers(0, len(printed.header[0])))
    widened = Printed(
        *(tuple((*row[:place], "", *row[place:]) for row in rows) for rows in (printed.header, printed.body))
    )
    assert meanings(extracted(document(widened))) == meanings(extracted(document(printed)))


@FEW
@given(form=forms())
def test_wide_digits_change_nothing(form: tuple[Line, ...]) -> None:
    printed = in_one_column(form)
    widened = Printed(printed.header, tuple(map(wide, printed.body)))
    assert meanings(extracted(document(widened))) == meanings(extracted(document(printed)))


@FEW
@given(form=forms(), data=st.data())
def test_blanks_inside_words_change_nothing(form: tuple[Line, ...], data: st.DataObject) -> None:
    printed = in_one_column(form)

    def wrapped(text: str) -> str:
        place = data.draw(st.integers(0, len(text)))
        return text[:place] + data.draw(st.sampled_from([" ", "\u3000"])) + text[place:]

    header = tuple(tuple(map(wrapped, row)) for row in printed.header)
    body = tuple((*map(wrapped, row[:2]), *row[2:]) for row in printed.body)
    above = (wrapped(ABOVE[0]), *ABOVE[1:])
    assert meanings(extracted(document(Printed(header, body), above))) == meanings(extracted(document(printed)))


@pytest.mark.parametrize("repeated", ["everything", "unit and header", "header", "nothing", "page number"])
@pytest.mark.parametrize("levels", [False, True], ids=["one header row", "two header rows"])
@settings(max_examples=15)
@given(form=forms(), data=st.data())
def test_a_page_break_changes_nothing(repeated: str, levels: bool, form: tuple[Line, ...], data: st.DataObject) -> None:
    printed = by_levels(form, own_only=True) if levels else in_one_column(form)
    place = data.draw(st.integers(1, len(printed.body) - 1))
    first, second = printed.body[:place], printed.body[place:]
    header = lines(*printed.header)
    between = {
        "everything": ["", *ABOVE, *header],
        "unit and header": ["", *ABOVE[1:], *header],
        "header": ["", *header],
        "nothing": [""],
        "page number": ["— 3 —", ""],
    }[repeated]
    broken = [*COVER, *ABOVE, *header, *lines(*first), *between, *lines(*second)]
    assert meanings(extracted(broken)) == meanings(extracted(document(printed)))
    assert len(extracted(broken).tables["document_form"]) == 1


SUMMARIES = ("two-block-summary", "four-block-summary", "carry-over-children")
CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize("repeat_header", [False, True], ids=["nothing", "header"])
@pytest.mark.parametrize("slug", SUMMARIES)
def test_a_page_break_anywhere_in_a_summary_changes_nothing(slug: str, repeat_header: bool) -> None:
    text = (CASES / slug / "input.txt").read_text(encoding="utf-8").splitlines()
    rows = [number for number, line in enumerate(text) if "\t" in line]
    header, first_body = text[rows[0] : rows[0] + 2], rows[2]
    whole = meanings(extracted(text))
    for place in range(first_body + 1, rows[-1] + 1):
        broken = [*text[:place], "", *(header if repeat_header else []), *text[place:]]
        assert meanings(extracted(broken)) == whole, text[place]
