"""Tables as rows of texts, which is what pdfplumber's `extract_tables()` gives, from the parts of the engine."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipelines.read.pdf.drawn import Chars, Floats, Ints
from pipelines.read.pdf.fast import PdfiumFile
from pipelines.read.pdf.grid import Frame, frame_of, places
from pipelines.read.pdf.lattice import find_tables
from pipelines.read.pdf.limits import PdfLimits
from pipelines.read.pdf.words import cell_texts, words_of

LIMITS = PdfLimits()

Table = list[list[str | None]]


def tables_of(file: PdfiumFile, number: int) -> list[Table]:
    """The tables of a page, from 1. The text of a page without tables is not read."""
    with file.loaded(number) as page:
        assert page is not None
        rules = page.rules()
        cells = find_tables(rules.vertical, rules.horizontal, LIMITS)
        return filled(cells, page.letters().chars) if cells else []


def filled(tables: Sequence[Floats], chars: Chars) -> list[Table]:
    """Tables with the text of each cell, None where no cell begins. A character may stand in cells that overlap."""
    return [_filled(cells, chars) for cells in tables]


def _filled(cells: Floats, chars: Chars) -> Table:
    frame = frame_of(cells)
    if len(frame.sides) == len(cells) and not _overlap(frame):
        home = places(frame, chars)
        inside = (home >= 0).nonzero()[0]
        own = home[inside]
    else:
        # Cells that overlap have their common text both.
        frame = replace(frame, sides=cells)
        inside, own = _in_any(cells, chars)
    texts = cell_texts(words_of(chars.at(inside), own), len(cells)) if len(inside) else [""] * len(cells)
    left, top = frame.sides[:, 0].tolist(), frame.sides[:, 1].tolist()
    across, down = ({place: number for number, place in enumerate(sorted(set(sides)))} for sides in (left, top))
    table: Table = [[None] * len(across) for _ in down]
    for text, x, y in zip(texts, left, top, strict=True):
        table[down[y]][across[x]] = text
    return table


def _overlap(frame: Frame) -> bool:
    """True where the cells cover fewer fields of the grid than they would side by side."""
    taken = np.zeros((len(frame.rows), len(frame.columns)), np.bool_)
    taken[frame.first_row, frame.first_column] = True
    fields = (frame.last_row - frame.first_row + 1) * (frame.last_column - frame.first_column + 1)
    for number in np.flatnonzero(fields > 1).tolist():
        rows = slice(frame.first_row[number], frame.last_row[number] + 1)
        taken[rows, frame.first_column[number] : frame.last_column[number] + 1] = True
    return bool(np.count_nonzero(taken) < fields.sum())


def _in_any(boxes: Floats, chars: Chars) -> tuple[Ints, Ints]:
    """The characters whose middle lies in a cell, and the cell of each."""
    across, down = (middle[:, None] for middle in chars.middle)
    left, top, right, bottom = boxes.T
    inside, cells = np.nonzero((left <= across) & (across < right) & (top <= down) & (down < bottom))
    return inside, cells
