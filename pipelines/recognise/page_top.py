"""Whether what stands in the place of a header, on a page that repeats none, are rows of the table before."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.recognise.columns import read_columns, same_header
from pipelines.recognise.pieces import Piece
from pipelines.recognise.sheet import begins_annex
from pipelines.recognise.spelling import plain

# Edges of one table differ by less from page to page, in points.
_EDGE = 2.0
# What names rows.
_LABELS = ("code", "name", "label", "unit_code", "unit_name")


def begins_with_rows(before: Sequence[Piece], piece: Piece) -> bool:
    """True where the first rows of a grid without title must be rows of the table whose pieces stand before it."""
    return has_same_edges(before[0], piece) or _heads_no_amount(before, piece)


def without_header(piece: Piece, first: Piece) -> Piece:
    """The piece with its header among its body rows, unless it repeats the one of the first piece."""
    if not piece.has_header or same_header(first.paths, piece.paths):
        return piece
    body = tuple(sorted((*piece.split.header, *piece.split.body)))
    return replace(piece, split=replace(piece.split, header=(), body=body))


def has_same_edges(first: Piece, piece: Piece) -> bool:
    """True where a grid is ruled exactly as the one before: the same table, whatever its first row prints."""
    here = piece.matrix.extents(range(piece.matrix.grid.rows))
    there = first.matrix.extents(range(first.matrix.grid.rows))
    if len(here) != len(there) or not all(here) or not all(there):
        return False
    return all(
        one is not None and two is not None and abs(one[0] - two[0]) <= _EDGE and abs(one[1] - two[1]) <= _EDGE
        for one, two in zip(here, there, strict=True)
    )


def _heads_no_amount(before: Sequence[Piece], piece: Piece) -> bool:
    """True in formats without edges where the first row prints labels only: 其他收入, blank, 附属单位上缴收入, blank.

    A header says what its amounts are, so this is none, as long as nothing but running lines stands in between.
    """
    first, here = before[0], piece.matrix
    has_edges = any(first.matrix.extents(range(first.matrix.grid.rows)))
    if has_edges or here.grid.columns != first.matrix.grid.columns or begins_annex(piece):
        return False
    if not {plain(line) for line in piece.above} <= {plain(line) for each in before for line in each.above}:
        return False
    labels = {column.index for column in read_columns(first.paths, first.contents) if column.kind in _LABELS}
    printed = {
        column
        for row in piece.split.header
        for column, cell in enumerate(here.owners[row])
        if cell is not None and plain(cell.text)
    }
    return printed <= labels and 0 < len(labels) < here.grid.columns
