"""One small disclosure, drawn in the ways in which producers draw tables, and in those that make reading hard."""

from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random

from reportlab.lib.colors import black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.typeset.font import register_font

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, ACROSS, DOWN = 60.0, 700.0, 220.0, 24.0
ABOVE = ("望川市档案馆", "2025年“三公”经费预算表", "单位名称：望川市档案馆 单位：万元")
ROWS = (
    ("项目", "预算数"),
    ("合计", "9.60"),
    ("因公出国（境）费", "0.00"),
    ("公务接待费", "1.20"),
    ("公务用车购置及运行费", "8.40"),
)

Draw = Callable[[Canvas], None]


def document(*pages: Draw, rotation: int = 0, size: tuple[float, float] = (WIDTH, HEIGHT), invariant: int = 1) -> bytes:
    """Pages drawn one after the other, as a PDF of always the same bytes."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=invariant, initialFontName=register_font(), pageCompression=1)
    for draw in pages:
        canvas.setPageRotation(rotation)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def form(canvas: Canvas, ruling: str = "lines", rows: Sequence[Sequence[str]] = ROWS) -> None:
    """The titles and the table, ruled in one of the ways in RULINGS."""
    canvas.setFont(register_font(), 11)
    for number, line in enumerate(ABOVE):
        canvas.drawString(LEFT, TOP + 90 - 24 * number, line)
    RULINGS[ruling](canvas, len(rows), len(rows[0]))
    canvas.setFillColor(black)
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            canvas.drawString(LEFT + column * ACROSS + 4, TOP - number * DOWN + 7, text)


def blank(canvas: Canvas) -> None:
    """A page without anything."""


def form_as_image(canvas: Canvas) -> None:
    """A page that is a picture: nothing on it is text."""
    canvas.drawImage(ImageReader(BytesIO(b"P5 1 1 255\n\x80")), 0, 0, WIDTH, HEIGHT)


def form_as_outlines(canvas: Canvas) -> None:
    """A ruled table in which every character is drawn as a shape."""
    random = Random(5)
    _lines(canvas, 20, 2)
    for number in range(400):
        path = canvas.beginPath()
        x, y = LEFT + 8 * (number % 50), TOP - DOWN * (number // 50 + 1) + 6
        path.moveTo(x, y)
        for _ in range(12):
            path.curveTo(*(place + random.uniform(0, 7) for place in (x, y, x, y, x, y)))
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)


def form_turned(canvas: Canvas, degrees: float = 90) -> None:
    """The form written up the page, or askew."""
    if degrees == 90:
        canvas.translate(WIDTH, 0)
    canvas.rotate(degrees)
    canvas.translate(0, -250 if degrees == 90 else 0)
    form(canvas)


def form_under_watermark(canvas: Canvas) -> None:
    """The form with large slanting words across it."""
    form(canvas)
    canvas.saveState()
    canvas.translate(LEFT, TOP - 4 * DOWN)
    canvas.rotate(45)
    canvas.setFont(register_font(), 30)
    canvas.drawString(0, 0, "内部资料 2025 禁止转载")
    canvas.restoreState()


def cells(canvas: Canvas, rows: int, columns: int) -> None:
    """A page of so many ruled cells, with an amount in each."""
    canvas.setFont(register_font(), 5)
    canvas.setPageSize((columns * 40 + 80, rows * 12 + 80))
    for number in range(rows + 1):
        canvas.line(40, 40 + number * 12, 40 + columns * 40, 40 + number * 12)
    for number in range(columns + 1):
        canvas.line(40 + number * 40, 40, 40 + number * 40, 40 + rows * 12)
    for row in range(rows):
        for column in range(columns):
            canvas.drawString(42 + column * 40, 43 + row * 12, f"{row * columns + column}.00")


def scribble(canvas: Canvas, segments: int) -> None:
    """A map: short lines all over the page."""
    random = Random(7)
    for _ in range(segments):
        x, y = random.uniform(0, WIDTH), random.uniform(0, HEIGHT)
        canvas.line(x, y, x + random.uniform(-5, 5), y + random.uniform(-5, 5))


def hatch(canvas: Canvas, crosses: int) -> None:
    """Crosses of level and upright lines, each of which may be the corner of a table."""
    random = Random(7)
    for _ in range(crosses):
        x, y = random.uniform(0, WIDTH), random.uniform(0, HEIGHT)
        canvas.line(x, y, x + 8, y)
        canvas.line(x, y, x, y + 8)


def _edges(rows: int, columns: int) -> list[tuple[float, float, float, float]]:
    right, bottom = LEFT + columns * ACROSS, TOP - rows * DOWN
    level = [(LEFT, TOP - row * DOWN, right, TOP - row * DOWN) for row in range(rows + 1)]
    upright = [(LEFT + column * ACROSS, TOP, LEFT + column * ACROSS, bottom) for column in range(columns + 1)]
    return level + upright


def _lines(canvas: Canvas, rows: int, columns: int) -> None:
    canvas.setLineWidth(0.5)
    canvas.lines(_edges(rows, columns))


def _boxes(canvas: Canvas, rows: int, columns: int) -> None:
    for row in range(rows):
        for column in range(columns):
            canvas.rect(LEFT + column * ACROSS, TOP - (row + 1) * DOWN, ACROSS, DOWN)


def _thin(canvas: Canvas, rows: int, columns: int) -> None:
    for x0, y0, x1, y1 in _edges(rows, columns):
        canvas.rect(min(x0, x1) - 0.2, min(y0, y1) - 0.2, abs(x1 - x0) + 0.4, abs(y1 - y0) + 0.4, stroke=0, fill=1)


def _white(canvas: Canvas, rows: int, columns: int) -> None:
    canvas.setFillColor(white)
    for row in range(rows):
        for column in range(columns):
            canvas.rect(LEFT + column * ACROSS, TOP - (row + 1) * DOWN, ACROSS, DOWN, stroke=0, fill=1)


def _dashed(canvas: Canvas, rows: int, columns: int) -> None:
    canvas.setDash(2, 2)
    _lines(canvas, rows, columns)
    canvas.setDash()


def _pieces(on: float, off: float) -> Callable[[Canvas, int, int], None]:
    def rule(canvas: Canvas, rows: int, columns: int) -> None:
        for x0, y0, x1, y1 in _edges(rows, columns):
            length = abs(x1 - x0) + abs(y1 - y0)
            for number in range(int(length // (on + off))):
                start, end = number * (on + off) / length, (number * (on + off) + on) / length
                canvas.line(x0 + (x1 - x0) * start, y0 + (y1 - y0) * start, x0 + (x1 - x0) * end, y0 + (y1 - y0) * end)

    return rule


def _frame(canvas: Canvas, rows: int, columns: int) -> None:
    canvas.rect(LEFT, TOP - rows * DOWN, columns * ACROSS, rows * DOWN)
    canvas.line(LEFT, TOP - DOWN, LEFT + columns * ACROSS, TOP - DOWN)


def _three(canvas: Canvas, rows: int, columns: int) -> None:
    for row in (0, 1, rows):
        canvas.line(LEFT, TOP - row * DOWN, LEFT + columns * ACROSS, TOP - row * DOWN)


def _none(canvas: Canvas, rows: int, columns: int) -> None:
    """No rules at all."""


RULINGS: dict[str, Callable[[Canvas, int, int], None]] = {
    "lines": _lines,
    "boxes": _boxes,
    "thin": _thin,
    "white": _white,
    "dashed": _dashed,
    "pieces": _pieces(2, 2),
    "wide pieces": _pieces(4, 5),
    "frame": _frame,
    "three": _three,
    "none": _none,
}
