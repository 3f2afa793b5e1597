"""Projects of a list that a page break cuts."""

from dataclasses import replace

import pytest

from pipelines.normalise.cut_projects import begins_unnamed, takes_rest
from pipelines.normalise.project_amounts import Project
from pipelines.recognise.annex_entries import HeadColumn, ListRow
from pipelines.recognise.annex_words import Label
from pipelines.recognise.sheet import SheetCell, SheetRow


def cell(text: str, column: int, row_no: int = 3, row_span: int = 1) -> SheetCell:
    return SheetCell(text, row_no, column + 1, row_span, float(column), column + 1.0, None)


def row(page: int, row_no: int, *cells: SheetCell, begins: bool = False) -> SheetRow:
    return SheetRow(cells, page, 1, row_no, begins, has_spans=True)


COLUMNS = tuple(
    HeadColumn(Label(name), cell(name, number)) for number, name in enumerate(("project_name", "amount", "level3"))
)
LAST = row(4, 4, cell("恒温天数", 2, 4))


def entry(name: SheetCell, *, begins: bool = False, page: int = 4) -> ListRow:
    return ListRow(COLUMNS, {}, row(page, name.row_no, name, begins=begins))


@pytest.mark.parametrize(
    ("name", "begins", "expected"),
    [
        (cell("", 0, row_span=2), False, True),
        (cell("库房恒温", 0, row_span=2), False, False),
        (cell("", 0, row_span=1), False, False),
        (cell("", 0, row_span=2), True, False),
        (cell("", 1, row_span=2), False, False),
    ],
)
def test_a_blank_name_merged_to_the_end_of_the_page_is_printed_on_the_next(
    name: SheetCell, begins: bool, expected: bool
) -> None:
    cut = entry(name, begins=begins)
    following = row(5, 1, cell("库房恒温", 0), begins=True)
    assert begins_unnamed(cut, (cut.row, LAST, following)) is expected
    assert not begins_unnamed(cut, (cut.row, LAST))


def test_the_first_row_of_a_page_names_the_project_begun_before() -> None:
    project = Project(7, "project")
    assert takes_rest(project, entry(cell("库房恒温", 0), begins=True), "0999T", "库房恒温", has_amounts=True)
    assert (project.code, project.name, project.label) == ("0999T", "库房恒温", "库房恒温")


def test_a_name_without_code_and_amounts_goes_on_where_projects_print_both() -> None:
    project = Project(7, "project", "裱糊古籍和", "0999T", "裱糊古籍和")
    rest = entry(cell("地图", 0), begins=True)
    assert takes_rest(project, rest, None, "地图", has_amounts=False)
    assert project.name == project.label == "裱糊古籍和地图"
    assert not takes_rest(project, rest, None, "库房恒温", has_amounts=True)
    assert not takes_rest(project, rest, "0998T", "库房恒温", has_amounts=False)
    assert not takes_rest(project, replace(rest, columns=COLUMNS[::2]), None, "库房恒温", has_amounts=False)
    assert not takes_rest(project, entry(cell("库房恒温", 0)), None, "库房恒温", has_amounts=False)
    assert project.name == "裱糊古籍和地图"
