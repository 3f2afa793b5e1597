"""Watches the inbox: which files have come to rest, and which of them bring content that was not there before.

A file that is still being copied waits: it is taken when it has not changed for a while and looks the same twice.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic

from pipelines.load.discover import find_files, hash_files
from pipelines.paths import INBOX

INBOX_VARIABLE = "MINGZHANG_INBOX"
REST_SECONDS = 10.0
# What one look may cost: the rest waits for the next one.
MOST_ARRIVALS = 500
HASHING_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as one look saw it. `content` is its SHA-256, null until it was at rest and read."""

    size: int
    modified_ns: int
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What one look found: the state to remember, files with new content, and how many files still wait."""

    seen: Mapping[str, SeenFile]
    arrived: tuple[Path, ...]
    waiting: int

    @property
    def arrival_id(self) -> str:
        """Depends on the content of the files that arrived alone, not on names, times or order."""
        contents = sorted(str(self.seen[path.as_posix()].content) for path in self.arrived)
        return hashlib.sha256("\n".join(contents).encode()).hexdigest()[:16]


def inbox_path(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder that is watched: MINGZHANG_INBOX, else data/inbox."""
    chosen = environment.get(INBOX_VARIABLE, "").strip()
    return Path(chosen).expanduser().absolute() if chosen else INBOX


def files_at_rest(folder: Path, now: float, rest_seconds: float = REST_SECONDS) -> list[Path]:
    """Files of a folder that nobody has written to for a while. `now` is in seconds since 1970."""
    return [path for path, status in _present(folder) if now - status.st_mtime >= rest_seconds]


def look(folder: Path, before: Mapping[str, SeenFile], now: float, *, rest_seconds: float = REST_SECONDS) -> Look:
    """Compare the folder with what the look before saw; `now` is in seconds since 1970.

    A file at rest is read once, until its size or time changes; moved or touched files bring no new content.
    """
    known = {file.content for file in before.values() if file.content}
    seen: dict[str, SeenFile] = {}
    arrived: list[Path] = []
    waiting = 0
    deadline = monotonic() + HASHING_SECONDS
    for path, status in _present(folder):
        if not stat.S_ISREG(status.st_mode):
            continue  # a pipe or a device brings nothing; the run that comes by reports it
        name = path.as_posix()
        file = SeenFile(status.st_size, status.st_mtime_ns)
        earlier = before.get(name)
        is_unchanged = earlier is not None and (earlier.size, earlier.modified_ns) == (file.size, file.modified_ns)
        if is_unchanged and earlier is not None and earlier.content:
            seen[name] = earlier
            continue
        is_at_rest = is_unchanged and now - status.st_mtime >= rest_seconds
        content = None
        if is_at_rest and len(arrived) < MOST_ARRIVALS and monotonic() < deadline:
            content = next(hash_files([path])).document_id
        if content is None:
            waiting += 1
        elif content not in known:
            arrived.append(path)
        seen[name] = SeenFile(file.size, file.modified_ns, content)
    if waiting:
        # A file that waits may be one that was moved here: what lay elsewhere is remembered until that is known.
        seen |= {name: file for name, file in before.items() if name not in seen and file.content}
    return Look(seen, tuple(arrived), waiting)


def dump_seen(seen: Mapping[str, SeenFile]) -> str:
    """What a look saw, as text for the next one."""
    return json.dumps({name: asdict(file) for name, file in seen.items()}, ensure_ascii=False)


def parse_seen(text: str | None) -> dict[str, SeenFile]:
    """The reverse of dump_seen; nothing was seen before the first look."""
    return {name: SeenFile(**file) for name, file in json.loads(text).items()} if text else {}


def _present(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    if not folder.is_dir():
        return
    for path in find_files([folder]):
        try:
            yield path, path.stat()
        except FileNotFoundError:  # moved away between listing and looking
            continue
