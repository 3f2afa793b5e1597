"""Word documents: text and tables in order, merged cells, what stands beside the text, and what is refused."""

from pathlib import Path

import pytest

from pipelines.issues import DocumentRejected
from pipelines.normalise.extract import extract
from pipelines.read import doc, media_type_of, read_document
from pipelines.read.document import Document, Grid, TextRun
from tests.typeset.package import MAIN_TYPES, package
from tests.typeset.tables import Cell, header_rows, labels
from tests.typeset.word import WORD, paragraph, word_file, word_table

# The directory of a compound file with one stream; enough to tell what it is.
DIRECTORY = 1


def read(folder: Path, body: str, name: str = "文.docx") -> Document:
    path = folder / name
    path.write_bytes(word_file(body))
    return read_document(path)


def kinds(document: Document) -> list[str]:
    return [item.text if isinstance(item, TextRun) else "grid" for item in document.pages[0].items]


def compound(stream: str) -> bytes:
    """The least compound file that holds one stream of this name: header, allocation table, directory."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:32] = bytes.fromhex("3e000300feff0900")
    header[48:52] = DIRECTORY.to_bytes(4, "little")
    header[68:72] = b"\xfe\xff\xff\xff"
    header[76:512] = (0).to_bytes(4, "little") + b"\xff\xff\xff\xff" * 108
    table = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff\xff\xff\xff" * 126
    entries = b""
    for name, kind, child in (("Root Entry", 5, 1), (stream, 2, 0xFFFFFFFF)):
        entry = bytearray(128)
        raw = name.encode("utf-16-le") + b"\x00\x00"
        entry[: len(raw)] = raw
        entry[64:66] = len(raw).to_bytes(2, "little")
        entry[66] = kind
        entry[68:80] = b"\xff\xff\xff\xff" * 2 + child.to_bytes(4, "little")
        entries += bytes(entry)
    return bytes(header) + table + entries + bytes(256)


def refused(path: Path) -> DocumentRejected:
    with pytest.raises(DocumentRejected) as rejected:
        read_document(path)
    return rejected.value


def test_text_and_tables_in_order(tmp_path: Path) -> None:
    rows = (*header_rows(["项目", ("支出", ("合计", "基本支出"))]), labels("教育", "3.00", ""))
    document = read(tmp_path, paragraph("支出总表") + word_table(rows) + paragraph("注：无"))
    assert kinds(document) == ["支出总表", "grid", "注：无"]
    (grid,) = document.pages[0].grids
    assert [(c.text, c.row, c.column, c.row_span, c.column_span) for c in grid.cells] == [
        ("项目", 0, 0, 2, 1),
        ("支出", 0, 1, 1, 2),
        ("合计", 1, 1, 1, 1),
        ("基本支出", 1, 2, 1, 1),
        ("教育", 2, 0, 1, 1),
        ("3.00", 2, 1, 1, 1),
        ("", 2, 2, 1, 1),
    ]
    assert not document.is_paged


def test_a_covered_cell_that_holds_text_is_a_cell(tmp_path: Path) -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    first = cell.format('<w:vMerge w:val="restart"/>', paragraph("甲")) + cell.format("", paragraph("1"))
    second = cell.format("<w:vMerge/>", paragraph("乙")) + cell.format("", paragraph("2"))
    (grid,) = read(tmp_path, f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>").pages[0].grids
    assert [(c.text, c.row_span) for c in grid.cells] == [("甲", 1), ("1", 1), ("乙", 1), ("2", 1)]


def test_a_row_that_begins_further_right(tmp_path: Path) -> None:
    cell = f"<w:tc>{paragraph('1')}</w:tc>"
    late = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell}</w:tr>'
    (grid,) = read(tmp_path, f"<w:tbl><w:tr>{cell}{cell}</w:tr>{late}</w:tbl>").pages[0].grids
    assert [(c.row, c.column) for c in grid.cells] == [(0, 0), (0, 1), (1, 1)]


def test_a_table_in_a_table_that_only_frames_it(tmp_path: Path) -> None:
    inner = word_table((labels("项目", "金额"), labels("教育", "1.00")))
    frame = f"<w:tbl><w:tr><w:tc>{paragraph('支出总表')}{inner}{paragraph('')}</w:tc></w:tr></w:tbl>"
    assert kinds(read(tmp_path, frame)) == ["支出总表", "grid"]


def test_what_stands_beside_the_text(tmp_path: Path) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    box = "<w:txbxContent>" + paragraph("框内") + "</w:txbxContent>"
    shape = (
        '<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing><wps:wsp xmlns:wps="s"><wps:txbx>'
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    field = "<w:r><w:instrText>PAGEREF _Toc25831 \\h</w:instrText></w:r><w:r><w:fldChar/></w:r>" + run.format("3")
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>" + run.format("新") + "</w:ins>"
    contents = (
        '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:hyperlink>' + run.format("收支总表") + "<w:r><w:tab/></w:r>"
        f"{field}</w:hyperlink></w:p>"
    )
    held = "<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("控件") + "</w:sdtContent></w:sdt>"
    body = contents + f"<w:p>{run.format('上')}<w:r><w:br/></w:r>{deleted}{shape}</w:p>" + held
    assert kinds(read(tmp_path, body)) == ["收支总表……3", "上", "新", "框内", "控件"]


def test_linked_files_stay_closed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.docx"
    secret.write_bytes(word_file(paragraph("秘密")))
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="x/attachedTemplate" Target="{secret.as_uri()}" TargetMode="External"/></Relationships>'
    )
    main = f'<w:document xmlns:w="{WORD}"><w:body><w:altChunk/><w:subDoc/>{paragraph("甲")}</w:body></w:document>'
    path = tmp_path / "文.docx"
    path.write_bytes(
        package({"word/document.xml": main, "word/_rels/document.xml.rels": relation}, "word/document.xml")
    )
    assert kinds(read_document(path)) == ["甲"]


def test_what_is_not_read_is_noted(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body/></w:document>',
        "word/media/1.png": b"png",
    }
    path = tmp_path / "文.docx"
    path.write_bytes(package({**parts, "word/embeddings/表.xlsx": b"PK"}, "word/document.xml"))
    document = read_document(path)
    assert document.notes == ("embedded_file: word/embeddings/表.xlsx; it was not read",)
    assert document.pages[0].verdicts == ("no_text_but_image",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
    )
    path = tmp_path / "文.docx"
    path.write_bytes(package({"word/document.xml": text.encode(encoding)}, "word/document.xml"))
    assert refused(path).code == "markup_declares_entities"


def test_deep_nesting_and_wide_spans_end_in_a_result(tmp_path: Path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 200 + "</w:tc></w:tr></w:tbl>" * 200
    wide = "<w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr></w:tc>' * 2500 + "</w:tr>"
    for body in (deep, f"<w:tbl>{wide}</w:tbl>"):
        path = tmp_path / "文.docx"
        path.write_bytes(word_file(body))
        assert refused(path).code in ("markup_too_deep", "table_too_large", "package_damaged")


@pytest.mark.parametrize("name", ["文.docx", "文.pdf", "文.xls", "文"])
def test_the_name_says_nothing(tmp_path: Path, name: str) -> None:
    document = read(tmp_path, paragraph("甲"), name)
    assert document.media_type.endswith("wordprocessingml.document")


def test_a_document_with_macros_is_a_document() -> None:
    types = "<Types><Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>"
    data = package({"word/document.xml": "<a/>"}, "word/document.xml", types)
    assert media_type_of(data) == media_type_of(word_file(""))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (compound("EncryptedPackage"), "package_encrypted"),
        (compound("PowerPoint Document"), "unknown_format"),
        (compound("WordDocument")[:600], "package_damaged"),
        (package({"ppt/presentation.xml": "<a/>"}, "x", "<Types/>"), "unknown_format"),
        (b"PK\x03\x04" + bytes(64), "package_damaged"),
    ],
)
def test_what_is_no_document_is_named(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "文.docx"
    path.write_bytes(data)
    assert refused(path).code == code


def converter(folder: Path, name: str, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The only converter on PATH; a shell script in its place."""
    tools = folder / "bin"
    tools.mkdir(exist_ok=True)
    tool = tools / name
    tool.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:/bin:/usr/bin")


@pytest.mark.parametrize("data", [compound("WordDocument"), rb"{\rtf1 \u-1?}"])
def test_an_old_document_without_converter_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "文.doc"
    path.write_bytes(data)
    (row,) = extract(path, "old").tables["document"]
    assert str(row["reason"]).startswith("doc_converter_missing: install ")


def test_an_old_document_through_antiword(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docbook = (
        '<!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML V4.1.2//EN" "http://localhost/docbookx.dtd"><book>'
        "<bookinfo><title>不</title></bookinfo><chapter><para>支出总表</para><informaltable><tgroup><tbody>"
        "<row><entry>项目</entry><entry>金额</entry></row><row><entry>教育</entry><entry>1.00</entry></row>"
        "</tbody></tgroup></informaltable></chapter></book>"
    )
    converter(tmp_path, "antiword", f"cat <<'END'\n{docbook}\nEND", monkeypatch)
    path = tmp_path / "文.doc"
    path.write_bytes(compound("WordDocument"))
    document = read_document(path)
    assert kinds(document) == ["支出总表", "grid"]
    (grid,) = document.pages[0].grids
    assert (grid.has_spans, [c.text for c in grid.cells]) == (False, ["项目", "金额", "教育", "1.00"])


def test_an_old_document_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(word_file(word_table((labels("项目", "金额"), (Cell("教育"), Cell("1.00"))))))
    script = f'while [ "$1" != "--outdir" ]; do shift; done; mkdir -p "$2" && cp "{made}" "$2/document.docx"'
    converter(tmp_path, "soffice", script, monkeypatch)
    path = tmp_path / "文.doc"
    path.write_bytes(rb"{\rtf1 x}")
    assert any(isinstance(item, Grid) for item in read_document(path).pages[0].items)


@pytest.mark.parametrize(
    ("script", "detail"), [("sleep 20", "took more than"), ("echo no >&2; exit 3", "antiword: no")]
)
def test_a_converter_that_fails_costs_one_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, detail: str
) -> None:
    converter(tmp_path, "antiword", f"exec {script}" if "sleep" in script else script, monkeypatch)
    monkeypatch.setattr(doc, "_SECONDS", 0.3)
    path = tmp_path / "文.doc"
    path.write_bytes(compound("WordDocument"))
    error = refused(path)
    assert error.code == "doc_not_converted" and detail in error.detail


def test_the_types_that_tests_name_are_those_that_are_read() -> None:
    for main in MAIN_TYPES:
        assert "openxmlformats" in media_type_of(package({main: "<a/>"}, main))
