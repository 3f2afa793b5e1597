"""Where something is printed, as columns of a row: its box on the page as a person sees it."""

from pipelines.read.document import Box, Document

Row = dict[str, object]
_EDGES = ("x0", "y0", "x1", "y1")


def printed_at(document: Document, page: int, box: Box | None) -> Row:
    """Return x0, y0, x1 and y1 in points from the top left of the page; all None where the format has no places."""
    if box is None:
        return dict.fromkeys(_EDGES)
    return dict(zip(_EDGES, document.as_displayed(page, box), strict=True))
