"""Set a document as OFD, the national format of paged documents: every text and every rule placed in millimetres."""

import io
import zipfile
from html import escape

from tests.typeset.document import Document
from tests.typeset.font import text_width
from tests.typeset.pages import draw_pages
from tests.typeset.placing import Placing

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MILLIMETRES = 25.4 / 72  # of a point


def render_ofd(document: Document) -> bytes:
    """The document as a package of one part a page."""
    canvas = Places()
    draw_pages(canvas, document)
    return packed(canvas.pages)


def packed(pages: list[str]) -> bytes:
    """Parts of pages, as whole elements, as a package."""
    file = io.BytesIO()
    listed = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>' for number in range(len(pages))
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        _write(
            package,
            "OFD.xml",
            f'<ofd:OFD {SPACE} DocType="OFD" Version="1.0"><ofd:DocBody>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        _write(
            package,
            "Doc_0/Document.xml",
            f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        for number, page in enumerate(pages):
            _write(package, f"Doc_0/Pages/Page_{number}/Content.xml", page)
    return file.getvalue()


def _write(package: zipfile.ZipFile, name: str, element: str) -> None:
    # A fixed date: the same document is the same file.
    info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, f'<?xml version="1.0" encoding="UTF-8"?>{element}')


class Places(Placing):
    """A canvas of objects in millimetres from the top left of the page."""

    def drawString(self, x: float, y: float, text: str) -> None:
        widths = [_mm(text_width(char, self.size, self.font)) for char in text]
        wide, high = _mm(text_width(text, self.size, self.font)), _mm(self.size)
        place = f"{_mm(x)} {_mm(self.height - y - self.size)} {wide} {high}"
        code = f'<ofd:TextCode X="0" Y="{high}" DeltaX="{" ".join(widths[:-1])}">{escape(text)}</ofd:TextCode>'
        self.drawn.append(f'<ofd:TextObject Boundary="{place}" Size="{high}">{code}</ofd:TextObject>')

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self._path(x1, y1, x2 - x1, y1 - y2, f"M 0 0 L {_mm(x2 - x1)} {_mm(y1 - y2)}", "")

    def rect(self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0) -> None:
        around = f"M 0 0 L {_mm(width)} 0 L {_mm(width)} {_mm(height)} L 0 {_mm(height)} C"
        self._path(x, y + height, width, height, around, ' Stroke="false" Fill="true"' if fill else "")

    def showPage(self) -> None:
        area = f"<ofd:Area><ofd:PhysicalBox>0 0 {_mm(self.width)} {_mm(self.height)}</ofd:PhysicalBox></ofd:Area>"
        self.pages.append(
            f"<ofd:Page {SPACE}>{area}<ofd:Content><ofd:Layer>\n{self.taken()}\n</ofd:Layer></ofd:Content></ofd:Page>"
        )

    def _path(self, x: float, top: float, width: float, height: float, data: str, paint: str) -> None:
        place = f"{_mm(x)} {_mm(self.height - top)} {_mm(width)} {_mm(height)}"
        self.drawn.append(
            f'<ofd:PathObject Boundary="{place}" LineWidth="{_mm(self.thick)}"{paint}>'
            f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
        )


def _mm(points: float) -> str:
    return f"{points * MILLIMETRES:.4f}"
