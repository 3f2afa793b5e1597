"""Set a document as PDF: pages with an embedded Chinese font, ruled tables, page numbers; the same bytes every time."""

from collections.abc import Sequence
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from tests.typeset.document import Block, Contents, Cover, Document, Prose, contents_entries
from tests.typeset.font import register_font, text_width, wrap
from tests.typeset.ruling import draw_ruling
from tests.typeset.tables import Cell, Row, Sheet, Table, sheets

MARGIN = 42.0
BOTTOM = 46.0
LEADING = 1.25


def render_pdf(document: Document) -> bytes:
    """The document as PDF. ValueError when a table sheet does not fit its page or an amount its column."""
    rl_config.useA85 = 0  # binary streams: a fifth smaller
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1, initialFontName=register_font())
    canvas.setTitle(document.layout)
    page = 0
    for block in document.blocks:
        for sheet in sheets(block) if isinstance(block, Table) else [None]:
            page += 1
            wide = isinstance(block, Table) and block.landscape
            width, height = landscape(A4) if wide else A4
            canvas.setPageSize((width, height))
            _dress(canvas, document, page, width, height)
            if sheet is not None:
                _draw_sheet(canvas, sheet, document, width, height)
            else:
                _draw_block(canvas, block, document, width, height)
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _write(canvas: Canvas, x: float, y: float, text: str, size: float, align: str = "left") -> None:
    canvas.setFont(register_font(), size)
    draw = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}[align]
    draw(x, y, text)


def _dress(canvas: Canvas, document: Document, page: int, width: float, height: float) -> None:
    """Running header and page number; the cover carries neither."""
    style = document.page_style
    if page == 1:
        return
    if style.running_header:
        _write(canvas, width / 2, height - 26, style.running_header, 8, "centre")
    if style.page_number:
        _write(canvas, width / 2, 24, style.page_number.format(page), 9, "centre")


def _draw_block(canvas: Canvas, block: Block, document: Document, width: float, height: float) -> None:
    match block:
        case Cover():
            for number, line in enumerate(block.lines):
                _write(canvas, width / 2, height * 0.62 - 40 * number, line, 24, "centre")
        case Contents():
            _write(canvas, width / 2, height - 80, block.heading, 16, "centre")
            for number, (title, page) in enumerate(contents_entries(document)):
                _draw_entry(canvas, title, str(page), width, height - 120 - 24 * number)
        case Prose():
            y = height - 80
            _write(canvas, width / 2, y, block.heading, 15, "centre")
            for paragraph in block.paragraphs:
                # Two characters of indent open a paragraph; they count when the first line is broken.
                for line in wrap("　　" + paragraph, 12, width - 2 * 72):
                    y -= 22
                    _write(canvas, 72, y, line, 12)
        case Table():
            raise TypeError("tables are drawn sheet by sheet")


def _draw_entry(canvas: Canvas, title: str, page: str, width: float, y: float) -> None:
    """A line of the contents: title, dot leader, page number at the right edge."""
    left, right = 72.0, width - 72
    size = 11 if text_width(title, 11) < right - left - 40 else 8
    room = right - left - text_width(title, size) - text_width(page, size)
    _write(canvas, left, y, title + "." * int(room / text_width(".", size)), size)
    _write(canvas, right, y, page, size, "right")


def _draw_sheet(canvas: Canvas, sheet: Sheet, document: Document, width: float, height: float) -> None:
    table = sheet.table
    y = height - 44
    if sheet.with_title:
        if table.number:
            _write(canvas, MARGIN, y - 8, table.number, 9)
        _write(canvas, width / 2, y - 22, table.title, 14, "centre")
        y -= 34
        for left, right in table.preamble:
            y -= 12
            _write(canvas, MARGIN, y, left, 9)
            _write(canvas, width - MARGIN, y, right, 9, "right")
        y -= 5
    rows = (*(table.header if sheet.with_header else ()), *sheet.rows)
    header_count = len(table.header) if sheet.with_header else 0
    notes = [line for note in table.notes for line in wrap(note, 9, width - 2 * MARGIN)] if sheet.is_last else []
    xs = _column_edges(table, width)
    heights = _row_heights(rows, xs, table.font_size, y - BOTTOM - 13 * len(notes))
    ys = [y]
    for row_height in heights:
        ys.append(ys[-1] - row_height)
    draw_ruling(canvas, rows, xs, ys, document.page_style.ruling)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None and cell.text:
                box = (xs[column], ys[number], xs[column + cell.columns], ys[number + cell.rows])
                _draw_cell(canvas, cell, box, table.font_size, centred=number < header_count)
    for number, note in enumerate(notes, start=1):
        _write(canvas, MARGIN, ys[-1] - 13 * number, note, 9)


def _column_edges(table: Table, width: float) -> list[float]:
    """Columns keep their proportions; a table too wide is squeezed to the margins, a narrow one stands centred."""
    factor = min(1.0, (width - 2 * MARGIN) / sum(table.widths))
    edges = [(width - factor * sum(table.widths)) / 2]
    for part in table.widths:
        edges.append(edges[-1] + factor * part)
    return edges


def _row_heights(rows: Sequence[Row], xs: Sequence[float], size: float, room: float) -> list[float]:
    """Every row as high as its wrapped text needs, then all stretched evenly into the room, at most by a third."""
    heights = [size * LEADING + 3] * len(rows)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is None or not cell.text or cell.amount is not None:
                continue
            lines = wrap(cell.text, size, xs[column + cell.columns] - xs[column] - 4)
            missing = len(lines) * size * LEADING + 3 - sum(heights[number : number + cell.rows])
            if missing > 0:
                heights[number + cell.rows - 1] += missing
    if sum(heights) > room:
        raise ValueError(f"{sum(heights):.0f} points of rows do not fit into {room:.0f}")
    stretch = min(4 / 3, room / sum(heights))
    return [height * stretch for height in heights]


def _draw_cell(
    canvas: Canvas, cell: Cell, box: tuple[float, float, float, float], size: float, *, centred: bool
) -> None:
    left, top, right, bottom = box
    if cell.amount is not None:
        while text_width(cell.text, size) > right - left - 3:
            size -= 0.25
            if size < 4:
                raise ValueError(f"{cell.text} does not fit {right - left:.0f} points")
        _write(canvas, right - 2, (top + bottom) / 2 - size * 0.36, cell.text, size, "right")
        return
    lines = wrap(cell.text, size, right - left - 4)
    y = (top + bottom) / 2 + (len(lines) - 1) * size * LEADING / 2 - size * 0.36
    for line in lines:
        if centred:
            _write(canvas, (left + right) / 2, y, line, size, "centre")
        else:
            _write(canvas, left + 2, y, line, size)
        y -= size * LEADING
