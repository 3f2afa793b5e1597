"""A text file is read line by line: what is written comes back, in its place, in every encoding it may have."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.read import read_document
from pipelines.read.document import Grid, TextRun
from pipelines.read.text import read_text

MANY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = st.text(st.sampled_from("一般公共预算支出合计单位：（）「」0123456789.,- 　㐀𠮷"), max_size=8)
ROWS = st.lists(st.lists(WORDS, min_size=2, max_size=4).map("\t".join), min_size=1, max_size=4)
# Lines of text, or rows of a table; a blank line ends both.
PARTS = st.lists(st.one_of(WORDS.map(lambda text: [text]), ROWS), min_size=1, max_size=4)


def printed(path: Path) -> dict[tuple[int, int | None], str]:
    """Every text that is no blank, by its line and, in a grid, its column."""
    found: dict[tuple[int, int | None], str] = {}
    (page,) = read_text(path)
    for item in page.items:
        if isinstance(item, TextRun):
            assert item.line_no is not None
            found[item.line_no, None] = item.text
            continue
        assert item.first_line is not None
        assert not item.has_spans
        for cell in item.cells:
            if cell.text:
                found[item.first_line + cell.row, cell.column] = cell.text
    return found


@MANY
@given(parts=PARTS, encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]), end=st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_is_read(tmp_path: Path, parts: list[list[str]], encoding: str, end: str) -> None:
    lines = [line for part in parts for line in (*part, "")]
    path = tmp_path / "made.txt"
    path.write_bytes(end.join(lines).encode(encoding))
    expected: dict[tuple[int, int | None], str] = {}
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        expected |= {(number, place if len(cells) > 1 else None): text.strip() for place, text in enumerate(cells)}
    assert printed(path) == {place: text for place, text in expected.items() if text}


def read(tmp_path: Path, text: str) -> list[TextRun | Grid]:
    path = tmp_path / "made.txt"
    path.write_text(text, encoding="utf-8")
    return [item for page in read_document(path).pages for item in page.items]


def test_lines_with_tabs_are_one_grid_until_a_blank_line(tmp_path: Path) -> None:
    first, title, second = read(tmp_path, "a\tb\nc\td\n\n# 支出总表\n\ne\tf\n\n")
    assert isinstance(first, Grid)
    assert isinstance(second, Grid)
    assert title == TextRun("支出总表", line_no=4)
    assert [(found.table_no, found.rows, found.columns, found.first_line) for found in (first, second)] == [
        (1, 2, 2, 1),
        (2, 1, 2, 6),
    ]


def test_a_row_that_has_lost_its_tabs_stays_in_its_table(tmp_path: Path) -> None:
    found, note = read(tmp_path, "a\tb\n合计\nc\td\n注：无\n")
    assert isinstance(found, Grid)
    assert [cell.text for cell in found.cells if cell.row == 1] == ["合计"]
    assert note == TextRun("注：无", line_no=4)


def test_rows_may_be_short(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "a\tb\tc\nd\t\n")
    assert isinstance(found, Grid)
    assert (found.rows, found.columns) == (2, 3)
    assert {(cell.row, cell.column): cell.text for cell in found.cells} == {
        (0, 0): "a",
        (0, 1): "b",
        (0, 2): "c",
        (1, 0): "d",
        (1, 1): "",
    }


@pytest.mark.parametrize("mark", ["\f", "\v"])
def test_only_line_feeds_end_lines(tmp_path: Path, mark: str) -> None:
    """Line numbers are what an editor shows, and a soft break of Word inside a cell does not cut its row."""
    path = tmp_path / "made.txt"
    path.write_text(f"支出总表\n{mark}单位：万元\na\tb\n", encoding="utf-8")
    assert printed(path) == {(1, None): "支出总表", (2, None): "单位：万元", (3, 0): "a", (3, 1): "b"}


def test_a_text_has_one_page_and_no_page_numbers(tmp_path: Path) -> None:
    path = tmp_path / "made.txt"
    path.write_text("望川市档案馆\n", encoding="utf-8")
    document = read_document(path, "somewhere/made.txt")
    assert (len(document.pages), document.is_paged, document.media_type) == (1, False, "text/plain")
    assert (document.source_uri, document.file_name, document.size) == ("somewhere/made.txt", "made.txt", 19)


def test_a_long_line_of_dashes_is_told_from_a_rule_in_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    dashes = "-" * 200_000
    path.write_text(f"项目\t预算数\n{dashes}\t元\n合计\t1.00\n", encoding="utf-8")
    assert printed(path)[2, 0] == dashes
