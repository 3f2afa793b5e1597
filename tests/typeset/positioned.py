"""Set a document as a web page made from paged print: every text and every rule set by its position."""

from html import escape

from tests.typeset.document import Document
from tests.typeset.pages import draw_pages
from tests.typeset.placing import Placing

ASCENT = 0.88  # of the type size: from the base line to the upper edge of a line of text


def render_positioned(document: Document) -> bytes:
    """The document as HTML in UTF-8, a box a page."""
    canvas = _Boxes()
    draw_pages(canvas, document)
    head = '<!DOCTYPE html><html><head><meta charset="utf-8"><title></title></head><body>'
    return (head + "\n".join(canvas.pages) + "</body></html>").encode()


class _Boxes(Placing):
    """A canvas of boxes in points from the top left of the page."""

    def drawString(self, x: float, y: float, text: str) -> None:
        self._box((x, self.height - y - ASCENT * self.size), f"font-size:{self.size:g}pt;white-space:pre", text)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        side = "top" if y1 == y2 else "left"
        self._box((x1, self.height - y1), f"{_size(x2 - x1, y1 - y2)};border-{side}:{self.thick:g}pt solid #000")

    def rect(self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0) -> None:
        paint = "background-color:#000" if fill else f"border:{self.thick:g}pt solid #000"
        self._box((x, self.height - y - height), f"{_size(width, height)};{paint}")

    def showPage(self) -> None:
        size = _size(self.width, self.height)
        self.pages.append(f'<div style="position:relative;{size}">\n{self.taken()}\n</div>')

    def _box(self, corner: tuple[float, float], style: str, text: str = "") -> None:
        left, top = corner
        place = f"position:absolute;left:{left:.2f}pt;top:{top:.2f}pt"
        self.drawn.append(f'<div style="{place};{style}">{escape(text)}</div>')


def _size(width: float, height: float) -> str:
    return f"width:{width:.2f}pt;height:{height:.2f}pt"
