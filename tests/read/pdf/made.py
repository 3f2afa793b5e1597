"""PDFs written byte by byte for a test, for what no typesetter draws: turned pages, forms in forms, bad fonts."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

CATALOG, PAGES, FONT = 1, 2, 3
FIRST_FREE = 4

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(
    content: bytes,
    *,
    media: str = "0 0 400 300",
    page: str = "",
    xobjects: Mapping[str, int] | None = None,
    objects: Mapping[int, bytes] | None = None,
    font: bytes = HELVETICA,
    pages: int = 1,
) -> bytes:
    """A PDF whose pages all draw `content`, with font /F. `page` is put into the page, `objects` into the file."""
    named = " ".join(f"/{name} {number} 0 R" for name, number in (xobjects or {}).items())
    held = dict(objects or {})
    first = max([FIRST_FREE, *(number + 1 for number in held)])
    resources = f"<< /Font << /F {FONT} 0 R >> /XObject << {named} >> >>"
    kids = " ".join(f"{first + 1 + number} 0 R" for number in range(pages))
    held |= {
        CATALOG: f"<< /Type /Catalog /Pages {PAGES} 0 R >>".encode(),
        PAGES: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        FONT: font,
        first: stream(content),
    }
    for number in range(pages):
        entries = f"/Parent {PAGES} 0 R /MediaBox [{media}] /Resources {resources} /Contents {first} 0 R {page}"
        held[first + 1 + number] = f"<< /Type /Page {entries} >>".encode()
    return written(held)


def stream(content: bytes, entries: str = "") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(content)
    return f"<< {entries} /Length {len(packed)} /Filter /FlateDecode >> stream\n".encode() + packed + b"\nendstream"


def form(content: bytes, matrix: str, *, xobjects: str = "") -> bytes:
    """A form XObject with font /F and the forms named."""
    resources = f"<< /Font << /F {FONT} 0 R >> /XObject << {xobjects} >> >>"
    entries = f"/Type /XObject /Subtype /Form /BBox [-9999 -9999 9999 9999] /Matrix [{matrix}] /Resources {resources}"
    return stream(content, entries)


def written(objects: Mapping[int, bytes]) -> bytes:
    """The objects as a file with a table of where each lies."""
    data = b"%PDF-1.7\n"
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(data)
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    size = max(objects) + 1
    table = b"".join(
        f"{places[number]:010d} 00000 n \n".encode() if number in places else b"0000000000 65535 f \n"
        for number in range(size)
    )
    trailer = f"trailer\n<< /Size {size} /Root {CATALOG} 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {size}\n".encode() + table + trailer.encode()


def packed_objects(objects: Mapping[int, bytes]) -> bytes:
    """The objects as a file of PDF 1.5: all but streams in one object stream, and the table of places a stream too."""
    loose = {number: body for number, body in objects.items() if b"endstream" in body}
    held = {number: body for number, body in objects.items() if number not in loose}
    holder, table = max(objects) + 1, max(objects) + 2
    offsets, bodies = [], b""
    for number, body in sorted(held.items()):
        offsets.append(f"{number} {len(bodies)}")
        bodies += body + b"\n"
    head = (" ".join(offsets) + "\n").encode()
    loose[holder] = stream(head + bodies, f"/Type /ObjStm /N {len(held)} /First {len(head)}")
    data = b"%PDF-1.5\n"
    places = {}
    for number, body in sorted(loose.items()):
        places[number] = len(data)
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    places[table] = len(data)
    rows = b"".join(_place(number, places, holder, sorted(held)) for number in range(table + 1))
    entries = f"/Type /XRef /Size {table + 1} /W [1 4 2] /Root {CATALOG} 0 R"
    data += f"{table} 0 obj\n".encode() + stream(rows, entries) + b"\nendobj\n"
    return data + f"startxref\n{places[table]}\n%%EOF\n".encode()


def _place(number: int, places: Mapping[int, int], holder: int, held: Sequence[int]) -> bytes:
    if number in places:
        kind, where, index = 1, places[number], 0
    elif number in held:
        kind, where, index = 2, holder, held.index(number)
    else:
        kind, where, index = 0, 0, 65535
    return bytes([kind]) + where.to_bytes(4, "big") + index.to_bytes(2, "big")


def text(x: float, y: float, words: str, size: float = 10) -> bytes:
    """Words at a place, y from below."""
    return f"BT /F {size} Tf {x} {y} Td ({words}) Tj ET\n".encode()


def segments(xs: Sequence[float], ys: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """The sides of all cells of a grid as (x0, y0, x1, y1)."""
    level = [(x0, y, x1, y) for y in ys for x0, x1 in pairwise(xs)]
    return level + [(x, y0, x, y1) for x in xs for y0, y1 in pairwise(ys)]


def drawn(sides: Iterable[tuple[float, float, float, float]]) -> bytes:
    """Each side a line of its own."""
    return b"".join(f"{x0} {y0} m {x1} {y1} l S\n".encode() for x0, y0, x1, y1 in sides)


XS, YS = (50, 150, 250, 350), (100, 120, 140, 160)
WORDS = b"".join(
    text(XS[column] + 4, YS[row] + 6, words)
    for row, column, words in ((2, 0, "Item"), (2, 2, "Sum"), (1, 0, "Heat"), (1, 2, "12.30"), (0, 2, "7.05"))
)
LINES = b"0.5 w\n" + drawn(segments(XS, YS))
TABLE = LINES + WORDS
# Of the edge below its last row so little is drawn that it is no edge of the table.
CUT = drawn(side for side in segments((50, 90, 250, 350), (100, 120, 140)) if side[3] > 100 or side[2] == 90)
CUT += text(54, 126, "A") + text(54, 106, "B") + text(260, 106, "7.05")
