"""The fast engine: pages as pdfium parses them, and tables as our own lattice finds them."""

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import addressof, c_float
from functools import lru_cache

import pypdfium2
from pypdfium2 import raw

from pipelines.issues import DocumentRejected
from pipelines.read.document import Box
from pipelines.read.pdf import pdfium
from pipelines.read.pdf.drawn import Floats, PdfPage
from pipelines.read.pdf.lattice import find_tables
from pipelines.read.pdf.limits import PdfLimits
from pipelines.read.pdf.pdfium_chars import Letters, letters_of
from pipelines.read.pdf.pdfium_fonts import Fonts
from pipelines.read.pdf.pdfium_objects import Matrix, bounds_of, box_under, parts_of
from pipelines.read.pdf.pdfium_paths import Rules, rules_of

Rectangle = tuple[float, float, float, float]

_LETTER: Rectangle = (0.0, 0.0, 612.0, 792.0)


class PdfiumFile:
    """A PDF opened by pdfium. Raises DocumentRejected with pdf_encrypted or pdf_damaged.

    `is_rebuilt`: its table of objects was damaged and had to be guessed from the rest of the file.
    """

    def __init__(self, data: bytes, limits: PdfLimits) -> None:
        self._limits = limits
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if error.err_code == raw.FPDF_ERR_PASSWORD:
                raise DocumentRejected("pdf_encrypted", "the PDF asks for a password") from error
            raise DocumentRejected("pdf_damaged", str(error)) from error
        self._address = pdfium.address(self._document.raw)
        self._fonts = Fonts(self._address)
        self.count = len(self._document)
        self.is_rebuilt = not raw.FPDF_DocumentHasValidCrossReferenceTable(self._document.raw)

    @property
    def stamp(self) -> str | None:
        """When the file says it was changed, else made."""
        return self._document.get_metadata_value("ModDate") or self._document.get_metadata_value("CreationDate") or None

    def page(self, number: int) -> PdfPage | None:
        """Page `number`, from 1, or None where the file lacks it. Raises TooMuch, Untrusted."""
        with self.loaded(number) as page:
            return page.parsed(number) if page else None

    @contextmanager
    def loaded(self, number: int) -> Iterator["LoadedPage | None"]:
        """Page `number`, from 1, as long as it is open; None where the file lacks it."""
        self._fonts.renewed()
        address = pdfium.load_page(self._address, number - 1)
        if not address:
            yield None
            return
        try:
            yield LoadedPage(address, self._fonts, self._limits)
        finally:
            pdfium.close_page(address)

    def tables(self, page: PdfPage) -> list[Floats]:
        """The cells (x0, top, x1, bottom) of each table of a page, one a row. Raises TooMuch."""
        return find_tables(page.vertical, page.horizontal, self._limits)

    def close(self) -> None:
        self._fonts.close()
        self._document.close()


class LoadedPage:
    """An open page: its objects are walked at once, its text is read when asked for. Raises TooMuch."""

    def __init__(self, address: int, fonts: Fonts, limits: PdfLimits) -> None:
        self._address, self._fonts, self._limits = address, fonts, limits
        crop = _shown(address)
        # pdfium does not look for a medium above the page in the tree, but for what is shown of it.
        media = _medium(address) or crop
        matrix, self.width, self.height, self.seen = _displayed(media, crop, pdfium.rotation(address))
        self._parts = parts_of(address, matrix, limits)

    def rules(self) -> Rules:
        """The straight rules of the page."""
        return rules_of(self._parts, self._limits)

    def letters(self) -> Letters:
        """The characters of the page. Raises TooMuch, Untrusted."""
        return letters_of(self._address, self._parts, self._fonts, self._limits)

    def parsed(self, number: int) -> PdfPage:
        """All of the page. Raises TooMuch, Untrusted."""
        rules, letters = self.rules(), self.letters()
        return PdfPage(
            number,
            self.width,
            self.height,
            self.seen,
            letters.chars,
            rules.vertical,
            rules.horizontal,
            images=tuple(
                box_under(part.matrix, *sides) for part in self._parts for sides in bounds_of(part.images).tolist()
            ),
            strokes=rules.strokes,
            slanted=letters.slanted,
            unmapped=letters.unmapped,
        )


def _medium(page: int) -> Rectangle | None:
    """(left, bottom, right, top) of the medium, or None where the page itself does not say."""
    found = (c_float * 4)()
    first = addressof(found)
    if not pdfium.media_box(page, *range(first, first + 16, 4)):
        return None
    x0, y0, x1, y1 = found
    box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    return box if box[0] < box[2] and box[1] < box[3] else None


def _shown(page: int) -> Rectangle:
    """(left, bottom, right, top) of what is shown of the medium."""
    found = (c_float * 4)()
    if not pdfium.page_bounds(page, addressof(found)):
        return _LETTER
    left, top, right, bottom = found
    return left, bottom, right, top


@lru_cache(maxsize=64)
def _displayed(media: Rectangle, crop: Rectangle, turns: int) -> tuple[Matrix, float, float, Box]:
    """What takes a point of the page to it as displayed; its width and height; the part of it that is shown."""
    matrix = _to_shown(media, turns)
    _, _, width, height = box_under(matrix, *media)
    return matrix, width, height, _shared((0.0, 0.0, width, height), box_under(matrix, *crop))


def _to_shown(media: Rectangle, turns: int) -> Matrix:
    """What takes a point of the page to the medium as displayed, from its top left, after so many quarter turns."""
    left, bottom, right, top = media
    if turns == 1:
        return 0.0, 1.0, 1.0, 0.0, -bottom, -left
    if turns == 2:
        return -1.0, 0.0, 0.0, 1.0, right, -bottom
    if turns == 3:
        return 0.0, -1.0, -1.0, 0.0, top, right
    return 1.0, 0.0, 0.0, -1.0, -left, top


def _shared(one: Rectangle, other: Rectangle) -> Rectangle:
    box = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    # Boxes that do not meet show nothing in some viewers and all in others: the whole medium is the safer reading.
    return box if box[0] < box[2] and box[1] < box[3] else one
