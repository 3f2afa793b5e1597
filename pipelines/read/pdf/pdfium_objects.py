"""Walk the objects of a page that pdfium parsed: its text objects, path objects and pictures, those in forms too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, repeat

import numpy as np

from pipelines.issues import MingzhangError
from pipelines.read.document import Box
from pipelines.read.pdf import pdfium
from pipelines.read.pdf.drawn import Floats, Ints
from pipelines.read.pdf.limits import PdfLimits, TooMuch
from pipelines.read.pdf.pdfium import Pointer, Room

# (a, b, c, d, e, f): x' = a x + c y + e and y' = b x + d y + f.
Matrix = tuple[float, float, float, float, float, float]

_MATRICES = Room(np.float32, 6)
_BOUNDS = Room(np.float32, 4, pointers_a_call=4)


class Untrusted(MingzhangError):
    """Pdfium parsed a page, but what it says of it cannot be relied on."""


@dataclass(frozen=True, slots=True)
class Part:
    """Objects on the page or in one form, in the order they are drawn; `matrix` takes them to the page shown.

    `addresses` are those of the texts.
    """

    matrix: Matrix
    texts: list[Pointer]
    addresses: list[int]
    paths: list[Pointer]
    images: list[Pointer]


def parts_of(page: int, matrix: Matrix, limits: PdfLimits) -> list[Part]:
    """What is drawn on a page, in the order in which it is drawn. Raises TooMuch."""
    (pointer,) = pdfium.pointers([page])
    objects = list(map(pdfium.object_at, repeat(pointer), range(pdfium.count_objects(page))))
    return list(_parts(objects, matrix, limits, _Budget(limits.segments)))


class _Budget:
    """How many objects may still be visited: a form may be drawn many times, and hold others that are."""

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise TooMuch("the page draws more objects than the limit allows")


def _parts(objects: list[int], matrix: Matrix, limits: PdfLimits, budget: _Budget, depth: int = 0) -> Iterator[Part]:
    budget.spend(len(objects))
    pointers = pdfium.pointers(objects)
    kinds = np.fromiter(map(pdfium.object_type, pointers), np.intp, len(objects))
    begin = 0
    for place in (kinds == pdfium.FORM).nonzero()[0].tolist():
        yield _part(objects[begin:place], pointers[begin:place], kinds[begin:place], matrix)
        yield from _form(pointers[place], matrix, limits, budget, depth + 1)
        begin = place + 1
    yield _part(objects[begin:], pointers[begin:], kinds[begin:], matrix)


def _part(objects: list[int], pointers: list[Pointer], kinds: Ints, matrix: Matrix) -> Part:
    texts, paths, images = ((kinds == kind).tolist() for kind in (pdfium.TEXT, pdfium.PATH, pdfium.IMAGE))
    return Part(
        matrix,
        list(compress(pointers, texts)),
        list(compress(objects, texts)),
        list(compress(pointers, paths)),
        list(compress(pointers, images)),
    )


def _form(form: Pointer, matrix: Matrix, limits: PdfLimits, budget: _Budget, depth: int) -> Iterator[Part]:
    if depth > limits.form_depth:
        raise TooMuch(f"forms lie in forms more than {limits.form_depth} deep")
    objects = list(map(pdfium.object_in_form, repeat(form), range(pdfium.count_in_form(form))))
    a, b, c, d, e, f = whole_matrices([form], matrix)[0].tolist()
    yield from _parts(objects, (a, b, c, d, e, f), limits, budget, depth)


def whole_matrices(objects: Sequence[Pointer], matrix: Matrix) -> Floats:
    """The matrix of each object and then that of its part, one a row."""
    a, b, c, d, e, f = matrix
    own = _MATRICES.filled(pdfium.object_matrix, objects)
    whole: Floats = (own.reshape(-1, 2) @ np.array(((a, b), (c, d)))).reshape(-1, 6)
    whole[:, 4:] += (e, f)
    return whole


def bounds_of(objects: Sequence[Pointer]) -> Floats:
    """The smallest x and y and the greatest x and y of each object, one a row, before the matrix of its part."""
    return _BOUNDS.filled(pdfium.object_bounds, objects)


def box_under(matrix: Matrix, left: float, low: float, right: float, high: float) -> Box:
    """The box on the page shown of a rectangle before its matrix."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (low, high)]
    ys = [b * x + d * y + f for x in (left, right) for y in (low, high)]
    return min(xs), min(ys), max(xs), max(ys)
