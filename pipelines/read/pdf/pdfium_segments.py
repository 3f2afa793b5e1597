"""The points of paths, read in bulk where pdfium keeps them side by side, else one by one.

A page has thousands of points and each takes four calls. The layout of what the addresses of segments point to is not
promised, so it is tried once on a path made for it: if what lies there is not what the calls say, the calls are used.
"""

import ctypes
from collections.abc import Sequence
from functools import cache
from itertools import chain, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.read.pdf import pdfium
from pipelines.read.pdf.pdfium import Pointer

Segments = NDArray[np.void]

# What ctypes.string_at does, without its way there through Python.
_bytes_at = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p, ctypes.c_ssize_t)(
    ("PyBytes_FromStringAndSize", ctypes.pythonapi)
)
_LAYOUT = np.dtype([("x", "f4"), ("y", "f4"), ("kind", "u1"), ("closes", "?"), ("padding", "V2")])


def segments_of(paths: Sequence[Pointer], counts: Sequence[int]) -> Segments:
    """The segments of paths one after the other: where each ends, its kind, and whether it closes its path."""
    return copied(paths, counts) if _lies_side_by_side() else asked(paths, counts)


def copied(paths: Sequence[Pointer], counts: Sequence[int]) -> Segments:
    """The segments as they lie in memory."""
    size = _LAYOUT.itemsize
    first = map(pdfium.segment_at, paths, repeat(0))
    return np.frombuffer(b"".join(map(_bytes_at, first, [size * count for count in counts])), _LAYOUT)


def asked(paths: Sequence[Pointer], counts: Sequence[int]) -> Segments:
    """The segments as the calls give them."""
    places = chain.from_iterable(map(range, counts))
    segments = list(map(pdfium.segment_at, chain.from_iterable(map(repeat, paths, counts)), places))
    found = np.zeros(len(segments), _LAYOUT)
    size, first = _LAYOUT.itemsize, found.ctypes.data
    last = first + found.nbytes
    for _ in map(pdfium.segment_point, segments, range(first, last, size), range(first + 4, last + 4, size)):
        pass
    found["kind"] = np.fromiter(map(pdfium.segment_type, segments), np.uint8, len(segments))
    found["closes"] = np.fromiter(map(pdfium.segment_closes, segments), np.bool_, len(segments))
    return found


@cache
def _lies_side_by_side() -> bool:
    """True if a path with a line, a curve and an end reads the same both ways."""
    path: Any = pdfium.new_path(1.5, -2.25)
    try:
        pdfium.line_to(path, 3.0, 4.0)
        pdfium.bezier_to(path, 5.0, 6.0, 7.0, 8.0, 9.0, 10.5)
        pdfium.close_path(path)
        paths = pdfium.pointers([path])
        counts = [pdfium.count_segments(paths[0])]
        names = ["x", "y", "kind", "closes"]
        return bool((copied(paths, counts)[names] == asked(paths, counts)[names]).all())
    finally:
        pdfium.destroy_object(path)
