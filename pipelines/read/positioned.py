"""Rebuild the pages of a web page that was made from a paged document: every text and every line set by position."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pipelines.read.document import Page, TextRun
from pipelines.read.drawing import Drawing
from pipelines.read.fragment import Fragment, width_of
from pipelines.read.style import Style, drawn_sides, is_filled, length, styles_of

# A page is at least this large, in points; smaller boxes with positioned text are buttons and menus.
_LEAST_SIDE = 200.0
# A paged document has many positioned texts; a web page that places a few is still a flow of text.
_LEAST_TEXTS = 30
_TYPE_SIZE = 12.0


@dataclass
class _Sheet(Drawing):
    """One page while its parts are collected; `loose`: its texts without a place."""

    loose: list[str] = field(default_factory=list)


def positioned_pages(root: Any) -> tuple[Page, ...]:
    """The pages below an element, and the element without them; nothing where text is not set by position.

    Raises DocumentRejected with table_too_large.
    """
    sheets = _sheets(root)
    return tuple(_page(number, sheets.pop(0)) for number in range(1, len(sheets) + 1))


def _sheets(root: Any) -> list[_Sheet]:
    """What is drawn on each page, taken out of the element."""
    style_of = styles_of(root)
    sheets: dict[Any, _Sheet] = {}
    for element in root.iter(etree.Element):
        style = style_of(element)
        if style.get("position") == "absolute" and (place := _place(element, style_of)) is not None:
            page, left, top = place
            if page not in sheets:
                shape = style_of(page)
                sheets[page] = _Sheet(length(shape, "width") or 0.0, length(shape, "height") or 0.0)
            _collect(element, style, left, top, sheets[page], style_of)
    if sum(len(sheet.fragments) for sheet in sheets.values()) < _LEAST_TEXTS:
        return []
    for page, sheet in sheets.items():
        sheet.loose.append(_own_text(page, style_of))
        sheet.has_image = any(True for _ in page.iter("img"))
        page.clear(keep_tail=True)
    return list(sheets.values())


def _place(element: Any, style_of: Callable[[Any], Style]) -> tuple[Any, float, float] | None:
    """The page that an element is placed on and its distance from the left and top edge, or None."""
    style = style_of(element)
    left, top = length(style, "left"), length(style, "top")
    if left is None or top is None:
        return None
    for ancestor in element.iterancestors():
        style = style_of(ancestor)
        if "position" not in style:
            continue
        if min(length(style, "width") or 0.0, length(style, "height") or 0.0) >= _LEAST_SIDE:
            return ancestor, left, top
        if style["position"] == "absolute":
            left += length(style, "left") or 0.0
            top += length(style, "top") or 0.0
    return None


def _collect(
    element: Any, style: Style, left: float, top: float, sheet: _Sheet, style_of: Callable[[Any], Style]
) -> None:
    """Add the text and the lines of one element to its page."""
    wide, high = length(style, "width") or 0.0, length(style, "height") or 0.0
    text = _own_text(element, style_of)
    if text.strip():
        size = length(style, "font-size") or _TYPE_SIZE
        indent = width_of(text[: len(text) - len(text.lstrip())], size)
        right = left + indent + width_of(text.strip(), size)
        sheet.add_text(Fragment(text.strip(), (left + indent, top, right, top + size), size))
    right, bottom = left + wide, top + high
    corners = {
        "top": ((left, top), (right, top)),
        "bottom": ((left, bottom), (right, bottom)),
        "left": ((left, top), (left, bottom)),
        "right": ((right, top), (right, bottom)),
    }
    for side in drawn_sides(style):
        sheet.add_line(*corners[side])
    if is_filled(style):
        sheet.add_filled((left, top, right, bottom))


def _own_text(element: Any, style_of: Callable[[Any], Style]) -> str:
    """The text of an element without that of elements placed by themselves."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            parts.append((node.tail or "") if node is not element else "")
        elif node is not element and style_of(node).get("position") == "absolute":
            walk.skip_subtree()
        else:
            parts.append("\n" if node.tag == "br" else node.text or "")
    return "".join(parts)


def _page(number: int, sheet: _Sheet) -> Page:
    items, verdicts = sheet.items(number)
    loose = [TextRun(line.strip()) for text in sheet.loose for line in text.splitlines() if line.strip()]
    return Page(number, (*items, *loose), sheet.width, sheet.height, verdicts)
