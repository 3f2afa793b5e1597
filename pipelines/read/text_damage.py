"""What tells that a text or a page of markup is damaged, where no checksum does."""

import re
from collections.abc import Iterator
from typing import Any

# No text holds them but damaged ones; form feeds and the end mark of old systems are text.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
# What does not end reaches to the end of the page; looked for again at each beginning, it would take minutes.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_OF_TABLE = re.compile(r"</?t[drh]\b", re.IGNORECASE)
# A tag of a table that has lost its opening bracket is text of the page: td rowspan="1">.
_BROKEN_TAG = re.compile(r"(?<![</\w-])t[drh](?:\s+[a-z]+=\"[^\"<>]*\")+\s*>", re.IGNORECASE)
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
    shown = _COMMENT.sub("", text)
    *_, behind = _CLOSED.split(shown) if _OPENED.search(shown) else ("",)
    if behind != shown and _OF_TABLE.search(behind):
        yield "file_damaged: cells of a table stand behind the end of the page"
    if number := len(_BROKEN_TAG.findall(shown)):
        yield f"file_damaged: {number} tags of cells have lost their opening bracket"


def table_damage(root: Any) -> Iterator[str]:
    """A note on a web page with cells outside the rows of its tables: they are not read."""
    around = (next(cell.iterancestors("tr", "table"), None) for cell in root.iter("td", "th"))
    outside = sum(parent is not None and parent.tag == "table" for parent in around)
    if outside:
        yield f"file_damaged: {outside} cells of tables stand in no row; they were not read"


def _controls(text: str) -> Iterator[str]:
    if number := len(_CONTROLS.findall(text)):
        yield f"file_damaged: {number} control characters stand in it, which no text holds"
