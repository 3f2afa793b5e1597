"""Looks into zip archives: which members are documents, and one member at a time on disk for as long as it is read.

Members never get a place on disk by the name they carry, so a name with .. in it leads nowhere. An archive in an
archive is opened as well, but none below that: it goes to the reading rooms as it is, like archives of other kinds
(rar, 7z, tar), and ends in quarantine with its reason.
"""

import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from pipelines.settings import Caps

# Between the archive and the member in a source_uri, as in jar:// addresses.
SEPARATOR = "!/"
_END = b"PK\x05\x06"
_MAGIC = (b"PK\x03\x04", _END)
# The record at the end, and the longest comment behind it.
_MOST_END = 22 + 65_535
# Office documents are zip archives too: these members give them away (OOXML, OpenDocument, OFD).
_DOCUMENT_MARKS = frozenset({"[Content_Types].xml", "mimetype", "OFD.xml"})
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_UTF8_NAMES = 0x800
_ENCRYPTED = 0x1
# What zipfile raises for damaged, cut off, encrypted or unknown content.
READ_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError)


class ArchiveRefused(Exception):
    """An archive that is not opened, or not all of it; the text says why."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its place in the directory of the archive, and its name there.

    A file of an archive in the archive has two places, and both names with the separator between them.
    """

    numbers: tuple[int, ...]
    name: str


def is_zip(path: Path) -> bool:
    """Whether a file begins like a zip archive, which documents do as well; nothing is unpacked to tell."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(4) in _MAGIC
    except OSError:
        return False


def is_archive(path: Path) -> bool:
    """Whether the content is a zip archive and not a document that happens to be zipped."""
    try:
        with path.open("rb") as file:
            return _is_archive(file)
    except READ_ERRORS:
        return False


def list_members(path: Path, caps: Caps) -> Sequence[Member]:
    """The files in an archive, in its own order. Raises ArchiveRefused for one that is larger than the caps allow."""
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        _check_count(path, len(infos))
        _check(infos, caps)
        found = list(_members(archive))
    # What stands in the archives in it counts as well.
    _check([info for info, _ in found], caps)
    return [member for _, member in found if member is not None]


@contextmanager
def open_member(path: Path, numbers: Sequence[int]) -> Iterator[IO[bytes]]:
    """The bytes of one member. Raises ArchiveRefused if it is encrypted, READ_ERRORS if it is damaged."""
    with zipfile.ZipFile(path) as archive, _opened(archive, archive.infolist()[numbers[0]]) as file:
        if len(numbers) == 1:
            yield file
            return
        with (
            _seekable(file) as whole,
            zipfile.ZipFile(whole) as inner,
            _opened(inner, inner.infolist()[numbers[1]]) as member,
        ):
            yield member


@contextmanager
def member_on_disk(path: Path, numbers: Sequence[int], name: str) -> Iterator[Path]:
    """One member as a file of its own, for readers that need a path; gone afterwards."""
    with TemporaryDirectory(prefix="mingzhang-") as folder:
        suffix = PurePosixPath(name).suffix
        target = Path(folder, f"member{suffix if _SUFFIX.fullmatch(suffix) else ''}")
        with open_member(path, numbers) as packed, target.open("wb") as file:
            shutil.copyfileobj(packed, file)
        yield target


@contextmanager
def source_on_disk(source_uri: str) -> Iterator[Path]:
    """The document that a source_uri names, to look at it again. Raises FileNotFoundError if it is no longer there."""
    where, separator, name = source_uri.partition(SEPARATOR)
    path = Path(where)
    if not path.is_file():
        raise FileNotFoundError(f"{where} is no longer there")
    if not separator:
        yield path
        return
    with zipfile.ZipFile(path) as archive:
        found = next((member for _, member in _members(archive) if member is not None and member.name == name), None)
    if found is None:
        raise FileNotFoundError(f"{where} no longer holds {name}")
    with member_on_disk(path, found.numbers, name) as file:
        yield file


def _check_count(path: Path, listed: int) -> None:
    """Raise ArchiveRefused if the end of the archive promises other members than its directory lists."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _MOST_END))
        end = file.read()
    place = end.rfind(_END)
    promised = int.from_bytes(end[place + 10 : place + 12], "little") if place >= 0 else listed
    # The newer kind of archive, for more members than two bytes can count, says 65535 here.
    if promised not in (listed & 0xFFFF, 0xFFFF):
        raise ArchiveRefused(f"its directory lists {listed} members, its end promises {promised}")


def _check(infos: Sequence[zipfile.ZipInfo], caps: Caps) -> None:
    if len(infos) > caps.archive_members:
        raise ArchiveRefused(f"{len(infos)} members, more than {caps.archive_members} (setting caps.archive_members)")
    # zipfile never unpacks more of a member than it declares, so the declared sizes are the truth that matters.
    mebibytes = sum(info.file_size for info in infos) >> 20
    if mebibytes > caps.archive_mib:
        raise ArchiveRefused(f"{mebibytes} MiB unpacked, more than {caps.archive_mib} (setting caps.archive_mib)")


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, Member | None]]:
    """Every entry of an archive and of the archives in it, with its Member if it is a file that may be a document."""
    for number, info in enumerate(archive.infolist()):
        inner = [] if info.is_dir() else _inner_infos(archive, info)
        yield info, None if info.is_dir() or inner else Member((number,), _name(info))
        for place, entry in enumerate(inner):
            name = f"{_name(info)}{SEPARATOR}{_name(entry)}"
            yield entry, None if entry.is_dir() else Member((number, place), name)


def _inner_infos(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Sequence[zipfile.ZipInfo]:
    """The entries of a member that is an archive; none for any other, and for one that cannot be opened."""
    try:
        with _opened(archive, info) as file:
            if file.read(4) not in _MAGIC:
                return []
        with _opened(archive, info) as file, _seekable(file) as whole:
            if not _is_archive(whole):
                return []
            with zipfile.ZipFile(whole) as inner:
                return inner.infolist()
    except (ArchiveRefused, *READ_ERRORS):
        return []


def _is_archive(file: IO[bytes]) -> bool:
    if file.read(4) not in _MAGIC:
        return False
    with zipfile.ZipFile(file) as archive:
        return not _DOCUMENT_MARKS & set(archive.namelist())


@contextmanager
def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    if info.flag_bits & _ENCRYPTED:
        raise ArchiveRefused("encrypted")
    with archive.open(info) as file:
        yield file


@contextmanager
def _seekable(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """A copy to jump about in: an archive is read from its end."""
    with TemporaryFile(prefix="mingzhang-") as copy:
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        yield copy


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: zip knows UTF-8 with a flag, but Chinese Windows writes its own code page without."""
    if info.flag_bits & _UTF8_NAMES:
        return info.filename
    raw = info.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
