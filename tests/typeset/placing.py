"""What the canvases have in common that place each text and each rule by themselves, from the top left of a page."""

from abc import ABC, abstractmethod

from reportlab.lib.pagesizes import A4

from tests.typeset.font import text_width


class Placing(ABC):
    """The state of such a canvas; the names are reportlab's, and so are the places it is given."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.drawn: list[str] = []
        self.width, self.height = A4
        self.font, self.size, self.thick = "", 0.0, 0.0

    def setPageSize(self, size: tuple[float, float]) -> None:
        self.width, self.height = size

    def setFont(self, psfontname: str, size: float) -> None:
        self.font, self.size = psfontname, size

    def setLineWidth(self, width: float) -> None:
        self.thick = width

    @abstractmethod
    def drawString(self, x: float, y: float, text: str) -> None: ...

    def drawRightString(self, x: float, y: float, text: str) -> None:
        self.drawString(x - text_width(text, self.size, self.font), y, text)

    def drawCentredString(self, x: float, y: float, text: str) -> None:
        self.drawString(x - text_width(text, self.size, self.font) / 2, y, text)

    def taken(self) -> str:
        """What is drawn on the open page, and a new page."""
        drawn, self.drawn = "\n".join(self.drawn), []
        return drawn
