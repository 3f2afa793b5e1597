"""What is odd about a page as parsed: everything that a reader of the result must know was not, or may not be, read."""

from collections.abc import Iterator, Sequence

from pipelines.read.document import Grid, TextRun
from pipelines.read.pdf.drawn import PdfPage
from pipelines.read.pdf.lines import long_rules

# Drawn letters have a dozen slanted or curved strokes each; an ornament or a logo has fewer.
_OUTLINES = 100
# A table that is ruled above, below its header and at its end has three rules; a running head and foot have two.
_RULES = 3
_LONG = 0.25


def verdicts(page: PdfPage, items: Sequence[TextRun | Grid]) -> Iterator[str]:
    """The verdicts on a page with these lines and grids."""
    if not len(page.chars):
        yield _why_no_text(page)
    if page.unmapped:
        yield "unicode_map_error"
    if page.slanted:
        yield "non_axis_text"
    if not any(isinstance(item, Grid) for item in items) and _is_ruled(page):
        yield "rules_but_no_table"
    if items and not any(isinstance(item, TextRun) or _prints(item) for item in items):
        yield "empty_table"


def _why_no_text(page: PdfPage) -> str:
    if page.images:
        return "no_text_but_image"
    return "no_text_but_paths" if page.strokes > _OUTLINES else "no_text"


def _prints(grid: Grid) -> bool:
    return any(cell.text for cell in grid.cells)


def _is_ruled(page: PdfPage) -> bool:
    return len(page.horizontal) >= _RULES and long_rules(page.horizontal, page.width * _LONG) >= _RULES
