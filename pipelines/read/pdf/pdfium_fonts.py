"""What pdfium says of the fonts of a document, asked once of each font and each of its characters, not on each page."""

from collections.abc import Mapping
from ctypes import addressof, c_float, create_string_buffer
from itertools import count, repeat

import numpy as np

from pipelines.read.pdf import pdfium
from pipelines.read.pdf.drawn import Bools, Floats, Ints
from pipelines.read.pdf.pdfium_objects import Untrusted

_EM = 1000.0
_CODES = 0x110000
# A file may bring fonts of its own for each page: no more are kept open than a page or a few may need.
_MOST = 64


class Fonts:
    """The fonts of one document, by numbers that hold until `renewed`.

    pdfium forgets a font, and gives its address to another one, once no object is set in it: so each is kept in use.
    `name` numbers the names of the fonts, `descent` says how far below the line each reaches, as a negative share of
    the type size, and `is_level` is set by who has seen that its characters stand side by side; all are read by number.
    """

    def __init__(self, document: int) -> None:
        self._document = document
        self._forget()

    def renewed(self) -> None:
        """To be called between pages: fonts of pages gone by are let go where they are many."""
        if len(self._numbers) > _MOST:
            self.close()

    def close(self) -> None:
        for kept in self._kept:
            pdfium.destroy_object(kept)
        self._forget()

    def _forget(self) -> None:
        self._kept: list[int] = []
        self._numbers: dict[int, int] = {}
        self._names: dict[bytes, int] = {}
        self.name = np.empty(0, np.intp)
        self.descent = np.empty(0)
        self.is_level = np.empty(0, np.bool_)
        # Where each character of a font stands in what follows: its advance, and whether its font does not name it.
        self._known: dict[int, int] = {}
        self._advance = np.empty(0)
        self._is_unmapped = np.empty(0, np.bool_)

    def numbered(self, addresses: list[int]) -> Ints:
        """The number of each font. Raises Untrusted."""
        for address in set(addresses).difference(self._numbers):
            self._add(address)
        return np.fromiter(map(self._numbers.__getitem__, addresses), np.intp, len(addresses))

    def _add(self, address: int) -> None:
        kept = pdfium.new_text(self._document, address, 1.0)
        if not kept:
            raise Untrusted("pdfium does not keep a font")
        self._kept.append(kept)
        self._numbers[address] = len(self._numbers)
        number = self._names.setdefault(_name(address), len(self._names))
        self.name = np.append(self.name, number)
        self.descent = np.append(self.descent, _descent(address))
        self.is_level = np.append(self.is_level, False)

    def advances(self, text: int, place: Ints, font: Ints, codes: Ints) -> tuple[Floats, Bools]:
        """How far each character of a text page moves the pen, as a share of its type size; whether it has no name.

        Its `place` on the text page, the number of its font and its code point are given. Raises Untrusted.
        """
        wanted = (font * _CODES + codes).tolist()
        at = np.fromiter(map(self._known.get, wanted, repeat(-1)), np.intp, len(wanted))
        if len(unknown := (at < 0).nonzero()[0]):
            places = zip(unknown[::-1].tolist(), place[unknown[::-1]].tolist(), strict=True)
            self._ask(text, {wanted[index]: sample for index, sample in places})
            at[unknown] = [self._known[wanted[index]] for index in unknown.tolist()]
        return self._advance[at], self._is_unmapped[at]

    def _ask(self, text: int, samples: Mapping[int, int]) -> None:
        """Ask for characters that are not known, of each of which one place is given."""
        width = np.zeros(len(samples), np.float32)
        first = width.ctypes.data
        addresses = list(self._numbers)
        fonts = [addresses[each // _CODES] for each in samples]
        places = range(first, first + width.nbytes, 4)
        if not all(map(pdfium.glyph_width, fonts, [each % _CODES for each in samples], repeat(_EM), places)):
            raise Untrusted("a font does not say how wide its characters are")
        unmapped = list(map(pdfium.is_unmapped, pdfium.pointers([text]) * len(samples), samples.values()))
        self._known.update(zip(samples, count(len(self._known)), strict=False))
        self._advance = np.concatenate((self._advance, width.astype(np.float64) / _EM))
        self._is_unmapped = np.concatenate((self._is_unmapped, np.array(unmapped) > 0))

    def may_lack_glyphs(self, number: int) -> bool:
        """True for a font that is not in the file and promises Chinese characters: no other at hand need have them."""
        address = list(self._numbers)[number]
        width = c_float()
        pdfium.glyph_width(address, ord("中"), _EM, addressof(width))
        return not pdfium.is_embedded(address) and width.value >= _EM * 0.9


def _name(font: int) -> bytes:
    buffer = create_string_buffer(128)
    pdfium.font_name(font, addressof(buffer), 128)
    return buffer.value


def _descent(font: int) -> float:
    value = c_float()
    pdfium.font_descent(font, _EM, addressof(value))
    return -abs(value.value) / _EM
