"""What tells that a text or a page of markup is damaged, where no checksum does."""

import re
from collections.abc import Iterator

# No text holds them but damaged ones; form feeds and the end mark of old systems are text.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_OPENED, _CLOSED = re.compile(r"<html[\s>]", re.IGNORECASE), re.compile(r"</html\s*>", re.IGNORECASE)


def text_damage(text: str) -> Iterator[str]:
    """Notes on a plain text: bytes that no text holds, a table row that breaks off where the file does."""
    yield from _controls(text)
    *above, last = text.rsplit("\n", 2)
    if above and "\t" in last and last.count("\t") < above[-1].count("\t"):
        yield "file_damaged: the text breaks off within a row of a table"


def markup_damage(text: str) -> Iterator[str]:
    """Notes on a web page: bytes that no text holds, an end that is missing."""
    yield from _controls(text)
    if _OPENED.search(text) and not _CLOSED.search(text):
        yield "file_damaged: the page breaks off: its element html does not end"


def _controls(text: str) -> Iterator[str]:
    if number := len(_CONTROLS.findall(text)):
        yield f"file_damaged: {number} control characters stand in it, which no text holds"
