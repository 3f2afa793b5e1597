"""Pages whose every text and line is set by position: tables by their lines, or by what stands below one another."""

import math
from collections import Counter
from pathlib import Path

import pytest

from pipelines.normalise.extract import extract
from pipelines.read import read_document
from pipelines.read.document import Grid, Page, TextRun
from pipelines.read.fragment import width_of

REAL = Path(__file__).parents[3] / "shared" / "realdocs" / "yantai-2026-ys-tyjrswj-html" / "doc.html"
XS, YS = (40, 200, 300, 400), (100, 120, 140, 160, 180, 200)
BODY = [
    *((44, 142, "教育支出"), (250, 142, "1,234.50"), (355, 142, "234.50")),
    *((44, 162, "卫生健康支出"), (250, 162, "2,000.00"), (44, 182, "合"), (64, 182, "计"), (250, 182, "3,234.50")),
]


def text(left: float, top: float, content: str, size: float = 10) -> str:
    return f'<div style="position:absolute;left:{left}pt;top:{top}pt;font-size:{size}pt">{content}</div>'


def line(left: float, top: float, wide: float, high: float) -> str:
    side = "bottom" if wide else "right"
    return (
        f'<div class="r" style="left:{left}pt;top:{top}pt;width:{wide}pt;height:{high}pt;'
        f'border-{side}:0.5pt solid #000">&nbsp;</div>'
    )


def rules() -> str:
    """A table of three columns; 项目 is merged over two rows, the first row over the second and third column."""
    across = [line(XS[0], y, XS[-1] - XS[0], 0) for y in (YS[0], *YS[2:])] + [line(XS[1], YS[1], 200, 0)]
    down = [line(x, YS[0], 0, 100) for x in (XS[0], XS[1], XS[3])] + [line(XS[2], YS[1], 0, 80)]
    return "".join(across + down)


def pages(folder: Path, *bodies: str) -> tuple[Page, ...]:
    # Texts enough to be a paged document.
    filler = "".join(text(40, 300 + 14 * n, f"第{n}条说明，没有数字的一行") for n in range(30))
    boxes = "".join(
        f'<div style="position:relative;width:500pt;height:800pt">{body}</div>' for body in (*bodies, filler)
    )
    path = folder / "page.html"
    path.write_text(f"<html><style>.r{{position:absolute}}</style><p>网站</p>{boxes}</html>", encoding="utf-8")
    document = read_document(path)
    assert document.is_paged
    return document.pages


def texts(grid: Grid) -> list[list[str]]:
    rows = [["^"] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def test_lines_make_cells(tmp_path: Path) -> None:
    head = [(80, 112, "项目"), (270, 105, "预算数"), (230, 125, "小计"), (330, 125, "基本支出")]
    first, _ = pages(tmp_path, rules() + "".join(text(*part) for part in (*head, *BODY, (150, 80, "支出总表"))))
    (grid,) = first.grids
    assert texts(grid) == [
        ["项目", "预算数", "^"],
        ["^", "小计", "基本支出"],
        ["教育支出", "1,234.50", "234.50"],
        ["卫生健康支出", "2,000.00", ""],
        ["合 计", "3,234.50", ""],
    ]
    assert (first.width, first.height, grid.box) == (500, 800, (40, 100, 400, 200))
    assert [item.text for item in first.items if isinstance(item, TextRun)] == ["网站", "支出总表"]


def test_text_too_wide_for_its_cell_stays_in_it(tmp_path: Path) -> None:
    wide = "一般公共预算财政拨款安排的支出一般公共预算财政拨款"
    number = "123,456,789,012,345.67"
    parts = [(44, 142, wide), (298 - width_of(number, 10) + 2, 162, number), (210, 105, "数")]
    first, _ = pages(tmp_path, rules() + "".join(text(*part) for part in parts))
    (grid,) = first.grids
    assert (texts(grid)[2][0], texts(grid)[3][1]) == (wide, number)


def test_without_lines_words_and_numbers_make_columns(tmp_path: Path) -> None:
    head = [(80, 112, "项目"), (285, 102, "预算数"), (240, 122, "小计"), (340, 122, "基本支出")]
    first, _ = pages(tmp_path, "".join(text(*part) for part in (*head, *BODY, (150, 60, "支出总表"))))
    (grid,) = first.grids
    assert first.verdicts == ("table_by_alignment",)
    assert texts(grid) == [
        ["项目", "预算数", "^"],
        ["^", "小计", "基本支出"],
        ["教育支出", "1,234.50", "234.50"],
        ["卫生健康支出", "2,000.00", ""],
        ["合 计", "3,234.50", ""],
    ]


def test_a_word_over_columns_that_cannot_be_told_is_refused(tmp_path: Path) -> None:
    """预算数 stands over 小计 alone or over all three: without lines nobody can say."""
    head = [(60, 112, "项目"), (250, 102, "预算数"), (245, 132, "小计"), (160, 122, "合计"), (350, 122, "基本支出")]
    body = [(x, y, t) for y in (152, 172, 192) for x, t in ((44, "教育"), (160, "1.00"), (250, "1.00"), (355, "1.00"))]
    first, _ = pages(tmp_path, "".join(text(*part) for part in (*head, *body)))
    assert (list(first.grids), first.verdicts) == ([], ("table_without_lines",))
    assert "1.00" in " ".join(item.text for item in first.items if isinstance(item, TextRun))


def test_words_over_columns_share_them_out_by_their_middles(tmp_path: Path) -> None:
    """公用经费 stands over six columns, 人员经费 over three: the nearest word would take those in between."""
    names = [
        (x, 122, name)
        for n in range(3)
        for x, name in ((60 + 140 * n, "编码"), (90 + 140 * n, "名称"), (140 + 140 * n, "数"))
    ]
    groups = [(85, 102, "人员经费"), (295, 102, "公用经费")]
    body = [
        (x + 140 * n, y, text)
        for y in (142, 162, 182)
        for n in range(3)
        for x, text in ((60, "301"), (90, "工资"), (135, "1.00"))
    ]
    first, _ = pages(tmp_path, "".join(text(*part) for part in (*groups, *names, *body)))
    (grid,) = first.grids
    spans = {cell.text: (cell.column, cell.column_span) for cell in grid.cells if cell.row == 0}
    assert spans == {"人员经费": (0, 3), "公用经费": (3, 6)}


def test_prose_makes_no_table(tmp_path: Path) -> None:
    body = "".join(text(60, 100 + 20 * n, f"（{n}）2026年预算{n},234.50万元，比上年增加") for n in range(9))
    first, _ = pages(tmp_path, body)
    assert (list(first.grids), first.verdicts) == ([], ())


def test_prose_makes_no_table_where_another_font_sets_its_numbers_apart(tmp_path: Path) -> None:
    lines = ["本支出", "359,781.59", "万元，占支出总额", "78.61", "%；项目支出"]
    body = "".join(text(60 + 90 * m, 100 + 20 * n, part) for n in range(9) for m, part in enumerate(lines))
    first, _ = pages(tmp_path, body)
    assert (list(first.grids), first.verdicts) == ([], ())


def test_no_box_is_longer_than_a_page_can_be(tmp_path: Path) -> None:
    endless = f'<div style="position:absolute;left:40pt;top:100pt;width:{"9" * 400}pt;border-top:1pt solid #000"></div>'
    page, _ = pages(tmp_path, rules() + endless + "".join(text(*part) for part in BODY))
    (grid,) = page.grids
    assert (grid.columns, grid.box) == (3, (40, 100, 400, 200))
    assert all(math.isfinite(side) for item in page.items if item.box for side in item.box)


def test_a_few_positioned_boxes_do_not_make_pages(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        f'<html><div style="position:relative;width:900px;height:600px">{text(1, 1, "菜单")}</div><p>正文</p></html>',
        encoding="utf-8",
    )
    document = read_document(path)
    assert (len(document.pages), document.is_paged) == (1, False)


def test_a_published_page_loses_no_number() -> None:
    if not REAL.exists():
        pytest.skip("the page does not lie in ../shared")
    rows = extract(REAL, "page")
    (about,) = rows.tables["document"]
    assert (about["pages"], about["title"]) == (53, "2026年烟台市退役军人事务局部门预算")
    assert rows.tables["document_issue"] == []
    facts = [*rows.tables["fact_expenditure"], *rows.tables["fact_revenue"]]
    assert Counter(fact["form"] for fact in facts) == {
        "summary": 16,
        "revenue": 139,
        "expenditure": 88,
        "appropriation_summary": 20,
        "general_public": 122,
        "basic": 127,
        "three_public": 8,
        "government_fund": 8,
        "basic_all": 208,
    }
    # What the narrative of the same page says, in 万元.
    said = {
        "收入总计": "35874.49",
        "一般公共预算收入": "28467.65",
        "五、其他收入": "1154.15",
        "上级补助收入": "3403.00",
    }
    summary = {f["row_label"]: f["printed_text"] for f in rows.tables["fact_revenue"] if f["form"] == "summary"}
    assert {label: str(summary[label]).replace(",", "") for label in said} == said
    three_public = {
        str(fact["three_public_subject_id"]).split("/")[1]: fact["printed_text"]
        for fact in rows.tables["fact_expenditure"]
        if fact["form"] == "three_public" and fact["fiscal_year"] == 2026
    }
    assert three_public == {"total": "25.02", "vehicle": "17.40", "vehicle_running": "17.40", "reception": "7.62"}


def test_a_table_of_contents_is_no_table(tmp_path: Path) -> None:
    entries = [(f"表{n}{'收支总表' * 3}{'.' * 40}", str(n + 3)) for n in range(5)]
    body = "".join(
        text(40, 40 + 24 * n, title) + text(440, 40 + 24 * n, page) for n, (title, page) in enumerate(entries)
    )
    page, _ = pages(tmp_path, body)
    assert list(page.grids) == []
    assert page.verdicts == ()


def test_a_number_in_narrow_digits_stays_in_its_cell(tmp_path: Path) -> None:
    body = rules() + text(44, 142, "教育支出") + text(272, 142, "1,234.50") + text(304, 142, "234.50")
    page, _ = pages(tmp_path, body)
    (grid,) = page.grids
    assert texts(grid)[2] == ["教育支出", "1,234.50", "234.50"]
