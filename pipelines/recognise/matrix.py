"""A grid seen as rows and columns: which cell covers a place, and where each column lies on the page."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from pipelines.read.document import Cell, Grid
from pipelines.recognise.spelling import plain


@dataclass(frozen=True)
class Matrix:
    """One grid with the number of its page. Rows and columns count from 0."""

    grid: Grid
    page: int

    @cached_property
    def owners(self) -> tuple[tuple[Cell | None, ...], ...]:
        """The cell that covers each place, by row and column."""
        rows: list[list[Cell | None]] = [[None] * self.grid.columns for _ in range(self.grid.rows)]
        for cell in self.grid.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.grid.rows)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.grid.columns)):
                    rows[row][column] = cell
        return tuple(tuple(row) for row in rows)

    def starting(self, row: int) -> Iterator[Cell]:
        """The cells whose top left corner stands in `row`, from left to right."""
        for column, cell in enumerate(self.owners[row]):
            if cell is not None and cell.row == row and cell.column == column:
                yield cell

    def texts(self, row: int) -> tuple[tuple[Cell, str], ...]:
        """The cells that start in `row` and print something, with their text in plain spelling."""
        return self._printed[row]

    @cached_property
    def _printed(self) -> tuple[tuple[tuple[Cell, str], ...], ...]:
        return tuple(
            tuple((cell, text) for cell in self.starting(row) if (text := plain(cell.text)))
            for row in range(self.grid.rows)
        )

    def extents(self, rows: Collection[int]) -> tuple[tuple[float, float] | None, ...]:
        """Left and right edge of what each column holds in `rows`; None for nothing, or where there are no boxes."""
        edges: dict[int, tuple[float, float]] = {}
        chosen = frozenset(rows)
        for cell in self.grid.cells:
            if cell.box is not None and cell.row in chosen:
                left, right = edges.get(cell.column, (cell.box[0], cell.box[2]))
                edges[cell.column] = (min(left, cell.box[0]), min(right, cell.box[2]))
        return tuple(edges.get(column) for column in range(self.grid.columns))

    def place_of(self, row: int) -> int:
        """Where a row is printed: its line in formats that have lines, else the page."""
        return self.page if self.grid.first_line is None else self.grid.first_line + row
