"""What a reading process is made of: it holds the reading rooms and the contract, and nothing that stores or checks."""

import gc
import os
import sys
from hashlib import sha256
from pathlib import Path

from pipelines.load.jobs import Job, Task
from pipelines.load.packed import unpack
from pipelines.load.reader import extract_document, read_task
from pipelines.load.workers import Grow, Limits, map_isolated
from pipelines.paths import SAMPLES
from pipelines.read.options import AS_USUAL

# Arrow's own readers of files and clouds take as much memory as a large document.
STRANGERS = ("duckdb", "polars", "great_expectations", "dagster", "pandas", "sqlalchemy", "pyarrow.dataset")


def loaded_modules(path: Path, grow: Grow) -> tuple[int, bytes, list[str]]:
    """Read a document as a reading process does: its packed rows, and what has been imported by then."""
    import pipelines.load.reader  # what the process imports to be able to read

    job = Job(path, path.name, sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
    packed = read_task(Task(job, AS_USUAL), grow, extract=extract_document, version="1")
    assert pipelines.load.reader is sys.modules["pipelines.load.reader"]
    return os.getpid(), packed, [name for name in STRANGERS if name in sys.modules]


def test_a_reading_process_imports_no_storage_and_no_checks() -> None:
    sample = next(SAMPLES.glob("*.txt"))
    ((_, result),) = map_isolated(loaded_modules, [sample], workers=1, limits=Limits(120, 0, 4096))
    assert isinstance(result, tuple)
    process, packed, strangers = result
    assert process != os.getpid()
    rows = unpack(sha256(sample.read_bytes()).hexdigest(), packed)
    assert (rows.document["status"], strangers) == ("loaded", [])


def looks_for_garbage(size: int, grow: Grow) -> tuple[int, int]:
    """How many containers no look goes through, and how many new ones there are between two looks."""
    return gc.get_freeze_count(), gc.get_threshold()[0]


def test_a_reading_process_seldom_looks_for_garbage_and_never_in_what_it_imported() -> None:
    ((_, result),) = map_isolated(looks_for_garbage, [0], workers=1, limits=Limits(120, 0, 4096))
    assert isinstance(result, tuple)
    left_out, between = result
    assert left_out > 10_000
    assert between > gc.get_threshold()[0]
