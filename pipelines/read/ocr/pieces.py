"""Texts that OCR found on a page as pieces of the cells they stand in: cut at rules, read again where unclear."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.read.document import Box
from pipelines.read.fragment import Fragment, hull, is_number, least, lines_of
from pipelines.read.ocr.engine import Engine, Picture, Spot
from pipelines.read.ocr.ink import Ink

# Stands for what is printed and cannot be read: never a number, so that nobody takes its cell for an empty one.
UNREADABLE = "\ufffd"

# Below this the engine is asked again; below that it has read nothing.
_UNCLEAR, _NOTHING = 0.9, 0.5
# The engine draws its boxes wider than the type: the type size as a share of their height.
_TYPE_SHARE = 0.75
# In heights of a text: by how much it must reach into a cell to be printed in it.
_REACH = 0.4
# In type sizes: ink that stands out so far from the box of a text is a character of it.
_STANDS_OUT = 0.3
# Around a text that is read by itself, in points.
_BORDER = 1.5


def pieces_of(
    spots: Sequence[Spot], fields: Sequence[Box], picture: Picture, ink: Ink, engine: Engine
) -> list[Fragment]:
    """The texts of a page in points. `fields` are the boxes of all cells, in points, those of inner tables first."""
    reader = _Reader(picture, ink, engine)
    held: dict[int, list[Fragment]] = {}
    rest: list[Fragment] = []
    for spot in spots:
        whole = _fragment(spot.text, spot.box, spot.confidence, ink.points)
        homes = _homes(whole, fields)
        if not homes:
            rest.append(whole)
        elif len(homes) == 1:
            held.setdefault(homes[0], []).append(reader.clearer(whole))
        else:
            for home in homes:
                held.setdefault(home, []).extend(reader.part(whole.box, fields[home]))
    for number, field in enumerate(fields):
        if number not in held and not any(_covers(field, other) for other in fields if other != field):
            held[number] = list(reader.overlooked(field))
    return [*rest, *(piece for number, pieces in held.items() for piece in reader.told_apart(pieces, fields[number]))]


class _Reader:
    """Reads parts of one page by themselves."""

    def __init__(self, picture: Picture, ink: Ink, engine: Engine) -> None:
        self._picture, self._ink, self._engine = picture, ink, engine

    def clearer(self, piece: Fragment) -> Fragment:
        """The piece, read again by itself if it is unclear; two that differ are as sure as the less sure one."""
        if piece.confidence is None or piece.confidence >= _UNCLEAR:
            return piece
        text, confidence = self._line(piece.box)
        if text == piece.text:
            return replace(piece, confidence=max(confidence, piece.confidence))
        better = text if confidence > piece.confidence else piece.text
        return replace(piece, text=better, confidence=min(confidence, piece.confidence))

    def part(self, box: Box, field: Box) -> Iterator[Fragment]:
        """What of a text that crosses rules is printed in one field."""
        left, top, right, bottom = max(box[0], field[0]), box[1], min(box[2], field[2]), box[3]
        mark = self._ink.mark((left, max(top, field[1]), right, min(bottom, field[3])), "none")
        if mark is not None:
            yield self._read(mark)

    def overlooked(self, field: Box) -> Iterator[Fragment]:
        """What stands in a field in which no text was found: a lone digit or dash is easily overlooked."""
        mark = self._ink.mark(field, "all")
        if mark is not None:
            yield self._read(mark)

    def told_apart(self, pieces: Sequence[Fragment], field: Box) -> Iterator[Fragment]:
        """The pieces of one field. Two numbers on one line are one that was torn, or two whose rule was not seen: read
        as one, or not at all, for they must not be taken for one number.
        """
        for line in lines_of(pieces):
            if len(line) == 1:
                yield self._with_ends(line[0], field)
                continue
            numbers = [piece for piece in line if is_number(piece.text)]
            if len(numbers) < 2:
                yield from line
                continue
            box = hull(piece.box for piece in line)
            text, confidence = self._line(box)
            joined = "".join(piece.text for piece in line)
            if is_number(text) and text == joined:
                yield Fragment(text, box, line[0].size, min(confidence, least(line) or 0.0))
            else:
                yield Fragment(f" {UNREADABLE} ".join(piece.text for piece in line), box, line[0].size, 0.0)

    def _with_ends(self, piece: Fragment, field: Box) -> Fragment:
        """The piece with a character at its end that the engine left out: a 一 beside a rule looks like no text."""
        left, top, right, bottom = piece.box
        margin = (bottom - top) / 5
        mark = self._ink.mark((field[0], top + margin, field[2], bottom - margin), "sides")
        if mark is None or not piece.text:
            return piece
        inked = mark[0] * self._ink.points, mark[2] * self._ink.points
        if left - inked[0] < _STANDS_OUT * piece.size and inked[1] - right < _STANDS_OUT * piece.size:
            return piece
        box = (min(left, inked[0] - _BORDER), top, max(right, inked[1] + _BORDER), bottom)
        text, confidence = self._line(box)
        if text == piece.text:
            return piece
        if piece.text in text:
            return replace(piece, text=text, box=box, confidence=min(confidence, piece.confidence or 0.0))
        # What stands there is not known: a number that may have lost a digit is none.
        return replace(piece, text=f"{piece.text}{UNREADABLE}", confidence=0.0) if is_number(piece.text) else piece

    def _read(self, mark: Box) -> Fragment:
        """The text of a mark given in pixels."""
        points = self._ink.points
        left, top, right, bottom = (edge * points for edge in mark)
        box = (left - _BORDER, top - _BORDER, right + _BORDER, bottom + _BORDER)
        if self._ink.is_dash(mark):
            return Fragment("-", box, bottom - top, _UNCLEAR)
        text, confidence = self._line(box)
        if not text.strip() or confidence < _NOTHING:
            return Fragment(UNREADABLE, box, bottom - top, 0.0)
        return Fragment(text.strip(), box, bottom - top, confidence)

    def _line(self, box: Box) -> tuple[str, float]:
        height, width = self._picture.shape
        left, top, right, bottom = (round(edge / self._ink.points) for edge in box)
        crop = self._picture[max(0, top) : min(height, bottom), max(0, left) : min(width, right)]
        return self._engine.line(crop) if crop.size else ("", 0.0)


def _fragment(text: str, box: Box, confidence: float, points: float) -> Fragment:
    left, top, right, bottom = (edge * points for edge in box)
    return Fragment(text.strip(), (left, top, right, bottom), (bottom - top) * _TYPE_SHARE, confidence)


def _homes(piece: Fragment, fields: Sequence[Box]) -> list[int]:
    """The cells that a text is printed in, from left to right: one unless it runs over a rule."""
    left, top, right, bottom = piece.box
    middle, reach = (top + bottom) / 2, (bottom - top) * _REACH
    met = [
        (min(right, field[2]) - max(left, field[0]), number)
        for number, field in enumerate(fields)
        if field[1] <= middle < field[3] and field[0] < right and left < field[2]
    ]
    inner = [each for each in met if not any(_covers(fields[each[1]], fields[other]) for _, other in met)]
    reached = [number for shared, number in inner if shared > reach]
    if not reached and inner:
        reached = [max(inner)[1]]
    return sorted(reached, key=lambda number: fields[number][0])


def _covers(outer: Box, inner: Box) -> bool:
    return outer != inner and (
        outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]
    )
