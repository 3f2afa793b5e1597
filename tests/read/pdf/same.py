"""When two readings of a document are the same: everything but the last digits of places on the page."""

from collections.abc import Iterable, Sequence

from pipelines.read.document import Box, Grid, Page

Shape = tuple[object, ...]


def shapes(pages: Sequence[Page]) -> list[Shape]:
    """All that two engines must agree on."""
    return [
        (page.number, page.verdicts, round(page.width or 0, 2), round(page.height or 0, 2), shape_of(page))
        for page in pages
    ]


def shape_of(page: Page) -> list[object]:
    """The items of a page: lines as texts, grids with all of their cells."""
    return [_grid(item) if isinstance(item, Grid) else item.text for item in page.items]


def _grid(grid: Grid) -> Shape:
    cells = tuple((cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells)
    return grid.table_no, grid.rows, grid.columns, cells


def boxes(pages: Iterable[Page]) -> list[Box]:
    """The boxes of all cells of a document."""
    return [cell.box for page in pages for grid in page.grids for cell in grid.cells if cell.box is not None]
