"""Open an office package (a ZIP of XML parts) so that it cannot harm: sizes bounded, no document type, no way out."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from lxml import etree

from pipelines.issues import DocumentRejected

# What one office file may unpack to. Published workbooks with every table and picture stay below 40 MiB.
LARGEST_MIB = 512
MOST_PARTS = 20_000
_ENCRYPTED = 0x1
_BLOCK = 1 << 20
# What zipfile raises for damaged, cut off, encrypted or unknown content.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError)


class Package:
    """The parts of one package, by name. Made by `open_package`, which has checked them all."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = frozenset(archive.namelist())

    def open(self, name: str) -> IO[bytes]:
        """The bytes of a part as a file. Raises KeyError for a part that is not there."""
        return self._archive.open(name)

    def xml(self, name: str) -> Any:
        """The root element of an XML part, or None where the package has no such part.

        Raises DocumentRejected with package_damaged or markup_declares_entities.
        """
        if name not in self.names:
            return None
        with self.open(name) as part:
            return parse_xml(part.read(), name)


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """Open a package after reading every part once.

    Raises DocumentRejected with package_damaged, package_encrypted, package_too_large or markup_declares_entities.
    """
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGED as error:
        raise _damaged(error) from error
    with archive:
        try:
            _check(archive)
        except DAMAGED as error:
            raise _damaged(error) from error
        yield Package(archive)


def parse_xml(data: bytes, name: str) -> Any:
    """Parse XML that nobody vouches for: entities stay unread, nothing is fetched, a document type is refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentRejected("package_damaged", f"{name}: {error}") from error
    # A part in UTF-16 hides its document type from the search for bytes.
    if root.getroottree().docinfo.doctype:
        _refuse_doctype(name)
    return root


def _check(archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    # zipfile never unpacks more of a part than it declares; a part that lies about its size fails its checksum.
    mebibytes = sum(info.file_size for info in infos) >> 20
    if len(infos) > MOST_PARTS or mebibytes > LARGEST_MIB:
        detail = f"{len(infos)} parts, {mebibytes} MiB unpacked; the most are {MOST_PARTS} and {LARGEST_MIB}"
        raise DocumentRejected("package_too_large", detail)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise DocumentRejected("package_encrypted", "the package asks for a password")
    for info in infos:
        with archive.open(info) as part:
            head = part.read(_BLOCK)
            if info.filename.endswith((".xml", ".rels", ".vml")) and b"<!DOCTYPE" in head:
                _refuse_doctype(info.filename)
            while part.read(_BLOCK):
                pass


def _damaged(error: Exception) -> DocumentRejected:
    return DocumentRejected("package_damaged", f"{type(error).__name__}: {error}")


def _refuse_doctype(name: str) -> None:
    raise DocumentRejected("markup_declares_entities", f"{name} has a document type declaration: no office writes one")
