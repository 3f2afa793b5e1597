"""Keeps what was read of each document, so that another warehouse, or a lost one, costs no reading.

An entry is found by the SHA-256 of the document, the version of the code and the options of reading. It carries its own
checksum and is only believed if that is right and its rows fit the contract: a damaged entry is as good as none.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from pipelines.issues import ConfigurationError
from pipelines.load.packed import CheckedRows, pack, unpack
from pipelines.load.tables import ContractBroken
from pipelines.paths import ROOT
from pipelines.read.options import ReadOptions
from pipelines.reasons import PASSING_WITH_MACHINE, code_of
from pipelines.settings import CacheSettings

_SUFFIX = ".rows"
_MEBIBYTE = 1 << 20
_CHECKSUM_BYTES = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Cache:
    """Readings below one folder, by one version of the code, of so many bytes at most."""

    folder: Path
    most_bytes: int
    version: str

    def get(self, document_id: str, options: ReadOptions) -> CheckedRows | None:
        """The rows of a document as they were read, or None. A damaged entry is deleted."""
        path = self._path(document_id, options)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        checksum, packed = data[:_CHECKSUM_BYTES], data[_CHECKSUM_BYTES:]
        with suppress(OSError):
            if hashlib.sha256(packed).digest() == checksum:
                with suppress(ContractBroken):
                    rows = unpack(document_id, packed)
                    os.utime(path)  # what is used stays longest
                    return rows
            path.unlink()
        return None

    def put(self, rows: CheckedRows, options: ReadOptions) -> None:
        """Keep the rows of a document, unless another hour may read it otherwise. A full disk keeps nothing."""
        reason = rows.document["reason"]
        if reason is not None and code_of(str(reason)) in PASSING_WITH_MACHINE:
            return
        path = self._path(rows.document_id, options)
        packed = pack(rows)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=_SUFFIX, delete=False) as file:
                file.write(hashlib.sha256(packed).digest() + packed)
            os.replace(file.name, path)

    def evict(self) -> None:
        """Delete the entries that were not used for the longest time, until the rest fits the size."""
        entries = sorted(self._entries())
        size = sum(entry[1] for entry in entries)
        for _, freed, path in entries:
            if size <= self.most_bytes:
                return
            with suppress(OSError):
                path.unlink()
            size -= freed

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        """Time of the last use, bytes and path of each entry, of all versions of the code."""
        for path in self.folder.glob(f"*/*/*{_SUFFIX}"):
            with suppress(FileNotFoundError):  # another run evicts as well
                status = path.stat()
                yield status.st_mtime_ns, status.st_size, path

    def _path(self, document_id: str, options: ReadOptions) -> Path:
        key = hashlib.sha256(f"{self.version} {options!r}".encode()).hexdigest()[:16]
        return self.folder / key / document_id[:2] / f"{document_id}{_SUFFIX}"


def open_cache(settings: CacheSettings, version: str) -> Cache | None:
    """The cache of these settings, None if they keep nothing. Raises ConfigurationError for a folder that is none."""
    if not settings.mib:
        return None
    folder = ROOT / Path(settings.folder).expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"cache.folder: {folder} cannot be made: {error.strerror}") from error
    return Cache(folder, settings.mib * _MEBIBYTE, version)
