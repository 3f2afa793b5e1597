"""Annexes of labels and values where cells are merged and pages break: what text cases cannot show."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipelines.read.document import Cell, Document, Grid, Page, TextRun
from pipelines.recognise import recognise
from pipelines.recognise.annex_entries import Entry, ListRow, Pair
from pipelines.recognise.annex_words import label_of
from pipelines.recognise.key_values import read_key_values

# Text, row, column, and how many rows and columns the cell covers.
Printed = tuple[str, int, int, int, int]
EDGES = (50.0, 120.0, 190.0, 330.0, 430.0, 520.0)


def grid(rows: int, cells: Sequence[Printed], edges: Sequence[float] = EDGES) -> Grid:
    return Grid(
        cells=tuple(
            Cell(
                text,
                row,
                column,
                down,
                across,
                (edges[column], 20.0 * row, edges[column + across], 20.0 * (row + down)),
            )
            for text, row, column, down, across in cells
        ),
        rows=rows,
        columns=len(edges) - 1,
        table_no=1,
    )


def annexes(*pages: Sequence[str | Grid]) -> list[tuple[Entry, ...]]:
    """The entries of every annex of a document of these pages."""
    title = TextRun("望川市档案馆2025年部门预算")
    items = [tuple(TextRun(item) if isinstance(item, str) else item for item in page) for page in pages]
    document = Document(
        document_id="0" * 64,
        file_name="annexes.pdf",
        source_uri="annexes",
        media_type="application/pdf",
        size=1,
        pages=tuple(Page(number, (title, *page)) for number, page in enumerate(items, 1)),
        is_paged=True,
    )
    return [read_key_values(form.sheet) for form in recognise(document).forms]


def edge_cells(rows: int) -> tuple[Cell, ...]:
    """Blank cells that print the edges of all columns below the last row."""
    return tuple(
        Cell("", rows - 1, column, 1, 1, (EDGES[column], 20.0 * (rows - 1), EDGES[column + 1], 20.0 * rows))
        for column in (0, 2)
    )


def pairs(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    return [(entry.label.id, entry.text) for entry in entries if isinstance(entry, Pair)]


def cells(row: ListRow) -> dict[str, str]:
    return {row.columns[index].label.id: cell.text for index, cell in row.cells.items()}


HEADER: list[Printed] = [
    ("项目名称", 0, 0, 1, 2),
    ("裱糊古籍", 0, 2, 1, 3),
    ("项目资金\n（万元）", 1, 0, 2, 2),
    ("资金总额", 1, 2, 1, 1),
    ("12.00", 1, 3, 1, 2),
    ("其中：财政拨款", 2, 2, 1, 1),
    ("12.00", 2, 3, 1, 2),
    ("绩\n效\n指\n标", 3, 0, 4, 1),
    ("一级指标", 3, 1, 1, 1),
    ("二级指标", 3, 2, 1, 1),
    ("三级指标", 3, 3, 1, 1),
    ("指标值", 3, 4, 1, 1),
    ("产出指标", 4, 1, 3, 1),
    ("数量指标", 4, 2, 1, 1),
    ("裱糊册数", 4, 3, 1, 1),
    ("≥40册", 4, 4, 1, 1),
    ("质量指标", 5, 2, 2, 1),
    ("返工率", 5, 3, 1, 1),
    ("≤2%", 5, 4, 1, 1),
    ("验收率", 6, 3, 1, 1),
    ("=100%", 6, 4, 1, 1),
]
TITLE = "裱糊古籍项目绩效目标表"


def test_a_heading_over_rows_gives_its_scale_to_all_of_them() -> None:
    (entries,) = annexes([TITLE, grid(7, HEADER)])
    amounts = [entry for entry in entries if isinstance(entry, Pair) and entry.label.id == "amount"]
    assert [(pair.label.funding, pair.label.scale, pair.text) for pair in amounts] == [
        ("total", "万元", "12.00"),
        ("appropriation", "万元", "12.00"),
    ]


def test_a_page_without_title_goes_on_with_the_annex_by_the_place_of_its_columns() -> None:
    """The next page repeats no header, and its grid has a column less."""
    rest = grid(
        1,
        [("效益指标", 0, 0, 1, 1), ("社会效益指标", 0, 1, 1, 1), ("读者数", 0, 2, 1, 1), ("≥9人", 0, 3, 1, 1)],
        EDGES[1:],
    )
    (entries,) = annexes([TITLE, grid(7, HEADER)])
    (longer,) = annexes([TITLE, grid(7, HEADER), rest])
    assert longer[: len(entries)] == entries
    last = longer[-1]
    assert isinstance(last, ListRow)
    assert cells(last) == {"level1": "效益指标", "level2": "社会效益指标", "level3": "读者数", "value": "≥9人"}


def test_the_same_title_begins_another_annex_where_another_project_is_named() -> None:
    found = annexes([TITLE, grid(7, HEADER)], [TITLE, grid(7, HEADER)])
    assert len(found) == 2
    assert found[0] != ()


def test_a_value_that_a_page_break_cuts_goes_on() -> None:
    head = grid(1, [("项目名称", 0, 0, 1, 2), ("裱糊古籍和", 0, 2, 1, 3)])
    body: list[Printed] = [("地图", 0, 2, 1, 3), *(cell for cell in HEADER if cell[1] > 0)]
    (entries,) = annexes([TITLE, head, grid(7, body)])
    names = [entry for entry in entries if isinstance(entry, Pair) and entry.label.id == "project_name"]
    assert [(pair.text, pair.goes_on) for pair in names] == [("裱糊古籍和", False), ("地图", True)]


def test_a_level_ends_with_its_merged_cell() -> None:
    """The name of the next level fell out of the grid: its rows have none, rather than that of the rows above."""
    lost = [cell for cell in HEADER if cell[0] != "质量指标"]
    (entries,) = annexes([TITLE, grid(7, lost)])
    rows = [entry for entry in entries if isinstance(entry, ListRow)]
    assert [row.ends for row in rows] == [frozenset(), frozenset({"level2"}), frozenset({"level2"})]


def test_a_scale_in_the_label_does_not_begin_a_table() -> None:
    """项目资金(万元) above 其他资金(万元) reads as lines above a table do, and is none."""
    printed: list[Printed] = [
        ("项目名称", 0, 0, 1, 2),
        ("裱糊古籍", 0, 2, 1, 3),
        ("项目资金（万元）", 1, 0, 2, 2),
        ("年度资金总额：（万元）", 1, 2, 1, 2),
        ("90", 1, 4, 1, 1),
        ("其他资金（万元）", 2, 2, 1, 2),
    ]
    (entries,) = annexes([TITLE, grid(3, printed)])
    assert pairs(entries) == [("project_name", "裱糊古籍"), ("amount", "90")]


def test_a_cell_of_unknown_words_gives_its_scale_outside_of_lists_only() -> None:
    printed: list[Printed] = [
        ("项目名称", 0, 0, 1, 2),
        ("裱糊古籍", 0, 2, 1, 3),
        ("星际安排（万元）", 1, 0, 2, 2),
        ("资金总额", 1, 2, 1, 2),
        ("90", 1, 4, 1, 1),
        ("其他资金", 2, 2, 1, 2),
        ("8", 2, 4, 1, 1),
    ]
    (entries,) = annexes([TITLE, grid(3, printed)])
    amounts = [(entry.label.scale, entry.text) for entry in entries if isinstance(entry, Pair)][1:]
    assert amounts == [("万元", "90"), ("万元", "8")]


def test_what_merged_cells_print_above_the_next_page_is_no_title() -> None:
    """The grid of the next page is ruled as the one before: it goes on, whatever stands above it."""
    first, rest = grid(7, HEADER), grid(1, [("效益指标", 0, 1, 1, 1), ("读者数", 0, 3, 1, 1), ("≥9人", 0, 4, 1, 1)])
    overflow = "裱糊古籍和地图的第二年度 29.359500 29.359500 保障读者"
    (entries,) = annexes([TITLE, first])
    (longer,) = annexes([TITLE, first], [overflow, replace(rest, cells=(*rest.cells, *edge_cells(1)))])
    assert len(longer) == len(entries) + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("其中：省级财政资金", ("amount", "provincial_fiscal", None, "")),
        ("实施期资金总额(万元)：", ("amount", "total", "万元", "")),
        ("资金总额：1,200.50元", ("amount", "total", None, "1,200.50元")),
        ("年\n度\n目\n标", ("goal", None, None, "")),
        ("联系电话:", ("ignored", None, None, "")),
        ("其中：财政资金：8", ("amount", "appropriation", None, "8")),
        ("本年度部门预算资金总额", ("amount", "total", None, "")),
        ("盟市配套资金", ("amount", "local_fiscal", None, "")),
        ("自治区本级财政资金", ("amount", "provincial_fiscal", None, "")),
        ("实施周期绩效目标值", ("value", None, None, "")),
        ("三级项目名称", ("project_name", None, None, "")),
        ("项目实施周期总体绩效目标", ("goal", None, None, "")),
        ("填表人及联系电话", ("ignored", None, None, "")),
    ],
)
def test_labels(text: str, expected: tuple[str, str | None, str | None, str]) -> None:
    label = label_of(text)
    assert label is not None
    assert (label.id, label.funding, label.scale, label.value) == expected


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("年初预算数", "budget"),
        ("年初项目预算资金", "budget"),
        ("全年预算数", "adjusted"),
        ("全年预算资金总额", "adjusted"),
        ("全年资金总额", None),
    ],
)
def test_a_label_put_together_anew_is_of_the_stage_that_its_words_say(text: str, stage: str | None) -> None:
    label = label_of(text)
    assert label is not None
    assert (label.id, label.period, label.stage) == ("amount", "annual", stage)


@pytest.mark.parametrize(
    "text",
    [
        "业务费",
        "120.00",
        "",
        "13月底",
        "绩效目标完成情况良好，读者满意",
        "项目资金到位率",
        "资金使用情况",
        "预算编制工作方案",
    ],
)
def test_no_labels(text: str) -> None:
    assert label_of(text) is None
