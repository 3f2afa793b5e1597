"""Put the reading of pages of a PDF that are pictures in the place of pages without text."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

import numpy as np
import pypdfium2
from pypdfium2 import raw

from pipelines.issues import DocumentRejected
from pipelines.read.document import Box, Grid, Page
from pipelines.read.ocr.engine import MISSING, Engine, Picture, is_installed, load_engine
from pipelines.read.ocr.scan import UNREAD, read_picture

HIDDEN = "text_under_image"
NOT_READ = "ocr_missing"

_DPI = 200
_POINTS_PER_INCH = 72
# Of a page, in pixels: A1 is still painted in full, a banner metres wide is painted coarser.
_LONGEST_EDGE = 6800
# What pdfminer reads pdfium may refuse, or count otherwise.
_NOT_OPENED = (pypdfium2.PdfiumError, IndexError)
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)


def with_scans(data: bytes, pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return the pages of the PDF `data`; those that are pictures (no_text_but_image, text_under_image) read by OCR.

    Where the extra is not installed they say so (ocr_missing), and the producer's hidden text stays, unsure.
    Raises DocumentRejected with ocr_missing where the document has no other page with text.
    """
    scans = {page.number for page in pages if not {UNREAD, HIDDEN}.isdisjoint(page.verdicts)}
    if not scans:
        return tuple(pages)
    if not is_installed():
        if not any(page.items for page in pages):
            raise DocumentRejected(
                "ocr_missing", f"all of {len(scans)} pages with anything on them are pictures; {MISSING}"
            )
        return tuple(
            replace(_unsure(page), verdicts=(*page.verdicts, NOT_READ)) if page.number in scans else page
            for page in pages
        )
    engine = load_engine()
    return tuple(_seen(data, page, engine) if page.number in scans else page for page in pages)


def is_text_hidden(data: bytes, number: int) -> bool:
    """True for a page of a PDF, counted from 1, that holds text and shows none: it lies hidden under a picture."""
    try:
        with closing(pypdfium2.PdfDocument(data)) as pdf, closing(pdf[number - 1]) as page:
            modes = [raw.FPDFTextObj_GetTextRenderMode(each) for each in page.get_objects([raw.FPDF_PAGEOBJ_TEXT])]
    except _NOT_OPENED:
        return False
    return bool(modes) and all(mode in _INVISIBLE for mode in modes)


def _unsure(page: Page) -> Page:
    """The page with text that nobody vouches for."""
    items = tuple(
        replace(item, cells=tuple(replace(cell, confidence=0.0) for cell in item.cells))
        if isinstance(item, Grid)
        else replace(item, confidence=0.0)
        for item in page.items
    )
    return replace(page, items=items)


def _seen(data: bytes, page: Page, engine: Engine) -> Page:
    """The page as OCR reads it, with what else was said of it; as it was where it cannot be painted."""
    try:
        picture, width = _painted(data, page.number)
    except _NOT_OPENED:
        return _unsure(page)
    read = read_picture(picture, width, page.number, engine)
    kept = tuple(verdict for verdict in page.verdicts if verdict != UNREAD)
    return replace(read, verdicts=(*kept, *read.verdicts))


def _painted(data: bytes, number: int) -> tuple[Picture, float]:
    """A page as a picture, and its width in points."""
    with closing(pypdfium2.PdfDocument(data)) as pdf, closing(pdf[number - 1]) as page:
        # The reading room measures from the corner of the whole medium; a crop box would move everything.
        medium: Box = page.get_mediabox()
        page.set_cropbox(*medium)
        width, height = page.get_size()
        scale = min(_DPI / _POINTS_PER_INCH, _LONGEST_EDGE / max(width, height))
        with closing(page.render(scale=scale, grayscale=True, may_draw_forms=False)) as bitmap:
            painted = np.array(bitmap.to_numpy(), np.uint8)
    return painted.reshape(painted.shape[0], painted.shape[1]), width
