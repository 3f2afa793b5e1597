"""Lay out a page: the tables found on it become grids, other text becomes lines, and what is odd becomes verdicts."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from pipelines.issues import Issue
from pipelines.read.document import Box, Grid, Page, TextRun
from pipelines.read.pdf.drawn import Chars, Floats, Ints, PdfPage
from pipelines.read.pdf.grid import Frame, between, frame_of, grid_of, homes, runs_of
from pipelines.read.pdf.verdicts import verdicts
from pipelines.read.pdf.words import cell_texts, text_lines, words_of
from pipelines.read.unruled import seem_a_table

NO_CELL = "text_outside_cells"
_NO_CELL = "this stands inside a table, but where its rules close no cell: it is in no row"


def lay_out(page: PdfPage, tables: Sequence[Floats]) -> Page:
    """The page as it leaves this room. `tables` have a row (left, top, right, bottom) for each cell."""
    frames = [frame_of(table) for table in tables]
    first = np.cumsum([0, *(len(frame.sides) for frame in frames)]).tolist()
    words = words_of(page.chars, _cells(page.chars, frames, first))
    in_cells, others = words.split(first[-1])
    outside, between_cells = others.split(first[-1] + 1)
    texts = cell_texts(in_cells, first[-1])
    grids = [
        grid_of(frame, texts[begin:end], number)
        for number, (frame, (begin, end)) in enumerate(zip(frames, pairwise(first), strict=True), start=1)
    ]
    lines = _lines(text_lines(outside))
    items: list[TextRun | Grid] = [*lines, *grids]
    items.sort(key=_top)
    said = list(verdicts(page, items))
    if not grids and seem_a_table([line.text for line in lines]):
        said.append("table_without_lines")
    lost = tuple(Issue(NO_CELL, _NO_CELL, page.number, text=line.text) for line in text_lines(between_cells))
    return Page(page.number, tuple(items), page.width, page.height, tuple(said), lost)


def _cells(chars: Chars, frames: Sequence[Frame], first: Sequence[int]) -> Ints:
    """The cell of each character, cells of all tables numbered through, then the text outside, then that between."""
    cell = np.full(len(chars), first[-1], np.intp)
    if not frames:
        return cell
    run = runs_of(chars)
    for frame, begin in zip(frames, first[:-1], strict=True):
        home = homes(frame, chars, run)
        cell[(cell == first[-1]) & between(frame, chars)] = first[-1] + 1
        inside = home >= 0
        # Where a table lies in a cell of another, the inner one begins lower, comes later and keeps its text.
        cell[inside] = home[inside] + begin
    return cell


def _lines(lines: Iterator[TextRun]) -> list[TextRun]:
    """Pieces of text that overlap by more than half their height are one line, whatever their fonts."""
    runs: list[TextRun] = []
    for line in lines:
        if runs and _on_one_line(runs[-1], line):
            left, right = sorted((runs[-1], line), key=_left)
            runs[-1] = TextRun(left.text + right.text, _around(left, right))
        else:
            runs.append(line)
    return runs


def _on_one_line(one: TextRun, two: TextRun) -> bool:
    a, b = one.box or (0, 0, 0, 0), two.box or (0, 0, 0, 0)
    shared = min(a[3], b[3]) - max(a[1], b[1])
    apart = a[2] <= b[0] + 1 or b[2] <= a[0] + 1
    return apart and shared > min(a[3] - a[1], b[3] - b[1]) / 2


def _left(item: TextRun) -> float:
    return item.box[0] if item.box else 0.0


def _top(item: TextRun | Grid) -> float:
    return item.box[1] if item.box else 0.0


def _around(one: TextRun, two: TextRun) -> Box:
    a, b = one.box or (0, 0, 0, 0), two.box or (0, 0, 0, 0)
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
