"""Set a document as a scan: pictures of its pages, a little askew and noisy, without a letter of text."""

from collections.abc import Iterator
from io import BytesIO

import numpy
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.typeset.document import Document
from tests.typeset.pdf import render_pdf

PAPER = 249  # what a scanner makes of white paper
QUALITY = 82  # of JPEG: what office scanners are set to
POINTS = 72


def render_scan(
    document: Document, dpi: int = 200, skew: float = 0.4, noise: float = 6.0, seed: int = 0, pages: int | None = None
) -> bytes:
    """The document as a PDF that holds nothing but a picture of each page.

    `skew` is the largest angle in degrees by which a page lies askew, `noise` the standard deviation in grey levels
    (of 255); the same `seed` gives the same bytes. `pages` ends after so many pages.
    """
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for picture in _pictures(render_pdf(document), dpi, skew, noise, seed, pages):
        width, height = (side / dpi * POINTS for side in picture.size)
        canvas.setPageSize((width, height))
        # reportlab embeds a JPEG as it is.
        canvas.drawImage(ImageReader(BytesIO(_bytes(picture, "JPEG"))), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def render_pictures(
    document: Document,
    dpi: int = 200,
    skew: float = 0.4,
    noise: float = 6.0,
    seed: int = 0,
    format: str = "PNG",
    pages: int | None = None,
) -> list[bytes]:
    """The same pages as one PNG or JPEG file each, which state their resolution."""
    return [_bytes(picture, format, dpi) for picture in _pictures(render_pdf(document), dpi, skew, noise, seed, pages)]


def _pictures(pdf: bytes, dpi: int, skew: float, noise: float, seed: int, pages: int | None) -> Iterator[Image.Image]:
    rng = numpy.random.default_rng(seed)
    paper = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(paper) if pages is None else min(pages, len(paper))):
            page = paper[number].render(scale=dpi / POINTS, grayscale=True).to_pil()
            turned = page.rotate(float(rng.uniform(-skew, skew)), Image.Resampling.BICUBIC, fillcolor=255)
            grey = numpy.asarray(turned, dtype=numpy.float64) * (PAPER / 255)
            yield Image.fromarray(numpy.clip(grey + rng.normal(0, noise, grey.shape), 0, 255).astype(numpy.uint8))
    finally:
        paper.close()


def _bytes(picture: Image.Image, format: str, dpi: int | None = None) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, format, quality=QUALITY, **({"dpi": (dpi, dpi)} if dpi else {}))
    return buffer.getvalue()
