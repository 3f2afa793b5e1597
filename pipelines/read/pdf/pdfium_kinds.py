"""Of which kind objects of a page are: told in bulk by what their memory begins with, else asked one by one.

An object begins with the address of the methods of its class, so one object of each class is asked. That is not
promised, so it is tried once on objects made for it.
"""

import ctypes
from functools import cache

import numpy as np
from pypdfium2 import raw

from pipelines.read.pdf import pdfium
from pipelines.read.pdf.drawn import Ints

_READ = 0x100
_memory = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p, ctypes.c_ssize_t, ctypes.c_int)(
    ("PyMemoryView_FromMemory", ctypes.pythonapi)
)


def kinds_of(objects: Ints) -> Ints:
    """The kind of each object, as `pdfium.TEXT` and its like number them."""
    return told(objects) if len(objects) and _begins_with_class() else asked(objects)


def told(objects: Ints) -> Ints:
    """The kinds by the first word of each object."""
    first = int(objects.min())
    words = np.frombuffer(_memory(first, int(objects.max()) - first + objects.itemsize, _READ), np.intp)
    word = words[(objects - first) // objects.itemsize]
    kinds = np.empty(len(objects), np.intp)
    for each in set(word.tolist()):
        same = word == each
        kinds[same] = asked(objects[same.argmax(keepdims=True)])
    return kinds


def asked(objects: Ints) -> Ints:
    """The kinds as the calls give them."""
    return np.fromiter(map(pdfium.object_type, pdfium.pointers(objects.tolist())), np.intp, len(objects))


@cache
def _begins_with_class() -> bool:
    """True if two paths and a picture are told apart and lie where whole words do."""
    document = raw.FPDF_CreateNewDocument()
    made = [
        raw.FPDFPageObj_CreateNewPath(0, 0),
        raw.FPDFPageObj_NewImageObj(document),
        raw.FPDFPageObj_CreateNewRect(0, 0, 1, 1),
    ]
    try:
        objects = np.array([pdfium.address(each) for each in made], np.intp)
        return not (objects % objects.itemsize).any() and bool((told(objects) == asked(objects)).all())
    finally:
        for each in made:
            raw.FPDFPageObj_Destroy(each)
        raw.FPDF_CloseDocument(document)
