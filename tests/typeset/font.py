"""The Chinese fonts the typesetter sets in: one embedded (WenQuanYi Micro Hei), one only named (STSong-Light).

The embedded one comes from the package `paperang-p2-fonts-cjk`; of the other the reader's program brings its own.
"""

from functools import cache
from importlib.resources import as_file, files

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

FONT = "WenQuanYiMicroHei"
NAMED_FONT = "STSong-Light"
# Radicals that some programs write for characters: they look alike and are other code points. No font here draws them.
CHARACTERS = {"⻔": "门", "⻋": "车", "⻅": "见", "⻚": "页", "⻝": "食"}


@cache
def register_font(font: str = FONT) -> str:
    """Register a font with reportlab and return its name; ModuleNotFoundError without the package."""
    if font == NAMED_FONT:
        pdfmetrics.registerFont(UnicodeCIDFont(font))
        return font
    with as_file(files("paperang_p2_fonts_cjk") / "fonts" / "wqy-microhei.ttc") as path:
        pdfmetrics.registerFont(TTFont(FONT, str(path), subfontIndex=0))
    return FONT


def text_width(text: str, size: float, font: str = FONT) -> float:
    """Width in points."""
    return size * sum(_advance(character, font) for character in text)


@cache
def _advance(character: str, font: str) -> float:
    return float(pdfmetrics.stringWidth(character, register_font(font), 1))


def wrap(text: str, size: float, width: float, font: str = FONT) -> list[str]:
    """Break text into lines no wider than `width` points, between any two characters as Chinese allows."""
    return [line for part in text.split("\n") for line in _wrap(part, size, width, font)]


def _wrap(text: str, size: float, width: float, font: str) -> list[str]:
    lines, line, room = [], "", width
    for character in text:
        advance = size * _advance(character, font)
        if line and advance > room:
            lines.append(line)
            line, room = "", width
        line += character
        room -= advance
    return [*lines, line] if line else lines
