"""How one document is to be read: with which engine, within which limits, and after which failure."""

from dataclasses import dataclass

from pipelines.read.pdf.limits import DEFAULT_LIMITS, PdfLimits
from pipelines.settings import PdfEngine

# The engine that the others are held against, and the one that is asked when another fails.
REFERENCE_ENGINE: PdfEngine = "pdfplumber"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The engine for PDF and the most that a PDF may hold.

    `after` is the reason why an earlier reading of the same document failed; `is_repaired` asks for a PDF to be
    rewritten before it is read again.
    """

    pdf_engine: PdfEngine = "fast"
    limits: PdfLimits = DEFAULT_LIMITS
    after: str | None = None
    is_repaired: bool = False


AS_USUAL = ReadOptions()
