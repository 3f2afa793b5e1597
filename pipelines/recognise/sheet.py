"""All rows of a form that prints labels and values: every cell of its grids, with the place it takes up on the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from pipelines.read.document import Box, Cell
from pipelines.recognise.annex_words import label_of
from pipelines.recognise.pieces import Piece
from pipelines.recognise.spelling import plain
from pipelines.records import record

# An annex says in its first rows which project it is about.
_FIRST_ROWS = 4
# Neighbours whose edges overlap by less only touch.
_TOUCH = 0.1
_BEGINS = ("project_name", "project_code", "unit_name")


@record(frozen=True, slots=True)
class SheetCell:
    """One cell. `left` and `right` are points on the page, or columns in formats without boxes."""

    text: str
    row_no: int
    column_no: int
    row_span: int
    left: float
    right: float
    box: Box | None
    confidence: float | None = None

    def overlap(self, other: "SheetCell") -> float:
        """How much of the page's width two cells share; 0 where they only touch."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return shared if shared > _TOUCH else 0.0


@dataclass(frozen=True)
class SheetRow:
    """One row of a grid: the cells that begin in it, blank ones too.

    `begins_grid` is true for the first row of a grid, `has_spans` false where the format may have lost blank cells.
    """

    cells: tuple[SheetCell, ...]
    page: int
    table_no: int
    row_no: int
    begins_grid: bool
    has_spans: bool

    @cached_property
    def printed(self) -> tuple[SheetCell, ...]:
        """The cells that print something, from left to right."""
        return tuple(cell for cell in self.cells if plain(cell.text))


def read_sheet(pieces: Sequence[Piece]) -> tuple[SheetRow, ...]:
    """Return the rows of all pieces of a form, those above a header and the header included."""
    return tuple(row for piece in pieces for row in _rows(piece))


def _rows(piece: Piece) -> Iterator[SheetRow]:
    split, matrix = piece.split, piece.matrix
    for number in sorted((*split.preamble, *split.header, *split.body)):
        yield SheetRow(
            cells=tuple(_cell(cell) for cell in matrix.starting(number)),
            page=matrix.place_of(number),
            table_no=matrix.grid.table_no,
            row_no=number + 1,
            begins_grid=number == 0,
            has_spans=matrix.grid.has_spans,
        )


def _cell(cell: Cell) -> SheetCell:
    left, right = float(cell.column), float(cell.column + cell.column_span)
    if cell.box is not None:
        left, right = cell.box[0], cell.box[2]
    return SheetCell(cell.text, cell.row + 1, cell.column + 1, cell.row_span, left, right, cell.box, cell.confidence)


def begins_annex(piece: Piece) -> bool:
    """True for a grid that says at its head which project or unit it is about: another annex, whatever its title."""
    rows = (row.printed for row in _rows(piece) if row.printed)
    for row in islice(rows, _FIRST_ROWS):
        labels = [label_of(cell.text) for cell in row]
        for label, following in pairwise(labels):
            if label is not None and label.id in _BEGINS and following is None:
                return True
    return False
