"""A grid seen as rows and columns: which cell covers a place, and where each column lies on the page."""

from collections.abc import Collection
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
        height, width = self.grid.rows, self.grid.columns
        rows: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        for cell in self.grid.cells:
            right = min(cell.column + cell.column_span, width)
            for row in rows[cell.row : cell.row + cell.row_span]:
                for column in range(cell.column, right):
                    row[column] = cell
        return tuple(map(tuple, rows))

    def starting(self, row: int) -> tuple[Cell, ...]:
        """The cells whose top left corner stands in `row`, from left to right."""
        return self._starting[row]

    @cached_property
    def _starting(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(
            tuple([cell for at, cell in enumerate(line) if cell is not None and cell.column == at and cell.row == row])
            for row, line in enumerate(self.owners)
        )

    def texts(self, row: int) -> tuple[tuple[Cell, str], ...]:
        """The cells that start in `row` and print something, with their text in plain spelling."""
        return self._printed[row]

    @cached_property
    def _printed(self) -> tuple[tuple[tuple[Cell, str], ...], ...]:
        return tuple(tuple([(cell, text) for cell in line if (text := plain(cell.text))]) for line in self._starting)

    def extents(self, rows: Collection[int]) -> tuple[tuple[float, float] | None, ...]:
        """Left and right edge of what each column holds in `rows`; None for nothing, or where there are no boxes."""
        lefts: dict[int, list[float]] = {}
        rights: dict[int, list[float]] = {}
        chosen = frozenset(rows)
        for cell in self.grid.cells:
            if cell.box is not None and cell.row in chosen:
                lefts.setdefault(cell.column, []).append(cell.box[0])
                rights.setdefault(cell.column, []).append(cell.box[2])
        return tuple(
            (min(lefts[column]), min(rights[column])) if column in lefts else None
            for column in range(self.grid.columns)
        )

    def place_of(self, row: int) -> int:
        """Where a row is printed: its line in formats that have lines, else the page."""
        return self.page if self.grid.first_line is None else self.grid.first_line + row
