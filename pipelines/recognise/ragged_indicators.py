"""Rows of indicators in a text that have lost blank cells: put back where only one place fits."""

from collections.abc import Mapping, Sequence

from pipelines.recognise.annex_words import annex_words
from pipelines.recognise.sheet import SheetCell
from pipelines.recognise.spelling import plain

_LEVELS = {"level1": 1, "level2": 2}


def put_back(
    ids: Sequence[str], cells: Mapping[int, SheetCell], printed: Sequence[SheetCell]
) -> Mapping[int, SheetCell] | None:
    """Return the cells of a row by column, or None where that cannot be told. `ids` are the labels of the columns."""
    if _fits(ids, cells) and len(cells) == len([cell for cell in printed if not _is_heading(cell)]):
        return cells
    return _in_order(ids, printed)


def _is_heading(cell: SheetCell) -> bool:
    """True for the label beside all indicators: 绩效指标 in the column left of the levels."""
    return plain(cell.text) in annex_words().labels


def _level(text: str) -> int | None:
    """The level that a word names; 0 where it names either."""
    found = [level for level, words in annex_words().levels.items() if plain(text) in words]
    return 0 if len(found) > 1 else found[0] if found else None


def _fits(ids: Sequence[str], cells: Mapping[int, SheetCell]) -> bool:
    """True where every cell stands under a column of its kind.

    An indicator may be named as its level is, and a level by a word that is not listed where no other cell is missing.
    """
    expected = {index: _LEVELS.get(ids[index]) for index in cells}
    levels = {index: _level(cell.text) for index, cell in cells.items()}
    is_full = all(index in cells for index, name in enumerate(ids) if name not in _LEVELS)
    known = (0, None) if is_full else (0,)
    if any(levels[index] not in (*known, level) for index, level in expected.items() if level is not None):
        return False
    has_level = any(level is not None for level in expected.values())
    named = ("level3", "description") if has_level else ()
    others = [index for index, level in expected.items() if level is None and ids[index] not in named]
    return all(levels[index] is None for index in others)


def _in_order(ids: Sequence[str], printed: Sequence[SheetCell]) -> Mapping[int, SheetCell] | None:
    """Levels by their words, everything else from left to right: all other columns must be there, or none."""
    texts = [cell for cell in printed if not _is_heading(cell)]
    levels = [_level(cell.text) for cell in texts]
    others = [index for index, name in enumerate(ids) if name not in _LEVELS]
    rest = [cell for cell, level in zip(texts, levels, strict=True) if level is None]
    if len(rest) not in (0, len(others)):
        return None
    placed = dict(zip(others, rest, strict=True)) if rest else {}
    waiting = [index for index, name in enumerate(ids) if name in _LEVELS]
    for number, (cell, level) in enumerate(zip(texts, levels, strict=True)):
        if level is None:
            continue
        # A word of both levels is the upper one where another level follows.
        follows = number + 1 < len(texts) and levels[number + 1] is not None
        name = f"level{level or (1 if follows else 2)}"
        index = next((index for index in waiting if ids[index] == name), None)
        if index is None:
            return None
        waiting = [other for other in waiting if other > index]
        placed[index] = cell
    # What is put back must stand in the order in which it is printed.
    order = [cell.column_no for _, cell in sorted(placed.items())]
    return placed if order == sorted(order) else None
