"""The narrative as paragraphs: what a wrap leaves alone on its line belongs to the sentence above."""

import pytest

from pipelines.read.document import Document, Page, TextRun
from pipelines.recognise.prose import read_paragraphs

LEFT, RIGHT, SIZE = 72.0, 520.0, 12.0


def paragraphs(*lines: tuple[float, float, str]) -> list[str]:
    """The paragraphs of a page of these lines: left edge, right edge, text."""
    runs = tuple(
        TextRun(text, (left, 100 + 22 * number, right, 100 + 22 * number + SIZE))
        for number, (left, right, text) in enumerate(lines)
    )
    page = Page(1, runs, 595, 842)
    return [paragraph.text for paragraph in read_paragraphs(Document("0", "", "", "", 0, (page,), True))]


@pytest.mark.parametrize("tail", ["。", "00%。", ".57万元。"])
def test_the_end_of_a_sentence_alone_on_its_line_is_not_lost(tail: str) -> None:
    first = "2024年度支出预算为84.18万元，支出决算为84.18万元，完成预算的100"
    second = "2024年度机关运行经费12.00万元。"
    found = paragraphs((LEFT + 2 * SIZE, RIGHT, first), (LEFT, LEFT + 40, tail), (LEFT + 2 * SIZE, LEFT + 300, second))
    assert found == [(first + tail).replace("，", ","), second]


def test_a_number_alone_is_no_sentence() -> None:
    assert paragraphs((LEFT, RIGHT, "主要职责"), (LEFT, LEFT + 40, "12.50")) == ["主要职责"]


def test_the_line_of_a_table_is_no_margin_of_the_prose_below_it() -> None:
    first = "一般公共预算财政拨款支出主要用于以下方面：教育（类）支出20.00万元，占20.00%；社"
    unit = (LEFT - 32, RIGHT + 36, "部门：青河市档案馆 金额单位：万元")
    found = paragraphs(unit, (LEFT + 2 * SIZE, RIGHT, first), (LEFT, LEFT + 200, "会保障和就业（类）支出80.00万元。"))
    assert found == [
        "一般公共预算财政拨款支出主要用于以下方面:教育(类)支出20.00万元,占20.00%;社会保障和就业(类)支出80.00万元。"
    ]
