"""The text objects of a page that pdfium parsed: where each stands, how large, in which font, and which are blank."""

from collections.abc import Sequence
from ctypes import addressof, c_float, create_string_buffer
from dataclasses import dataclass

import numpy as np

from pipelines.read.pdf import pdfium
from pipelines.read.pdf.drawn import Floats, Ints
from pipelines.read.pdf.pdfium_objects import Part, Untrusted, bounds, whole_matrices

_EM = 1000.0
_NO_AREA = 1e-3


@dataclass(frozen=True, slots=True)
class TextObjects:
    """Text objects in the order they are drawn: matrix to the page shown, type size and font of each.

    `font` are places in `fonts`, which are addresses; `name` numbers the names of these fonts, and `descent` says how
    far below the line each reaches, as a negative share of the type size.
    """

    address: Ints
    matrix: Floats
    size: Floats
    font: Ints
    fonts: Ints
    name: Ints
    descent: Floats


def text_objects(parts: Sequence[Part]) -> TextObjects:
    """The text objects of all parts of a page."""
    addresses = [address for part in parts for address in part.texts]
    sizes = np.zeros(len(addresses), np.float32)
    first = sizes.ctypes.data
    for _ in map(pdfium.font_size, addresses, range(first, first + sizes.nbytes, 4)):
        pass
    numbers: dict[int, int] = {}
    font = [numbers.setdefault(address, len(numbers)) for address in map(pdfium.font_of, addresses)]
    names: dict[bytes, int] = {}
    name = [names.setdefault(_name(address), len(names)) for address in numbers]
    return TextObjects(
        np.array(addresses, np.intp),
        np.concatenate([whole_matrices(part.texts, part.matrix) for part in parts]),
        sizes.astype(np.float64),
        np.array(font, np.intp),
        np.array(list(numbers), np.intp),
        np.array(name, np.intp),
        np.array([_descent(address) for address in numbers]),
    )


def blanks_of(objects: TextObjects, owner: Ints) -> Ints:
    """The objects that hold nothing but a blank: pdfium leaves them out, and words would run into each other.

    `owner` are the objects that hold characters. Raises Untrusted where an object may hold a character after all.
    """
    empty = np.bincount(owner, minlength=len(objects.address)) == 0
    blanks = [place for place in np.flatnonzero(empty).tolist() if _has_no_area(int(objects.address[place]))]
    if any(_may_lack_glyphs(int(objects.fonts[number])) for number in {int(objects.font[place]) for place in blanks}):
        raise Untrusted("a Chinese font is not in the file: what looks blank may be a character that cannot be drawn")
    return np.array(blanks, np.intp)


def _name(font: int) -> bytes:
    buffer = create_string_buffer(128)
    pdfium.font_name(font, addressof(buffer), 128)
    return buffer.value


def _descent(font: int) -> float:
    value = c_float()
    pdfium.font_descent(font, _EM, addressof(value))
    return -abs(value.value) / _EM


def _has_no_area(address: int) -> bool:
    left, bottom, right, top = bounds(address)
    return right - left <= _NO_AREA and top - bottom <= _NO_AREA


def _may_lack_glyphs(font: int) -> bool:
    """True for a font that is not in the file and promises Chinese characters: no other font at hand need have them."""
    width = c_float()
    pdfium.glyph_width(font, ord("中"), _EM, addressof(width))
    return not pdfium.is_embedded(font) and width.value >= _EM * 0.9
