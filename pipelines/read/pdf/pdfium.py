"""The functions of pdfium that the fast engine calls, typed so that a call costs as little as it can.

pypdfium2 brings the library; its wrappers build a pointer object at each call, and a page takes thousands of calls.
Here handles are addresses, 0 for none, and places to write to are addresses as well.
"""

import ctypes
from collections.abc import Callable
from ctypes import c_float, c_int, c_size_t, c_uint32, c_void_p
from typing import Any

import pypdfium2.raw as raw

Call = Callable[..., Any]

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


def _counted(name: str, result: Any) -> Call:
    """A short call of (c_void_p, number, ...) made for many numbers: undeclared arguments are passed on as they are."""
    return ctypes.PYFUNCTYPE(result)(address(getattr(raw, name)))


load_page = _long("FPDF_LoadPage", c_size_t, c_void_p, c_int)
close_page = _long("FPDF_ClosePage", None, c_void_p)
load_text = _long("FPDFText_LoadPage", c_size_t, c_void_p)
close_text = _long("FPDFText_ClosePage", None, c_void_p)

rotation = _short("FPDFPage_GetRotation", c_int, c_void_p)
media_box = _short("FPDFPage_GetMediaBox", c_int, c_void_p, *[c_void_p] * 4)
page_bounds = _short("FPDF_GetPageBoundingBox", c_int, c_void_p, c_void_p)

count_objects = _short("FPDFPage_CountObjects", c_int, c_void_p)
object_at = _counted("FPDFPage_GetObject", c_size_t)
count_in_form = _short("FPDFFormObj_CountObjects", c_int, c_void_p)
object_in_form = _counted("FPDFFormObj_GetObject", c_size_t)
object_type = _short("FPDFPageObj_GetType", c_int, c_void_p)
object_matrix = _short("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
object_bounds = _short("FPDFPageObj_GetBounds", c_int, c_void_p, *[c_void_p] * 4)

count_segments = _short("FPDFPath_CountSegments", c_int, c_void_p)
segment_at = _short("FPDFPath_GetPathSegment", c_size_t, c_void_p, c_int)
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
code_point = _counted("FPDFText_GetUnicode", c_uint32)
text_object = _counted("FPDFText_GetTextObject", c_size_t)
char_origin = _short("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)
is_generated = _counted("FPDFText_IsGenerated", c_int)
is_unmapped = _counted("FPDFText_HasUnicodeMapError", c_int)

font_size = _short("FPDFTextObj_GetFontSize", c_int, c_void_p, c_void_p)
font_of = _short("FPDFTextObj_GetFont", c_size_t, c_void_p)
font_name = _short("FPDFFont_GetBaseFontName", c_size_t, c_void_p, c_void_p, c_void_p)
is_embedded = _short("FPDFFont_GetIsEmbedded", c_int, c_void_p)
font_descent = _short("FPDFFont_GetDescent", c_int, c_void_p, c_float, c_void_p)
glyph_width = _short("FPDFFont_GetGlyphWidth", c_int, c_void_p, c_uint32, c_float, c_void_p)
