"""Draw a document page by page: prose, contents and ruled tables, on whatever canvas is given."""

from collections.abc import Sequence
from typing import Protocol

from reportlab.lib.pagesizes import A4, landscape

from tests.typeset.document import Block, Contents, Cover, Document, Prose, contents_entries
from tests.typeset.font import CHARACTERS, register_font, text_width, wrap
from tests.typeset.ruling import Pen, draw_ruling
from tests.typeset.tables import Cell, Row, Sheet, Table, sheets

PORTRAIT: tuple[float, float] = A4
LANDSCAPE: tuple[float, float] = landscape(A4)
MARGIN = 42.0
BOTTOM = 46.0
LEADING = 1.25
DRAWN = str.maketrans(CHARACTERS)
SMALLEST = 2.5  # type size
BETWEEN = 26.0  # points between two tables of one page


class Canvas(Pen, Protocol):
    """What is drawn on; the names are reportlab's. Distances are points from the lower left corner."""

    def setPageSize(self, size: tuple[float, float]) -> None: ...
    def setFont(self, psfontname: str, size: float) -> None: ...
    def drawString(self, x: float, y: float, text: str) -> None: ...
    def drawRightString(self, x: float, y: float, text: str) -> None: ...
    def drawCentredString(self, x: float, y: float, text: str) -> None: ...
    def showPage(self) -> None: ...


def draw_pages(canvas: Canvas, document: Document) -> None:
    """Draw all pages. ValueError when a table sheet does not fit its page or an amount its column."""
    drawing = _Drawing(canvas, document)
    for block in document.blocks:
        if isinstance(block, Table):
            for sheet in sheets(block):
                drawing.draw_sheet(sheet)
        else:
            drawing.draw_block(block)
    drawing.end_page()


class _Drawing:
    """The page that is being drawn: its number, its size, and how far down it is filled (None: no page is open)."""

    def __init__(self, canvas: Canvas, document: Document) -> None:
        self.canvas, self.document, self.style = canvas, document, document.page_style
        self.font = register_font(self.style.font)
        self.page = 0
        self.width, self.height = PORTRAIT
        self.filled: float | None = None
        self.has_table = False  # on the open page

    def begin_page(self, *, wide: bool) -> None:
        """Running header and page number; the cover carries neither."""
        self.end_page()
        self.page += 1
        self.width, self.height = LANDSCAPE if wide else PORTRAIT
        self.filled, self.has_table = self.height - 44, False
        self.canvas.setPageSize((self.width, self.height))
        if self.page > 1 and self.style.running_header:
            self.write(self.width / 2, self.height - 26, self.style.running_header, 8, "centre")
        if self.page > 1 and self.style.page_number:
            self.write(self.width / 2, 24, self.style.page_number.format(self.page), 9, "centre")

    def end_page(self) -> None:
        if self.filled is not None:
            self.canvas.showPage()
            self.filled = None

    def write(self, x: float, y: float, text: str, size: float, align: str = "left") -> None:
        self.canvas.setFont(self.font, size)
        canvas = self.canvas
        draw = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}[align]
        draw(x, y, text.translate(DRAWN))

    def measure(self, text: str, size: float) -> float:
        return text_width(text, size, self.font)

    def draw_block(self, block: Block) -> None:
        self.begin_page(wide=False)
        width, height = self.width, self.height
        match block:
            case Cover():
                for number, line in enumerate(block.lines):
                    self.write(width / 2, height * 0.62 - 40 * number, line, 24, "centre")
            case Contents():
                self.write(width / 2, height - 80, block.heading, 16, "centre")
                for number, (title, page) in enumerate(contents_entries(self.document)):
                    self.draw_entry(title, str(page), height - 120 - 24 * number)
            case Prose():
                y = height - 80
                self.write(width / 2, y, block.heading, 15, "centre")
                for paragraph in block.paragraphs:
                    # Two characters of indent open a paragraph; they count when the first line is broken.
                    for line in wrap("　　" + paragraph, 12, width - 2 * 72, self.font):
                        y -= 22
                        if y < BOTTOM:
                            self.begin_page(wide=False)
                            y = height - 80
                        self.write(72, y, line, 12)
            case Table():
                raise TypeError("tables are drawn sheet by sheet")

    def draw_entry(self, title: str, page: str, y: float) -> None:
        """A line of the contents: title, dot leader, page number at the right edge."""
        left, right = 72.0, self.width - 72
        size = 11 if self.measure(title, 11) < right - left - 40 else 8
        room = right - left - self.measure(title, size) - self.measure(page, size)
        self.write(left, y, title + "." * int(room / self.measure(".", size)), size)
        self.write(right, y, page, size, "right")

    def draw_sheet(self, sheet: Sheet) -> None:
        table = sheet.table
        rows = (*(table.header if sheet.with_header else ()), *sheet.rows)
        y = self.place_sheet(sheet, rows)
        if sheet.with_title:
            if table.number:
                self.write(MARGIN, y - 8, table.number, 9)
            self.write(self.width / 2, y - 22, table.title, 14, "centre")
            y -= 34
            for left, right in table.preamble:
                for number, line in enumerate(right.split("\n")):
                    y -= 12
                    self.write(MARGIN, y, "" if number else left, 9)
                    self.write(self.width - MARGIN, y, line, 9, "right")
            y -= 5
        notes = self.notes(sheet)
        xs = _column_edges(table, self.width)
        size, room = table.font_size, y - BOTTOM - 13 * len(notes)
        while sum(heights := self.row_heights(rows, xs, size)) > room:
            size -= 0.25
            if size < SMALLEST:
                raise ValueError(f"{sum(heights):.0f} points of rows do not fit into {room:.0f}")
        stretch = 1 if self.style.packed else min(4 / 3, room / sum(heights)) if heights else 1
        ys = [y]
        for row_height in heights:
            ys.append(ys[-1] - row_height * stretch)
        draw_ruling(self.canvas, rows, xs, ys, self.style.ruling)
        header_count = len(table.header) if sheet.with_header else 0
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None and cell.text:
                    box = (xs[column], ys[number], xs[column + cell.columns], ys[number + cell.rows])
                    self.draw_cell(cell, box, size, centred=number < header_count)
        for number, note in enumerate(notes, start=1):
            self.write(MARGIN, ys[-1] - 13 * number, note, 9)
        self.filled = ys[-1] - 13 * len(notes) - BETWEEN

    def place_sheet(self, sheet: Sheet, rows: Sequence[Row]) -> float:
        """Where the sheet begins: on a new page, or below the table before where the style packs them and it fits."""
        wide = sheet.table.landscape
        if self.style.packed and self.has_table and self.filled and wide is (self.width > self.height):
            lines = sum(1 + right.count("\n") for _, right in sheet.table.preamble)
            above = 39 + 12 * lines if sheet.with_title else 0
            heights = self.row_heights(rows, _column_edges(sheet.table, self.width), sheet.table.font_size)
            needed = above + sum(heights) + 13 * len(self.notes(sheet))
            if self.filled - needed >= BOTTOM:
                return self.filled
        self.begin_page(wide=wide)
        self.has_table = True
        return self.height - 44

    def notes(self, sheet: Sheet) -> list[str]:
        width = (LANDSCAPE if sheet.table.landscape else PORTRAIT)[0] - 2 * MARGIN
        return [line for note in sheet.table.notes for line in wrap(note, 9, width, self.font)] if sheet.is_last else []

    def row_heights(self, rows: Sequence[Row], xs: Sequence[float], size: float) -> list[float]:
        """Every row as high as its wrapped text needs."""
        heights = [size * LEADING + 3] * len(rows)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is None or not cell.text or (cell.amount is not None and "\n" not in cell.text):
                    continue
                lines = wrap(cell.text, size, xs[column + cell.columns] - xs[column] - 4, self.font)
                missing = len(lines) * size * LEADING + 3 - sum(heights[number : number + cell.rows])
                if missing > 0:
                    heights[number + cell.rows - 1] += missing
        return heights

    def draw_cell(self, cell: Cell, box: tuple[float, float, float, float], size: float, *, centred: bool) -> None:
        left, top, right, bottom = box
        if cell.amount is not None:
            lines = cell.text.split("\n")
            while max(self.measure(line, size) for line in lines) > right - left - 3:
                size -= 0.25
                if size < SMALLEST:
                    raise ValueError(f"{cell.text} does not fit {right - left:.0f} points")
        else:
            lines = wrap(cell.text, size, right - left - 4, self.font)
        y = (top + bottom) / 2 + (len(lines) - 1) * size * LEADING / 2 - size * 0.36
        for line in lines:
            if cell.amount is not None:
                self.write(right - 2, y, line, size, "right")
            elif centred:
                self.write((left + right) / 2, y, line, size, "centre")
            else:
                self.write(left + 2, y, line, size)
            y -= size * LEADING


def _column_edges(table: Table, width: float) -> list[float]:
    """Columns keep their proportions; a table too wide is squeezed to the margins, a narrow one stands centred."""
    factor = min(1.0, (width - 2 * MARGIN) / sum(table.widths))
    edges = [(width - factor * sum(table.widths)) / 2]
    for part in table.widths:
        edges.append(edges[-1] + factor * part)
    return edges
