"""The functions of pdfium that the fast engine calls, typed so that a call costs as little as it can.

pypdfium2 brings the library; its wrappers build a pointer object at each call, and a page takes thousands of calls.
Here handles are addresses, 0 for none, and places to write to are addresses as well.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from ctypes import c_float, c_int, c_size_t, c_uint32, c_void_p
from typing import Any, NewType

import numpy as np
import pypdfium2.raw as raw

from pipelines.read.pdf.drawn import Floats

Call = Callable[..., Any]
# An address as ctypes hands it on, made once for all calls that it takes part in.
Pointer = NewType("Pointer", object)
_pointer: Callable[[int], Pointer] = c_void_p.from_param  # type: ignore[assignment]

# So many results fit into the room that is kept for them.
_AT_ONCE = 1024

TEXT, PATH, IMAGE, FORM = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM
BEZIER_TO, MOVE_TO = raw.FPDF_SEGMENT_BEZIERTO, raw.FPDF_SEGMENT_MOVETO


def address(pointer: Any) -> int:
    """Where a function, or what a pointer points to, lies."""
    return ctypes.cast(pointer, c_void_p).value or 0


def _long(name: str, result: Any, *arguments: Any) -> Call:
    """A call that does real work: other threads may run meanwhile."""
    return ctypes.CFUNCTYPE(result, *arguments)(address(getattr(raw, name)))


def _short(name: str, result: Any, *arguments: Any) -> Call:
    """A call of nanoseconds: it keeps Python's lock, as giving it up and taking it back would cost as much again."""
    return ctypes.PYFUNCTYPE(result, *arguments)(address(getattr(raw, name)))


def pointers(addresses: Iterable[int]) -> list[Pointer]:
    """The pointers for the calls made in bulk: those would take a plain number for a short one, and cut it."""
    return list(map(_pointer, addresses))


class Room:
    """Room for what calls made in bulk write, `values` numbers each, and the pointers to it, made once.

    Some calls want one pointer for all of their numbers, others a pointer for each. As pdfium: not for two threads.
    """

    def __init__(self, kind: type[np.floating[Any]], values: int, pointers_a_call: int = 1) -> None:
        self._rows = np.zeros((_AT_ONCE, values), kind)
        first, (step, size) = self._rows.ctypes.data, self._rows.strides
        starts = (first + size * number for number in range(pointers_a_call))
        self._pointers = [pointers(range(start, start + self._rows.nbytes, step)) for start in starts]

    def filled(self, call: Call, objects: Sequence[Pointer], *more: Sequence[int]) -> Floats:
        """What the call writes for each object, one a row; zeros where it writes nothing."""
        found = np.empty((len(objects), self._rows.shape[1]))
        for begin in range(0, len(objects), _AT_ONCE):
            end = begin + _AT_ONCE
            part = self._rows[: len(objects) - begin]
            part[:] = 0
            given = (values[begin:end] for values in (objects, *more))
            deque(map(call, *given, *self._pointers), maxlen=0)
            found[begin:end] = part
        return found


def _bulk(name: str, result: Any) -> Call:
    """A short call that is made for many things: undeclared arguments, pointers and numbers, are passed as they are."""
    return ctypes.PYFUNCTYPE(result)(address(getattr(raw, name)))


load_page = _long("FPDF_LoadPage", c_size_t, c_void_p, c_int)
close_page = _long("FPDF_ClosePage", None, c_void_p)
load_text = _long("FPDFText_LoadPage", c_size_t, c_void_p)
close_text = _long("FPDFText_ClosePage", None, c_void_p)

rotation = _short("FPDFPage_GetRotation", c_int, c_void_p)
media_box = _short("FPDFPage_GetMediaBox", c_int, c_void_p, *[c_void_p] * 4)
page_bounds = _short("FPDF_GetPageBoundingBox", c_int, c_void_p, c_void_p)

count_objects = _short("FPDFPage_CountObjects", c_int, c_void_p)
object_at = _bulk("FPDFPage_GetObject", c_size_t)
count_in_form = _short("FPDFFormObj_CountObjects", c_int, c_void_p)
object_in_form = _bulk("FPDFFormObj_GetObject", c_size_t)
object_type = _bulk("FPDFPageObj_GetType", c_int)
object_matrix = _bulk("FPDFPageObj_GetMatrix", None)
object_bounds = _bulk("FPDFPageObj_GetBounds", None)

count_segments = _bulk("FPDFPath_CountSegments", c_int)
segment_at = _bulk("FPDFPath_GetPathSegment", c_size_t)
segment_point = _short("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
segment_type = _short("FPDFPathSegment_GetType", c_int, c_void_p)
segment_closes = _short("FPDFPathSegment_GetClose", c_int, c_void_p)

new_path = _short("FPDFPageObj_CreateNewPath", c_size_t, c_float, c_float)
new_text = _short("FPDFPageObj_CreateTextObj", c_size_t, c_void_p, c_void_p, c_float)
line_to = _short("FPDFPath_LineTo", c_int, c_void_p, c_float, c_float)
bezier_to = _short("FPDFPath_BezierTo", c_int, c_void_p, *[c_float] * 6)
close_path = _short("FPDFPath_Close", c_int, c_void_p)
destroy_object = _short("FPDFPageObj_Destroy", None, c_void_p)

count_chars = _short("FPDFText_CountChars", c_int, c_void_p)
text_between = _short("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
code_point = _bulk("FPDFText_GetUnicode", c_uint32)
text_object = _bulk("FPDFText_GetTextObject", c_size_t)
char_origin = _bulk("FPDFText_GetCharOrigin", None)
is_generated = _bulk("FPDFText_IsGenerated", c_int)
is_unmapped = _bulk("FPDFText_HasUnicodeMapError", c_int)

font_size = _bulk("FPDFTextObj_GetFontSize", None)
font_of = _bulk("FPDFTextObj_GetFont", c_size_t)
font_name = _short("FPDFFont_GetBaseFontName", c_size_t, c_void_p, c_void_p, c_void_p)
is_embedded = _short("FPDFFont_GetIsEmbedded", c_int, c_void_p)
font_descent = _short("FPDFFont_GetDescent", c_int, c_void_p, c_float, c_void_p)
glyph_width = _short("FPDFFont_GetGlyphWidth", c_int, c_void_p, c_uint32, c_float, c_void_p)
