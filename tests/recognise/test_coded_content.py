"""Columns that print national codes name subjects, whatever their header says."""

import pytest

from pipelines.recognise.coded_content import coded_content
from pipelines.recognise.columns import read_columns


@pytest.mark.parametrize(
    ("texts", "content"),
    [
        (("201", "20126", "2012601"), "codes:function"),
        (("[50101]工资奖金津补贴", "[50103]住房公积金", "合计"), "named:government_economic"),
        (("201", "301", "501"), None),
        (("300", "300"), None),
        (("2012601", "12.00", "2012604"), None),
        (("基本工资", "30101-基本工资", "办公费"), None),
        (("一、教育支出", "二、国防", "三、住房保障支出", "合计"), "named:function"),
        (("工资福利支出", "办公费"), None),
        (("工资福利支出", "教育支出"), None),
        ((), None),
    ],
)
def test_what_codes_say(texts: tuple[str, ...], content: str | None) -> None:
    assert coded_content(texts) == content


def test_an_unknown_header_over_codes_and_its_name_identify_the_row() -> None:
    columns = read_columns((("某列编码",), ("某列名称",), ("预算数",)), ("codes:economic", "words", "other"))
    assert [column.kind for column in columns] == ["code", "name", "measure"]
    assert columns[0].facets.classification == "economic"


def test_an_unknown_header_over_numbers_stays_unknown() -> None:
    columns = read_columns((("某列名称",), ("某列金额",)), ("words", "other"))
    assert [column.kind for column in columns] == ["unknown", "unknown"]


def test_departments_codes_are_units_and_economic_codes_are_none() -> None:
    columns = read_columns((("主管部门编号",), ("部门经济编号",)), ("other", "other"))
    assert [column.kind for column in columns] == ["unit_code", "code"]


def test_codes_are_of_the_classification_of_their_digits_and_so_is_the_level_behind_them() -> None:
    paths = (("部门经济科目", "类"), ("部门经济科目", "款"), ("星际科目", "类"), ("星际科目", "款"), ("预算数",))
    contents = ("codes:government_economic", "other", "codes:economic", "other", "other")
    columns = read_columns(paths, contents)
    assert [(column.kind, column.facets.classification, column.facets.level) for column in columns[:4]] == [
        ("code", "government_economic", 1),
        ("code", "government_economic", 2),
        ("code", "economic", 1),
        ("code", "economic", 2),
    ]


def test_a_level_under_another_header_is_none_of_those_codes() -> None:
    columns = read_columns((("星际科目", "类"), ("月球科目", "款")), ("codes:economic", "other"))
    assert [column.facets.classification for column in columns] == ["economic", None]


def test_a_header_of_words_that_say_nothing_alone_is_not_understood() -> None:
    columns = read_columns((("项目支出", "份额"), ("份额",)), ("other", "other"))
    assert [(column.kind, column.reason) for column in columns] == [("measure", None), ("unknown", "份额")]
