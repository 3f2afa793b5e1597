"""The version of the reading rooms: a document is read again when what would read it has changed, and only then."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipelines.paths import REFERENCE, ROOT, VOCABULARY

READING_ROOMS = tuple(ROOT / "pipelines" / room for room in ("read", "recognise", "normalise"))
# Other versions of them read other things from the same bytes.
_LIBRARIES = ("lxml", "pdfminer.six", "pdfplumber", "pikepdf", "pypdfium2", "python-calamine")
# Made from the sources beside them, and different on each machine.
_MADE_SUFFIXES = frozenset({".pyc", ".pyo", ".so", ".pyd", ".dylib", ".o"})


@cache
def reader_version() -> str:
    """Sixteen hex digits that change with the reading rooms, their libraries, the vocabulary or the code lists."""
    libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    own = hash_folders((*READING_ROOMS, VOCABULARY, REFERENCE))
    return hashlib.sha256(f"{own} {libraries}".encode()).hexdigest()[:16]


def hash_folders(folders: Iterable[Path]) -> str:
    """One hash of names and contents of all source files below the folders, wherever the checkout lies."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(_sources(folder), key=lambda path: path.relative_to(folder).as_posix()):
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}".encode()
            content = path.read_bytes()
            # Lengths keep two files from being taken for one with the same bytes in a row.
            digest.update(b"%d %d " % (len(name), len(content)) + name + content)
    return digest.hexdigest()[:16]


def _sources(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
        if path.is_file() and not hidden and path.suffix not in _MADE_SUFFIXES:
            yield path
