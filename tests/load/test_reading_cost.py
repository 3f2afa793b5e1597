"""What it costs that every document is read in a process that can be killed, and that readings are kept."""

import os
import pickle
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import pytest

from pipelines.load.ingest import ingest
from pipelines.load.jobs import Job, Task
from pipelines.load.packed import checked, pack, unpack
from pipelines.load.reader import extract_document, read_task
from pipelines.load.workers import Grow, Limits, map_isolated
from pipelines.normalise.extract import extract
from pipelines.paths import SAMPLES
from pipelines.read.options import AS_USUAL
from pipelines.settings import CacheSettings
from tests.guarded import versioned
from tests.hostile.pdf import plain

LIMITS = Limits(120, 1, 4096)
ITEMS, DOCUMENTS, LATE = 2000, 500, 100
REAL = Path(__file__).resolve().parents[3] / "shared" / "realdocs"


def nothing(item: bytes, grow: Grow) -> bytes:
    """As many messages as a document costs, and as many bytes."""
    grow(1)
    return item


def read_and_weigh(task: Task, grow: Grow) -> tuple[int, int]:
    """Read a document; the packed size of its rows, and how much memory the process holds now, in KiB."""
    data = read_task(task, grow, extract=extract_document, version="1")
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return len(data), pages * os.sysconf("SC_PAGE_SIZE") // 1024


@pytest.mark.bench
def test_a_process_of_its_own_costs_less_than_two_milliseconds_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    payload = b"x" * 50_000
    results = map_isolated(nothing, (payload for _ in range(ITEMS)), workers=1, limits=LIMITS)
    began = perf_counter()
    next(results)
    started, began = perf_counter() - began, perf_counter()
    assert sum(1 for _ in results) == ITEMS - 1
    each = (perf_counter() - began) / (ITEMS - 1)
    with capsys.disabled():
        print(f"\none process: {started * 1e3:.0f} ms to start, {each * 1e3:.3f} ms a document of 50 kB of rows")
    assert each < 0.002


@pytest.mark.bench
def test_a_process_does_not_grow_over_five_hundred_documents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks = []
    for number in range(DOCUMENTS):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(plain() + b"\n%% %d" % number)
        document_id = sha256(path.read_bytes()).hexdigest()
        tasks.append(Task(Job(path, path.name, document_id, path.stat().st_size), AS_USUAL))
    held = [result[1] for _, result in map_isolated(read_and_weigh, tasks, workers=1, limits=LIMITS)
            if isinstance(result, tuple)]  # fmt: skip
    assert len(held) == DOCUMENTS
    with capsys.disabled():
        print(f"\nMiB held after {LATE} documents {held[LATE] / 1024:.0f}, after {DOCUMENTS} {held[-1] / 1024:.0f}")
    assert held[-1] < held[LATE] * 1.1


def milliseconds(function: Callable[[], object], repeat: int = 20) -> float:
    began = perf_counter()
    for _ in range(repeat):
        function()
    return (perf_counter() - began) / repeat * 1e3


@pytest.mark.bench
def test_rows_travel_as_arrow(capsys: pytest.CaptureFixture[str]) -> None:
    rows = versioned(extract(next(SAMPLES.glob("*.pdf")), "sample"))
    arrow, pickled = checked(rows), pickle.dumps(rows, 5)
    packed = pack(arrow)
    times = {
        "check": milliseconds(lambda: checked(rows)),  # once on either way
        "pickle": milliseconds(lambda: pickle.dumps(rows, 5)),
        "unpickle": milliseconds(lambda: pickle.loads(pickled)),
        "pack": milliseconds(lambda: pack(arrow)),
        "unpack": milliseconds(lambda: unpack(arrow.document_id, packed)),
    }
    with capsys.disabled():
        print(f"\n{arrow.size} rows: {len(pickled)} bytes pickled, {len(packed)} packed")
        print(", ".join(f"{name} {spent:.1f} ms" for name, spent in times.items()))
    assert len(packed) < len(pickled)


@pytest.mark.bench
def test_a_second_warehouse_costs_a_tenth_of_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for path in [*REAL.glob("*/doc.*"), *SAMPLES.iterdir()]:
        shutil.copy(path, inbox / f"{path.parent.name}-{path.name}")
    settings, spent = CacheSettings(str(tmp_path / "cache")), []
    for name in ("cold", "warm", "again"):
        warehouse = tmp_path / f"{'warm' if name == 'again' else name}.duckdb"
        began = perf_counter()
        summary = ingest([inbox], warehouse, workers=2, cache=settings)
        spent.append(perf_counter() - began)
    assert summary.unchanged == summary.files
    size = sum(path.stat().st_size for path in (tmp_path / "cache").rglob("*.rows"))
    with capsys.disabled():
        print(f"\n{summary.files} documents: cold {spent[0]:.1f} s, another warehouse {spent[1]:.1f} s, "
              f"the same one again {spent[2]:.1f} s; {size / 1024:.0f} KiB kept")  # fmt: skip
    assert spent[1] < spent[0] / 10
