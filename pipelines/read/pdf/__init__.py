"""Read a PDF: ruled tables become grids, other text becomes lines, and each page says what may not have been read."""

import re
from pathlib import Path

from pipelines.read.document import Page
from pipelines.read.pdf.engines import Engine, read_pages
from pipelines.read.pdf.limits import DEFAULT_LIMITS, PdfLimits

__all__ = ["Engine", "PdfLimits", "read_pdf"]


def read_pdf(
    path: Path, engine: Engine = "fast", limits: PdfLimits = DEFAULT_LIMITS
) -> tuple[tuple[Page, ...], str | None]:
    """Return the pages of a PDF and its own date stamp (ModDate, else CreationDate) as ISO 8601.

    `engine`: `fast` reads with pdfium and our lattice, `pdfplumber` is the reference, `verify` reads with both and
    reports each difference as an issue of its page.
    Raises DocumentRejected with pdf_encrypted, pdf_damaged, pdf_without_pages or pdf_too_long.
    """
    pages, stamp = read_pages(path.read_bytes(), engine, limits)
    return pages, _iso(stamp) if stamp else None


def _iso(stamp: str) -> str:
    """D:20260215093000+08'00' as 2026-02-15T09:30:00+08:00; what is no such stamp stays as it is."""
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?(?:([+-]\d\d)'?(\d\d)?)?", stamp)
    if found is None:
        return stamp
    year, month, day, hour, minute, second, zone, zone_minute = found.groups()
    suffix = f"{zone}:{zone_minute or '00'}" if zone else ""
    return f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}{suffix}"
