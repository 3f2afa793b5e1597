"""Read a PDF: ruled tables become grids, other text becomes lines, and each page says what may not have been read."""

import re

from pipelines.read.document import Page
from pipelines.read.ocr.pdf_pages import with_scans
from pipelines.read.pdf.engines import read_pages
from pipelines.read.pdf.limits import DEFAULT_LIMITS, PdfLimits
from pipelines.settings import PdfEngine

__all__ = ["PdfLimits", "read_pdf"]


def read_pdf(
    data: bytes, engine: PdfEngine = "fast", limits: PdfLimits = DEFAULT_LIMITS
) -> tuple[tuple[Page, ...], str | None]:
    """Return the pages of a PDF and its own date stamp (ModDate, else CreationDate) as ISO 8601.

    `engine`: `fast` reads with pdfium and our lattice, `pdfplumber` is the reference, `verify` reads with both and
    reports each difference as an issue of its page.
    Raises DocumentRejected with pdf_encrypted, pdf_damaged, pdf_without_pages, pages_over_limit or, where
    all of its pages hold too much, page_over_limit, or are pictures and OCR is not installed, ocr_missing.
    """
    pages, stamp = read_pages(data, engine, limits)
    return with_scans(data, pages), _iso(stamp) if stamp else None


def _iso(stamp: str) -> str:
    """D:20260215093000+08'00' as 2026-02-15T09:30:00+08:00; what is no such stamp stays as it is."""
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?(?:([+-]\d\d)'?(\d\d)?)?", stamp)
    if found is None:
        return stamp
    year, month, day, hour, minute, second, zone, zone_minute = found.groups()
    suffix = f"{zone}:{zone_minute or '00'}" if zone else ""
    return f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}{suffix}"
