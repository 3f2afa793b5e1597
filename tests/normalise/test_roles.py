"""Summing what is called an item, along rows or along columns, gives what is called the total."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalise.rows import DocumentRows
from pipelines.recognise.measure_trees import ancestors
from tests.normalise.made_form import (
    ABOVE,
    COVER,
    LEAVES,
    MEASURES,
    NAMES,
    Line,
    Printed,
    by_levels,
    by_name,
    document,
    extracted,
    forms,
    in_one_column,
    lines,
)

FEW = settings(max_examples=30)
Sums = dict[tuple[str, ...], Decimal]


def summed(rows: DocumentRows, role: str, by: str, of: str) -> Sums:
    """Amounts of the facts whose `of` is `role`, added up for every value of `by`."""
    sums: defaultdict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for row in rows.tables["fact_expenditure"]:
        if row[of] == role:
            amount = row["amount_yuan"]
            assert isinstance(amount, Decimal)
            sums[tuple(str(row[name]) for name in by.split())] += amount
    return {key: value for key, value in sums.items() if value}


@FEW
@given(form=forms(), printed=st.sampled_from([in_one_column, by_name]))
def test_items_of_rows_add_up_to_the_total_row(
    form: tuple[Line, ...], printed: Callable[[Sequence[Line]], Printed]
) -> None:
    rows = extracted(document(printed(form)))
    assert summed(rows, "item", "category", "row_role") == summed(rows, "total", "category", "row_role")


@FEW
@given(form=forms())
def test_items_of_columns_add_up_to_the_total_column(form: tuple[Line, ...]) -> None:
    rows = extracted(document(by_levels(form, own_only=True)))
    assert summed(rows, "item", "row_no", "column_role") == summed(rows, "total", "row_no", "column_role")


@FEW
@given(form=forms(), data=st.data())
def test_rows_without_their_parts_are_items(form: tuple[Line, ...], data: st.DataObject) -> None:
    """A form may stop at 款 for some branches: what is not broken down further is an item."""
    stop = data.draw(st.sets(st.sampled_from(sorted({line.code[:5] for line in form if len(line.code) == 7}))))
    short = [line for line in form if not (len(line.code) == 7 and line.code[:5] in stop)]
    rows = extracted(document(in_one_column(short)))
    assert summed(rows, "item", "category", "row_role") == summed(rows, "total", "category", "row_role")


@FEW
@given(codes=st.lists(st.sampled_from(LEAVES), min_size=1, max_size=4, unique=True), unlisted=st.data())
def test_a_subject_that_no_list_holds_counts_once(codes: list[str], unlisted: st.DataObject) -> None:
    """A code outside the lists lies below the longest listed code that it begins with."""
    leaves = sorted({*codes, unlisted.draw(st.sampled_from(codes))[:5] + "87"} - NAMES.keys() | set(codes))
    printed = sorted({code[:length] for code in leaves for length in (3, 5, 7)})
    body = tuple(
        (code, NAMES.get(code, "望川专项"), str(sum(leaf.startswith(code) for leaf in leaves))) for code in printed
    )
    total = ("", "合计", str(len(leaves)))
    rows = extracted(document(Printed((("科目编码", "科目名称", "合计"),), (*body, total))))
    assert summed(rows, "item", "category", "row_role") == summed(rows, "total", "category", "row_role")


@FEW
@given(form=forms(), count=st.integers(1, 3))
def test_units_with_subjects_of_their_own_add_up(form: tuple[Line, ...], count: int) -> None:
    """The same subjects below each of several units: a unit's row is a subtotal of its own subjects only."""
    printed = in_one_column(form)
    units = [(f"12500{number}", f"望川市第{number}档案中心", *form[0].printed) for number in range(1, count + 1)]
    total = ("", "合计", *(str(Decimal(cell.replace(",", "") or 0) * count) for cell in form[0].printed))
    body = [total, *(row for unit in units for row in (unit, *printed.body[1:]))]
    rows = extracted([*COVER, *ABOVE, *lines(*printed.header, *body)])
    assert summed(rows, "item", "category", "row_role") == summed(rows, "total", "category", "row_role")
    codes = [unit["unit_code"] for unit in rows.tables["stg_unit"] if unit["unit_code"]]
    assert sorted(map(str, codes)) == [unit[0] for unit in units]


HEADERS = {
    "total": "合计",
    "basic": "基本支出",
    "personnel": "人员经费",
    "public": "公用经费",
    "project": "项目支出",
    "operating": "事业单位经营支出",
    "remitted_up": "上缴上级支出",
}


@FEW
@given(st.lists(st.sampled_from(sorted(HEADERS)), min_size=1, unique=True))
def test_columns_by_the_tree_of_measures(categories: list[str]) -> None:
    """In any order: items have nothing below them, totals nothing above them."""
    header = ("科目编码", "科目名称", *(HEADERS[category] for category in categories))
    body = ("201", "一般公共服务支出", *["1.00"] * len(categories))
    rows = extracted([*COVER, *ABOVE, *lines(header, body)])
    roles = {row["category"]: row["column_role"] for row in rows.tables["fact_expenditure"]}
    assert roles.keys() == set(categories)
    for category, role in roles.items():
        above = [other for other in categories if other in ancestors("category", str(category))]
        below = [other for other in categories if category in ancestors("category", other)]
        assert role == ("total" if not above else "subtotal" if below else "item")


@pytest.mark.parametrize("years", [("2024年", "2025年"), ("上年", "本年"), ("2023年", "2024年", "2025年")])
def test_each_year_has_a_total_of_its_own(years: tuple[str, ...]) -> None:
    header = ("科目编码", "科目名称", *(f"{year}预算数{name}" for year in years for name in MEASURES))
    body = ("201", "一般公共服务支出", *["2.00", "1.00", "1.00"] * len(years))
    rows = extracted([*COVER, *ABOVE, *lines(header, body)])
    roles = [row["column_role"] for row in rows.tables["fact_expenditure"]]
    assert roles == ["total", "item", "item"] * len(years)
