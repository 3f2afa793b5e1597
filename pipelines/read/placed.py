"""Make grids and lines of text of pieces that have a place on the page and of the rules drawn around them."""

from collections import defaultdict
from collections.abc import Sequence

from pipelines.read.aligned import aligned_grid, holds_table
from pipelines.read.document import Box, Cell, Grid, TextRun
from pipelines.read.fragment import Fragment, hull, joined, least, lines_of
from pipelines.read.ruling import Lattice, Rule, lattices
from pipelines.read.table_layout import Item, numbered

# How far, in points, a text may reach beyond its cell and still be inside it.
_TOUCH = 2.0
# The share of a number's width that lies in its cell, for one that is not wider than its cell.
_MOSTLY = 0.6


def placed_items(
    fragments: Sequence[Fragment], horizontal: Sequence[Rule], vertical: Sequence[Rule]
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Return what one page prints, from the top down, and what must be said of it (verdicts of `Page`).

    Raises DocumentRejected with table_too_large.
    """
    verdicts: list[str] = []
    rest = list(fragments)
    grids: list[Grid] = []
    for lattice in lattices(horizontal, vertical):
        grid, rest = _grid(lattice, rest)
        grids.append(grid)
    lines = lines_of(rest)
    if not grids and holds_table(lines):
        # Said in either case: columns were told by alignment alone, or could not be told.
        found = aligned_grid(lines)
        verdicts.append("table_without_lines" if found is None else "table_by_alignment")
        if found is not None:
            grid, lines = found
            grids.append(grid)
    items: list[Item] = [*grids]
    items += [TextRun(joined(line), hull(piece.box for piece in line), confidence=least(line)) for line in lines]
    items.sort(key=lambda item: item.box[1] if item.box else 0.0)
    return numbered(items), tuple(verdicts)


def cell_boxes(lattice: Lattice) -> list[Box]:
    """The box of each cell of a lattice, in the order of its cells."""
    xs, ys = lattice.xs, lattice.ys
    return [(xs[column], ys[row], xs[column + wide], ys[row + tall]) for row, column, tall, wide in lattice.cells]


def _grid(lattice: Lattice, fragments: Sequence[Fragment]) -> tuple[Grid, list[Fragment]]:
    """The table of a lattice, and the fragments that stand outside it."""
    xs, ys = lattice.xs, lattice.ys
    boxes = cell_boxes(lattice)
    held: defaultdict[int, list[Fragment]] = defaultdict(list)
    rest: list[Fragment] = []
    for fragment in fragments:
        home = _home(fragment, boxes)
        (rest if home is None else held[home]).append(fragment)
    cells = tuple(
        Cell(_text(held[index]), row, column, tall, wide, boxes[index], least(held[index]))
        for index, (row, column, tall, wide) in enumerate(lattice.cells)
    )
    whole = (xs[0], ys[0], xs[-1], ys[-1])
    return Grid(cells, len(ys) - 1, len(xs) - 1, 0, whole), rest


def _text(fragments: Sequence[Fragment]) -> str:
    return "\n".join(joined(line) for line in lines_of(fragments))


def _home(fragment: Fragment, boxes: Sequence[Box]) -> int | None:
    """The cell a fragment belongs to. What is too wide for its cell begins in it, a number ends in it."""
    left, top, right, bottom = fragment.box
    down = (top + bottom) / 2
    middle = _at((left + right) / 2, down, boxes)
    if middle is not None and boxes[middle][0] - _TOUCH <= left and right <= boxes[middle][2] + _TOUCH:
        return middle
    # How wide a text is set is estimated: the digits of some fonts are narrower, and a number seems to leave its cell.
    if middle is not None and fragment.is_number:
        inside = min(right, boxes[middle][2]) - max(left, boxes[middle][0])
        if inside >= (right - left) * _MOSTLY:
            return middle
    half = fragment.size / 2
    edge = _at(right - half if fragment.is_number else left + half, down, boxes)
    return middle if edge is None else edge


def _at(across: float, down: float, boxes: Sequence[Box]) -> int | None:
    return next(
        (index for index, box in enumerate(boxes) if box[0] <= across < box[2] and box[1] <= down < box[3]), None
    )
