"""Set a document as PDF: ruled tables, page numbers, an embedded or a named Chinese font; the same bytes every time."""

from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from tests.typeset.document import Document
from tests.typeset.font import register_font
from tests.typeset.pages import draw_pages


def render_pdf(document: Document) -> bytes:
    """The document as PDF. ValueError when a table sheet does not fit its page or an amount its column."""
    rl_config.useA85 = 0  # binary streams: a fifth smaller
    buffer = BytesIO()
    font = register_font(document.page_style.font)
    canvas = Canvas(buffer, invariant=1, pageCompression=1, initialFontName=font)
    canvas.setTitle(document.layout)
    draw_pages(canvas, document)
    canvas.save()
    return buffer.getvalue()
