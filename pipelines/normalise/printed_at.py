"""Where something is printed, as columns of a row: its box on the page as a person sees it."""

from pipelines.read.document import Box, Document

Row = dict[str, object]


def printed_at(document: Document, page: int, box: Box | None) -> Row:
    """Return x0, y0, x1 and y1 in points from the top left of the page; all None where the format has no places."""
    x0, y0, x1, y1 = (None,) * 4 if box is None else document.as_displayed(page, box)
    return {"x0": x0, "y0": y0, "x1": x1, "y1": y1}
