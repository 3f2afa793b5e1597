"""Tables as rows of texts, which is what pdfplumber's `extract_tables()` gives, from the parts of the engine."""

from collections.abc import Sequence

import numpy as np

from pipelines.read.document import Box
from pipelines.read.pdf.drawn import Chars, Floats, Ints
from pipelines.read.pdf.fast import PdfiumFile
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


def filled(tables: Sequence[Sequence[Box]], chars: Chars) -> list[Table]:
    """Tables with the text of each cell, None where no cell begins. A character may stand in cells that overlap."""
    return [_filled(np.array(cells), chars) for cells in tables]


def _filled(boxes: Floats, chars: Chars) -> Table:
    columns, column = np.unique(boxes[:, 0], return_inverse=True)
    rows, row = np.unique(boxes[:, 1], return_inverse=True)
    places, cells = _inside(boxes, chars)
    texts = cell_texts(words_of(chars.at(places), cells), len(boxes)) if len(places) else [""] * len(boxes)
    table: Table = [[None] * len(columns) for _ in rows]
    for text, down, across in zip(texts, row.tolist(), column.tolist(), strict=True):
        table[down][across] = text
    return table


def _inside(boxes: Floats, chars: Chars) -> tuple[Ints, Ints]:
    """The characters whose middle lies in a cell, and the cell of each."""
    across, down = chars.middle
    hull = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    near = np.flatnonzero((across >= hull[0][0]) & (across < hull[1][0]) & (down >= hull[0][1]) & (down < hull[1][1]))
    across, down = across[near], down[near]
    left, top, right, bottom = boxes.T[:, :, None]
    held = (left <= across) & (across < right) & (top <= down) & (down < bottom)
    cells, places = np.nonzero(held)
    return near[places], cells
