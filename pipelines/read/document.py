"""What leaves the reading room: a document as pages of text runs and grids of cells with boxes.

No budget knowledge belongs here. Coordinates are PDF points with the origin at the top left of the page as displayed;
of a scan, of the page set straight (`Page.tilt` leads back). `confidence` runs from 0 to 1; None: no OCR was needed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.issues import Issue
from pipelines.records import record

Box = tuple[float, float, float, float]
# (a, b, c, d, e, f): what stands at x, y lies on the page as displayed at a x + b y + c, d x + e y + f.
Tilt = tuple[float, float, float, float, float, float]


@record(frozen=True, slots=True)
class TextRun:
    """One line of text outside the grids. `line_no` counts from 1 in formats that have lines, else it is None."""

    text: str
    box: Box | None = None
    line_no: int | None = None
    confidence: float | None = None


@record(frozen=True, slots=True)
class Cell:
    """One cell of a grid: its text as printed (line breaks kept), its place and its span.

    `row` and `column` count from 0; a cell that covers two columns has column_span 2 and stands at its leftmost column.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before meaning. `table_no` counts from 1 on its page; `first_line` is the line number of row 0 in text.

    `has_spans` is False where the format cannot say which cells are merged: covered cells then look empty.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    table_no: int
    box: Box | None = None
    first_line: int | None = None
    has_spans: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """Text runs and grids in the order in which they are printed.

    `verdicts` say in one word each what may not have been read; `issues` are those that have a place on the page.
    """

    number: int
    items: tuple[TextRun | Grid, ...]
    width: float | None = None
    height: float | None = None
    verdicts: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    tilt: Tilt | None = None

    @property
    def grids(self) -> Iterator[Grid]:
        return (item for item in self.items if isinstance(item, Grid))

    @property
    def texts(self) -> Iterator[TextRun]:
        return (item for item in self.items if isinstance(item, TextRun))


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read. `document_id` is the SHA-256 of its bytes, `modified` its own date stamp."""

    document_id: str
    file_name: str
    source_uri: str
    media_type: str
    size: int
    pages: tuple[Page, ...]
    is_paged: bool
    modified: str | None = None
    notes: tuple[str, ...] = field(default=())

    def as_displayed(self, page: int, box: Box) -> Box:
        """The box on the page as displayed that holds `box`, which stands on the page set straight."""
        tilt = self.pages[page - 1].tilt if 0 < page <= len(self.pages) else None
        return box if tilt is None else turned(box, tilt)


def turned(box: Box, tilt: Tilt) -> Box:
    """The smallest upright box around the corners of `box` where `tilt` puts them."""
    a, b, c, d, e, f = tilt
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [a * x + b * y + c for x, y in corners], [d * x + e * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
