"""Scans of typeset documents: pictures only, the same for the same seed."""

from io import BytesIO
from random import Random

import pypdfium2
import pytest
from PIL import Image

from tests.typeset.document import Document
from tests.typeset.layouts import LAYOUTS
from tests.typeset.random_budget import random_budget
from tests.typeset.scan import render_pictures, render_scan


@pytest.fixture(scope="module")
def document() -> Document:
    return LAYOUTS["ordinal"].set(random_budget(Random(3)))


def test_a_scan_has_no_text_and_is_the_same_again(document: Document) -> None:
    scan = render_scan(document, dpi=72, pages=4)
    pdf = pypdfium2.PdfDocument(scan)
    assert len(pdf) == 4
    assert [page.get_textpage().count_chars() for page in pdf] == [0] * 4
    assert scan == render_scan(document, dpi=72, pages=4)
    assert scan != render_scan(document, dpi=72, pages=4, seed=1)


@pytest.mark.parametrize("format", ["PNG", "JPEG"])
def test_pictures_state_their_resolution(document: Document, format: str) -> None:
    (picture,) = render_pictures(document, dpi=100, format=format, pages=1)
    opened = Image.open(BytesIO(picture))
    assert opened.format == format
    assert [round(side) for side in opened.info["dpi"]] == [100, 100]
    assert opened.size == (827, 1170)  # A4
