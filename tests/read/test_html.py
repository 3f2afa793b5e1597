"""Web pages: what becomes a grid, what becomes a line, and what is refused."""

import socket
from pathlib import Path

import pytest

from pipelines.issues import DocumentRejected
from pipelines.normalise.extract import extract
from pipelines.read import read_document
from pipelines.read.document import Document, Grid, TextRun
from pipelines.read.html import decode

SHARED = Path(__file__).parents[3] / "shared" / "realdocs"


def page(folder: Path, body: str, name: str = "page.html") -> Document:
    path = folder / name
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return read_document(path)


def lines(document: Document) -> list[str]:
    return [item.text for page in document.pages for item in page.items if isinstance(item, TextRun)]


def shape(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]


def refused(folder: Path, text: str) -> str:
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentRejected) as rejected:
        read_document(path)
    return rejected.value.code


def test_merged_cells_have_spans(tmp_path: Path) -> None:
    (grid,) = (
        page(
            tmp_path,
            "<table><thead><tr><th rowspan=2>项目<th colspan=2>支出<tr><td>合计<td>基本支出</thead>"
            "<tr><td>教育<td>3.00<td></table>",
        )
        .pages[0]
        .grids
    )
    assert (grid.rows, grid.columns) == (3, 3)
    assert shape(grid) == [
        ("项目", 0, 0, 2, 1),
        ("支出", 0, 1, 1, 2),
        ("合计", 1, 1, 1, 1),
        ("基本支出", 1, 2, 1, 1),
        ("教育", 2, 0, 1, 1),
        ("3.00", 2, 1, 1, 1),
        ("", 2, 2, 1, 1),
    ]


def test_a_span_over_more_columns_than_there_are_makes_none(tmp_path: Path) -> None:
    (grid,) = page(tmp_path, "<table><tr><td colspan=50>支出总表<tr><td>项目<td>金额</table>").pages[0].grids
    assert (grid.columns, shape(grid)[0]) == (2, ("支出总表", 0, 0, 1, 2))


def test_a_layout_table_does_not_swallow_the_tables_in_it(tmp_path: Path) -> None:
    form = "<table><tr><td>项目<td>金额<tr><td>教育<td>1.00</table>"
    document = page(
        tmp_path, f"<table><tr><td>网站<td>搜索<tr><td colspan=2>支出总表{form}说明<br>{form}</table><p>版权</p>"
    )
    assert [grid.table_no for grid in document.pages[0].grids] == [1, 2]
    assert all(grid.rows == 2 for grid in document.pages[0].grids)
    kinds = [item.text if isinstance(item, TextRun) else "grid" for item in document.pages[0].items]
    assert kinds == ["网站", "搜索", "支出总表", "grid", "说明", "grid", "版权"]


def test_a_form_keeps_its_cells_although_one_holds_a_table(tmp_path: Path) -> None:
    inner = "<table><tr><td>一<td>二<tr><td>三<td></table>"
    (grid,) = (
        page(tmp_path, f"<table><tr><td>项目<td>金额<td>说明<tr><td>教育<td>1.00<td>{inner}</table>").pages[0].grids
    )
    assert [cell.text for cell in grid.cells] == ["项目", "金额", "说明", "教育", "1.00", "一\n二\n三"]


def test_one_row_is_a_line_and_one_column_is_text(tmp_path: Path) -> None:
    document = page(
        tmp_path, "<table><tr><td>部门：甲局<td>单位：万元</table><table><tr><td>第一段<tr><td>第二段</table>"
    )
    assert lines(document) == ["部门：甲局  单位：万元", "第一段", "第二段"]
    assert list(document.pages[0].grids) == []


def test_blocks_and_breaks_end_lines(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<h1>标题</h1>甲<br/>乙<b>丙</b> <span>丁</span><p>部门\n   预算&nbsp;&nbsp;2026年</p>"
        "<script>var a = '不'</script><style>p {}</style><!-- 不 --><select><option>不</option></select>"
        "<pre>一\n二</pre>尾",
    )
    assert lines(document) == ["标题", "甲", "乙丙 丁", "部门预算 2026年", "一", "二", "尾"]


def test_text_beside_cells_and_rows_in_a_form_are_kept(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<table><caption>支出总表</caption><form><tr><td>项目<td>金额</tr></form><tr><td>教育<td>1.00</tr></table>",
    )
    (grid,) = document.pages[0].grids
    assert (lines(document), grid.rows) == (["支出总表"], 2)


def test_the_foot_of_a_table_stands_below_its_body(tmp_path: Path) -> None:
    (grid,) = (
        page(
            tmp_path,
            "<table><tfoot><tr><td>合计<td>1</tr></tfoot><tbody><tr><td>教育<td>1</tr></tbody>"
            "<thead><tr><td>项目<td>数</tr></thead></table>",
        )
        .pages[0]
        .grids
    )
    assert [cell.text for cell in grid.cells if cell.column == 0] == ["项目", "教育", "合计"]


@pytest.mark.parametrize(
    ("data", "text", "noted"),
    [
        ('<meta charset="gb2312">朱镕基㐂'.encode("gb18030"), "朱镕基㐂", False),
        ('<meta charset="gb2312">其实是'.encode(), "其实是", False),
        ("没有声明".encode("gbk"), "没有声明", False),
        ('<meta http-equiv="Content-Type" content="text/html; charset=big5">預算'.encode("big5"), "預算", False),
        ('<meta charset="no-such">预算'.encode("gbk"), "预算", False),
        ("预算".encode("utf-16"), "预算", False),
        (b'<meta charset="gbk">' + "预算".encode("gbk") + b"\xff!", "预算\ufffd!", True),
    ],
)
def test_bytes_become_text(data: bytes, text: str, noted: bool) -> None:
    found, notes = decode(data)
    assert found.endswith(text)
    assert bool(notes) is noted


def test_a_page_names_itself_and_its_date(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>甲局2026年部门预算_某市政府</title><meta name=PubDate content='2026-03-05 16:41'></head>"
        "<body>正文</body></html>",
        encoding="utf-8",
    )
    document = read_document(path)
    assert (lines(document), document.modified) == (["甲局2026年部门预算", "正文"], "2026-03-05T16:41:00")
    assert not document.is_paged


def test_the_name_of_a_file_says_nothing(tmp_path: Path) -> None:
    document = page(tmp_path, "<table><tr><td>项目<td>金额<tr><td>教育<td>1</table>", "表.xls")
    assert document.media_type == "text/html"
    assert len(list(document.pages[0].grids)) == 1


ENTITIES = "".join(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};&l{n - 1};&l{n - 1};&l{n - 1};">' for n in range(1, 12))


@pytest.mark.parametrize(
    "text",
    [
        f'<!DOCTYPE html [<!ENTITY l0 "lol">{ENTITIES}]><html><body>&l11;</body></html>',
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body>&x;</body></html>',
        '<?xml version="1.0"?><!DOCTYPE html [\n<!ENTITY % x SYSTEM "http://localhost/x">%x;]><html><p>甲</p></html>',
    ],
)
def test_a_page_with_entities_of_its_own_is_refused(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text) == "markup_declares_entities"


def test_nothing_outside_the_page_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    secret = tmp_path / "secret.html"
    secret.write_text("<p>秘密</p>", encoding="utf-8")
    document = page(
        tmp_path,
        f"<link rel=stylesheet href='http://localhost:9/a.css'><img src='http://localhost:9/a.png'>甲"
        f"<iframe src='{secret.as_uri()}'></iframe><object data='{secret.as_uri()}'></object>"
        f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{secret.as_uri()}'/>",
    )
    assert lines(document) == ["甲"]


def test_what_asks_for_memory_is_refused(tmp_path: Path) -> None:
    rows = "<tr>" + "<td colspan=1000 rowspan=9999>甲" * 5
    assert refused(tmp_path, f"<html><table>{rows * 5000}</table></html>") == "table_too_large"


def test_deep_nesting_ends_in_a_result(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    for element in ("<table><tr><td>", "<div>", "<div style='position:absolute;left:1pt;top:1pt'>"):
        path.write_text("<html>" + element * 3000 + "甲", encoding="utf-8")
        (row,) = extract(path, "deep").tables["document"]
        assert str(row["reason"]).startswith("markup_too_deep")


def test_a_large_picture_in_the_page_hides_nothing(tmp_path: Path) -> None:
    picture = f"<img src='data:image/png;base64,{'A' * (11 << 20)}'>"
    assert lines(page(tmp_path, f"<p>前</p>{picture}<p>后</p>")) == ["前", "后"]


def test_a_narrative_page(tmp_path: Path) -> None:
    path = SHARED / "kunming-2026-ys-sjj-html-txt" / "doc.html"
    if not path.exists():
        pytest.skip("the page does not lie in ../shared")
    (row,) = extract(path, "page").tables["document"]
    assert (row["title"], row["fiscal_year"], row["stage"]) == ("昆明市审计局（汇总）2026年预算公开", 2026, "budget")
    assert "2026年单位财务总收入154,991,108.01元" in "\n".join(lines(read_document(path)))
