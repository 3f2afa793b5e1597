"""What one page of an OFD draws: pieces of text and lines, in points from the top left of the page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from pipelines.read.drawing import Drawing, Point
from pipelines.read.fragment import Fragment, width_of

_POINTS = 72 / 25.4  # of a millimetre
_ASCENT = 0.88  # of the type size: from the base line to the upper edge of a line of text
# In units of the type size: characters further apart stand in pieces of their own.
_APART = 0.3
# In points: characters further above one another stand on lines of their own.
_LEVEL = 0.5
# No page and nothing on it is a kilometre away, in millimetres; nor does anybody see what is scaled down so far.
_FURTHEST = 1e6
_VANISHING = 1e-6
_IDENTITY = "1 0 0 1 0 0"
_STEP = re.compile(r"[SMLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
# How many numbers follow each command; the last two are where it ends.
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_WHITE = ["255", "255", "255"]

Matrix = tuple[float, float, float, float, float, float]


@dataclass(kw_only=True)
class Drawn(Drawing):
    """What a page draws, while it is collected. `left` and `top` are the corner of its area in millimetres."""

    left: float
    top: float
    is_askew: bool = False


def drawn_on(area: str) -> Drawn:
    """An empty page of this area: left, top, width and height in millimetres. Raises ValueError where it is none."""
    left, top, wide, high = _numbers(area)
    if min(wide, high) <= 0:
        raise ValueError(f"a page of {wide:g} by {high:g} mm")
    return Drawn(wide * _POINTS, high * _POINTS, left=left, top=top)


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
    size = _number(element.get("Size", "0")) * down
    if abs(slant) + abs(slope) > 0.01 * abs(across) or min(across, down, size) <= _VANISHING:
        drawn.is_askew = True
        return
    wide, place = across / down, (0.0, 0.0)
    for code in element.iterchildren("{*}TextCode"):
        place = (_number(code.get("X", place[0])), _number(code.get("Y", place[1])))
        text = (code.text or "").strip("\r\n\t")
        steps = zip(text, _places(text, place, code, size / down), strict=False)
        for fragment in _pieces([(char, _moved(at, matrix)) for char, at in steps], size, wide):
            drawn.add_text(fragment)


def _places(text: str, start: Point, code: Any, size: float) -> Iterator[Point]:
    """Where each character begins; those for which nothing is said follow on as wide as they are."""
    x, y = start
    to_right, down = (_steps(code.get(name), len(text)) for name in ("DeltaX", "DeltaY"))
    for number, char in enumerate(text):
        yield x, y
        said = number < len(to_right) or number < len(down)
        x += to_right[number] if number < len(to_right) else 0.0 if said else width_of(char, size)
        y += down[number] if number < len(down) else 0.0


def _steps(said: str | None, most: int) -> list[float]:
    """Distances from character to character, not more than `most`: `g 3 5.2` is 5.2 three times."""
    words = iter((said or "").split())
    steps: list[float] = []
    for word in words:
        count, step = (int(next(words, "0")), next(words, "0")) if word == "g" else (1, word)
        # A count is what the file says, and needs no room beyond the characters that are there.
        steps += [_number(step)] * min(count, most - len(steps))
    return steps


def _pieces(placed: list[tuple[str, Point]], size: float, wide: float) -> Iterator[Fragment]:
    """Characters that follow on along one line, as one piece; `wide`: how much wider than high they are set."""
    held: list[tuple[str, Point]] = []
    for char, at in [*placed, ("", (0.0, 0.0))]:
        if held:
            before, (x, y) = held[-1]
            end = x + width_of(before, size) * wide
            if not char or abs(at[1] - y) > _LEVEL or abs(at[0] - end) > _APART * size:
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
    data = " ".join(child.text or "" for child in element.iterchildren("{*}AbbreviatedData"))
    segments = list(_segments(data, _matrix(element, drawn)))
    points = [point for segment in segments for point in segment]
    if element.get("Stroke") != "false" and not _is_white(element, "StrokeColor"):
        for segment in segments:
            drawn.add_line(*segment)
    elif element.get("Fill") == "true" and not _is_white(element, "FillColor") and points:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        drawn.add_filled((min(xs), min(ys), max(xs), max(ys)))


def _segments(data: str, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """The straight parts of a path: from M and S by L, and back by C. Curves only move on."""
    words = _STEP.findall(data)
    begun = at = (0.0, 0.0)
    index = 0
    while index < len(words):
        command, index = words[index], index + 1
        if command not in _OPERANDS:
            raise ValueError(f"{command!r} is no command of a path")
        numbers = [_number(word) for word in words[index : index + _OPERANDS[command]]]
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
    left, top, _, _ = _numbers(element.get("Boundary", ""))
    a, b, c, d, e, f = _numbers(element.get("CTM", _IDENTITY))
    x, y = e + left - drawn.left, f + top - drawn.top
    return a * _POINTS, b * _POINTS, c * _POINTS, d * _POINTS, x * _POINTS, y * _POINTS


def _moved(point: Point, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _is_white(element: Any, name: str) -> bool:
    return any(colour.get("Value", "").split() == _WHITE for colour in element.iterchildren(f"{{*}}{name}"))


def _numbers(said: str) -> list[float]:
    return [_number(each) for each in said.split()]


def _number(said: str | float) -> float:
    number = float(said)
    # Not a number is not within it, either.
    if not abs(number) <= _FURTHEST:
        raise ValueError(f"{said} lies on no page")
    return number
