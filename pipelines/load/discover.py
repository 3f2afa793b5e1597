"""Finds the documents under the given paths and in archives, in an order that depends on names alone; hashes them."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from pipelines.issues import MingzhangError
from pipelines.load.archives import READ_ERRORS, SEPARATOR, ArchiveRefused, is_archive, list_members, open_member
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

    `problem` says why it cannot be read: without a document_id there are no bytes, with one they are of no use.
    """

    path: Path
    source_uri: str
    document_id: str | None
    size: int = 0
    problem: str | None = None
    member: tuple[int, ...] | None = None


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Absolute paths of all files under `paths`, sorted, each once. Hidden and temporary files inside folders are
    passed over; a file that is named itself is taken. Raises PathNotFound.
    """
    given = [Path(os.path.abspath(path)) for path in paths]
    if missing := [str(path) for path in given if not path.exists()]:
        raise PathNotFound(f"no such file or folder: {', '.join(missing)}")
    found = {file for path in given for file in (_walk(path) if path.is_dir() else (path,))}
    return sorted(found, key=lambda path: path.as_posix())


def hash_files(files: Iterable[Path]) -> Iterator[Source]:
    """A Source for each file, in the same order. A file that cannot be read is a Source with its problem."""
    for path in files:
        try:
            with path.open("rb") as file:
                digest, size = _sha256(file)
        except OSError as error:
            yield Source(path, path.as_posix(), None, problem=error.strerror or str(error))
        else:
            yield Source(path, path.as_posix(), digest, size)


def find_sources(files: Iterable[Path], caps: Caps) -> Iterator[Source]:
    """A Source for each file, and for each document in an archive instead of the archive.

    An archive that cannot be opened, or not all of it, is itself a Source with the problem; so is a document that is
    larger than the caps allow.
    """
    for path in files:
        found = _archive_sources(path, caps) if path.is_file() and is_archive(path) else hash_files([path])
        yield from (_within(source, caps) for source in found)


def _within(source: Source, caps: Caps) -> Source:
    mebibytes = -(-source.size // _MEBIBYTE)
    if source.problem is not None or mebibytes <= caps.document_mib:
        return source
    return replace(source, problem=f"{mebibytes} MiB, more than {caps.document_mib} (setting caps.document_mib)")


def _archive_sources(path: Path, caps: Caps) -> Iterator[Source]:
    problems: list[str] = []
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
            yield Source(path, f"{path.as_posix()}{SEPARATOR}{member.name}", digest, size, member=member.numbers)
    if problems:
        (whole,) = hash_files([path])
        yield replace(whole, problem=whole.problem or "; ".join(problems))


def _sha256(file: IO[bytes]) -> tuple[str, int]:
    """Hash in hex, and number of bytes."""
    digest, size = hashlib.sha256(), 0
    while block := file.read(_BLOCK):
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size


def _walk(folder: Path) -> Iterator[Path]:
    # Links to folders are not followed: one that points upwards would never end.
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _is_passing(name)]
        for name in names:
            path = Path(where, name)
            if not _is_passing(name) and (path.is_file() or path.is_symlink()):
                yield path


def _is_passing(name: str) -> bool:
    lower = name.lower()
    return name.startswith(_PASSING_PREFIXES) or lower.endswith(_PASSING_SUFFIXES) or lower in _PASSING_NAMES
