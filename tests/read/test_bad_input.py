"""Whatever lies in the inbox, a document is loaded or set aside with a reason; no error comes out of extract()."""

import gc
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.issues import DocumentRejected
from pipelines.normalise.extract import extract
from pipelines.normalise.rows import TABLES
from pipelines.read import read_document
from pipelines.read.ocr import pdf_pages
from tests.read.drawn import Sheet, Text, draw, grid

PAGE = Sheet(grid((50, 150, 250), (100, 120, 140)), (Text(52, 113, "项目"), Text(248, 113, "12.30", "right")))


@cache
def pdf() -> bytes:
    return draw(PAGE, PAGE)


@cache
def bad_inputs() -> dict[str, tuple[bytes, str]]:
    """Bytes that cannot be a budget, with how the reason begins."""
    whole = pdf()
    return {
        "empty": (b"", "empty_file"),
        "blanks": (b" \n\t\r\n ", "empty_file"),
        "byte order mark": (b"\xef\xbb\xbf", ""),
        "binary": (Random(7).randbytes(4096), "unknown_format"),
        "nulls": (bytes(2048), "unknown_format"),
        "header only": (b"%PDF-1.7\n", "pdf_"),
        "header and words": (b"%PDF-1.7\nthis is no PDF\n%%EOF\n", "pdf_"),
        "truncated": (whole[: len(whole) // 2], "pdf_"),
        "truncated late": (whole[:-600], ""),
        "no objects": (whole.replace(b" obj", b" bjo"), "pdf_"),
        "password": (draw(PAGE, user_password="望"), "pdf_encrypted"),
        "scanned": (draw(Sheet(image=True)), ""),
        "blank page": (draw(Sheet()), ""),
        "page as a file": ("<!DOCTYPE html><html><body><p>404 页面不存在</p></body></html>".encode(), ""),
        "markup": (b"<?xml version='1.0'?><feed><entry/></feed>", "unknown_format"),
        "archive": (b"PK\x03\x04" + bytes(64), ""),
        "old office file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), ""),
        "picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "image_damaged"),
        "words": ("望川市档案馆举行开放日活动。\n".encode(), "not_a_disclosure"),
        "tabs": (b"\t\t\t\n\t\t\n", "empty_file"),
        "figures": (b"1\t2\n3\t4\n", "not_a_disclosure"),
    }


@pytest.fixture(autouse=True)
def left_open() -> Iterator[list[warnings.WarningMessage]]:
    """Files that nobody closed. Collected here, or their warning would fail whatever test runs next."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        yield caught
        gc.collect()


@pytest.mark.parametrize("suffix", [".pdf", ".txt"])
@pytest.mark.parametrize("name", bad_inputs())
def test_a_bad_document_is_set_aside_with_its_reason(tmp_path: Path, name: str, suffix: str) -> None:
    data, reason = bad_inputs()[name]
    path = tmp_path / f"input{suffix}"
    path.write_bytes(data)
    rows = extract(path, "somewhere/input")
    (document,) = rows.tables["document"]
    assert document["status"] == "quarantined"
    assert str(document["reason"]).startswith(reason)
    assert ": " in str(document["reason"])
    assert (document["bytes"], document["file_name"], document["source_uri"]) == (
        len(data),
        path.name,
        "somewhere/input",
    )
    assert len(rows.document_id) == 64
    assert rows.tables.keys() == set(TABLES)
    assert all(not rows.tables[table] for table in TABLES if not table.startswith("document"))


def test_a_damaged_pdf_is_closed(tmp_path: Path, left_open: list[warnings.WarningMessage]) -> None:
    path = tmp_path / "damaged.pdf"
    path.write_bytes(pdf().replace(b"/Count 2 /Kids", b"/Count 2 )Kids"))
    for _ in range(3):
        extract(path, "damaged")
    gc.collect()
    assert [str(warning.message) for warning in left_open] == []


def test_a_lost_page_is_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "lost.pdf"
    path.write_bytes(pdf().replace(b"/Kids [ 2 0 R 3 0 R ]", b"/Kids [ 2 0 R 99 0 R ]"))
    assert "pages_missing" in read_document(path).pages[-1].verdicts


def test_a_password_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(draw(PAGE, user_password="secret"))
    with pytest.raises(DocumentRejected) as rejected:
        read_document(path)
    assert rejected.value.code == "pdf_encrypted"


def test_a_file_that_only_forbids_copying_is_read(tmp_path: Path) -> None:
    path = tmp_path / "protected.pdf"
    path.write_bytes(draw(PAGE, owner_password="secret"))
    assert [cell.text for cell in next(read_document(path).pages[0].grids).cells if cell.text] == ["项目", "12.30"]


def test_a_page_that_cannot_be_read_is_an_issue_of_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scanned page between good ones does not keep them from loading."""
    monkeypatch.setattr(pdf_pages, "is_installed", lambda: False)
    form = Sheet(
        PAGE.boxes,
        (
            Text(52, 60, "2025年“三公”经费预算表"),
            Text(52, 90, "单位名称：望川市档案馆 单位：万元"),
            Text(52, 113, "项目"),
            Text(152, 113, "预算数"),
            Text(52, 133, "公务接待费"),
            Text(152, 133, "1.20"),
        ),
    )
    path = tmp_path / "mixed.pdf"
    path.write_bytes(draw(form, Sheet(image=True)))
    rows = extract(path, "mixed")
    assert len(rows.tables["fact_expenditure"]) == 1
    issues = [(issue["code"], issue["page"]) for issue in rows.tables["document_issue"]]
    assert issues == [("no_text_but_image", 2), ("ocr_missing", 2)]


FUZZ = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(data=st.binary(max_size=300))
def test_no_bytes_raise(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(data)
    assert extract(path, "bytes").tables["document"][0]["status"] in ("quarantined", "loaded")


@FUZZ
@given(data=st.data())
def test_no_damaged_pdf_raises(tmp_path: Path, data: st.DataObject) -> None:
    damaged = bytearray(pdf())
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), min_size=1, max_size=8)):
        damaged[place] = data.draw(st.integers(0, 255))
    path = tmp_path / "damaged.pdf"
    path.write_bytes(bytes(damaged))
    assert extract(path, "damaged").tables["document"][0]["status"] == "quarantined"


TABLE_TEXT = st.text(st.sampled_from("支出总表收入合计项目预算数单位：万元年202501.,-\t\t\n\n（）[]一、"), max_size=400)


@FUZZ
@given(text=TABLE_TEXT)
def test_no_text_raises(tmp_path: Path, text: str) -> None:
    path = tmp_path / "made.txt"
    path.write_text("望川市档案馆2025年部门预算\n支出总表\n单位：万元\n" + text, encoding="utf-8")
    assert len(extract(path, "made").tables["document"]) == 1
