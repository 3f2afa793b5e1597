"""Which subject a row means: every name of the lists in the order of a form, codes in parts, what no list holds."""

import pytest

from pipelines.normalise.code_lists import Classification, code_list
from pipelines.normalise.identifiers import Named
from pipelines.normalise.subjects import Resolver, same_name

YEARS = (2012, 2018, 2020, 2024, 2026)
LISTS: tuple[Classification, ...] = ("function", "economic", "government_economic")
# 其他农林水支出 is 2139899, 21399 and 2139999: right below 21398 the name alone cannot tell the first from the second.
TWICE = {"21399", "2139999"}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("classification", LISTS)
def test_names_in_order_mean_their_codes(classification: Classification, year: int) -> None:
    resolver = Resolver(classification, year)
    wrong = set()
    for row in code_list(classification).subjects:
        if row.covers(year) and not row.is_local:
            found = resolver.by_name(row.name)
            if found is None or found.subject.code != row.code:
                wrong.add(row.code)
    assert wrong <= TWICE


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([("201", 1), ("26", 2), ("01", 3), ("04", 3)], ["201", "20126", "2012601", "2012604"]),
        ([("201", 1), ("26", None), ("2012601", None), ("02", None)], ["201", "20126", "2012601", "20102"]),
        ([("221", 1), ("2", 2), ("02", 2)], ["221", "22102", "22102"]),
    ],
)
def test_codes_are_joined_to_their_parents(rows: list[tuple[str, int | None]], codes: list[str]) -> None:
    resolver = Resolver("function", 2025)
    named = [Named(code.zfill(2) if level else code, "", len(code) < 3, level) for code, level in rows]
    assert [resolver.by_code(found).subject.code for found in named] == codes


def test_an_ambiguous_name_means_nothing() -> None:
    assert Resolver("function", 2025).by_name("行政运行") is None


def test_the_open_class_decides_between_equal_names() -> None:
    resolver = Resolver("function", 2025)
    for above in ("一般公共服务支出", "档案事务"):
        assert resolver.by_name(above) is not None
    found = resolver.by_name("行政运行")
    assert found is not None
    assert found.subject.code == "2012601"


def test_an_unlisted_name_lies_below_what_is_open() -> None:
    resolver = Resolver("function", 2025)
    resolver.by_code(Named("201", "一般公共服务支出"))
    subject = resolver.unlisted("星际航行支出").subject
    assert (subject.code, subject.parent_code, subject.level, subject.is_local) == ("", "201", 2, True)


def test_an_unlisted_code_keeps_its_digits_and_its_listed_parent() -> None:
    found = Resolver("function", 2025).by_code(Named("2012677", "望川专项"))
    assert not found.is_listed
    assert (found.subject.code, found.subject.parent_code, found.subject.level) == ("2012677", "20126", 3)


def test_the_year_decides_between_editions() -> None:
    names = [Resolver("function", year).by_code(Named("210", "")).subject.name for year in (2012, 2017, 2024)]
    assert names == ["医疗卫生支出", "医疗卫生与计划生育支出", "卫生健康支出"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("对个人和家庭的补助", "对个人和家庭补助", True),
        ("维修（护）费", "维修(护)费", True),
        ("一、工资福利支出", "工资福利支出", True),
        ("差旅费", "培训费", False),
    ],
)
def test_names_in_one_writing(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) == same
