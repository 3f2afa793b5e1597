"""The engines against each other on every page at hand, and the canary that tells where they differ."""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pdfplumber
import pytest

from pipelines.issues import DocumentRejected
from pipelines.normalise.issue_rows import page_issues
from pipelines.read import read_document
from pipelines.read.document import Page
from pipelines.read.pdf import compare, engines, read_pdf
from pipelines.read.pdf.drawn import Floats
from pipelines.read.pdf.fast import PdfiumFile
from pipelines.read.pdf.limits import DEFAULT_LIMITS
from pipelines.read.pdf.pdfium_objects import Untrusted
from pipelines.read.pdf.reference import PlumberFile
from pipelines.read.pdf.reference import find_tables as plumber_tables
from pipelines.settings import PdfEngine
from tests.bench.pdf_readers import fast_tables, stock_tables
from tests.read.pdf.made import CUT, TABLE, pdf
from tests.read.pdf.same import boxes, shape_of, shapes
from tests.read.pdf.stock import Table, tables_of
from tests.typeset.document import Ruling
from tests.typeset.font import FONT, NAMED_FONT
from tests.typeset.layouts import LAYOUTS
from tests.typeset.pdf import render_pdf
from tests.typeset.random_budget import random_budget
from tests.typeset.samples import SAMPLES

REAL = sorted((Path(__file__).parents[4] / "shared" / "realdocs").glob("*/doc.pdf"))
KNOWN = tomllib.loads(Path(__file__).with_name("differences.toml").read_text(encoding="utf-8"))

samples = pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf")), ids=lambda path: path.stem)
real = pytest.mark.parametrize(
    "path",
    REAL or [pytest.param(None, marks=pytest.mark.skip(reason="the real documents do not lie beside the checkout"))],
    ids=lambda path: path.parent.name if path else "none",
)


@cache
def reading(path: Path, name: PdfEngine) -> tuple[tuple[Page, ...], str | None]:
    return read_pdf(path.read_bytes(), name)


def assert_same(path: Path) -> None:
    (fast, stamp), (reference, other_stamp) = reading(path, "fast"), reading(path, "pdfplumber")
    assert shapes(fast) == shapes(reference)
    assert stamp == other_stamp
    assert [side for box in boxes(fast) for side in box] == pytest.approx(
        [side for box in boxes(reference) for side in box], abs=0.01
    )


@samples
def test_engines_read_the_samples_alike(path: Path) -> None:
    assert_same(path)


@pytest.mark.parametrize("ruling", ["lines", "cells", "rectangles"])
@pytest.mark.parametrize("name", ["ordinal", "paired"])
def test_engines_read_typeset_documents_alike(tmp_path: Path, name: str, ruling: Ruling) -> None:
    path = tmp_path / "typeset.pdf"
    document = LAYOUTS[name].set(random_budget(Random(name)))
    path.write_bytes(render_pdf(replace(document, page_style=replace(document.page_style, ruling=ruling))))
    assert_same(path)


@pytest.mark.parametrize("font", [FONT, NAMED_FONT], ids=["embedded", "named"])
@pytest.mark.parametrize("ruling", ["lines", "cells", "rectangles"])
def test_raw_tables_of_typeset_documents_are_those_of_pdfplumber(tmp_path: Path, ruling: Ruling, font: str) -> None:
    path = tmp_path / "typeset.pdf"
    document = LAYOUTS["paired"].set(random_budget(Random(ruling)))
    style = replace(document.page_style, ruling=ruling, font=font)
    path.write_bytes(render_pdf(replace(document, page_style=style)))
    ours, theirs = fast_tables(path), stock_tables(path)
    assert ours == theirs
    assert sum(map(len, theirs)) > 5


@real
def test_engines_read_real_documents_alike(path: Path) -> None:
    assert_same(path)


@real
def test_raw_tables_are_those_of_pdfplumber(path: Path) -> None:
    """Without our treatment of cells. What differs is listed with its reason, and only that."""
    file = PdfiumFile(path.read_bytes(), DEFAULT_LIMITS)
    differing = {}
    with pdfplumber.open(path) as document:
        for page in document.pages:
            ours, theirs = tables_of(file, page.page_number), page.extract_tables()
            page.close()
            if ours != theirs:
                differing[page.page_number] = [list(place) for place in _differing(ours, theirs)]
    file.close()
    listed = {entry["page"]: entry["cells"] for entry in KNOWN.get(path.parent.name, [])}
    assert differing == listed


def test_what_differs_is_explained() -> None:
    assert all(entry["reason"] for entries in KNOWN.values() for entry in entries)


@samples
def test_parser_and_lattice_are_proved_apart(path: Path) -> None:
    """pdfplumber's TableFinder on what pdfium parsed and our lattice on what pdfminer parsed find the same cells."""
    fast, reference = PdfiumFile(path.read_bytes(), DEFAULT_LIMITS), PlumberFile(path.read_bytes(), DEFAULT_LIMITS)
    found = 0
    for number in range(1, fast.count + 1):
        ours, theirs = fast.page(number), reference.page(number)
        assert ours is not None and theirs is not None
        cells = _sides(fast.tables(ours))
        assert cells == pytest.approx(_sides(plumber_tables(ours.vertical, ours.horizontal)), abs=0.001)
        assert cells == pytest.approx(_sides(fast.tables(theirs)), abs=0.01)
        found += len(cells)
    fast.close()
    reference.close()
    assert found > 1000


def test_readers_that_agree_say_nothing() -> None:
    pages, _ = read_pdf(pdf(TABLE, pages=2), "verify")
    assert [page.issues for page in pages] == [(), ()]


def test_readers_that_differ_say_where(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference is given another file, which has another number and a line more."""
    other = pdf(TABLE.replace(b"12.30", b"12.38") + b"BT /F 10 Tf 50 250 Td (Draft) Tj ET")
    monkeypatch.setattr(engines, "PlumberFile", lambda data, limits: PlumberFile(other, limits))
    ((page,), _) = read_pdf(pdf(TABLE), "verify")
    assert [(issue.code, issue.page, issue.row_no, issue.column_no, issue.text) for issue in page.issues] == [
        ("engines_differ", 1, 2, 3, "12.30"),
        ("engines_differ", 1, None, None, "Draft"),
    ]
    assert "'12.30'" in page.issues[0].message and "'12.38'" in page.issues[0].message


def test_a_table_that_only_one_reader_finds_is_said() -> None:
    found = compare.compared(Page(3, ()), None)
    assert [(issue.code, issue.page) for issue in found] == [("engines_differ", 3)]


def fails(*_: object) -> None:
    raise ZeroDivisionError


def untrusted(*_: object) -> None:
    raise Untrusted("as a test wants it")


@pytest.mark.parametrize(("failure", "verdicts"), [(fails, ("second_reader",)), (untrusted, ())])
def test_the_reference_reads_where_the_fast_reader_fails(
    monkeypatch: pytest.MonkeyPatch, failure: Callable[..., None], verdicts: tuple[str, ...]
) -> None:
    monkeypatch.setattr(PdfiumFile, "page", failure)
    ((page,), _) = read_pdf(pdf(TABLE))
    ((other,), _) = read_pdf(pdf(TABLE), "pdfplumber")
    assert (shape_of(page), page.verdicts) == (shape_of(other), verdicts)


def test_a_page_on_which_both_readers_fail_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PdfiumFile, "page", untrusted)
    monkeypatch.setattr(PlumberFile, "page", refused)
    ((page,), _) = read_pdf(pdf(TABLE))
    assert (page.items, page.verdicts) == ((), ("page_not_read",))


def refused(*_: object) -> None:
    raise DocumentRejected("pdf_damaged", "as a test wants it")


def test_a_page_that_the_reference_cannot_read_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlumberFile, "page", refused)
    ((page,), _) = read_pdf(pdf(TABLE), "verify")
    assert [issue.code for issue in page.issues] == ["engines_differ"]


def test_a_rebuilt_file_that_the_reference_cannot_read_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    rebuilt = re.sub(rb"startxref\n\d+", b"startxref\n7", pdf(TABLE))
    monkeypatch.setattr(PlumberFile, "page", refused)
    with pytest.raises(DocumentRejected):
        read_pdf(rebuilt)


def test_what_a_page_says_reaches_the_issues_of_the_document(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(pdf(CUT))
    issues = [(issue.code, issue.page, issue.text) for issue in page_issues(read_document(path))]
    assert issues == [("text_outside_cells", 1, "7.05")]


def _differing(ours: Sequence[Table], theirs: Sequence[Table]) -> Iterator[tuple[int, int, int]]:
    """Table, row and column of the cells that differ; the tables must have the same shape."""
    for number, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        for row, (cells, others) in enumerate(zip(one, other, strict=True)):
            for column, (cell, second) in enumerate(zip(cells, others, strict=True)):
                if cell != second:
                    yield number, row, column


def _sides(tables: list[Floats]) -> list[float]:
    in_rows = (sorted(table.tolist(), key=lambda box: (round(box[1]), box[0])) for table in tables)
    return [side for cells in in_rows for cell in cells for side in cell]
