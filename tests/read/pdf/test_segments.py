"""Segments copied from memory are those that pdfium gives one by one."""

from pathlib import Path

import pypdfium2
import pytest

from pipelines.read.pdf import pdfium
from pipelines.read.pdf.limits import DEFAULT_LIMITS
from pipelines.read.pdf.pdfium_objects import parts_of
from pipelines.read.pdf.pdfium_segments import asked, copied
from tests.typeset.samples import SAMPLES


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf"))[:3], ids=lambda path: path.stem)
def test_copied_segments_are_those_asked_for(path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    compared = 0
    for number in range(len(document)):
        page = pdfium.load_page(pdfium.address(document.raw), number)
        for part in parts_of(page, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), DEFAULT_LIMITS):
            counts = list(map(pdfium.count_segments, part.paths))
            names = ["x", "y", "kind", "closes"]
            assert (copied(part.paths, counts)[names] == asked(part.paths, counts)[names]).all()
            compared += sum(counts)
        pdfium.close_page(page)
    document.close()
    assert compared > 100
