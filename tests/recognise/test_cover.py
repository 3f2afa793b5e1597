"""What a document says it is: its publisher among other names."""

from pipelines.read.document import Document, Page, TextRun
from pipelines.recognise.cover import read_cover


def units(*lines: str) -> tuple[str, ...]:
    items = tuple(TextRun(line, line_no=number) for number, line in enumerate(lines, 1))
    return read_cover(Document("0" * 64, "a.html", "a.html", "text/html", 1, (Page(1, items),), False)).units


def test_the_menu_and_the_foot_of_a_web_page_name_no_publisher() -> None:
    lines = ("12345知识库", "青河市档案馆2024年部门预算公开", "主办单位：青河市人民政府", "运维单位：青河信息港")
    assert units(*lines)[0] == "青河市档案馆"


def test_a_number_before_a_name_that_stands_again_is_its_code() -> None:
    lines = ("青河市档案馆2024年部门预算公开", "543档案馆", "543档案馆")
    assert units(*lines)[0] == "543档案馆"
