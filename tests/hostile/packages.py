"""Office files, web pages, texts and archives that are made to harm, and the honest ones they are made from."""

import gzip
import io
import zipfile
from collections.abc import Mapping

from tests.hostile.drawn import ABOVE, ACROSS, DOWN, LEFT, ROWS, TOP
from tests.read.sheet_parts import SHEET, sheet_xml, workbook
from tests.typeset.font import register_font
from tests.typeset.html import html_table
from tests.typeset.ofd import SPACE, Places, packed
from tests.typeset.package import XML, package
from tests.typeset.ruling import draw_ruling
from tests.typeset.tables import Cell
from tests.typeset.word import WORD, paragraph, word_file, word_table

LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 20}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">'
_TABLE = tuple(tuple(Cell(text) for text in row) for row in ROWS)
_ABOVE = [[Cell(line)] for line in ABOVE]


def xlsx() -> bytes:
    return workbook({"表一": sheet_xml([*_ABOVE, *_TABLE], {"General": 0})})


def docx() -> bytes:
    return word_file("".join(map(paragraph, ABOVE)) + word_table(_TABLE))


def ofd() -> bytes:
    canvas = Places()
    canvas.setFont(register_font(), 11)
    for number, line in enumerate(ABOVE):
        canvas.drawString(LEFT, TOP + 90 - 24 * number, line)
    xs, ys = [LEFT + ACROSS * n for n in range(3)], [TOP - DOWN * n for n in range(len(ROWS) + 1)]
    draw_ruling(canvas, _TABLE, xs, ys, "lines")
    for x, y, text in (
        (x, y, text) for y, row in zip(ys[1:], ROWS, strict=True) for x, text in zip(xs, row, strict=False)
    ):
        canvas.drawString(x + 4, y + 7, text)
    canvas.showPage()
    return packed(canvas.pages)


def html() -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in ABOVE)
    head = '<!DOCTYPE html><html><head><meta charset="utf-8"></head>'
    return f"{head}<body>{lines}{html_table(_TABLE)}</body></html>".encode()


def text() -> bytes:
    return "\n".join([*ABOVE, *("\t".join(row) for row in ROWS), ""]).encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A package with one part replaced, or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    return zipped({**parts, name: content})


def with_zeros(data: bytes, name: str, mebibytes: int) -> bytes:
    """A package or an archive with a part of nothing but zeros."""
    buffer = io.BytesIO(data)
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as part,
    ):
        block = bytes(1 << 20)
        for _ in range(mebibytes):
            part.write(block)
    return buffer.getvalue()


def declaring(doctype: str, entity: str) -> dict[str, bytes]:
    """A workbook, a text document, an OFD and a web page whose main parts declare entities and use one."""
    sheet = f'{XML}{doctype}]><worksheet xmlns="{SHEET}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is>'
    sheet += f"<t>&{entity};</t></is></c></row></sheetData></worksheet>"
    body = f'{XML}{doctype}]><w:document xmlns:w="{WORD}"><w:body>{paragraph("x")}</w:body></w:document>'
    return {
        "xlsx": with_part(xlsx(), "xl/worksheets/sheet1.xml", sheet.encode()),
        "docx": with_part(docx(), "word/document.xml", body.replace(">x<", f">&{entity};<").encode()),
        # The document type is hidden from a search for bytes.
        "docx in UTF-16": with_part(
            docx(),
            "word/document.xml",
            body.replace("UTF-8", "UTF-16").replace(">x<", f">&{entity};<").encode("utf-16"),
        ),
        "ofd": with_part(
            ofd(),
            "OFD.xml",
            f"{XML}{doctype}]><ofd:OFD {SPACE}><ofd:DocBody>&{entity};</ofd:DocBody></ofd:OFD>".encode(),
        ),
        "html": f"{doctype}]><html><body><p>&{entity};</p></body></html>".replace("x [", "html [").encode(),
    }


def reaching_far() -> bytes:
    """A sheet with a cell in the first and one in the last corner."""
    cell = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
    rows = cell.format(1, "A") + cell.format(1048576, "XFD")
    return workbook({"表": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'})


def drawn_into_ofd(objects: str) -> bytes:
    """The honest OFD with more on its page."""
    return _replaced_in_ofd("Doc_0/Pages/Page_0/Content.xml", "</ofd:Layer>", f"{objects}</ofd:Layer>")


def counting_ofd() -> bytes:
    """Steps from character to character which the file says are five thousand million."""
    steps = "g 10000 4 " * 500_000
    code = f'<ofd:TextCode X="0" Y="4" DeltaX="{steps}">。</ofd:TextCode>'
    return drawn_into_ofd(f'<ofd:TextObject Boundary="20 250 90 4" Size="4">{code}</ofd:TextObject>')


def page_outside_ofd() -> bytes:
    return _replaced_in_ofd("Doc_0/Document.xml", "Pages/Page_0/Content.xml", "../../../../../etc/passwd")


def deep_ofd(number: int) -> bytes:
    return drawn_into_ofd("<ofd:PageBlock>" * number + "</ofd:PageBlock>" * number)


def template_again_and_again(times: int) -> bytes:
    """The honest page as a template, and a page that names it many times and draws nothing itself."""
    page = "Pages/Page_0/Content.xml"
    listed = f'<ofd:TemplatePage ID="7" BaseLoc="{page}"/></ofd:CommonData>'
    data = _replaced_in_ofd("Doc_0/Document.xml", "</ofd:CommonData>", listed)
    other = page.replace("_0", "_1")
    data = _replaced_in_ofd(
        "Doc_0/Document.xml", f'<ofd:Page ID="0" BaseLoc="{page}"', f'<ofd:Page ID="0" BaseLoc="{other}"', data
    )
    used = '<ofd:Template TemplateID="7"/>' * times
    return with_part(data, f"Doc_0/{other}", f"<ofd:Page {SPACE}>{used}</ofd:Page>".encode())


def _replaced_in_ofd(name: str, old: str, new: str, data: bytes | None = None) -> bytes:
    data = ofd() if data is None else data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read(name).decode()
    assert old in part
    return with_part(data, name, part.replace(old, new).encode())


def with_formulas() -> bytes:
    """The honest workbook with formulas that would run a command, fetch a page, or give another amount than stored."""
    sheet = sheet_xml([*_ABOVE, *_TABLE], {"General": 0})
    command = "<f>cmd|' /C touch /tmp/mingzhang-was-here'!A0</f>"
    for formula, stored in (
        (command, "9.60"),
        ('<f>WEBSERVICE("http://127.0.0.1:9/")</f>', "1.20"),
        ("<f>1+1</f>", "8.40"),
    ):
        sheet = sheet.replace(f't="inlineStr"><is><t>{stored}</t></is>', f't="str">{formula}<v>{stored}</v>')
    return workbook({"表一": sheet})


def with_outside_references() -> bytes:
    """A text document that asks for a template, a picture and a page from elsewhere."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="x{number}" Type="{kind}/{name}" Target="http://127.0.0.1:9/{name}" TargetMode="External"/>'
        for number, name in enumerate(("attachedTemplate", "image", "aFChunk"))
    )
    relations = f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}'
    return with_part(docx(), "word/_rels/document.xml.rels", f"{relations}</Relationships>".encode())


def nested_tags(number: int, tag: str = "div") -> bytes:
    return b"<html><body>" + f"<{tag}>".encode() * number + "望川".encode()


def deep_docx(number: int) -> bytes:
    body = "<w:sdt><w:sdtContent>" * number + paragraph("x") + "</w:sdtContent></w:sdt>" * number
    return word_file(body)


def wide_html() -> bytes:
    return b"<html><body><table>" + b"<tr><td colspan=1000>1</td></tr>" * 2500 + b"</table>"


def with_lying_size() -> bytes:
    """A member that says it is small and unpacks to a gigabyte."""
    data = bytearray(with_zeros(zipped({"a.txt": b"a"}), "b.txt", 1024))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo("b.txt")
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    assert info.file_size == 1 << 30
    return bytes(data)


def many_members(number: int) -> bytes:
    return zipped({f"{each}.txt": b"" for each in range(number)})


def slipping() -> bytes:
    return zipped({"../../../outside.txt": text(), "/tmp/mingzhang-absolute.txt": b"words", "c:\\x.txt": b"more words"})


def gzipped(mebibytes: int) -> bytes:
    return gzip.compress(bytes(mebibytes << 20), mtime=0)


def main_part_missing() -> bytes:
    return package({"word/other.xml": f"{XML}<x/>"}, "word/document.xml")
