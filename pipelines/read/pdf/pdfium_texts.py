"""The text objects of a page that pdfium parsed: where each stands, how large, in which font, and which are blank."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.read.pdf import pdfium
from pipelines.read.pdf.drawn import Floats, Ints
from pipelines.read.pdf.pdfium_fonts import Fonts
from pipelines.read.pdf.pdfium_objects import Part, Untrusted, bounds, whole_matrices

_NO_AREA = 1e-3


@dataclass(frozen=True, slots=True)
class TextObjects:
    """Text objects in the order they are drawn: matrix to the page shown, type size and font of each.

    `font` are the numbers of fonts among `fonts`.
    """

    address: Ints
    matrix: Floats
    size: Floats
    font: Ints
    fonts: Fonts


def text_objects(parts: Sequence[Part], fonts: Fonts) -> TextObjects:
    """The text objects of all parts of a page. Raises Untrusted."""
    addresses = [address for part in parts for address in part.texts]
    sizes = np.zeros(len(addresses), np.float32)
    first = sizes.ctypes.data
    for _ in map(pdfium.font_size, addresses, range(first, first + sizes.nbytes, 4)):
        pass
    return TextObjects(
        np.array(addresses, np.intp),
        np.concatenate([whole_matrices(part.texts, part.matrix) for part in parts]),
        sizes.astype(np.float64),
        fonts.numbered(list(map(pdfium.font_of, addresses))),
        fonts,
    )


def blanks_of(objects: TextObjects, owner: Ints) -> Ints:
    """The objects that hold nothing but a blank: pdfium leaves them out, and words would run into each other.

    `owner` are the objects that hold characters. Raises Untrusted where an object may hold a character after all.
    """
    empty = np.bincount(owner, minlength=len(objects.address)) == 0
    blanks = [place for place in np.flatnonzero(empty).tolist() if _has_no_area(int(objects.address[place]))]
    if any(map(objects.fonts.may_lack_glyphs, {int(objects.font[place]) for place in blanks})):
        raise Untrusted("a Chinese font is not in the file: what looks blank may be a character that cannot be drawn")
    return np.array(blanks, np.intp)


def _has_no_area(address: int) -> bool:
    left, bottom, right, top = bounds(address)
    return right - left <= _NO_AREA and top - bottom <= _NO_AREA
