"""Which pages of a PDF are read as pictures, and what is said where they cannot be."""

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipelines.issues import DocumentRejected
from pipelines.normalise.extract import extract
from pipelines.read import read_document
from pipelines.read.ocr import pdf_pages
from pipelines.read.ocr.engine import is_installed
from tests.read.drawn import HEIGHT, WIDTH, Sheet, Text, draw, grid, read
from tests.typeset.font import register_font

PAGE = Sheet(grid((50, 150, 250), (100, 120, 140)), (Text(52, 113, "项目"), Text(248, 113, "12.30", "right")))
INVISIBLE, FILLED = 3, 0


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "is_installed", lambda: False)


def layered(mode: int) -> bytes:
    """A picture over all of the page, and text upon it in this rendering mode."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, initialFontName=register_font())
    canvas.drawImage(ImageReader(BytesIO(b"P5 1 1 255\n\xff")), 0, 0, WIDTH, HEIGHT)
    text = canvas.beginText(50, 200)
    text.setFont(register_font(), 10)
    text.setTextRenderMode(mode)
    text.textOut("2025年部门预算")
    canvas.drawText(text)
    canvas.save()
    return buffer.getvalue()


@pytest.mark.usefixtures("without_extra")
def test_a_scan_without_the_extra_names_it(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(draw(Sheet(image=True), Sheet(image=True)))
    (document,) = extract(path, "scan").tables["document"]
    assert document["status"] == "quarantined"
    assert str(document["reason"]).startswith("ocr_missing: ")
    assert "make ocr" in str(document["reason"])


@pytest.mark.usefixtures("without_extra")
def test_pages_with_text_load_beside_scans(tmp_path: Path) -> None:
    pages = read(tmp_path, draw(PAGE, Sheet(image=True))).pages
    assert [page.verdicts for page in pages] == [(), ("no_text_but_image", "ocr_missing")]
    assert [cell.text for cell in next(pages[0].grids).cells][:2] == ["项目", "12.30"]


@pytest.mark.usefixtures("without_extra")
def test_hidden_text_is_kept_and_trusted_by_nobody(tmp_path: Path) -> None:
    (page,) = read(tmp_path, layered(INVISIBLE)).pages
    assert page.verdicts == ("text_under_image", "ocr_missing")
    assert [(run.text, run.confidence) for run in page.texts] == [("2025年部门预算", 0.0)]


def test_text_that_shows_on_a_picture_is_text(tmp_path: Path) -> None:
    (page,) = read(tmp_path, layered(FILLED)).pages
    assert page.verdicts == ()
    assert [(run.text, run.confidence) for run in page.texts] == [("2025年部门预算", None)]


@pytest.mark.skipif(not is_installed(), reason="needs the extra ocr")
def test_hidden_text_makes_way_for_what_is_seen(tmp_path: Path) -> None:
    """The picture is blank: what the layer beneath it claims is on no page."""
    (page,) = read(tmp_path, layered(INVISIBLE)).pages
    assert page.verdicts == ("text_under_image", "no_text_but_image")
    assert page.items == ()


def test_nothing_heavy_is_imported_for_text(tmp_path: Path) -> None:
    path = tmp_path / "text.pdf"
    path.write_bytes(draw(PAGE))
    program = (
        "import sys; from pathlib import Path; from pipelines.read import read_document; "
        f"read_document(Path({str(path)!r})); print(sorted({{'cv2', 'onnxruntime', 'rapidocr'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.usefixtures("without_extra")
def test_a_document_of_blank_pages_needs_no_extra(tmp_path: Path) -> None:
    path = tmp_path / "blank.pdf"
    path.write_bytes(draw(Sheet()))
    assert [page.verdicts for page in read_document(path).pages] == [("no_text",)]
    with pytest.raises(DocumentRejected, match="ocr_missing"):
        read(tmp_path, draw(Sheet(), Sheet(image=True)))


@pytest.mark.skipif(not is_installed(), reason="needs the extra ocr")
def test_a_page_that_cannot_be_painted_stays_unread(tmp_path: Path) -> None:
    """pdfium counts fewer pages than were read: the last one is no page to it."""
    data = draw(Sheet(image=True))
    (page,) = read(tmp_path, data).pages
    gone = replace(page, number=2, verdicts=("no_text_but_image",))
    assert pdf_pages.with_scans(data, [gone]) == (gone,)
    assert not pdf_pages.is_text_hidden(data, 2)
    assert not pdf_pages.is_text_hidden(b"%PDF-1.7", 1)
