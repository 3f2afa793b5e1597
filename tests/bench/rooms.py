"""What each room costs a document and a page: `python -m tests.bench.rooms [--rounds N] [--write]`.

Reads the real documents where they are at hand, else the samples, and loads, checks and publishes a batch of them and
their copies. Each round is a process of its own and takes one document after the other, so that every room meets the
machine in the same mood; the table gives medians of CPU time. A step inside another one counts for itself alone.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import wraps
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from duckdb import DuckDBPyConnection

from pipelines.load.batch import load_batch
from pipelines.load.garbage import look_seldom
from pipelines.load.ingest import BATCH_DOCUMENTS
from pipelines.load.packed import checked, pack, unpack
from pipelines.load.warehouse import open_warehouse
from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows
from pipelines.publish.snapshot import publish
from tests.accuracy import ROOT, SHARED, sources
from tests.bench import page
from tests.bench.copies import copied
from tests.guarded import versioned

# The batch that costs are told for: what starts once a run is shared by so many documents.
BATCH = 500
SAMPLES = ROOT / "data" / "samples"
READ = "read"
OCR = "pages that are pictures"
READING = (READ, "recognise", "normalise")
# Room, step, and the function that takes it; what a function calls of another step counts there.
STEPS = (
    (READ, "pages", "pipelines.normalise.extract:read_document"),
    (READ, OCR, "pipelines.read.pdf:with_scans"),
    ("recognise", "the rest", "pipelines.normalise.extract:recognise"),
    ("recognise", "cut into pieces", "pipelines.recognise:read_pieces"),
    ("recognise", "put tables together", "pipelines.recognise:stitch"),
    ("recognise", "columns of forms", "pipelines.recognise:_form"),
    ("recognise", "cover", "pipelines.recognise:read_cover"),
    ("recognise", "remarks", "pipelines.recognise:read_remarks"),
    ("recognise", "statements", "pipelines.recognise:read_statements"),
    ("normalise", "rows of tables", "tests.bench.rooms:extract"),
    ("normalise", "facts of forms", "pipelines.normalise.extract:form_facts"),
    ("normalise", "units", "pipelines.normalise.extract:_units"),
    ("normalise", "rows of statements", "pipelines.normalise.extract:statement_rows"),
    ("load", "check and pack rows", "tests.bench.rooms:packed"),
    ("load", "unpack, insert, derive", "tests.bench.rooms:loaded"),
    ("check", "the rest", "pipelines.check.run:check_star"),
    ("check", "relations", "pipelines.check.run:prepare_relations"),
    ("check", "identities", "pipelines.check.run:compare"),
    ("check", "all together", "pipelines.check.run:judge_together"),
    ("check", "findings", "pipelines.check.run:report"),
    ("check", "Great Expectations", "pipelines.check.run:judge"),
    ("publish", "snapshot", "tests.bench.rooms:publish"),
)

Costs = dict[tuple[str, str], float]


class Clock:
    """CPU seconds by step; while a step runs, the one that called it stands still."""

    def __init__(self) -> None:
        self.seconds: Costs = {(room, step): 0.0 for room, step, _ in STEPS}
        self._open: list[tuple[str, str]] = []
        self._since = process_time()

    def timed(self, room: str, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, its time counted."""

        @wraps(function)
        def run(*arguments: Any, **options: Any) -> Any:
            with self._running(room, step):
                return function(*arguments, **options)

        return run

    @contextmanager
    def _running(self, room: str, step: str) -> Iterator[None]:
        self._book()
        self._open.append((room, step))
        try:
            yield
        finally:
            self._book()
            self._open.pop()

    def _book(self) -> None:
        now = process_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now


def documents() -> Sequence[tuple[str, Path]]:
    """The real documents, else the samples, each with a name."""
    return list(sources()) if SHARED.is_dir() else [(path.name, path) for path in sorted(SAMPLES.iterdir())]


def one_round() -> Mapping[str, Any]:
    """Take all documents through all rooms once. To be run in a process of its own: caches must be cold."""
    # As in a process that reads documents; what it reads and imports once is no document's.
    look_seldom()
    packed(versioned(extract(sorted(SAMPLES.glob("*.txt"))[0], "warm")))
    clock = Clock()
    for room, step, place in STEPS:
        module, name = place.split(":")
        owner = sys.modules[__name__] if module == __spec__.name else import_module(module)
        setattr(owner, name, clock.timed(room, step, getattr(owner, name)))
    rows = [versioned(extract(path, name)) for name, path in documents()]
    copies = range(-(-BATCH // len(rows)))
    batch = [(each.document_id, packed(each)) for number in copies for each in (copied(one, number) for one in rows)]
    with TemporaryDirectory(prefix="mingzhang-bench-") as folder:
        warehouse = Path(folder, "warehouse.duckdb")
        with open_warehouse(warehouse) as connection:
            for first in range(0, len(batch), BATCH_DOCUMENTS):
                loaded(connection, batch[first : first + BATCH_DOCUMENTS])
        import_module("pipelines.check.run").check(warehouse, date(2026, 1, 1))
        publish(warehouse)
    pages = sum(int(str(row["pages"] or 1)) for each in rows for row in each.tables["document"])
    once = {step: cost / (1 if step[0] in READING else len(copies)) for step, cost in clock.seconds.items()}
    seconds = [[*step, cost] for step, cost in once.items()]
    return {"documents": len(rows), "pages": pages, "batch": len(batch), "seconds": seconds}


def packed(rows: DocumentRows) -> bytes:
    """What a reading process does with the rows of a document: check them and make them bytes."""
    return pack(checked(rows))


def loaded(connection: DuckDBPyConnection, documents: Sequence[tuple[str, bytes]]) -> None:
    """What the one writer does with them."""
    load_batch(connection, [unpack(document_id, data) for document_id, data in documents])


def measure(rounds: int) -> Mapping[str, Any]:
    """Documents, pages, size of the batch, and the median of each step over the rounds, in seconds for `documents`."""
    command = [sys.executable, "-m", "tests.bench.rooms", "--one-round"]
    done = [
        json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout) for _ in range(rounds)
    ]
    every = [{(room, step): cost for room, step, cost in each["seconds"]} for each in done]
    steps = [[room, step, round(median(each[room, step] for each in every), 4)] for room, step, _ in STEPS]
    same = {name: done[0][name] for name in ("documents", "pages", "batch")}
    return {**same, "rounds": rounds, "seconds": steps}


def section(found: Mapping[str, Any]) -> str:
    """The section of the page on performance, in Markdown."""
    rooms: dict[str, float] = {}
    for room, _, cost in found["seconds"]:
        rooms[room] = rooms.get(room, 0.0) + cost
    whole = sum(rooms.values())
    rest = whole - rooms[READ]
    seen = next(cost for _, step, cost in found["seconds"] if step == OCR)
    return "\n".join(
        [
            "## The rooms",
            "",
            f"CPU time of {found['documents']} documents with {found['pages']:,} pages, loaded, checked and published "
            f"in a batch of {found['batch']},",
            f"median of {found['rounds']} rounds: `python -m tests.bench.rooms --write`.",
            "",
            "| room | step | ms a document | ms a page | share |",
            "|---|---|--:|--:|--:|",
            *(
                line
                for room, total in rooms.items()
                for line in (
                    _line(f"**{room}**", "", total, whole, found),
                    *(_line("", step, cost, whole, found) for name, step, cost in found["seconds"] if name == room),
                )
            ),
            _line("**all**", "", whole, whole, found),
            "",
            f"All rooms behind `read` together cost {rest / rooms[READ]:.2f} times as much as reading, "
            f"{rest / (rooms[READ] - seen):.2f} times as much without OCR.",
            "",
        ]
    )


def _line(room: str, step: str, seconds: float, whole: float, found: Mapping[str, Any]) -> str:
    of_document, of_page = (1000 * seconds / found[each] for each in ("documents", "pages"))
    return f"| {room} | {step} | {of_document:,.1f} | {of_page:.2f} | {seconds / whole:.1%} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the section; with --write also write it and its figures. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.rooms", description="What each room costs.")
    parser.add_argument("--rounds", type=int, default=3, help="how often each document is taken through the rooms")
    parser.add_argument("--write", action="store_true", help="also write it into docs/performance.md")
    parser.add_argument("--one-round", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.one_round:
        print(json.dumps(one_round()))
        return 0
    found = measure(given.rounds)
    print(section(found))
    if given.write:
        page.publish("rooms", found, section(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
