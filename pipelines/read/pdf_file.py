"""A PDF as a file of objects, seen by qpdf: how many pages it has, where it is damaged, and a copy written anew."""

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
            problems = [each for each in pdf.check_pdf_syntax() if not any(words in each for words in _HARMLESS)]
    except _FAILURES as error:
        problems = [str(error)]
    return tuple(_said(problem, path) for problem in problems[:_MOST_PROBLEMS])


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
