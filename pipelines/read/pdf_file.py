"""A PDF as a file of objects, seen by qpdf: how many pages it has, where it is damaged, and a copy written anew."""

import os
import zlib
from io import BytesIO
from itertools import islice
from pathlib import Path

import pikepdf

from pipelines.issues import DocumentRejected

# A file of rubbish has thousands; the first ones tell what happened.
_MOST_PROBLEMS = 3
# A scanned page takes as long as so many pages of text (docs/decisions/0014).
_PICTURE = 15
# What qpdf says of files that many producers write and every reader reads whole.
_HARMLESS = ("handled correctly by qpdf", "Resources is missing or invalid; repairing")
_PACKED = ("/FlateDecode", "/Fl")
# A stream may be packed a thousandfold: no more of it than this is in memory at once.
_CHUNK = 2**20
# Of qpdf, and of its binding where objects are not of the kind that they should be.
_FAILURES = (pikepdf.PikepdfError, RuntimeError, ValueError, TypeError, KeyError)


def count_pages(path: Path, most: int) -> int:
    """Pages, up to `most`, with the weight of their reading; 0 where qpdf cannot tell: its reader will say why."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            return sum(_weight(page) for page in islice(pdf.pages, most))
    except _FAILURES:
        return 0


def _weight(page: pikepdf.Page) -> int:
    """A page that uses no font shows pictures, which take OCR seconds to read."""
    return 1 if "/Font" in page.resources else _PICTURE


def find_damage(path: Path) -> tuple[str, ...]:
    """What is wrong with objects and streams of the PDF, a few examples in words; nothing for a sound one.

    Every stream is unpacked once, and thrown away: readers pass over the broken end of one without a word.
    """
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            found = _unpacked(pdf) if all(map(_is_as_written, pdf.pages)) else pdf.check_pdf_syntax()
    except _FAILURES as error:
        found = [str(error)]
    problems = [each for each in found if not any(words in each for words in _HARMLESS)]
    return tuple(_said(problem, path) for problem in problems[:_MOST_PROBLEMS])


def _unpacked(pdf: pikepdf.Pdf) -> list[str]:
    """What qpdf says while it unpacks every stream. Taking pages apart takes several times as long."""
    with open(os.devnull, "wb") as nowhere:
        pdf.save(nowhere, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    return [str(warning) for warning in pdf.get_warnings()]


def _is_as_written(page: pikepdf.Page) -> bool:
    """True where checksums vouch for what the page draws: taking it apart would only tell how its producer writes."""
    contents = page.obj.get("/Contents")
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return all(isinstance(stream, pikepdf.Stream) and _has_right_checksum(stream) for stream in streams)


def _has_right_checksum(stream: pikepdf.Object) -> bool:
    """True for a stream that is packed as a whole in a way that ends with a checksum, which fits."""
    if stream.get("/Filter") not in _PACKED or "/DecodeParms" in stream:
        return False
    unpacking, rest = zlib.decompressobj(), stream.read_raw_bytes()
    try:
        while rest and not unpacking.eof:
            unpacking.decompress(rest, _CHUNK)
            rest = unpacking.unconsumed_tail
    except zlib.error:
        return False
    return unpacking.eof


def repaired(path: Path) -> bytes:
    """The PDF written anew from every object that can be found in it. Raises DocumentRejected with pdf_damaged."""
    made = BytesIO()
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            pdf.save(made)
    except _FAILURES as error:
        raise DocumentRejected("pdf_damaged", f"not to be repaired: {_said(str(error), path)}") from error
    return made.getvalue()


def _said(problem: str, path: Path) -> str:
    """One line that does not tell where the file lies."""
    return " ".join(problem.removeprefix("WARNING: ").replace(str(path), "the file").split())
