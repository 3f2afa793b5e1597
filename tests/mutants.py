"""Broken copies of good documents: bits, bytes, objects and parts changed in the ways in which files really break."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random

from pipelines.paths import SAMPLES
from tests.hostile import packages, pdf
from tests.typeset.html import render_html
from tests.typeset.samples import read_samples
from tests.typeset.word import render_docx
from tests.typeset.workbook import render_xlsx

SHARED = Path(__file__).resolve().parents[2] / "shared" / "realdocs"
_OBJECT = re.compile(rb"\d+ 0 obj\b.*?\bendobj\s", re.DOTALL)
_LENGTH = re.compile(rb"/Length (\d+)")

Change = Callable[[bytes, Random], bytes]


@dataclass(frozen=True)
class Mutant:
    """One broken copy: of which source, by which kind of change."""

    source: str
    kind: str
    data: bytes

    @property
    def name(self) -> str:
        return f"{self.kind.replace(' ', '-')}-{sha256(self.data).hexdigest()[:12]}-{self.source}"


@cache
def sources() -> Mapping[str, bytes]:
    """The good documents by name: small ones of each format, the samples, and the real ones that lie beside."""
    small = {
        "small.pdf": pdf.plain(),
        "small-packed.pdf": pdf.in_object_streams(),
        "small.xlsx": packages.xlsx(),
        "small.docx": packages.docx(),
        "small.ofd": packages.ofd(),
        "small.html": packages.html(),
        "small.txt": packages.text(),
        "small.zip": packages.zipped({"甲/a.txt": packages.text(), "b.xlsx": packages.xlsx()}),
    }
    sample = read_samples()[0].document()
    made = {"sample.docx": render_docx(sample), "sample.xlsx": render_xlsx(sample), "sample.html": render_html(sample)}
    texts = sorted(SAMPLES.glob("*.txt"))[:3] + sorted(SAMPLES.glob("*.pdf"))[:1]
    real = sorted(SHARED.glob("*/doc.*"), key=lambda path: path.stat().st_size)[:3]
    files = {path.name: path.read_bytes() for path in texts}
    files |= {f"real-{path.parent.name}{path.suffix}": path.read_bytes() for path in real}
    return small | made | files


def mutants(count: int, seed: int, names: frozenset[str] | None = None) -> Iterator[Mutant]:
    """So many different broken copies, always the same for one seed; small sources come up three times as often."""
    random, seen = Random(seed), {sha256(data).digest() for data in sources().values()}
    chosen = [name for name in sources() if names is None or name in names]
    weights = [3 if name.startswith("small") else 1 for name in chosen]
    made = 0
    while made < count:
        name = random.choices(chosen, weights)[0]
        kind = random.choice([kind for kind, (suffixes, _) in CHANGES.items() if Path(name).suffix in suffixes])
        mutant = Mutant(name, kind, CHANGES[kind][1](_own(sources()[name], name, random), random))
        digest = sha256(mutant.data).digest()
        if digest not in seen:
            seen.add(digest)
            made += 1
            yield mutant


def _own(data: bytes, name: str, random: Random) -> bytes:
    """An archive with members of its own: those that it shares with another would be loaded from there."""
    if not name.endswith(".zip"):
        return data
    salt = b"%d" % random.randrange(10**9)
    text = packages.text() + "注：".encode() + salt
    return packages.zipped(
        {"甲/a.txt": text, "b.xlsx": packages.with_part(packages.xlsx(), "salt.xml", b"<a>%s</a>" % salt)}
    )


def _flip_bits(data: bytes, random: Random) -> bytes:
    made = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8, 40))):
        made[random.randrange(len(made))] ^= 1 << random.randrange(8)
    return bytes(made)


def _truncate(data: bytes, random: Random) -> bytes:
    return data[: random.choice((random.randrange(len(data)), len(data) - random.randrange(1, 400)))]


def _insert(data: bytes, random: Random) -> bytes:
    place = random.randrange(len(data))
    return data[:place] + random.randbytes(random.choice((1, 2, 16, 300))) + data[place:]


def _blank_run(data: bytes, random: Random) -> bytes:
    place, length = random.randrange(len(data)), random.choice((1, 16, 512, 4096))
    return data[:place] + bytes(len(data[place : place + length])) + data[place + length :]


def _swap_blocks(data: bytes, random: Random) -> bytes:
    size = random.choice((64, 512, 4096))
    blocks = [data[start : start + size] for start in range(0, len(data), size)]
    if len(blocks) > 1:
        one, two = random.sample(range(len(blocks)), 2)
        blocks[one], blocks[two] = blocks[two], blocks[one]
    return b"".join(blocks) + (b"" if len(blocks) > 1 else b" ")


def _double(data: bytes, random: Random) -> bytes:
    place = random.randrange(len(data))
    return data + data[place:]


def _reorder_objects(data: bytes, random: Random) -> bytes:
    found = list(_OBJECT.finditer(data))
    if len(found) < 2:
        return data + b"\n%"
    shuffled = [match.group(0) for match in found]
    random.shuffle(shuffled)
    return data[: found[0].start()] + b"".join(shuffled) + data[found[-1].end() :]


def _change_lengths(data: bytes, random: Random) -> bytes:
    found = list(_LENGTH.finditer(data))
    if not found:
        return data + b"\n%"
    match = random.choice(found)
    other = b"%d" % (int(match.group(1)) + random.choice((-40, -1, 1, 40, 10**6)))
    return data[: match.start(1)] + other + data[match.end(1) :]


def _double_xref(data: bytes, random: Random) -> bytes:
    place = data.rfind(b"xref", 0, max(data.rfind(b"startxref"), 0))
    tail = data[max(place, 0) :]
    numbers = [match.start() for match in re.finditer(rb"\d{10}", tail)]
    made = bytearray(tail)
    for start in random.sample(numbers, min(3, len(numbers))):
        made[start : start + 10] = b"%010d" % random.randrange(len(data))
    return data + b"\n" + bytes(made)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _swap_parts(data: bytes, random: Random) -> bytes:
    parts = _parts(data)
    one, two = random.sample(sorted(parts), 2)
    parts[one], parts[two] = parts[two], parts[one]
    return packages.zipped(parts)


def _reorder_parts(data: bytes, random: Random) -> bytes:
    parts = list(_parts(data).items())
    random.shuffle(parts)
    return packages.zipped(dict(parts))


def _drop_part(data: bytes, random: Random) -> bytes:
    parts = _parts(data)
    del parts[random.choice(sorted(parts))]
    return packages.zipped(parts)


def _cut_part(data: bytes, random: Random) -> bytes:
    parts = _parts(data)
    name = random.choice(sorted(parts))
    return packages.zipped({**parts, name: _truncate(parts[name], random)})


def _flip_packed(data: bytes, random: Random) -> bytes:
    """Bits in what is packed, not in names and sizes: only the checksum can tell."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = random.choice([info for info in archive.infolist() if info.compress_size > 8])
    start = info.header_offset + 30 + len(info.filename.encode())
    made = bytearray(data)
    made[start + random.randrange(info.compress_size)] ^= 1 << random.randrange(8)
    return bytes(made)


def _nest(data: bytes, random: Random) -> bytes:
    for level in range(random.randrange(1, 4)):
        data = packages.zipped({f"{level}-{random.randrange(10**6)}": _flip_bits(data, random)})
    return data


_PDF, _ZIPPED = (".pdf",), (".xlsx", ".docx", ".ofd", ".zip")
_ALL = (*_PDF, *_ZIPPED, ".html", ".txt", ".xls")
# Kind → suffixes of the sources that can break in this way, and the change.
CHANGES: Mapping[str, tuple[tuple[str, ...], Change]] = {
    "bits flipped": (_ALL, _flip_bits),
    "truncated": (_ALL, _truncate),
    "bytes inserted": (_ALL, _insert),
    "run blanked": (_ALL, _blank_run),
    "blocks swapped": (_ALL, _swap_blocks),
    "tail doubled": (_ALL, _double),
    "nested in archives": (_ALL, _nest),
    "objects reordered": (_PDF, _reorder_objects),
    "lengths changed": (_PDF, _change_lengths),
    "xref doubled": (_PDF, _double_xref),
    "parts swapped": (_ZIPPED, _swap_parts),
    "parts reordered": (_ZIPPED, _reorder_parts),
    # An archive without one of its documents is as good as any other.
    "part dropped": ((".xlsx", ".docx", ".ofd"), _drop_part),
    "part cut": (_ZIPPED, _cut_part),
    "packed bits flipped": (_ZIPPED, _flip_packed),
}
