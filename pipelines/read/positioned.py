"""Rebuild the pages of a web page that was made from a paged document: every text and every line set by position."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pipelines.read.document import Page, TextRun
from pipelines.read.fragment import Fragment, width_of
from pipelines.read.placed import placed_items
from pipelines.read.ruling import Rule
from pipelines.read.style import Style, class_rules, drawn_sides, is_filled, length, style_of

# A page is at least this large, in points; smaller boxes with positioned text are buttons and menus.
_LEAST_SIDE = 200.0
# A paged document has many positioned texts; a web page that places a few is still a flow of text.
_LEAST_TEXTS = 30
_THIN = 2.0
_TYPE_SIZE = 12.0


@dataclass
class _Sheet:
    """One page while its parts are collected."""

    width: float
    height: float
    fragments: list[Fragment] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    has_image: bool = False


def positioned_pages(root: Any) -> tuple[Page, ...]:
    """The pages below an element, and the element without them; nothing where text is not set by position.

    Raises DocumentRejected with table_too_large.
    """
    rules = class_rules(root)
    styles = {element: style_of(element, rules) for element in root.iter() if isinstance(element.tag, str)}
    sheets: dict[Any, _Sheet] = {}
    for element, style in styles.items():
        if style.get("position") == "absolute" and (place := _place(element, styles)) is not None:
            page, left, top = place
            if page not in sheets:
                sheets[page] = _Sheet(length(styles[page], "width") or 0.0, length(styles[page], "height") or 0.0)
            _collect(element, style, left, top, sheets[page], styles)
    if sum(len(sheet.fragments) for sheet in sheets.values()) < _LEAST_TEXTS:
        return ()
    for page, sheet in sheets.items():
        sheet.loose.append(_own_text(page, styles))
        sheet.has_image = any(True for _ in page.iter("img"))
        page.clear(keep_tail=True)
    return tuple(_page(number, sheet) for number, sheet in enumerate(sheets.values(), start=1))


def _place(element: Any, styles: Mapping[Any, Style]) -> tuple[Any, float, float] | None:
    """The page that an element is placed on and its distance from the left and top edge, or None."""
    left, top = length(styles[element], "left"), length(styles[element], "top")
    if left is None or top is None:
        return None
    for ancestor in element.iterancestors():
        style = styles[ancestor]
        if "position" not in style:
            continue
        if min(length(style, "width") or 0.0, length(style, "height") or 0.0) >= _LEAST_SIDE:
            return ancestor, left, top
        if style["position"] == "absolute":
            left += length(style, "left") or 0.0
            top += length(style, "top") or 0.0
    return None


def _collect(element: Any, style: Style, left: float, top: float, sheet: _Sheet, styles: Mapping[Any, Style]) -> None:
    """Add the text and the lines of one element to its page."""
    wide, high = length(style, "width") or 0.0, length(style, "height") or 0.0
    text = _own_text(element, styles)
    if text.strip():
        size = length(style, "font-size") or _TYPE_SIZE
        indent = width_of(text[: len(text) - len(text.lstrip())], size)
        right = left + indent + width_of(text.strip(), size)
        fragment = Fragment(text.strip(), (left + indent, top, right, top + size), size)
        # Bold is sometimes made by setting a text twice in one place.
        if fragment not in sheet.fragments[-2:]:
            sheet.fragments.append(fragment)
    for side in drawn_sides(style):
        if side in ("top", "bottom"):
            sheet.horizontal.append(Rule(top + (high if side == "bottom" else 0.0), left, left + wide))
        else:
            sheet.vertical.append(Rule(left + (wide if side == "right" else 0.0), top, top + high))
    if is_filled(style) and min(wide, high) <= _THIN < max(wide, high):
        if wide > high:
            sheet.horizontal.append(Rule(top + high / 2, left, left + wide))
        else:
            sheet.vertical.append(Rule(left + wide / 2, top, top + high))


def _own_text(element: Any, styles: Mapping[Any, Style]) -> str:
    """The text of an element without that of elements placed by themselves."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            parts.append((node.tail or "") if node is not element else "")
        elif node is not element and styles[node].get("position") == "absolute":
            walk.skip_subtree()
        else:
            parts.append("\n" if node.tag == "br" else node.text or "")
    return "".join(parts)


def _page(number: int, sheet: _Sheet) -> Page:
    verdicts = ["no_text_but_image"] if sheet.has_image and not sheet.fragments else []
    items, said = placed_items(sheet.fragments, _drawn(sheet.horizontal), _drawn(sheet.vertical))
    loose = [TextRun(line.strip()) for text in sheet.loose for line in text.splitlines() if line.strip()]
    return Page(number, (*items, *loose), sheet.width, sheet.height, (*verdicts, *said))


def _drawn(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that are longer than a point: what is left of corners and of lines without length says nothing."""
    return [rule for rule in rules if rule.end - rule.start > 1.0]
