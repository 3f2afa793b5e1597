"""The one Chinese font the typesetter embeds: WenQuanYi Micro Hei, from the package `paperang-p2-fonts-cjk`."""

from functools import cache
from importlib.resources import as_file, files

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT = "WenQuanYiMicroHei"


@cache
def register_font() -> str:
    """Register the font with reportlab and return its name; ModuleNotFoundError without the package."""
    with as_file(files("paperang_p2_fonts_cjk") / "fonts" / "wqy-microhei.ttc") as path:
        pdfmetrics.registerFont(TTFont(FONT, str(path), subfontIndex=0))
    return FONT


def text_width(text: str, size: float) -> float:
    """Width in points."""
    return float(pdfmetrics.stringWidth(text, register_font(), size))


def wrap(text: str, size: float, width: float) -> list[str]:
    """Break text into lines no wider than `width` points, between any two characters as Chinese allows."""
    lines, line = [], ""
    for character in text:
        if line and text_width(line + character, size) > width:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line] if line else lines
