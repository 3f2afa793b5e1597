"""What one page of an OFD draws: pieces of text and lines, in points from the top left of the page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pipelines.read.fragment import Fragment, width_of
from pipelines.read.ruling import Rule

_POINTS = 72 / 25.4  # of a millimetre
_ASCENT = 0.88  # of the type size: from the base line to the upper edge of a line of text
# In units of the type size: characters further apart stand in pieces of their own.
_APART = 0.3
# In points: what is thinner is a line, what is shorter no wall.
_THIN = 2.0
_STRAIGHT = 0.5
_SHORT = 1.0
_IDENTITY = "1 0 0 1 0 0"
_STEP = re.compile(r"[SMLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
# How many numbers follow each command; the last two are where it ends.
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_WHITE = ["255", "255", "255"]

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


@dataclass
class Drawn:
    """What a page draws, while it is collected. `left` and `top` are the corner of its area in millimetres."""

    left: float
    top: float
    fragments: list[Fragment] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    has_image: bool = False
    is_askew: bool = False

    @staticmethod
    def points(millimetres: float) -> float:
        return millimetres * _POINTS


def draw(contents: Iterable[Any], drawn: Drawn) -> None:
    """Add what these contents draw. Raises ValueError for what has no place, or a matrix or path that is none."""
    for element in (element for content in contents for element in content.iter() if isinstance(element.tag, str)):
        kind = etree.QName(element).localname
        if element.get("Visible") == "false":
            continue
        if kind == "TextObject":
            _draw_text(element, drawn)
        elif kind == "PathObject":
            _draw_path(element, drawn)
        elif kind in ("ImageObject", "CompositeObject"):
            drawn.has_image = True


def _draw_text(element: Any, drawn: Drawn) -> None:
    matrix = _matrix(element, drawn)
    across, slant, slope, down = matrix[:4]
    if abs(slant) + abs(slope) > 0.01 * abs(across) or across <= 0 or down <= 0:
        drawn.is_askew = True
        return
    size, wide = float(element.get("Size", "0")) * down, across / down
    place: Point = (0.0, 0.0)
    for code in (code for code in element if isinstance(code.tag, str) and etree.QName(code).localname == "TextCode"):
        place = (float(code.get("X", place[0])), float(code.get("Y", place[1])))
        text = (code.text or "").strip("\r\n\t")
        steps = zip(text, _places(text, place, code, size / down), strict=False)
        for fragment in _pieces([(char, _moved(at, matrix)) for char, at in steps], size, wide):
            # Bold is sometimes made by setting a text twice in one place.
            if fragment not in drawn.fragments[-2:]:
                drawn.fragments.append(fragment)


def _places(text: str, start: Point, code: Any, size: float) -> Iterator[Point]:
    """Where each character begins; those for which nothing is said follow on as wide as they are."""
    x, y = start
    to_right, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
    for number, char in enumerate(text):
        yield x, y
        said = number < len(to_right) or number < len(down)
        x += to_right[number] if number < len(to_right) else 0.0 if said else width_of(char, size)
        y += down[number] if number < len(down) else 0.0


def _steps(said: str | None) -> list[float]:
    """Distances from character to character: `g 3 5.2` is 5.2 three times."""
    words = iter((said or "").split())
    steps: list[float] = []
    for word in words:
        if word == "g":
            count, step = int(next(words, "0")), float(next(words, "0"))
            # A count is what the file says; no line of a page has as many characters.
            steps.extend([step] * min(count, 10_000))
        else:
            steps.append(float(word))
    return steps


def _pieces(placed: list[tuple[str, Point]], size: float, wide: float) -> Iterator[Fragment]:
    """Characters that follow on along one line, as one piece; `wide`: how much wider than high they are set."""
    held: list[tuple[str, Point]] = []
    for char, at in [*placed, ("", (0.0, 0.0))]:
        if held:
            before, (x, y) = held[-1]
            end = x + width_of(before, size) * wide
            if not char or abs(at[1] - y) > _STRAIGHT or abs(at[0] - end) > _APART * size:
                yield from _piece(held, end, size)
                held = []
        held.append((char, at))


def _piece(held: list[tuple[str, Point]], end: float, size: float) -> Iterator[Fragment]:
    printed = [(char, at) for char, at in held if char.strip()]
    if printed:
        text = "".join(char for char, _ in held).strip()
        left, base = printed[0][1]
        right = end - sum(width_of(char, size) for char, _ in held[held.index(printed[-1]) + 1 :])
        yield Fragment(text, (left, base - _ASCENT * size, right, base + (1 - _ASCENT) * size), size)


def _draw_path(element: Any, drawn: Drawn) -> None:
    data = " ".join(
        child.text or ""
        for child in element
        if isinstance(child.tag, str) and etree.QName(child).localname == "AbbreviatedData"
    )
    segments = list(_segments(data, _matrix(element, drawn)))
    points = [point for segment in segments for point in segment]
    if element.get("Stroke") != "false" and not _is_white(element, "StrokeColor"):
        for segment in segments:
            _rule(*segment, drawn)
    elif element.get("Fill") == "true" and not _is_white(element, "FillColor") and points:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if max(xs) - min(xs) <= _THIN < max(ys) - min(ys):
            middle = (max(xs) + min(xs)) / 2
            _rule((middle, min(ys)), (middle, max(ys)), drawn)
        elif max(ys) - min(ys) <= _THIN < max(xs) - min(xs):
            middle = (max(ys) + min(ys)) / 2
            _rule((min(xs), middle), (max(xs), middle), drawn)


def _rule(start: Point, end: Point, drawn: Drawn) -> None:
    wide, high = abs(end[0] - start[0]), abs(end[1] - start[1])
    if high <= _STRAIGHT and wide > _SHORT:
        drawn.horizontal.append(Rule(start[1], min(start[0], end[0]), max(start[0], end[0])))
    elif wide <= _STRAIGHT and high > _SHORT:
        drawn.vertical.append(Rule(start[0], min(start[1], end[1]), max(start[1], end[1])))


def _segments(data: str, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """The straight parts of a path: from M and S by L, and back by C. Curves only move on."""
    words = _STEP.findall(data)
    begun = at = (0.0, 0.0)
    index = 0
    while index < len(words):
        command, index = words[index], index + 1
        if command not in _OPERANDS:
            raise ValueError(f"{command!r} is no command of a path")
        numbers = [float(word) for word in words[index : index + _OPERANDS[command]]]
        if len(numbers) < _OPERANDS[command]:
            raise ValueError("a path ends in the middle of a command")
        index += len(numbers)
        to = (numbers[-2], numbers[-1]) if numbers else begun
        if command in "SM":
            begun = to
        elif command in "LC" and to != at:
            yield _moved(at, matrix), _moved(to, matrix)
        at = to


def _matrix(element: Any, drawn: Drawn) -> Matrix:
    """From the object's own millimetres to points of the page: its matrix, then the corner of its boundary."""
    left, top, _, _ = (float(each) for each in element.get("Boundary", "").split())
    a, b, c, d, e, f = (float(each) for each in element.get("CTM", _IDENTITY).split())
    x, y = e + left - drawn.left, f + top - drawn.top
    return a * _POINTS, b * _POINTS, c * _POINTS, d * _POINTS, x * _POINTS, y * _POINTS


def _moved(point: Point, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _is_white(element: Any, name: str) -> bool:
    colours = (child for child in element if isinstance(child.tag, str) and etree.QName(child).localname == name)
    return any(colour.get("Value", "").split() == _WHITE for colour in colours)
