"""Calls made in bulk give for each object what a call for it alone gives, however many there are."""

import pypdfium2

from pipelines.read.pdf import pdfium
from pipelines.read.pdf.limits import DEFAULT_LIMITS
from pipelines.read.pdf.pdfium_objects import bounds_of, parts_of, whole_matrices
from tests.read.pdf.made import pdf, text

PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def test_many_objects_are_asked_about_as_one_by_one() -> None:
    words = b"".join(text(5 + 0.1 * number, 250 - 0.05 * number, str(number), 4) for number in range(2500))
    document = pypdfium2.PdfDocument(pdf(words))
    page = pdfium.load_page(pdfium.address(document.raw), 0)
    (part,) = parts_of(page, PLAIN, DEFAULT_LIMITS)
    assert len(part.texts) == len(part.addresses) == 2500
    alone = [whole_matrices([each], PLAIN)[0].tolist() for each in part.texts]
    assert whole_matrices(part.texts, PLAIN).tolist() == alone
    assert len({tuple(matrix) for matrix in alone}) == 2500
    assert bounds_of(part.texts).tolist() == [bounds_of([each])[0].tolist() for each in part.texts]
    pdfium.close_page(page)
    document.close()


def test_no_object_gives_no_row() -> None:
    assert whole_matrices([], PLAIN).shape == (0, 6)
