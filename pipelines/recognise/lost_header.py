"""The columns of a text table whose header has lost its blank cells, where only one reading fits the width of its rows.

项目	支出预算
功能分类科目编码
功能分类科目名称	合计	基本支出	项目支出
类	款	项
201	05	07	专项普查活动	438,300	0	438,300
"""

from collections.abc import Sequence
from itertools import pairwise

from pipelines.recognise.pieces import Piece
from pipelines.recognise.spelling import plain
from pipelines.recognise.terms import facets_of

_NAMES = ("name", "label")


def rebuilt_paths(piece: Piece) -> tuple[tuple[str, ...], ...] | None:
    """Return the header path of every column, or None where the rows of the header leave more than one reading.

    One row must name the levels of the codes, one the subjects and all amounts, and both together must be as wide as
    the widest row of the table. Or the table has sides: one row names them, the other all of their columns.
    """
    rows = [[cell.text for cell in piece.matrix.starting(row) if plain(cell.text)] for row in piece.split.header]
    if (sides := _sides(rows, piece.matrix.grid.columns)) is not None:
        return sides
    codes = [row for row in rows if all(facets_of(text).level for text in row)]
    if len(codes) != 1:
        return None
    width = piece.matrix.grid.columns - len(codes[0])
    rows = _without_wraps(rows, width)
    named = [row for row in rows if _names_amounts(row) and len(row) == width]
    if len(named) != 1:
        return None
    outer = [row for row in rows if row not in (codes[0], named[0])]
    over_amounts = [text for row in outer for text in row if facets_of(text).role is None and _says_amount(text)]
    if len(over_amounts) > 1 or not all(facets_of(text).understood for row in outer for text in row):
        return None
    above = tuple(text for row in outer for text in row if facets_of(text).classification)
    name, *amounts = named[0]
    return (
        *((*above, level) for level in codes[0]),
        (name,),
        *((*over_amounts, amount) for amount in amounts),
    )


def _sides(rows: Sequence[Sequence[str]], width: int) -> tuple[tuple[str, ...], ...] | None:
    """本年收入 | 本年支出 over 项目 | 预算数 | 项目 | 预算数: each label begins the columns of the next side."""
    if len(rows) != 2 or len(rows[1]) != width or any(facets_of(text).side is None for text in rows[0]):
        return None
    outer, inner = rows
    begins = [number for number, text in enumerate(inner) if facets_of(text).role in _NAMES]
    sides = [inner[start:end] for start, end in zip(begins, [*begins[1:], width], strict=True)]
    if len(sides) != len(outer) or begins[0] or not all(_names_amounts(side) for side in sides):
        return None
    return tuple((name, text) for name, side in zip(outer, sides, strict=True) for text in side)


def _without_wraps(rows: Sequence[list[str]], width: int) -> list[list[str]]:
    """The rows, where the names of the last columns ran together and were wrapped, with a cell for each of them.

    事业收入 事业单位 / 经营收入 其他收入: the word that ends the line goes on in the word that begins the next.
    """
    for number, (upper, lower) in enumerate(pairwise(rows)):
        if len(lower) != 1 or len(upper) < 2:
            continue
        before, after = upper[-1].split(), lower[0].split()
        whole = [*upper[:-1], *before[:-1], before[-1] + after[0], *after[1:]]
        if len(whole) == width and _names_amounts(whole):
            return [*rows[:number], whole, *rows[number + 2 :]]
    return list(rows)


def _names_amounts(row: Sequence[str]) -> bool:
    """True for 科目名称 and, behind it, nothing but words of amounts."""
    if len(row) < 2 or facets_of(row[0]).role not in _NAMES:
        return False
    return all(_says_amount(text) and facets_of(text).role is None for text in row[1:])


def _says_amount(text: str) -> bool:
    facets = facets_of(text)
    return facets.understood and (facets.says_measure or facets.side is not None)
