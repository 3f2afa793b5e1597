"""How much one PDF may hold before reading it is refused: sizes that no disclosure has and hostile files do."""

from dataclasses import dataclass

from pipelines.issues import MingzhangError


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """Upper bounds: pages of a document; on each page path segments, characters, crossings of rules, form nesting."""

    pages: int = 3_000
    segments: int = 200_000
    characters: int = 100_000
    crossings: int = 4_000_000
    form_depth: int = 12


DEFAULT_LIMITS = PdfLimits()


class TooMuch(MingzhangError):
    """A page holds more than the limits allow; the message says more of what."""
