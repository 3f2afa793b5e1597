"""How one document is to be read: with which engine, within which limits, and after which failure."""

from dataclasses import dataclass

from pipelines.settings import PdfEngine

# What PDFs can be read with here. `verify` reads with both engines and says on which pages they differ.
PDF_ENGINES: tuple[PdfEngine, ...] = ("pdfplumber",)
# The engine that the others are held against, and the one that is asked when another fails.
REFERENCE_ENGINE: PdfEngine = "pdfplumber"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The engine for PDF and the most that a PDF may hold: pages, and on one page path segments and characters.

    `after` is the reason why an earlier reading of the same document failed; `is_repaired` asks for a PDF to be
    rewritten before it is read again.
    """

    pdf_engine: PdfEngine = REFERENCE_ENGINE
    pages: int = 3000
    segments: int = 200_000
    characters: int = 100_000
    after: str | None = None
    is_repaired: bool = False


AS_USUAL = ReadOptions()
