"""What files do that no typesetter here does: both engines read the same tables, and say what could not be read."""

import re

import pytest

from pipelines.issues import DocumentRejected
from pipelines.read.document import Grid, Page, TextRun
from pipelines.read.pdf import PdfLimits, engines, read_pdf
from pipelines.read.pdf.drawn import PdfPage
from pipelines.read.pdf.fast import PdfiumFile
from pipelines.read.pdf.limits import DEFAULT_LIMITS, TooMuch
from pipelines.read.pdf.reference import PlumberFile
from pipelines.settings import PdfEngine
from tests.read.pdf.made import (
    CATALOG,
    CUT,
    FIRST_FREE,
    FONT,
    HELVETICA,
    LINES,
    PAGES,
    TABLE,
    WORDS,
    XS,
    YS,
    drawn,
    form,
    packed_objects,
    pdf,
    segments,
    stream,
    text,
    written,
)
from tests.read.pdf.same import shapes

CELLS = {(0, 0): "Item", (0, 2): "Sum", (1, 0): "Heat", (1, 2): "12.30", (2, 2): "7.05"}


def thin(x0: float, y0: float, x1: float, y1: float) -> bytes:
    return f"{x0 - 0.25} {y0 - 0.25} {x1 - x0 + 0.5} {y1 - y0 + 0.5} re f\n".encode()


def dashes(x0: float, y0: float, x1: float, y1: float) -> bytes:
    """Two points drawn, two left out, each dash a path of its own."""
    level = y0 == y1
    places = range(0, int(x1 - x0 if level else y1 - y0), 4)
    ends = [((x0 + n, y0, x0 + n + 2, y0) if level else (x0, y0 + n, x0, y0 + n + 2)) for n in places]
    return b"".join(f"{a} {b} m {c} {d} l S\n".encode() for a, b, c, d in ends)


def tenfold(place: re.Match[bytes]) -> bytes:
    """A size of one hundred and places ten times as far, for a matrix that makes all of it a tenth."""
    x, y, _ = place.group().split()
    return b"10 0 0 10 %d %d Tm" % (float(x) * 10, float(y) * 10)


BOXES = b"".join(f"{x} {y} 100 20 re S\n".encode() for x in XS[:-1] for y in YS[:-1])
SIDES = segments(XS, YS)
BEZIERS = b"".join(f"{n} 50 m {n} 60 {n + 3} 65 {n + 5} 51 c {n + 2} 40 l S\n".encode() for n in range(60, 300, 4))
NESTED = {
    4: form(b"q 2 0 0 2 0 0 cm /G Do Q", "1 0 0 1 10 -20", xobjects="/G 5 0 R"),
    5: form(TABLE, "0.5 0 0 0.5 -5 10"),
}

DRAWN = {
    "lines": pdf(TABLE),
    "thin rectangles": pdf(b"".join(thin(*side) for side in SIDES) + WORDS),
    "a rectangle around each cell": pdf(BOXES + WORDS),
    "dashes": pdf(b"[3 2] 0 d\n" + TABLE),
    "dashes that are paths": pdf(b"0.5 w\n" + b"".join(dashes(*side) for side in SIDES) + WORDS),
    "white boxes": pdf(b"1 g\n" + BOXES.replace(b"S\n", b"f\n") + b"0 g\n" + WORDS),
    "the whole grid one path": pdf(
        b"".join(f"{a} {b} m {c} {d} l\n".encode() for a, b, c, d in SIDES) + b"S\n" + WORDS
    ),
    "closed paths": pdf(LINES.replace(b" l S", b" l s") + WORDS),
    "type scaled by its matrix": pdf(
        LINES + b"q 0.1 0 0 0.1 0 0 cm\n" + re.sub(rb"[\d.]+ [\d.]+ Td", tenfold, WORDS) + b"Q"
    ),
    "upright after turns to the right": pdf(b"0 1 -1 0 300 0 cm\n" + TABLE, media="0 0 300 400", page="/Rotate 90"),
    "upright after two turns": pdf(b"-1 0 0 -1 400 300 cm\n" + TABLE, page="/Rotate 180"),
    "upright after turns to the left": pdf(b"0 -1 1 0 0 400 cm\n" + TABLE, media="0 0 300 400", page="/Rotate 270"),
    "a medium that begins elsewhere": pdf(b"1 0 0 1 100 -200 cm\n" + TABLE, media="100 -200 500 100"),
    "only a part is shown": pdf(TABLE + text(5, 290, "Proof"), page="/CropBox [20 20 380 280]"),
    "a form in a form": pdf(b"/X Do", xobjects={"X": 4}, objects=NESTED),
}


def read(data: bytes, limits: PdfLimits = DEFAULT_LIMITS) -> tuple[Page, ...]:
    """The pages as the fast engine reads them, which must be as the reference does."""
    fast, stamp = read_pdf(data, "fast", limits)
    other, other_stamp = read_pdf(data, "pdfplumber", limits)
    assert shapes(fast) == shapes(other)
    assert stamp == other_stamp
    return fast


def texts(page: Page) -> dict[tuple[int, int], str]:
    (grid,) = page.grids
    return {(cell.row, cell.column): cell.text for cell in grid.cells if cell.text}


@pytest.mark.parametrize("name", DRAWN)
def test_a_table_is_read_however_it_is_drawn(name: str) -> None:
    (page,) = read(DRAWN[name])
    assert (page.width, page.height, page.verdicts) == (400, 300, ())
    assert texts(page) == CELLS
    assert [item for item in page.items if isinstance(item, TextRun)] == []
    (grid,) = page.grids
    assert grid.box == pytest.approx((50, 140, 350, 200), abs=0.6)


def test_objects_in_an_object_stream() -> None:
    entries = f"/Parent {PAGES} 0 R /MediaBox [0 0 400 300] /Resources << /Font << /F {FONT} 0 R >> >>"
    objects = {
        CATALOG: f"<< /Type /Catalog /Pages {PAGES} 0 R >>".encode(),
        PAGES: b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        FONT: HELVETICA,
        FIRST_FREE: stream(TABLE),
        5: f"<< /Type /Page {entries} /Contents {FIRST_FREE} 0 R >>".encode(),
    }
    (page,) = read(packed_objects(objects))
    assert (texts(page), page.verdicts) == (CELLS, ())


def test_a_page_that_is_not_turned_back_reads_as_it_is_shown() -> None:
    """Text on its side is in the cell that it is shown in: rows and columns change places."""
    (page,) = read(pdf(TABLE, page="/Rotate 90"))
    (grid,) = page.grids
    assert (page.width, page.height, grid.rows, grid.columns) == (300, 400, 3, 3)
    assert texts(page)[2, 1] == "12.30"


def test_fake_bold_is_read_once() -> None:
    again = text(54.3, 126, "Heat") + text(54.3, 126.3, "Heat") + text(254.3, 126, "12.30")
    (page,) = read(pdf(TABLE + again))
    assert texts(page) == CELLS


def test_a_watermark_is_left_out_and_said() -> None:
    mark = b"BT /F 40 Tf 0.7071 0.7071 -0.7071 0.7071 120 90 Tm (DRAFT 2026) Tj ET\n"
    (page,) = read(pdf(TABLE + mark))
    assert (texts(page), page.verdicts) == (CELLS, ("non_axis_text",))


def test_letters_drawn_as_outlines_are_said() -> None:
    (page,) = read(pdf(BEZIERS))
    assert (page.items, page.verdicts) == ((), ("no_text_but_paths",))


def test_rules_above_and_below_are_no_table_and_said() -> None:
    rules = b"".join(f"50 {y} m 350 {y} l S\n".encode() for y in YS)
    (page,) = read(pdf(rules + WORDS))
    assert (list(page.grids), page.verdicts) == ([], ("rules_but_no_table",))
    assert [line.text for line in page.texts] == ["Item Sum", "Heat 12.30", "7.05"]


def test_rules_with_wide_gaps_are_no_table_and_said() -> None:
    dotted = b"".join(
        f"{x} {y} m {x + 5} {y} l S\n".encode()
        for x0, y, x1, y1 in SIDES
        if y == y1
        for x in range(int(x0), int(x1), 10)
    )
    (page,) = read(pdf(dotted + WORDS))
    assert page.verdicts == ("rules_but_no_table",)


def test_a_table_without_text_is_said() -> None:
    (page,) = read(pdf(LINES))
    assert page.verdicts == ("no_text", "empty_table")


def test_a_row_that_is_closed_in_one_column_is_closed_in_all() -> None:
    """A table cut off at the end of a page: the rule below its last row is drawn for the first column only."""
    open_sides = ((150, 100, 250, 100), (250, 100, 350, 100))
    (page,) = read(pdf(drawn(side for side in SIDES if side not in open_sides) + WORDS))
    assert texts(page) == CELLS and not page.issues


def test_text_where_no_cell_is_closed_is_said() -> None:
    (page,) = read(pdf(CUT))
    assert texts(page) == {(0, 0): "A", (1, 0): "B"}
    assert [(issue.code, issue.page, issue.text) for issue in page.issues] == [("text_outside_cells", 1, "7.05")]


def test_a_font_that_does_not_say_its_characters_is_not_trusted() -> None:
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Song /Encoding /Identity-H /DescendantFonts [<<"
        b" /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Song /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /FontDescriptor << /Type /FontDescriptor /FontName /AAAAAA+Song /Flags 4 /FontBBox [0 -200 1000 800]"
        b" /Ascent 800 /Descent -200 /CapHeight 800 /ItalicAngle 0 /StemV 80 >> >>] >>"
    )
    shown = b"BT /F 10 Tf 54 126 Td <1B661B671B68> Tj ET\n"
    (page,) = read(pdf(LINES + shown, font=font))
    assert page.verdicts == ("unicode_map_error",)
    assert texts(page)[1, 0].startswith("(cid:")


def test_a_grid_of_twenty_thousand_cells() -> None:
    xs, ys = [float(10 + 6 * n) for n in range(101)], [float(10 + 5 * n) for n in range(201)]
    lines = b"".join(f"{x} 10 m {x} 1010 l S\n".encode() for x in xs)
    lines += b"".join(f"10 {y} m 610 {y} l S\n".encode() for y in ys)
    numbers = b"".join(text(x + 1, y + 1, "7", 4) for x in xs[:-1:5] for y in ys[:-1:5])
    ((page,), _) = read_pdf(pdf(lines + numbers, media="0 0 620 1020"))
    (grid,) = page.grids
    assert (grid.rows, grid.columns, len(grid.cells)) == (200, 100, 20_000)
    assert sum(cell.text == "7" for cell in grid.cells) == 800


@pytest.mark.parametrize(
    ("limits", "data"),
    [
        (PdfLimits(characters=10), pdf(TABLE)),
        (PdfLimits(segments=20), pdf(LINES)),
        (PdfLimits(crossings=12), pdf(TABLE)),
        (PdfLimits(form_depth=1), pdf(b"/X Do", xobjects={"X": 4}, objects=NESTED)),
    ],
)
def test_a_file_of_pages_beyond_the_limits_is_refused(limits: PdfLimits, data: bytes) -> None:
    with pytest.raises(DocumentRejected) as rejected:
        read_pdf(data, limits=limits)
    assert rejected.value.code == "page_over_limit"


def test_one_page_beyond_the_limits_costs_that_page(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = PdfiumFile.page

    def page(file: PdfiumFile, number: int) -> PdfPage | None:
        if number == 1:
            raise TooMuch("200001 segments of paths")
        return whole(file, number)

    monkeypatch.setattr(PdfiumFile, "page", page)
    ((first, second), _) = read_pdf(pdf(TABLE, pages=2))
    assert first.items == () and texts(second) == CELLS
    assert [(issue.code, issue.page) for issue in first.issues] == [("page_over_limit", 1)]


@pytest.mark.parametrize("engine", ["fast", "pdfplumber"])
def test_a_file_with_too_many_pages_is_refused(engine: PdfEngine) -> None:
    with pytest.raises(DocumentRejected) as rejected:
        read_pdf(pdf(TABLE, pages=4), engine, PdfLimits(pages=3))
    assert rejected.value.code == "pages_over_limit"


def test_the_order_of_drawing_is_kept() -> None:
    """The second column is drawn first: its number still does not run into the label before it."""
    (page,) = read(pdf(LINES + text(151, 126, "12.30") + text(112, 126, "Heating")))
    assert texts(page) == {(1, 0): "Heating", (1, 1): "12.30"}


def test_a_file_that_had_to_be_rebuilt_is_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its table of objects points nowhere: whatever was lost shows as a difference between the readers."""
    rebuilt = re.sub(rb"startxref\n\d+", b"startxref\n7", pdf(TABLE))
    ((page,), _) = read_pdf(rebuilt)
    assert texts(page) == CELLS and not page.issues
    more = pdf(TABLE + text(5, 290, "Proof"))
    monkeypatch.setattr(engines, "PlumberFile", lambda data, limits: PlumberFile(more, limits))
    ((page,), _) = read_pdf(rebuilt)
    assert [(issue.code, issue.text) for issue in page.issues] == [("engines_differ", "Proof")]


def test_pages_that_the_file_does_not_count_are_read() -> None:
    pages = read(pdf(TABLE, pages=3).replace(b"/Count 3", b"/Count 1"))
    assert [texts(page) for page in pages] == [CELLS] * 3


def test_pages_that_the_file_promises_in_vain_are_said() -> None:
    pages = read(pdf(TABLE, pages=3).replace(b"/Count 3", b"/Count 7"))
    assert [page.verdicts for page in pages] == [(), (), ("pages_missing",)]


def test_a_medium_that_the_page_inherits() -> None:
    objects = {
        CATALOG: f"<< /Type /Catalog /Pages {PAGES} 0 R >>".encode(),
        PAGES: b"<< /Type /Pages /Kids [5 0 R] /Count 1 /MediaBox [0 0 400 300] >>",
        FONT: HELVETICA,
        FIRST_FREE: stream(TABLE),
        5: f"<< /Type /Page /Parent {PAGES} 0 R /Resources << /Font << /F {FONT} 0 R >> >>"
        f" /Contents {FIRST_FREE} 0 R >>".encode(),
    }
    (page,) = read(written(objects))
    assert (page.width, page.height, texts(page)) == (400, 300, CELLS)


def test_text_set_downwards_is_left_to_the_reference() -> None:
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V /DescendantFonts [<<"
        b" /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
        b" /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880]"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /ItalicAngle 0 /StemV 93 >> >>] >>"
    )
    (page,) = read(pdf(LINES + b"BT /F 8 Tf 100 158 Td <54088BA1> Tj ET\n", font=font))
    assert "".join(texts(page).values()).replace("\n", "") == "合计"


def test_every_page_is_a_grid_or_lines() -> None:
    (page,) = read(pdf(TABLE + text(54, 230, "Summary")))
    assert [type(item) for item in page.items] == [TextRun, Grid]
