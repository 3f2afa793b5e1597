"""The columns of a text table whose header has lost its blank cells, where only one reading fits the width of its rows.

项目	支出预算
功能分类科目编码
功能分类科目名称	合计	基本支出	项目支出
类	款	项
201	05	07	专项普查活动	438,300	0	438,300
"""

from collections.abc import Sequence

from pipelines.recognise.pieces import Piece
from pipelines.recognise.spelling import plain
from pipelines.recognise.terms import facets_of

_NAMES = ("name", "label")


def rebuilt_paths(piece: Piece) -> tuple[tuple[str, ...], ...] | None:
    """Return the header path of every column, or None where the rows of the header leave more than one reading.

    One row must name the levels of the codes, one the subjects and all amounts, and both together must be as wide as
    the widest row of the table.
    """
    rows = [[cell.text for cell in piece.matrix.starting(row) if plain(cell.text)] for row in piece.split.header]
    codes = [row for row in rows if all(facets_of(text).level for text in row)]
    if len(codes) != 1:
        return None
    width = piece.matrix.grid.columns - len(codes[0])
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


def _names_amounts(row: Sequence[str]) -> bool:
    """True for 科目名称 and, behind it, nothing but words of amounts."""
    if len(row) < 2 or facets_of(row[0]).role not in _NAMES:
        return False
    return all(_says_amount(text) and facets_of(text).role is None for text in row[1:])


def _says_amount(text: str) -> bool:
    facets = facets_of(text)
    return facets.understood and (facets.says_measure or facets.side is not None)
