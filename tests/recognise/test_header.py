"""Which rows of a grid are its title, its header and its body."""

from pipelines.read.document import Cell, Grid
from pipelines.recognise.header import split
from pipelines.recognise.matrix import Matrix

TITLE = ("公开03表", "", "", "")
UPPER = ("功能分类科目", "", "本年支出", "")
LOWER = ("科目编码", "科目名称", "基本支出", "项目支出")
ITEM = ("2012601", "行政运行", "9.50", "2.50")


def matrix(*rows: tuple[str, ...]) -> Matrix:
    """A grid of these rows, a blank text being a blank cell."""
    cells = tuple(Cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    return Matrix(Grid(cells, len(rows), len(rows[0]), 1), page=1)


def test_a_header_printed_again_begins_another_page() -> None:
    first, second = split(matrix(TITLE, UPPER, LOWER, ITEM, ITEM, UPPER, LOWER, ITEM))
    assert (first.preamble, first.header, first.body) == ((0,), (1, 2), (3, 4))
    assert (second.preamble, second.header, second.body) == ((), (5, 6), (7,))


def test_that_page_begins_with_what_stands_above_the_header() -> None:
    first, second = split(matrix(TITLE, UPPER, LOWER, ITEM, TITLE, UPPER, LOWER, ITEM))
    assert (first.body, second.preamble, second.header, second.body) == ((3,), (4,), (5, 6), (7,))


def test_half_a_header_is_a_row() -> None:
    (table,) = split(matrix(TITLE, UPPER, LOWER, ITEM, LOWER, ITEM))
    assert table.body == (3, 4, 5)
