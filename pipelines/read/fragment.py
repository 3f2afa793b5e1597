"""Pieces of text with a place on the page, and how they read as lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from pipelines.read.document import Box

# In units of the type size: pieces that follow on, pieces of one phrase, pieces of separate columns.
_TOUCHING = 0.3
_PHRASE = 1.2
_NUMBER = re.compile(r"-?[\d,]*\d(?:\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class Fragment:
    """One piece of text as it was set. `size` is the type size in points, `confidence` that of OCR, else None."""

    text: str
    box: Box
    size: float
    confidence: float | None = None

    @property
    def is_number(self) -> bool:
        return is_number(self.text)


def is_number(text: str) -> bool:
    """True for a text that is one number."""
    return bool(_NUMBER.fullmatch(text.strip()))


def width_of(text: str, size: float) -> float:
    """Width of a text in points, as Chinese fonts set it: Chinese characters a square, all others half of one."""
    return sum(size if east_asian_width(char) in "WFA" else size / 2 for char in text)


def lines_of(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    """The fragments line by line, from the top down, each line from left to right.

    Two fragments stand on one line where the middle of one lies within the height of the other.
    """
    lines: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=_middle):
        last = lines[-1][0] if lines else None
        if last is not None and _middle(fragment) < max(last.box[3], _middle(last) + min(last.size, fragment.size) / 2):
            lines[-1].append(fragment)
        else:
            lines.append([fragment])
    return [sorted(line, key=lambda fragment: fragment.box[0]) for line in lines]


def joined(line: Sequence[Fragment]) -> str:
    """One line as text: no blank where pieces touch, one within a phrase, two between columns or over another."""
    parts: list[str] = []
    for number, fragment in enumerate(line):
        if number:
            parts.append(_gap_text(line[number - 1], fragment))
        parts.append(fragment.text)
    return "".join(parts).strip()


def phrases_of(line: Sequence[Fragment]) -> list[Fragment]:
    """The fragments of one line put together where they belong to one phrase; numbers stand alone."""
    phrases: list[Fragment] = []
    for fragment in line:
        before = phrases[-1] if phrases else None
        if before is not None and _is_one_phrase(before, fragment):
            text = before.text + _gap_text(before, fragment) + fragment.text
            size, box = max(before.size, fragment.size), hull((before.box, fragment.box))
            phrases[-1] = Fragment(text, box, size, least((before, fragment)))
        else:
            phrases.append(fragment)
    return phrases


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def least(fragments: Iterable[Fragment]) -> float | None:
    """The confidence of a text that is as sure as its least sure piece; None where none was read by OCR."""
    return min((piece.confidence for piece in fragments if piece.confidence is not None), default=None)


def _middle(fragment: Fragment) -> float:
    return (fragment.box[1] + fragment.box[3]) / 2


def _gap(left: Fragment, right: Fragment) -> float:
    return (right.box[0] - left.box[2]) / max(left.size, right.size)


def _gap_text(left: Fragment, right: Fragment) -> str:
    gap = _gap(left, right)
    if -_TOUCHING < gap < _TOUCHING:
        return ""
    return " " if _TOUCHING <= gap < _PHRASE else "  "


def _is_one_phrase(left: Fragment, right: Fragment) -> bool:
    gap = _gap(left, right)
    # A word set wide is one character a piece: 合 计. Longer pieces so far apart are words of their own.
    is_wide = len(right.text) == 1 and not left.is_number and not right.is_number
    return -_TOUCHING < gap < _TOUCHING or (_TOUCHING <= gap < _PHRASE and is_wide)
