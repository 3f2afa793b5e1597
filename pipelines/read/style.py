"""The few CSS properties that say where something stands, from style attributes and plain class rules."""

import re
from collections.abc import Mapping
from sys import intern
from typing import Any

_CLASS_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)")
_LENGTH = re.compile(r"(-?\d*\.?\d+)(pt|px|in|cm|mm)?\b")
_POINTS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, None: 0.75}
_LONGEST = 1e6  # in points: pages made of positioned texts may be one long strip
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INVISIBLE = re.compile(
    r"none|hidden|transparent|#fff(?:fff)?\b|\bwhite\b|(?:^|\s)0(?:\.0*)?(?:pt|px)?(?:\s|$)", re.IGNORECASE
)
SIDES = ("top", "right", "bottom", "left")
_BOX = ("position", "left", "top", "width", "height", "font-size", "border", "background", "background-color")
# A page may have a hundred thousand elements with ten declarations each: what nobody asks for is not kept.
_ASKED_FOR = {name: name for name in (*_BOX, *(f"border-{side}" for side in SIDES))}

Style = Mapping[str, str]


def class_rules(root: Any) -> dict[str, dict[str, str]]:
    """Declarations by class name, from the style elements of a page; only rules for a bare class count."""
    rules: dict[str, dict[str, str]] = {}
    for element in root.iter("style"):
        for selectors, body in _CLASS_RULE.findall(_COMMENT.sub("", element.text or "")):
            for selector in selectors.split(","):
                if name := _CLASS.fullmatch(selector.strip()):
                    rules.setdefault(name.group(1), {}).update(_declarations(body))
    return rules


def style_of(element: Any, rules: Mapping[str, Style]) -> dict[str, str]:
    """The declarations that apply to an element: those of its classes, then its own."""
    style: dict[str, str] = {}
    for name in (element.get("class") or "").split():
        style.update(rules.get(name, {}))
    style.update(_declarations(element.get("style") or ""))
    return style


def length(style: Style, name: str) -> float | None:
    """A length in points, or None where it is not given, relative, or longer than any page."""
    found = _LENGTH.match(style.get(name, ""))
    points = float(found.group(1)) * _POINTS[found.group(2)] if found else None
    return points if points is not None and abs(points) <= _LONGEST else None


def drawn_sides(style: Style) -> list[str]:
    """The sides on which a visible border is drawn."""
    whole = style.get("border", "")
    values = {side: style.get(f"border-{side}", whole) for side in SIDES}
    return [side for side, value in values.items() if value and not _INVISIBLE.search(value)]


def is_filled(style: Style) -> bool:
    """True where a visible background is painted."""
    value = style.get("background-color") or style.get("background") or ""
    return bool(value) and not _INVISIBLE.search(value)


def _declarations(body: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in body.split(";"))
    named = ((_ASKED_FOR.get(name.strip().lower()), value) for name, _, value in pairs)
    return {name: intern(value.strip()) for name, value in named if name}
