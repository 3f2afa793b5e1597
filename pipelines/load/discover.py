"""Finds the documents under the given paths and in archives, in an order that depends on names alone; hashes them.

Archives are opened in a process of their own: their directory alone may be made to take all memory.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO

from pipelines.issues import MingzhangError
from pipelines.load.archives import (
    READ_ERRORS,
    SEPARATOR,
    ArchiveRefused,
    is_archive,
    is_zip,
    list_members,
    open_member,
)
from pipelines.load.workers import Grow, Limits, Lost, map_isolated
from pipelines.settings import Caps

# What office programs, browsers, archivers and file managers leave beside the documents.
_PASSING_PREFIXES = (".", "~$", "__MACOSX")
_PASSING_SUFFIXES = (".tmp", ".part", ".partial", ".crdownload", ".download", ".swp", "~")
_BLOCK = 1 << 20
_MEBIBYTE = 1 << 20
_PASSING_NAMES = frozenset({"thumbs.db", "desktop.ini"})


class PathNotFound(MingzhangError):
    """A path that was asked for does not exist."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document with the hash of its content: a file, or one of the archive `path`, at the place `member`.

    `problem` says why it cannot be read: without a document_id there are no bytes; with one they are of no use, and it
    begins with a code of `pipelines.reasons`.
    """

    path: Path
    source_uri: str
    document_id: str | None
    size: int = 0
    problem: str | None = None
    member: tuple[int, ...] | None = None


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Absolute paths of all files under `paths`, sorted, each once. Hidden and temporary files inside folders are
    passed over; a file that is named itself is taken. Pipes and devices are found as well, to be reported.
    Raises PathNotFound.
    """
    given = [Path(os.path.abspath(path)) for path in paths]
    if missing := [str(path) for path in given if not path.exists()]:
        raise PathNotFound(f"no such file or folder: {', '.join(missing)}")
    found = {file for path in given for file in (_walk(path) if path.is_dir() else (path,))}
    return sorted(found, key=lambda path: path.as_posix())


def hash_files(files: Iterable[Path]) -> Iterator[Source]:
    """A Source for each file, in the same order. What cannot be read, or is no file, is a Source with its problem."""
    for path in files:
        try:
            with _open_file(path) as file:
                digest, size = _sha256(file)
        except OSError as error:
            yield Source(path, _uri(path), None, problem=error.strerror or str(error))
        else:
            yield Source(path, _uri(path), digest, size)


def find_sources(files: Iterable[Path], caps: Caps) -> Iterator[Source]:
    """A Source for each file, and for each document in an archive instead of the archive; archives come last.

    An archive that cannot be opened, or not all of it, is itself a Source with the problem; so is a document that is
    larger than the caps allow.
    """
    zipped: list[Path] = []
    for path in files:
        problem = _too_large(path, caps)
        if problem is not None:
            yield Source(path, _uri(path), None, problem=problem)
        elif is_zip(path):
            zipped.append(path)
        else:
            yield from (_within(source, caps) for source in hash_files([path]))
    limits = Limits(caps.seconds, caps.page_milliseconds / 1000, caps.worker_mib)
    for path, found in map_isolated(partial(look_into, caps=caps), zipped, workers=1, limits=limits):
        if isinstance(found, Lost):
            (whole,) = hash_files([path])
            found = [replace(whole, problem=whole.problem or f"archive_refused: {found.code}: {found.detail}")]
        yield from (_within(source, caps) for source in found)


def look_into(path: Path, grow: Grow, *, caps: Caps) -> Sequence[Source]:
    """The documents of a zip archive, or the file itself where it is a document that happens to be zipped."""
    grow(path.stat().st_size // _MEBIBYTE)
    return list(_archive_sources(path, caps) if is_archive(path) else hash_files([path]))


def _too_large(path: Path, caps: Caps) -> str | None:
    """Why not even the hash of a file is taken: a hole of terabytes costs no disk, but reading it would cost a day."""
    try:
        mebibytes = path.stat().st_size // _MEBIBYTE
    except OSError:
        return None
    largest = max(caps.document_mib, caps.archive_mib)
    return f"file_too_large: {mebibytes} MiB, more than {largest}" if mebibytes > largest else None


def _within(source: Source, caps: Caps) -> Source:
    mebibytes = -(-source.size // _MEBIBYTE)
    if source.problem is not None or mebibytes <= caps.document_mib:
        return source
    detail = f"{mebibytes} MiB, more than {caps.document_mib} (setting caps.document_mib)"
    return replace(source, problem=f"file_too_large: {detail}")


def _archive_sources(path: Path, caps: Caps) -> Iterator[Source]:
    problems: list[str] = []
    found = 0
    try:
        members = list_members(path, caps)
    except ArchiveRefused as error:
        members, problems = [], [str(error)]
    for member in members:
        if any(_is_passing(part) for part in member.name.split("/") if part != ".."):
            continue
        try:
            with open_member(path, member.numbers) as file:
                digest, size = _sha256(file)
        except (ArchiveRefused, *READ_ERRORS) as error:
            problems.append(f"{member.name}: {error}")
        else:
            found += 1
            yield Source(path, _uri(path, member.name), digest, size, member=member.numbers)
    if not found and not problems:
        problems.append("it holds no document")
    if problems:
        (whole,) = hash_files([path])
        yield replace(whole, problem=whole.problem or f"archive_refused: {'; '.join(problems)}")


def _uri(path: Path, member: str | None = None) -> str:
    """The address of a document as text: a name may hold bytes that are none; they are written as numbers."""
    whole = path.as_posix() if member is None else f"{path.as_posix()}{SEPARATOR}{member}"
    return whole.encode(errors="surrogateescape").decode(errors="backslashreplace")


def _open_file(path: Path) -> BinaryIO:
    """A regular file, or a link to one, open for reading. A pipe or a device would keep whoever opens it waiting."""
    number = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(None, "this is no file but a folder, a pipe or a device")
    return os.fdopen(number, "rb")


def _sha256(file: IO[bytes]) -> tuple[str, int]:
    """Hash in hex, and number of bytes."""
    digest, size = hashlib.sha256(), 0
    while block := file.read(_BLOCK):
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size


def _walk(folder: Path) -> Iterator[Path]:
    # Links to folders are not followed but reported: one that points upwards would never end.
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _is_passing(name)]
        for name in [*names, *(name for name in folders if Path(where, name).is_symlink())]:
            if not _is_passing(name):
                yield Path(where, name)


def _is_passing(name: str) -> bool:
    lower = name.lower()
    return name.startswith(_PASSING_PREFIXES) or lower.endswith(_PASSING_SUFFIXES) or lower in _PASSING_NAMES
