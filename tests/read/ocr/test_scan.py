"""Scanned pages read by the real engine: the grid and the words of the page, wherever it lies under the glass."""

from pathlib import Path

import numpy as np
import pytest

from pipelines.read.document import Document, Page
from pipelines.read.ocr.engine import is_installed, load_engine
from pipelines.read.ocr.scan import read_picture
from tests.read.drawn import WIDTH, Sheet, Text, draw, grid, read, texts
from tests.scanned.scanner import OFFICE, Scanner, as_pdf, painted, scanned_pdf

pytestmark = pytest.mark.skipif(not is_installed(), reason="needs the extra ocr")
XS, YS = (50.0, 150.0, 250.0, 350.0), (100.0, 130.0, 160.0, 190.0, 220.0)
BOXES = ((50.0, 100.0, 150.0, 160.0), (150.0, 100.0, 350.0, 130.0), *grid(XS[1:], YS[1:3]), *grid(XS, YS[2:]))
WORDS = (
    ("科目名称", 52, 135),
    ("本年预算数", 152, 118),
    ("基本支出", 152, 148),
    ("项目支出", 252, 148),
    ("一般公共服务支出", 52, 178),
    ("社会保障和就业支出", 52, 208),
)
NUMBERS = (("1,234.56", 248, 178), ("870.05", 348, 178), ("0.30", 248, 208), ("-15.00", 348, 208))
PAGE = Sheet(
    BOXES,
    (
        Text(150, 60, "2025年一般公共预算支出表"),
        Text(50, 90, "单位名称：望川市档案馆"),
        Text(350, 90, "单位：万元", "right"),
        *(Text(x, y, word) for word, x, y in WORDS),
        *(Text(x, y, number, "right") for number, x, y in NUMBERS),
    ),
)
TABLE = {
    (0, 0): "科目名称",
    (0, 1): "本年预算数",
    (1, 1): "基本支出",
    (1, 2): "项目支出",
    (2, 0): "一般公共服务支出",
    (2, 1): "1,234.56",
    (2, 2): "870.05",
    (3, 0): "社会保障和就业支出",
    (3, 1): "0.30",
    (3, 2): "-15.00",
}


def only_page(document: Document) -> Page:
    (page,) = document.pages
    return page


@pytest.mark.parametrize("scanner", OFFICE, ids=lambda scanner: f"{scanner.dpi} dpi, {scanner.skew} degrees")
def test_a_scan_reads_as_the_page_does(tmp_path: Path, scanner: Scanner) -> None:
    page = only_page(read(tmp_path, scanned_pdf(draw(PAGE), scanner)))
    (found,) = page.grids
    assert texts(found) == TABLE
    spans = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in found.cells}
    assert (spans[0, 0], spans[0, 1], spans[2, 1]) == ((2, 1), (1, 2), (1, 1))
    said = "".join(run.text for run in page.texts).replace(" ", "")
    assert said == "2025年一般公共预算支出表单位名称：望川市档案馆单位：万元"
    assert page.verdicts == ("read_by_ocr",)
    sure = [cell.confidence for cell in found.cells if cell.text]
    assert all(each is not None and each > 0.5 for each in sure)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_on_its_side_is_turned(quarters: int) -> None:
    picture = np.asarray(Scanner(skew=0.8, quarters=quarters).scan(painted(draw(PAGE), 200)[0]))
    page = read_picture(picture, picture.shape[1] * 72 / 200, 1, load_engine())
    (found,) = page.grids
    assert texts(found) == TABLE


def test_a_box_points_at_the_scan_as_it_lies(tmp_path: Path) -> None:
    """The digits lie inside the box that is said of them, on the crooked page."""
    lying = Scanner(skew=2.0).scan(painted(draw(PAGE), 200)[0])
    document = read(tmp_path, as_pdf([lying], 200))
    (found,) = only_page(document).grids
    for word, row, column in (("1,234.56", 2, 1), ("-15.00", 3, 2)):
        cell = next(cell for cell in found.cells if (cell.row, cell.column) == (row, column))
        assert cell.text == word
        assert cell.box is not None
        x0, y0, x1, y1 = document.as_displayed(1, cell.box)
        there = np.asarray(lying)[
            round(y0 * 200 / 72) : round(y1 * 200 / 72), round(x0 * 200 / 72) : round(x1 * 200 / 72)
        ]
        assert (there < 100).mean() > 0.01
        # Crooked by 2 degrees, a page of this width is a third of a row off at its sides.
        assert abs(y0 - cell.box[1]) > 1 or abs(x0 - cell.box[0]) > 1


def test_a_picture_without_text_says_so(tmp_path: Path) -> None:
    document = read(tmp_path, draw(Sheet(image=True)))
    assert only_page(document).verdicts == ("no_text_but_image",)
    assert only_page(document).width == pytest.approx(WIDTH, abs=1)
