"""The characters of a page that pdfium parsed, with boxes as pdfminer draws them: advance across, type size down.

The tight box of pdfium depends on the shape of a glyph and its loose box on the font's: neither can be compared between
characters. So the box is built from the origin, the glyph's width, the type size and the descent of the font.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from pipelines.read.pdf import pdfium
from pipelines.read.pdf.drawn import NO_CHARS, Bools, Chars, Floats, Ints, Texts
from pipelines.read.pdf.limits import PdfLimits, TooMuch
from pipelines.read.pdf.pdfium import Room
from pipelines.read.pdf.pdfium_fonts import Fonts
from pipelines.read.pdf.pdfium_objects import Matrix, Part, Untrusted
from pipelines.read.pdf.pdfium_texts import TextObjects, blanks_of, text_objects

# Text that is turned by more than this (as a tangent) is a watermark or a stamp, not a line that a scanner took askew.
ASKEW = 0.05
_BLANK_WIDTH = 0.25
_APART = 0.5
_SPACED = 0.01
_BLANK, _HYPHEN = 0x20, 0x2D
# How pdfium writes a hyphen at the end of a line.
_LINE_ENDS = (0x02, 0xFFFE)
# Characters of no text object, and of one that is not on the page.
_OF_NONE, _UNKNOWN = -1, -2
_ORIGINS = Room(np.float64, 2, pointers_a_call=2)
# A character without a number prints something, but nobody knows what.
UNREADABLE = "\ufffd"


@dataclass(frozen=True, slots=True)
class Letters:
    """The characters of a page, how many were left out as slanted, and how many the fonts do not name."""

    chars: Chars
    slanted: int
    unmapped: int


def letters_of(page: int, parts: Sequence[Part], fonts: Fonts, limits: PdfLimits) -> Letters:
    """The characters of a page in the order they are drawn. Raises TooMuch, Untrusted."""
    parts = [part for part in parts if part.texts]
    if not parts:
        return Letters(NO_CHARS, 0, 0)
    text = pdfium.load_text(page)
    if not text:
        raise Untrusted("pdfium finds no text page")
    try:
        count = pdfium.count_chars(text)
        if count > limits.characters:
            raise TooMuch(f"{count} characters")
        return (
            _letters(text, count, text_objects(parts, fonts), parts[0].matrix) if count > 0 else Letters(NO_CHARS, 0, 0)
        )
    finally:
        pdfium.close_text(text)


def _letters(text: int, count: int, objects: TextObjects, shown: Matrix) -> Letters:
    codes = _codes(text, count)
    place, owner = _drawn(text, codes, objects)
    codes = codes[place]
    advance, is_unmapped = objects.fonts.advances(text, place, objects.font[owner], codes)
    unmapped = int(np.count_nonzero(is_unmapped))
    origin = _origins(text, place, owner, advance, objects, shown)
    blanks = blanks_of(objects, owner)
    if len(blanks):
        owner = np.concatenate((owner, blanks))
        codes = np.concatenate((codes, np.full(len(blanks), _BLANK, np.intp)))
        origin = np.concatenate((origin, objects.matrix[blanks, 4:6]))
        advance = np.concatenate((advance, np.full(len(blanks), _BLANK_WIDTH)))
    if (owner[1:] < owner[:-1]).any():
        order = np.argsort(owner, kind="stable")
        owner, codes, origin, advance = owner[order], codes[order], origin[order], advance[order]
    chars = _boxed(codes.astype(np.uint32).view("U1"), origin, advance, owner, objects)
    a, b = np.abs(objects.matrix[:, :2]).T
    straight = np.minimum(a, b) <= ASKEW * np.maximum(a, b)
    if straight.all():
        return Letters(chars, 0, unmapped)
    kept = straight[owner].nonzero()[0]
    return Letters(chars.at(kept), len(chars) - len(kept), unmapped)


def _codes(text: int, count: int) -> Ints:
    """The code point of each character: in one call where that gives as many, else one by one."""
    buffer = np.empty(count + 1, np.uint16)
    written = max(pdfium.text_between(text, 0, count, buffer.ctypes.data) - 1, 0)
    codes = buffer[:written].astype(np.intp)
    if written != count or ((codes >= 0xD800) & (codes < 0xE000)).any():
        codes = np.fromiter(map(pdfium.code_point, pdfium.pointers([text]) * count, range(count)), np.intp, count)
    for line_end in _LINE_ENDS:
        codes[codes == line_end] = _HYPHEN
    codes[codes == 0] = ord(UNREADABLE)
    return codes


def _drawn(text: int, codes: Ints, objects: TextObjects) -> tuple[Ints, Ints]:
    """The places of the characters that are drawn, and the text object of each: pdfium adds blanks and line ends."""
    (page,) = pdfium.pointers([text])
    numbers = dict(zip(objects.address, range(len(objects.address)), strict=True)) | {0: _OF_NONE}
    owners = map(numbers.get, map(pdfium.text_object, repeat(page), range(len(codes))), repeat(_UNKNOWN))
    owner = np.fromiter(owners, np.intp, len(codes))
    for index in ((codes == _BLANK) & (owner >= 0)).nonzero()[0].tolist():
        if pdfium.is_generated(page, index) == 1:
            owner[index] = _OF_NONE
    place = (owner != _OF_NONE).nonzero()[0]
    owner = owner[place]
    if (owner == _UNKNOWN).any():
        raise Untrusted("pdfium prints text of objects that are not on the page")
    return place, owner


def _origins(text: int, place: Ints, owner: Ints, advance: Floats, objects: TextObjects, shown: Matrix) -> Floats:
    """Where each character stands on the page shown, one point a row. The first of an object stands where that does."""
    origin = objects.matrix[owner, 4:6]
    begins = np.ones(len(owner), np.bool_)
    begins[1:] = owner[1:] != owner[:-1]
    first = begins.nonzero()[0]
    _check_direction(text, place[first], origin[first], objects.font[owner[first]], objects.fonts, shown)
    if len(first) < len(owner):
        run = begins.cumsum() - 1
        moved = advance.cumsum() - advance
        step = objects.matrix[:, :2] * objects.size[:, None]
        origin += (moved - moved[first][run])[:, None] * step[owner]
        chosen = _spaced(text, place, owner, origin, first, shown)[run].nonzero()[0]
        origin[chosen] = _asked(text, place[chosen], shown)
    return origin


def _spaced(text: int, place: Ints, owner: Ints, origin: Floats, first: Ints, shown: Matrix) -> Bools:
    """True for the runs of characters (which begin at `first`) that do not just follow each other.

    pdfium is asked for the last one: where it stands elsewhere than those before it push it, letters are spaced.
    """
    if len(first) > np.count_nonzero(np.bincount(owner)):
        return np.ones(len(first), np.bool_)
    last = np.append(first[1:], len(owner)) - 1
    spaced = first < last
    last = last[spaced]
    spaced[spaced] = np.abs(_asked(text, place[last], shown) - origin[last]).max(axis=1) > _SPACED
    return spaced


def _check_direction(text: int, place: Ints, origin: Floats, font: Ints, fonts: Fonts, shown: Matrix) -> None:
    """Raise Untrusted where a character of a font does not stand where its object does: it hangs from there."""
    if fonts.is_level[font].all():
        return
    seen, samples = np.unique(font, return_index=True)
    if (np.abs(_asked(text, place[samples], shown) - origin[samples]) > _APART).any():
        raise Untrusted("a font is set downwards: its characters hang from other places than they are drawn from")
    fonts.is_level[seen] = True


def _asked(text: int, place: Ints, shown: Matrix) -> Floats:
    """Where pdfium says that these characters stand, on the page shown."""
    found = _ORIGINS.filled(pdfium.char_origin, pdfium.pointers([text]) * len(place), place.tolist())
    a, b, c, d, e, f = shown
    on_page: Floats = found @ np.array(((a, b), (c, d))) + (e, f)
    return on_page


def _boxed(texts: Texts, origin: Floats, advance: Floats, owner: Ints, objects: TextObjects) -> Chars:
    """Characters with the boxes that their advance and type size span, however they are turned."""
    a, b, c, d = (objects.matrix[:, :4] * objects.size[:, None]).T
    # The page shown runs downwards, so letters that stand have a negative d.
    upright = (a * d < 0) & (b * c >= 0)
    below = objects.fonts.descent[objects.font]
    low_x, low_y = c * below + np.minimum(c, 0), d * below + np.minimum(d, 0)
    a, b, left, top, width, height = np.stack((a, b, low_x, low_y, np.abs(c), np.abs(d))).take(owner, axis=1)
    across, down = advance * a, advance * b
    places = np.empty((5, len(texts)))
    places[0] = origin[:, 0] + left + np.minimum(across, 0)
    places[1] = origin[:, 1] + top + np.minimum(down, 0)
    places[2] = places[0] + width + np.abs(across)
    places[3] = places[1] + height + np.abs(down)
    stands = upright[owner]
    places[4] = np.where(stands, places[3] - places[1], places[2] - places[0])
    return Chars(texts, places, objects.fonts.name[objects.font][owner], stands)
