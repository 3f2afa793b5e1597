"""How long a document may take to read, told from outside: its pages, or what corresponds to them."""

from pathlib import Path

from pipelines.read.media_type import HEAD_BYTES, is_pdf
from pipelines.read.options import ReadOptions
from pipelines.read.pdf_file import count_pages

# Where pages are not known, so many bytes stand for one: no format needs more for a page of a table.
_PAGE_BYTES = 262_144


def expected_pages(path: Path, options: ReadOptions) -> int:
    """Pages of a PDF, at most as many as are read and more for pictures; of other files their size in pages of 256 KiB.

    Also of a PDF on a second attempt: the process that read it first may have died of counting.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if is_pdf(head) and options.after is None:
        return count_pages(path, options.limits.pages)
    return path.stat().st_size // _PAGE_BYTES
