"""From characters to words and lines of text, for all cells of a page at once, as pdfplumber puts them together.

Characters whose places across the line differ by at most 3 points, in steps, are one line; a blank or a gap of more
than 3 points ends a word. What a printer struck twice to make it bold is read once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pipelines.read.document import Box, TextRun
from pipelines.read.pdf.drawn import Bools, Chars, Floats, Ints, Texts

# Three points and a little: engines round in their own way, and a gap of just three points must not hang on that.
_TOLERANCE = 3.001
# Fake bold is struck again at less than this share of the type size beside the first stroke.
_STRUCK_AGAIN = 0.1
_ONE_LETTER = np.dtype("U1").itemsize

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬁ": "fi", "ﬂ": "fl", "ﬆ": "st", "ﬅ": "st"})
_LIGATURE = re.compile("[ﬀ-ﬆ]")


@dataclass(frozen=True, slots=True)
class Words:
    """Words by the cell that they stand in, within it in reading order; equal numbers in `line` are one line of it.

    `boxes` has a row each for x0, top, x1 and bottom of all words.
    """

    texts: list[str]
    cell: Ints
    line: Ints
    boxes: Floats

    def split(self, cell: int) -> tuple["Words", "Words"]:
        """The words in the cells before this one, and those from it on."""
        at = int(self.cell.searchsorted(cell))
        return self._part(0, at), self._part(at, len(self.texts))

    def _part(self, begin: int, end: int) -> "Words":
        return Words(self.texts[begin:end], self.cell[begin:end], self.line[begin:end], self.boxes[:, begin:end])


@dataclass(frozen=True, slots=True)
class _Ordered:
    """Characters in reading order: place among all, text, line, and where each lies across and along its line."""

    place: Ints
    texts: Texts
    line: Ints
    across: Floats
    along: Floats
    end: Floats
    size: Floats


def words_of(chars: Chars, cell: Ints) -> Words:
    """The words of each cell, where `cell` numbers the cell of each character from 0."""
    ordered = _ordered(chars, cell)
    blank = np.strings.isspace(ordered.texts)
    kept = (~(blank | _struck_again(ordered))).nonzero()[0]
    if not len(kept):
        return Words([], np.empty(0, np.intp), np.empty(0, np.intp), np.empty((4, 0)))
    first = _begins(ordered, kept, blank.cumsum()).nonzero()[0]
    texts = _put_together(ordered.texts[kept], first)
    place = ordered.place[kept]
    sides = chars.places[:4].take(place, axis=1)
    low, high = np.minimum.reduceat(sides[:2], first, axis=1), np.maximum.reduceat(sides[2:], first, axis=1)
    own = cell[place[first]]
    return Words(texts, own, _clusters(own, low[1]), np.concatenate((low, high)))


def _put_together(letters: Texts, first: Ints) -> list[str]:
    """The texts of words of which each begins at one of these places."""
    whole = "".join(letters.tolist())
    begins = first
    if letters.itemsize > _ONE_LETTER or len(whole) < len(letters):
        begins = np.append(0, np.cumsum(np.strings.str_len(letters)))[first]
    places = [*begins.tolist(), len(whole)]
    texts = [whole[begin:end] for begin, end in pairwise(places)]
    return [text.translate(_LIGATURES) for text in texts] if _LIGATURE.search(whole) else texts


def cell_texts(words: Words, cells: int) -> list[str]:
    """The text of each of so many cells: words parted by blanks, lines by line breaks, in the order of their tops."""
    texts = [""] * cells
    order = np.argsort(words.line, kind="stable")
    lines = words.line[order]
    cell = words.cell[order].tolist()
    same_line = [False, *(lines[1:] == lines[:-1]).tolist()]
    for index, at, goes_on in zip(order.tolist(), cell, same_line, strict=False):
        if texts[at]:
            texts[at] += (" " if goes_on else "\n") + words.texts[index]
        else:
            texts[at] = words.texts[index]
    return texts


def text_lines(words: Words) -> Iterator[TextRun]:
    """The lines of text of one area in reading order, each with its box."""
    if not words.texts:
        return
    first = np.concatenate(([True], words.line[1:] != words.line[:-1])).nonzero()[0]
    ends = [*first[1:].tolist(), len(words.texts)]
    low = np.minimum.reduceat(words.boxes[:2], first, axis=1)
    high = np.maximum.reduceat(words.boxes[2:], first, axis=1)
    boxes: Iterator[Box] = zip(*low.tolist(), *high.tolist(), strict=True)
    for begin, end, box in zip(first.tolist(), ends, boxes, strict=True):
        yield TextRun(" ".join(words.texts[begin:end]), box)


def _ordered(chars: Chars, cell: Ints) -> _Ordered:
    """Sort characters into lines. Text on its side is read downwards, apart from upright text before and after it."""
    x0, top, x1, bottom, size = chars.places
    piece, across, along, end = cell, top, x0, x1
    if not chars.upright.all():
        piece = _pieces(cell, chars.upright)
        across, along, end = (np.where(chars.upright, *sides) for sides in ((top, x0), (x0, top), (x1, bottom)))
    line = _clusters(piece, across)
    place = np.lexsort((along, line))
    return _Ordered(place, chars.texts[place], line[place], across[place], along[place], end[place], size[place])


def _pieces(cell: Ints, upright: Bools) -> Ints:
    """Numbers of stretches of characters of one cell that stand alike, rising with the cell."""
    order = np.argsort(cell, kind="stable")
    begins = np.ones(len(cell), np.bool_)
    begins[1:] = (cell[order][1:] != cell[order][:-1]) | (upright[order][1:] != upright[order][:-1])
    piece = np.empty(len(cell), np.intp)
    piece[order] = begins.cumsum()
    return piece


def _struck_again(ordered: _Ordered) -> Bools:
    """True for a character that stands where the one before it stands and is the same."""
    again = np.zeros(len(ordered.texts), np.bool_)
    along, across = ordered.along, ordered.across
    shift = np.maximum(along[1:] - along[:-1], np.abs(across[1:] - across[:-1]))
    near = (shift < ordered.size[1:] * _STRUCK_AGAIN) & (ordered.line[1:] == ordered.line[:-1])
    for index in (near.nonzero()[0] + 1).tolist():
        again[index] = ordered.texts[index] == ordered.texts[index - 1]
    return again


def _begins(ordered: _Ordered, kept: Ints, blanks: Ints) -> Bools:
    """True for each kept character that begins a word; `blanks` counts the blanks up to each character."""
    before, here = kept[:-1], kept[1:]
    begins = np.ones(len(kept), np.bool_)
    begins[1:] = (
        (ordered.line[here] != ordered.line[before])
        | (blanks[here] != blanks[before])
        | (ordered.along[here] > ordered.end[before] + _TOLERANCE)
        | (np.abs(ordered.across[here] - ordered.across[before]) > _TOLERANCE)
    )
    return begins


def _clusters(group: Ints, values: Floats) -> Ints:
    """Numbers that are equal for values of one group within 3 points of each other, in steps; rising with both."""
    order = np.lexsort((values, group))
    values, group = values[order], group[order]
    apart = np.ones(len(values), np.bool_)
    apart[1:] = (group[1:] != group[:-1]) | (values[1:] > values[:-1] + _TOLERANCE)
    numbers = np.empty(len(values), np.intp)
    numbers[order] = apart.cumsum()
    return numbers
