"""The few CSS properties that say where something stands, from style attributes and plain class rules."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
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
# Elements are asked about soon after each other, those around them again and again.
_KEPT = 1024

Style = Mapping[str, str]


def styles_of(root: Any) -> Callable[[Any], Style]:
    """What gives the declarations that apply to an element of a page: those of its classes, then its own."""
    rules = _class_rules(root)

    @lru_cache(maxsize=_KEPT)
    def declared(classes: str, own: str) -> Style:
        style: dict[str, str] = {}
        for name in classes.split():
            style.update(rules.get(name, {}))
        style.update(_declarations(own))
        return style

    return lambda element: declared(element.get("class") or "", element.get("style") or "")


def _class_rules(root: Any) -> dict[str, dict[str, str]]:
    """Declarations by class name, from the style elements of a page; only rules for a bare class count."""
    rules: dict[str, dict[str, str]] = {}
    for element in root.iter("style"):
        for selectors, body in _CLASS_RULE.findall(_COMMENT.sub("", element.text or "")):
            for selector in selectors.split(","):
                if name := _CLASS.fullmatch(selector.strip()):
                    rules.setdefault(name.group(1), {}).update(_declarations(body))
    return rules


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
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}
