"""Tell the media type of a document from its bytes, never from its name."""

import codecs
import io
import re
import zipfile

from pipelines.issues import DocumentRejected
from pipelines.read import compound
from pipelines.read.package import DAMAGED

PDF = "application/pdf"
TEXT = "text/plain"
HTML = "text/html"
RTF = "application/rtf"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
OFD = "application/ofd"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# A PDF may begin behind a few bytes of something else.
HEAD_BYTES = 1024
_HEAD = 1 << 16
_LARGEST_TYPES = 1 << 20
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# [Content_Types].xml names the main part by what it holds, with and without macros, document or template.
_PACKAGES = (
    (re.compile(rb"wordprocessingml\.(?:document|template)\.main|ms-word\.\w+\.macroEnabled\w*\.main"), DOCX),
    (re.compile(rb"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?!sheet\.binary)\w+\.macroEnabled\.main"), XLSX),
)
_COMPOUNDS = (("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS))
_IMAGES = ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"II*\x00", TIFF), (b"MM\x00*", TIFF))
_PROLOGUE = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->)+", re.DOTALL)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|link|base|style|script|table|div|p|h[1-6]|span|font|center|br)\b)",
    re.IGNORECASE,
)
_MARKUP = re.compile(rb"<[!?]?[A-Za-z_][\w.:-]*")


def media_type_of(data: bytes) -> str:
    """Return one of the media types above. Raises DocumentRejected with empty_file, unknown_format, archive,
    package_damaged or package_encrypted.
    """
    if not data.strip():
        raise DocumentRejected("empty_file", "the file holds no bytes, or only blanks")
    if is_pdf(data[:HEAD_BYTES]):
        return PDF
    if data.startswith(_ZIP):
        return _zipped(data)
    if data.startswith(compound.MAGIC):
        return _compound(data)
    if data.lstrip()[:5] == rb"{\rtf":
        return RTF
    for magic, media_type in _IMAGES:
        if data.startswith(magic):
            return media_type
    return _text(data)


def is_pdf(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a PDF."""
    return b"%PDF-" in head


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" not in names:
                if "OFD.xml" in names:
                    return OFD
                if "mimetype" in names:
                    raise DocumentRejected("unknown_format", "a package with mimetype: OpenDocument is not read")
                detail = "an archive is no document; ingestion reads what is in it, two archives deep"
                raise DocumentRejected("archive", detail)
            with archive.open("[Content_Types].xml") as part:
                types = part.read(_LARGEST_TYPES)
    except DAMAGED as error:
        raise DocumentRejected("package_damaged", f"{type(error).__name__}: {error}") from error
    for pattern, media_type in _PACKAGES:
        if pattern.search(types):
            return media_type
    raise DocumentRejected("unknown_format", "an office package that is neither a text document nor a workbook")


def _compound(data: bytes) -> str:
    try:
        streams = compound.top_streams(data)
    except ValueError as error:
        raise DocumentRejected("package_damaged", str(error)) from error
    if "EncryptedPackage" in streams:
        raise DocumentRejected("package_encrypted", "the package asks for a password")
    for stream, media_type in _COMPOUNDS:
        if stream in streams:
            return media_type
    raise DocumentRejected("unknown_format", f"a compound file with {', '.join(sorted(streams)) or 'nothing'}")


def _text(data: bytes) -> str:
    head = data[:_HEAD].removeprefix(codecs.BOM_UTF8)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = data[:_HEAD].decode("utf-16", errors="replace").encode()
    start = _PROLOGUE.match(head)
    body = head[start.end() :] if start else head
    if _HTML.match(body) or re.search(rb"<html[\s>]", head[:4096], re.IGNORECASE):
        return HTML
    if found := _MARKUP.match(body):
        raise DocumentRejected("unknown_format", f"markup that is not HTML: {found.group(0).decode()}")
    if b"\x00" not in data[:4096]:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return TEXT
    raise DocumentRejected("unknown_format", f"neither a known format nor text; the first bytes are {data[:8]!r}")
