"""List the streams at the top of an OLE compound file: what tells .doc, .xls and encrypted packages apart."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_FREE = 0xFFFFFFFA  # this and all greater sector numbers are marks, not places
_ENTRY = 128
_STORAGE, _STREAM = 1, 2


def top_streams(data: bytes) -> frozenset[str]:
    """Names of the streams and storages of the root; those of embedded files are left out.

    Raises ValueError for a damaged file.
    """
    try:
        entries = list(_entries(data))
        root = entries[0]
        return frozenset(_siblings(entries, root.child))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError(f"damaged compound file: {error}") from error


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of the directory. `left` and `right` are its neighbours in a tree, `child` is what a storage holds."""

    name: str
    kind: int
    left: int
    right: int
    child: int


def _entry(raw: bytes) -> _Entry:
    length = struct.unpack_from("<H", raw, 64)[0]
    name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le")
    return _Entry(name, raw[66], *struct.unpack_from("<III", raw, 68))


def _entries(data: bytes) -> Iterator[_Entry]:
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    table = _allocation(data, size)
    for sector in _chain(table, struct.unpack_from("<I", data, 48)[0]):
        start = (sector + 1) * size
        for offset in range(start, min(start + size, len(data) - _ENTRY + 1), _ENTRY):
            yield _entry(data[offset : offset + _ENTRY])


def _allocation(data: bytes, size: int) -> list[int]:
    """The table that chains sectors, put together from the sectors that hold it."""
    sectors = [*struct.unpack_from("<109I", data, 76)]
    follow = struct.unpack_from("<I", data, 68)[0]
    seen: set[int] = set()
    while follow < _FREE and follow not in seen:
        seen.add(follow)
        more = struct.unpack_from(f"<{size // 4}I", data, (follow + 1) * size)
        sectors += more[:-1]
        follow = more[-1]
    table: list[int] = []
    for sector in sectors:
        if sector < _FREE:
            table += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return table


def _chain(table: list[int], first: int) -> Iterator[int]:
    seen: set[int] = set()
    while first < _FREE and first not in seen:
        seen.add(first)
        yield first
        first = table[first]


def _siblings(entries: list[_Entry], first: int) -> Iterator[str]:
    waiting, seen = [first], set()
    while waiting:
        number = waiting.pop()
        if number >= _FREE or number in seen:
            continue
        seen.add(number)
        entry = entries[number]
        if entry.kind in (_STREAM, _STORAGE):
            yield entry.name
        waiting += [entry.left, entry.right]
