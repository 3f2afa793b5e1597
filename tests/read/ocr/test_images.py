"""Files that are pictures: every picture is a page, as large as it says it is."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pipelines.issues import DocumentRejected
from pipelines.normalise.extract import extract
from pipelines.read import media_type_of, read_document
from pipelines.read.ocr import images
from pipelines.read.ocr.engine import is_installed
from tests.read.drawn import draw, texts
from tests.read.ocr.test_scan import PAGE, TABLE
from tests.scanned.scanner import painted

needs_extra = pytest.mark.skipif(not is_installed(), reason="needs the extra ocr")


def packed(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def page() -> Image.Image:
    return painted(draw(PAGE), 200)[0].convert("RGB")


@pytest.mark.parametrize(("kind", "media"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("TIFF", "image/tiff")])
def test_the_media_type_is_told_from_the_content(kind: str, media: str) -> None:
    assert media_type_of(packed(Image.new("L", (40, 40), 255), kind)) == media


@needs_extra
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_a_page(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(packed(page(), kind, dpi=(200, 200)))
    (read,) = read_document(path).pages
    assert texts(next(read.grids)) == TABLE
    assert (read.width, read.height) == pytest.approx((400, 300), abs=2)


@needs_extra
def test_every_picture_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    """The first is transparent where nothing is printed, the second says nothing of its size: it is taken for A4."""
    first, second = Image.new("RGBA", (600, 400), (0, 0, 0, 0)), Image.new("1", (842, 595), 1)
    path = tmp_path / "pages.tif"
    path.write_bytes(packed(first, "TIFF", save_all=True, append_images=[second], dpi=(100, 100)))
    document = read_document(path)
    assert (document.is_paged, [page.number for page in document.pages]) == (True, [1, 2])
    assert [page.verdicts for page in document.pages] == [("no_text_but_image",)] * 2
    assert document.pages[0].width == pytest.approx(432, abs=2)


@needs_extra
def test_a_picture_without_size_is_as_long_as_a4(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    path.write_bytes(packed(Image.new("L", (600, 1000), 255), "PNG"))
    assert read_document(path).pages[0].height == pytest.approx(842, abs=2)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_damaged_picture_is_set_aside(tmp_path: Path, kind: str) -> None:
    data = packed(Image.effect_noise((500, 500), 50), kind)
    path = tmp_path / "damaged"
    path.write_bytes(data[:40])
    with pytest.raises(DocumentRejected) as rejected:
        read_document(path)
    assert rejected.value.code == "image_damaged"


@needs_extra
def test_a_picture_that_wants_all_memory_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "_MOST_PIXELS", 10_000)
    path = tmp_path / "large.png"
    path.write_bytes(packed(Image.new("L", (500, 500), 255), "PNG"))
    with pytest.raises(DocumentRejected) as rejected:
        read_document(path)
    assert rejected.value.code == "image_too_large"


def test_a_logo_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(packed(Image.new("L", (900, 120), 255), "PNG"))
    with pytest.raises(DocumentRejected) as rejected:
        read_document(path)
    assert rejected.value.code == "image_too_small"


def test_without_the_extra_a_picture_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "is_installed", lambda: False)
    path = tmp_path / "page.png"
    path.write_bytes(packed(page(), "PNG"))
    (document,) = extract(path, "page").tables["document"]
    assert str(document["reason"]).startswith("ocr_missing: ")
    assert "make ocr" in str(document["reason"])
    assert document["media_type"] == "image/png"
