"""Rows on their way in: a value that does not fit is refused, never bent."""

from decimal import Decimal

import pytest

from pipelines.contract import tables
from pipelines.load.tables import ContractBroken, arrow_table, document_arrow
from pipelines.normalise.rows import DocumentRows
from tests.load.made import document, document_id, fact_row, form_row

FACT = tables()["fact_expenditure"]


@pytest.mark.parametrize("amount", ["1550.13", "-0.01", "0", "0.00", "155013", "1E+4", "99999999999999999.99"])
def test_money_arrives_exactly(amount: str) -> None:
    rows = arrow_table(FACT, [fact_row("a", "basic", 1, "1") | {"amount_yuan": Decimal(amount)}])
    assert rows["amount_yuan"].to_pylist() == [Decimal(amount)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("amount_yuan", Decimal("0.005")),
        ("amount_yuan", 1.5),
        ("amount_yuan", "1.50"),
        ("amount_yuan", Decimal("NaN")),
        ("amount_yuan", Decimal("1E+19")),
        ("amount_yuan", None),
        ("page", "1"),
        ("page", 2**31),
        ("page", True),
        ("printed_text", 1),
        ("printed_text", "\ud800"),
        ("x0", Decimal(1)),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(column: str, value: object) -> None:
    with pytest.raises(ContractBroken, match=f"fact_expenditure.{column}"):
        arrow_table(FACT, [fact_row("a", "basic", 1, "1") | {column: value}])


def test_a_row_that_lacks_or_adds_a_column_is_refused() -> None:
    whole = fact_row("a", "basic", 1, "1")
    with pytest.raises(ContractBroken, match="colour"):
        arrow_table(FACT, [whole | {"colour": "red"}])
    with pytest.raises(ContractBroken, match="page"):
        arrow_table(FACT, [{name: value for name, value in whole.items() if name != "page"}])


def test_two_rows_with_one_key_are_refused() -> None:
    with pytest.raises(ContractBroken, match="same fact_id"):
        arrow_table(FACT, [fact_row("a", "basic", 1, "1"), fact_row("a", "basic", 1, "2")])


def test_no_rows_make_an_empty_table() -> None:
    assert arrow_table(FACT, []).num_rows == 0


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (document("a", {"document_form": [form_row("b", "basic")]}), "rows of another document"),
        (DocumentRows(document_id("a"), {}), "exactly one row"),
        (document("a", {"dim_unit": []}), "no document brings rows for dim_unit"),
        (document("a", {"check_finding": []}), "no document brings rows for check_finding"),
    ],
)
def test_a_document_that_breaks_the_contract_is_refused(rows: DocumentRows, message: str) -> None:
    with pytest.raises(ContractBroken, match=message):
        document_arrow(rows)
