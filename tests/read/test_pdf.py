"""What a reader sees on the page: which cells cover others, which text is whose, and what is no part of the table."""

from pathlib import Path

import pytest

from pipelines.normalise.extract import extract
from pipelines.read.document import Document, Grid, TextRun
from tests import readable
from tests.read.drawn import HEIGHT, WIDTH, Box, Sheet, Text, draw, grid, read, texts

XS, YS = (50.0, 150.0, 250.0, 350.0), (100.0, 120.0, 140.0, 160.0)
PLAIN = Sheet(grid(XS, YS), (Text(52, 113, "项目"), Text(248, 113, "12.30", "right"), Text(52, 133, "合计")))


def only_grid(document: Document) -> Grid:
    (found,) = [found for page in document.pages for found in page.grids]
    return found


def runs(document: Document) -> list[str]:
    return [item.text for page in document.pages for item in page.items if isinstance(item, TextRun)]


def test_a_plain_table(tmp_path: Path) -> None:
    found = only_grid(read(tmp_path, draw(PLAIN)))
    assert (found.rows, found.columns, found.table_no, found.has_spans) == (3, 3, 1, True)
    assert texts(found) == {(0, 0): "项目", (0, 1): "12.30", (1, 0): "合计"}
    assert len(found.cells) == 9


def test_cells_that_cover_others(tmp_path: Path) -> None:
    boxes: tuple[Box, ...] = ((50, 100, 150, 140), (150, 100, 350, 120), *grid(XS[1:], YS[1:3]), *grid(XS, YS[2:]))
    sheet = Sheet(
        boxes, (Text(52, 118, "科目"), Text(152, 113, "预算数"), Text(152, 133, "合计"), Text(252, 133, "基本"))
    )
    found = only_grid(read(tmp_path, draw(sheet)))
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in found.cells if cell.text}
    assert spans == {"科目": (0, 0, 2, 1), "预算数": (0, 1, 1, 2), "合计": (1, 1, 1, 1), "基本": (1, 2, 1, 1)}
    box = next(cell.box for cell in found.cells if cell.text == "预算数")
    assert box == pytest.approx((150, 100, 350, 120))


def test_a_frame_around_the_table_is_no_cell(tmp_path: Path) -> None:
    frame: Box = (30, 60, 370, 200)
    sheet = Sheet((frame, *PLAIN.boxes), (*PLAIN.texts, Text(150, 80, "支出总表"), Text(35, 190, "注：本表无数据")))
    document = read(tmp_path, draw(sheet))
    found = only_grid(document)
    assert texts(found) == {(0, 0): "项目", (0, 1): "12.30", (1, 0): "合计"}
    assert (found.rows, found.columns) == (3, 3)
    assert runs(document) == ["支出总表", "注：本表无数据"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # The column is 100 points wide and a Chinese character 10: two characters of twelve lie in the next cell.
        (Text(52, 113, "机关事业单位基本养老保险"), (0, 0)),
        (Text(348, 113, "机关事业单位基本养老保险", "right"), (0, 2)),
        (Text(158, 113, "机关事业单位基本养老"), (0, 1)),
    ],
)
def test_text_that_spills_over_a_ruling_stays_with_its_cell(tmp_path: Path, text: Text, place: tuple[int, int]) -> None:
    found = only_grid(read(tmp_path, draw(Sheet(PLAIN.boxes, (text,)))))
    assert texts(found) == {place: text.text}


def test_a_number_that_touches_the_next_label_stays_apart(tmp_path: Path) -> None:
    touching = (Text(150, 113, "1,234.56", "right"), Text(150, 113, "公务接待费"))
    assert texts(only_grid(read(tmp_path, draw(Sheet(PLAIN.boxes, touching))))) == {
        (0, 0): "1,234.56",
        (0, 1): "公务接待费",
    }


def test_a_label_that_touches_the_next_number_stays_apart(tmp_path: Path) -> None:
    touching = (Text(150, 113, "公务接待费", "right"), Text(150, 113, "1,234.56"))
    assert texts(only_grid(read(tmp_path, draw(Sheet(PLAIN.boxes, touching))))) == {
        (0, 0): "公务接待费",
        (0, 1): "1,234.56",
    }


def test_two_numbers_that_touch_stay_apart(tmp_path: Path) -> None:
    """The second number fills its narrow column, so nothing but the ruling parts it from the first."""
    touching = (Text(150, 113, "120", "right"), Text(150, 113, "45"))
    assert texts(only_grid(read(tmp_path, draw(Sheet(PLAIN.boxes, touching))))) == {(0, 0): "120", (0, 1): "45"}


def test_lines_in_a_cell_stay_lines(tmp_path: Path) -> None:
    boxes = grid((50, 150, 250), (100, 140, 160))
    sheet = Sheet(boxes, (Text(52, 113, "一般公共预算"), Text(52, 128, "财政拨款"), Text(152, 113, "合计")))
    assert texts(only_grid(read(tmp_path, draw(sheet))))[0, 0] == "一般公共预算\n财政拨款"


def test_text_around_a_table_is_in_reading_order(tmp_path: Path) -> None:
    sheet = Sheet(
        PLAIN.boxes, (Text(52, 200, "注：无"), *PLAIN.texts, Text(150, 80, "支出总表"), Text(300, 80, "万元"))
    )
    (page,) = read(tmp_path, draw(sheet)).pages
    assert [item.text.split() if isinstance(item, TextRun) else "grid" for item in page.items] == [
        ["支出总表", "万元"],
        "grid",
        ["注：无"],
    ]


def test_tables_are_numbered_on_each_page(tmp_path: Path) -> None:
    below = grid(XS, [y + 100 for y in YS])
    two = Sheet((*PLAIN.boxes, *below), (*PLAIN.texts, Text(52, 213, "编码")))
    document = read(tmp_path, draw(two, PLAIN))
    assert [[found.table_no for found in page.grids] for page in document.pages] == [[1, 2], [1]]
    assert [page.number for page in document.pages] == [1, 2]


def test_a_turned_page_reads_like_an_upright_one(tmp_path: Path) -> None:
    upright, turned = (
        read(tmp_path, draw(Sheet(PLAIN.boxes, PLAIN.texts, is_turned=is_turned))) for is_turned in (False, True)
    )
    assert (turned.pages[0].width, turned.pages[0].height) == (WIDTH, HEIGHT)
    assert texts(only_grid(turned)) == texts(only_grid(upright))
    for one, other in zip(only_grid(turned).cells, only_grid(upright).cells, strict=True):
        assert one.box == pytest.approx(other.box, abs=1)


def test_a_title_inside_the_grid_is_the_title(tmp_path: Path) -> None:
    """Report printers rule the title, the unit and the scale like rows of the table."""
    xs, ys = (50.0, 150.0, 250.0, 350.0), (60.0, 80.0, 100.0, 120.0, 140.0)
    boxes: tuple[Box, ...] = ((50, 60, 350, 80), (50, 80, 250, 100), (250, 80, 350, 100), *grid(xs, ys[2:]))
    rows = (
        Text(150, 73, "2025年支出预算总表"),
        Text(52, 93, "单位名称：望川市档案馆"),
        Text(252, 93, "单位：万元"),
        Text(52, 113, "科目编码"),
        Text(152, 113, "科目名称"),
        Text(252, 113, "合计"),
        Text(52, 133, "201"),
        Text(152, 133, "一般公共服务支出"),
        Text(348, 133, "12.30", "right"),
    )
    path = tmp_path / "titled.pdf"
    path.write_bytes(draw(Sheet(boxes, rows)))
    extracted = extract(path, "titled")
    (form,) = extracted.tables["document_form"]
    assert (form["form"], form["title"], form["scale"], form["rows"]) == (
        "expenditure",
        "2025年支出预算总表",
        "万元",
        1,
    )
    (fact,) = readable.facts(extracted)
    assert (fact["function_code"], fact["unit"], fact["amount_yuan"]) == ("201", "望川市档案馆", "123000.00")


def test_the_place_of_an_amount_is_kept(tmp_path: Path) -> None:
    sheet = Sheet(
        grid(XS, YS),
        (Text(52, 113, "项目"), Text(152, 113, "预算数"), Text(52, 133, "公务接待费"), Text(152, 133, "1.20")),
    )
    above = (Text(150, 60, "2025年“三公”经费预算表"), Text(52, 90, "单位名称：望川市档案馆 单位：万元"))
    path = tmp_path / "placed.pdf"
    path.write_bytes(draw(Sheet(), Sheet(sheet.boxes, (*above, *sheet.texts))))
    (fact,) = extract(path, "placed").tables["fact_expenditure"]
    assert [fact[name] for name in ("page", "table_no", "row_no", "column_no")] == [2, 1, 2, 2]
    assert [fact[name] for name in ("x0", "y0", "x1", "y1")] == pytest.approx([150, 120, 250, 140], abs=1)


def test_pages_without_text_say_so(tmp_path: Path) -> None:
    ruled = Sheet(grid(XS, YS))
    document = read(tmp_path, draw(PLAIN, Sheet(), ruled))
    assert [page.verdicts for page in document.pages][:2] == [(), ("no_text",)]
    assert document.pages[2].verdicts != ()


def test_the_date_stamp_is_the_files_own(tmp_path: Path) -> None:
    data = draw(PLAIN)
    assert str(read(tmp_path, data).modified).startswith("2000-01-01T00:00:00")
    assert read(tmp_path, data).document_id == read(tmp_path, data, "renamed.txt").document_id
