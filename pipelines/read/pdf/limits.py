"""How much one PDF may hold before reading it is refused: sizes that no disclosure has and hostile files do."""

from dataclasses import dataclass

from pipelines.issues import MingzhangError
from pipelines.settings import Caps

_CAPS = Caps()


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """Upper bounds: pages of a document; on each page path segments, characters, crossings of rules, form nesting."""

    pages: int = _CAPS.pages
    segments: int = _CAPS.page_segments
    characters: int = _CAPS.page_characters
    crossings: int = 4_000_000
    form_depth: int = 12


DEFAULT_LIMITS = PdfLimits()


class TooMuch(MingzhangError):
    """A page holds more than the limits allow; the message says more of what."""
