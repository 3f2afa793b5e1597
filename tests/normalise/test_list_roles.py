"""Roles of the rows of a list: by kinds of rows, and by amounts where projects stand above projects."""

from decimal import Decimal

import pytest

from pipelines.normalise.list_roles import list_roles
from pipelines.normalise.list_row import ListRow
from pipelines.normalise.page_breaks import join_over_pages
from pipelines.recognise.form import BodyCell, BodyRow


def roles(*rows: tuple[str, str]) -> list[str]:
    """Roles of rows given as (line item, amount)."""
    read = [ListRow(BodyRow({}, 1, 1, number), line, "") for number, (line, _) in enumerate(rows)]
    return list_roles(read, [Decimal(amount) for _, amount in rows])


def test_a_flat_list_stays_flat() -> None:
    assert roles(("total", "9"), ("project", "3"), ("project", "3"), ("project", "3")) == ["total", *["item"] * 3]


def test_projects_that_others_add_up_to_are_subtotals() -> None:
    found = roles(
        ("total", "9"), ("project", "9"), ("project", "5"), ("project", "2"), ("project", "3"), ("project", "4")
    )
    assert found == ["total", "subtotal", "subtotal", "item", "item", "item"]


def test_a_list_that_adds_up_in_no_way_stays_flat() -> None:
    assert roles(("total", "9"), ("project", "5"), ("project", "3")) == ["total", "item", "item"]


def test_the_only_unit_without_a_total_is_the_total() -> None:
    assert roles(("unit", "5"), ("project", "2"), ("project", "3")) == ["total", "item", "item"]


def test_a_total_may_come_last() -> None:
    assert roles(("project", "2"), ("project", "3"), ("total", "5")) == ["item", "item", "total"]


def test_kinds_without_items_are_items() -> None:
    assert roles(("category", "2"), ("category", "3"), ("total", "5")) == ["item", "item", "total"]


@pytest.mark.parametrize(
    ("page", "expected"), [(2, ["望川市第一中学"]), (1, ["望川市第", "一中学"])], ids=["new", "same"]
)
def test_words_alone_on_a_new_page_go_back_to_their_row(page: int, expected: list[str]) -> None:
    upper = BodyRow({0: BodyCell("望川市第", 1, 1, None), 1: BodyCell("5.00", 1, 2, None)}, 1, 1, 1)
    lower = BodyRow({0: BodyCell("一中学", 2, 1, None)}, page, 1, 2)
    assert [row.cells[0].text for row in join_over_pages([upper, lower], {1})] == expected
