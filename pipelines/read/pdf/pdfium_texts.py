"""The text objects of a page that pdfium parsed: where each stands, how large, in which font, and which are blank."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from pipelines.read.pdf import pdfium
from pipelines.read.pdf.drawn import Floats, Ints
from pipelines.read.pdf.pdfium import Pointer, Room
from pipelines.read.pdf.pdfium_fonts import Fonts
from pipelines.read.pdf.pdfium_objects import Part, Untrusted, bounds_of, whole_matrices

_NO_AREA = 1e-3
_SIZES = Room(np.float32, 1)


@dataclass(frozen=True, slots=True)
class TextObjects:
    """Text objects in the order they are drawn: matrix to the page shown, type size and font of each.

    `font` are the numbers of fonts among `fonts`.
    """

    pointer: list[Pointer]
    address: list[int]
    matrix: Floats
    size: Floats
    font: Ints
    fonts: Fonts


def text_objects(parts: Sequence[Part], fonts: Fonts) -> TextObjects:
    """The text objects of all parts of a page. Raises Untrusted."""
    texts = list(chain.from_iterable(part.texts for part in parts))
    return TextObjects(
        texts,
        list(chain.from_iterable(part.addresses for part in parts)),
        np.concatenate([whole_matrices(part.texts, part.matrix) for part in parts]),
        _SIZES.filled(pdfium.font_size, texts)[:, 0],
        fonts.numbered(list(map(pdfium.font_of, texts))),
        fonts,
    )


def blanks_of(objects: TextObjects, owner: Ints) -> Ints:
    """The objects that hold nothing but a blank: pdfium leaves them out, and words would run into each other.

    `owner` are the objects that hold characters. Raises Untrusted where an object may hold a character after all.
    """
    empty = (np.bincount(owner, minlength=len(objects.address)) == 0).nonzero()[0]
    left, bottom, right, top = bounds_of([objects.pointer[number] for number in empty.tolist()]).T
    blanks: Ints = empty[(right - left <= _NO_AREA) & (top - bottom <= _NO_AREA)]
    if any(map(objects.fonts.may_lack_glyphs, set(objects.font[blanks].tolist()))):
        raise Untrusted("a Chinese font is not in the file: what looks blank may be a character that cannot be drawn")
    return blanks
