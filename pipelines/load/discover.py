"""Finds the documents under the given paths, in an order that depends on their names alone, and hashes their bytes."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.issues import MingzhangError

# What office programs, browsers, archivers and file managers leave beside the documents.
_PASSING_PREFIXES = (".", "~$", "__MACOSX")
_PASSING_SUFFIXES = (".tmp", ".part", ".partial", ".crdownload", ".download", ".swp", "~")
_PASSING_NAMES = frozenset({"thumbs.db", "desktop.ini"})


class PathNotFound(MingzhangError):
    """A path that was asked for does not exist."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file with the hash of its content. `document_id` is None and `problem` says why if it cannot be read."""

    path: Path
    source_uri: str
    document_id: str | None
    problem: str | None = None


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
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            yield Source(path, path.as_posix(), None, error.strerror or str(error))
        else:
            yield Source(path, path.as_posix(), digest)


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
