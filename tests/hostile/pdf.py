"""PDF files that ask for more than they are worth: bombs, loops, locks, damage."""

from collections.abc import Callable
from io import BytesIO
from random import Random

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from tests.hostile.drawn import WIDTH, document, form


def plain() -> bytes:
    """The honest document that the others are made from."""
    return document(form)


def bomb(content: bytes, resources: Callable[[Pdf], Dictionary] | None = None) -> bytes:
    """One page with this content, packed as small as it goes."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(WIDTH, 842))
    page.obj.Contents = pdf.make_stream(content)
    if resources is not None:
        page.obj.Resources = resources(pdf)
    return _saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)


def glyphs(number: int) -> bytes:
    """So many characters on one page, in a file of a few kilobytes."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    return bomb(
        b"BT /F1 10 Tf 10 10 Td " + b"(A) Tj " * number + b"ET", lambda pdf: Dictionary(Font=Dictionary(F1=font))
    )


def nested_forms(depth: int, fan: int = 2) -> bytes:
    """Forms that draw a form twice, which draws a form twice …"""

    def resources(pdf: Pdf) -> Dictionary:
        inner = _form(pdf, b"0 0 m 10 10 l S", Dictionary())
        for _ in range(depth):
            inner = _form(pdf, b"/X Do " * fan, Dictionary(XObject=Dictionary(X=inner)))
        return Dictionary(XObject=Dictionary(X=inner))

    return bomb(b"/X Do", resources)


def form_that_draws_itself() -> bytes:
    """A form among whose resources it stands itself."""

    def resources(pdf: Pdf) -> Dictionary:
        form = _form(pdf, b"/X Do", Dictionary())
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        return Dictionary(XObject=Dictionary(X=form))

    return bomb(b"/X Do", resources)


def loop_of_pages() -> bytes:
    """A page tree that is a branch of itself."""
    data = plain()
    kids = data.index(b"/Kids [ ") + len(b"/Kids [ ")
    start = data.rindex(b" 0 obj", 0, kids)
    number = data[data.rindex(b"\n", 0, start) + 1 : start]
    return data[:kids] + number + b" 0 R " + data[kids:]


def many_pages(number: int) -> bytes:
    """So many pages that are all one object's copies."""
    pdf = pikepdf.open(BytesIO(plain()))
    for _ in range(number - 1):
        pdf.pages.append(pdf.pages[0])
    return _saved(pdf)


def locked(user: str = "", owner: str = "o", **how: object) -> bytes:
    """The honest document with a password to open it, or only one to change it."""
    return _saved(pikepdf.open(BytesIO(plain())), encryption=pikepdf.Encryption(user=user, owner=owner, **how))  # type: ignore[arg-type]


def in_object_streams(data: bytes | None = None) -> bytes:
    """The objects packed into streams and set out for the web."""
    pdf = pikepdf.open(BytesIO(data or plain()))
    return _saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)


def with_offset_boxes() -> bytes:
    """A page that does not begin at the origin, and is cut."""
    pdf = pikepdf.open(BytesIO(plain()))
    pdf.pages[0].obj.MediaBox = [-100, -50, WIDTH, 842]
    pdf.pages[0].obj.CropBox = [20, 20, WIDTH, 820]
    return _saved(pdf)


def without_unicode() -> bytes:
    """Fonts that do not say which characters they print."""
    pdf = pikepdf.open(BytesIO(plain()))
    for each in pdf.objects:
        if isinstance(each, Dictionary) and each.get("/Type") == Name.Font and "/ToUnicode" in each:
            del each["/ToUnicode"]
    return _saved(pdf)


def flipped(number: int) -> bytes:
    """So many random bytes replaced in the body of the file."""
    data, random = bytearray(plain()), Random(3)
    for _ in range(number):
        data[random.randrange(20, len(data))] = random.randrange(256)
    return bytes(data)


def with_broken_stream() -> bytes:
    """A page whose packed content breaks off: what is behind the break is not there for any reader."""
    pdf = pikepdf.open(BytesIO(plain()))
    content = pdf.pages[0].obj.Contents
    raw = content.read_raw_bytes()
    how = {"filter": content.get("/Filter"), "decode_parms": content.get("/DecodeParms")}
    content.write(raw[: len(raw) - 40], **how)  # type: ignore[arg-type]
    return _saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def _form(pdf: Pdf, content: bytes, resources: Dictionary) -> pikepdf.Object:
    return pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, WIDTH, 842], Resources=resources)


def _saved(pdf: Pdf, **how: object) -> bytes:
    buffer = BytesIO()
    pdf.save(buffer, static_id=True, **how)  # type: ignore[arg-type]
    pdf.close()
    return buffer.getvalue()
