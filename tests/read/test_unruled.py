"""Lines of text that print a table are told from prose, which prints amounts as well."""

from pathlib import Path

import pytest

from pipelines.read import read_document
from pipelines.read.unruled import seem_a_table


@pytest.mark.parametrize(
    "lines",
    [
        ["科目名称      预算数", "教育支出    1,234.50", "卫生健康支出    2,000.00", "合计    3,234.50"],
        ["一、财政拨款 1200 一、教育支出 800", "二、事业收入 300 二、卫生健康支出 700", "合计 1500 合计 1500"],
        ["行政运行 120.00 项目支出 30.00"] * 3,
    ],
)
def test_amounts_below_one_another_are_a_table(lines: list[str]) -> None:
    assert seem_a_table(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["收入预算 1,434.77 万元，比上年增加", "支出预算 1,434.77 万元，比上年增加", "三公经费 5.50 万元，与上年持平"],
        ["2.行政运行（项）支出 391.72", "万元，与上年相比减少"] * 3,
        ["有 24 种专业硕士学位 27 个博士后", "流动站 51 个一级学科 12 项"] * 2,
        ["第一部分 部门概况.......... 1", "第二部分 预算表.......... 2", "第三部分 说明.......... 3"],
        ["教育支出    1,234.50", "合计    1,234.50"],
    ],
)
def test_prose_contents_and_a_sum_are_none(lines: list[str]) -> None:
    assert not seem_a_table(lines)


def test_a_text_whose_columns_are_parted_by_blanks_says_that_it_was_not_read(tmp_path: Path) -> None:
    path = tmp_path / "aligned.txt"
    path.write_text("支出总表\n" + "教育支出        1,234.50      234.50\n" * 4, encoding="utf-8")
    (page,) = read_document(path).pages
    assert (list(page.grids), page.verdicts) == ([], ("table_without_lines",))
