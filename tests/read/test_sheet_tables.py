"""One sheet cut into tables and text: where a table begins, what is merged, what is no table at all."""

from pipelines.read.document import Grid, TextRun
from pipelines.read.sheet_tables import Merge, sheet_items

HEADER = ["项目", "预算数", "说明"]
FORM = [
    ["收入预算总表", "", ""],
    HEADER,
    ["教育", "1.00", ""],
    ["", "", ""],
    ["卫生", "2.00", ""],
    ["合计", "3.00", ""],
]


def test_a_blank_row_alone_parts_no_table() -> None:
    rows = [
        ["", "", ""],
        FORM[0],
        ["", "", ""],
        ["单位：甲局", "", "单位：元"],
        ["", "", ""],
        *FORM[1:],
        ["注：无。", "", ""],
    ]
    (grid, note) = sheet_items(rows, [])
    assert isinstance(grid, Grid) and grid.rows == len(rows) - 1
    assert note == TextRun("注：无。")


def test_a_title_and_a_header_below_a_blank_row_begin_a_table() -> None:
    second = [["支出预算总表", "", ""], ["单位：甲局", "", "单位：元"], *FORM[1:]]
    grids = sheet_items([*FORM, ["", "", ""], *second], [Merge(7, 0, 7, 2)])
    assert [grid.cells[0].text for grid in grids if isinstance(grid, Grid)] == ["收入预算总表", "支出预算总表"]
    assert isinstance(grids[1], Grid) and grids[1].cells[0].column_span == 3


def test_text_that_never_stands_side_by_side_is_no_table() -> None:
    assert sheet_items([["", ""], ["封面", ""], ["甲局\n2026年", ""]], [Merge(1, 0, 1, 1)]) == [
        TextRun("封面"),
        TextRun("甲局"),
        TextRun("2026年"),
    ]


def test_merged_cells_are_spans_unless_they_hide_text() -> None:
    rows = [["项目", "支出", ""], ["", "合计", "基本"], ["教育", "1", "1"]]
    (grid,) = sheet_items(rows, [Merge(0, 0, 1, 0), Merge(0, 1, 0, 9), Merge(2, 1, 2, 2), Merge(0, 0, 2, 2)])
    assert isinstance(grid, Grid) and grid.has_spans
    spans = {cell.text: (cell.row_span, cell.column_span) for cell in grid.cells}
    assert (spans["项目"], spans["支出"], spans["1"]) == ((2, 1), (1, 2), (1, 1))


def test_a_header_without_merged_cells_is_one_that_cannot_say_what_it_covers() -> None:
    (grid,) = sheet_items(
        [["表", "", ""], ["项目", "支出", ""], ["", "合计", "基本"], ["教育", "1", "1"]], [Merge(0, 0, 0, 2)]
    )
    assert isinstance(grid, Grid) and not grid.has_spans


def test_sentences_between_tables_are_prose() -> None:
    blank = ["", "", ""]
    prose = [["一、收入说明", "", ""], ["2026年收入2.00元。", "", ""]]
    second = [["支出预算总表", "", ""], *FORM[1:]]
    items = sheet_items([*prose, blank, *FORM, blank, *prose, blank, *prose, blank, *second, blank, *prose], [])
    kinds = ["grid" if isinstance(item, Grid) else item.text[:1] for item in items]
    assert kinds == ["一", "2", "grid", "一", "2", "一", "2", "grid", "一", "2"]
    first = next(item for item in items if isinstance(item, Grid))
    assert first.rows == len(FORM)


def test_a_long_text_in_the_midst_of_a_table_is_a_row_of_it() -> None:
    rows = [*FORM, ["", "", ""], ["按期完成任务。", "", ""], ["", "", ""], ["数量", "3.00", "元"]]
    (grid,) = sheet_items(rows, [])
    assert isinstance(grid, Grid) and grid.rows == len(rows)


def test_a_title_merged_over_columns_begins_a_table_below_a_small_one() -> None:
    rows = [*FORM[:2], ["", "", ""], ["支出预算总表", "", ""], *FORM[1:]]
    grids = sheet_items(rows, [Merge(3, 0, 3, 2)])
    assert [grid.rows for grid in grids if isinstance(grid, Grid)] == [2, len(FORM)]


def test_a_cover_above_the_first_table_is_text() -> None:
    items = sheet_items([["甲局", "", ""], ["2026年部门预算", "", ""], ["", "", ""], *FORM], [])
    assert items[:2] == [TextRun("甲局"), TextRun("2026年部门预算")]
    assert isinstance(items[2], Grid) and items[2].rows == len(FORM)
