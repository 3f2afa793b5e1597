"""What a document says it is: its publisher among other names."""

from pipelines.read.document import Document, Page, TextRun
from pipelines.recognise.cover import Cover, read_cover


def units(*lines: str) -> tuple[str, ...]:
    items = tuple(TextRun(line, line_no=number) for number, line in enumerate(lines, 1))
    return read_cover(Document("0" * 64, "a.html", "a.html", "text/html", 1, (Page(1, items),), False)).units


def test_the_menu_and_the_foot_of_a_web_page_name_no_publisher() -> None:
    lines = ("12345知识库", "青河市档案馆2024年部门预算公开", "主办单位：青河市人民政府", "运维单位：青河信息港")
    assert units(*lines)[0] == "青河市档案馆"


def test_a_number_before_a_name_that_stands_again_is_its_code() -> None:
    lines = ("青河市档案馆2024年部门预算公开", "543档案馆", "543档案馆")
    assert units(*lines)[0] == "543档案馆"


def cover(*lines: str) -> Cover:
    items = tuple(TextRun(line, line_no=number) for number, line in enumerate(lines, 1))
    return read_cover(Document("0" * 64, "a.html", "a.html", "text/html", 1, (Page(1, items),), False))


def test_a_title_that_repeats_in_the_heading_is_one_name() -> None:
    assert units("青河市档案馆", "青河市档案馆2024年部门预算公开")[0] == "青河市档案馆"


def test_the_title_of_a_page_and_the_first_line_of_its_cover_are_one_name() -> None:
    assert units("北方气候研究中心", "北方气候研究中心", "2025年单位预算")[0] == "北方气候研究中心"


def test_a_table_published_alone_names_its_unit() -> None:
    assert units("2024年青河市河东镇人民政府“三公”经费预算财政拨款情况统计表") == ("青河市河东镇人民政府",)
    assert units("一、2025年一般公共预算“三公”经费支出预算表") == ()


def test_a_column_of_last_year_is_not_the_year_of_the_document() -> None:
    assert cover("2024年预算数", "2025年预算数", "2024年预算数").year == 2025
    assert cover("2024年预算数", "青河市档案馆2023年部门预算").year == 2023


def test_columns_say_the_stage_where_nothing_else_does() -> None:
    assert cover("2024年预算数").stage == "budget"
    assert cover("预算数", "决算数").stage == "final"


def test_a_title_set_in_several_lines_is_one() -> None:
    assert cover("2026年度", "青河市档案馆", "部门预算", "目 录").title == "2026年度青河市档案馆部门预算"
    assert (
        cover("2026年青河市河道管理处（本", "级）部门预", "算", "目 录").title
        == "2026年青河市河道管理处（本级）部门预算"
    )
    assert cover("青河市档案馆", "2026年部门预算", "公开报表").title == "青河市档案馆2026年部门预算公开报表"


def test_what_stands_above_a_title_and_names_nothing_is_no_part_of_it() -> None:
    assert cover("附件2", "2026年部门预算公开", "部门名称：青河市档案馆").title == "2026年部门预算公开"
    assert cover("青河市档案馆", "青河市档案馆2026年部门预算").title == "青河市档案馆2026年部门预算"
    assert cover("首页", "政务公开", "青河市档案馆2026年部门预算").title == "青河市档案馆2026年部门预算"
