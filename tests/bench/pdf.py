"""Measure the reading of PDFs against pdfplumber and against what pdfium alone costs: `python -m tests.bench.pdf`.

Reads the real documents beside the checkout, or the samples. All readers take turns in one process, so that their
ratios hold on a machine that others use as well; the tables of the fast engine are compared with pdfplumber's as well.
"""

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipelines.read.pdf.engines import read_pages
from pipelines.read.pdf.limits import DEFAULT_LIMITS
from tests.bench.page import publish
from tests.bench.pdf_readers import OWN, Reader, documents, fast_pages, fast_tables, stock_tables
from tests.read.pdf.made import pdf, text

ROUNDS = 7
SOAK_PAGES = 10_000
GRIDS = ((5, 2), (50, 20), (100, 50), (200, 100))


def seconds(reader: Reader, paths: Sequence[Path]) -> float:
    """Processor time of one reader over all documents."""
    begun = time.process_time()
    for path in paths:
        reader(path)
    return time.process_time() - begun


def take_turns(readers: Mapping[str, Reader], paths: Sequence[Path], rounds: int) -> list[dict[str, float]]:
    """Processor seconds of each reader in each round; every second round goes through them backwards."""
    results = []
    for number in range(rounds):
        order = list(readers)[:: -1 if number % 2 else 1]
        results.append({name: seconds(readers[name], paths) for name in order})
        print(f"round {number + 1}: " + ", ".join(f"{name} {results[-1][name]:.2f} s" for name in readers), flush=True)
    return results


def summary(rounds: Sequence[Mapping[str, float]], pages: int) -> dict[str, dict[str, float]]:
    """For each reader milliseconds a page and, round by round, its ratios to pdfplumber and to pdfium's text only."""
    found = {}
    for name in rounds[0]:
        base = "pdfplumber pages" if name == "fast pages" else "pdfplumber tables"
        faster = [each[base] / each[name] for each in rounds]
        dearer = [each[name] / each["text only"] for each in rounds]
        found[name] = {
            "ms_a_page": statistics.median(each[name] for each in rounds) / pages * 1000,
            "times_pdfplumber": statistics.median(faster),
            "times_pdfplumber_least": min(faster),
            "times_pdfplumber_most": max(faster),
            "of_text_only": statistics.median(dearer),
        }
    return found


def differing_pages(paths: Sequence[Path]) -> tuple[int, int, int]:
    """How many pages there are, how many have tables, and on how many the tables differ from pdfplumber's."""
    pages = ruled = differing = 0
    for path in paths:
        for ours, theirs in zip(fast_tables(path), stock_tables(path), strict=True):
            pages += 1
            ruled += bool(theirs)
            differing += ours != theirs
    return pages, ruled, differing


def growth(folder: Path) -> list[dict[str, float]]:
    """Milliseconds for a page of so many cells, the best of three."""
    found = []
    for rows, columns in GRIDS:
        path = folder / f"{rows}.pdf"
        path.write_bytes(grid(rows, columns))
        best = min(seconds(fast_pages, [path]) for _ in range(3))
        found.append({"cells": rows * columns, "ms": best * 1000})
    return found


def grid(rows: int, columns: int) -> bytes:
    """A page with a table of rows that are 5 points high and columns that are 30 wide, a number in each cell."""
    width, height = 30 * columns + 20, 5 * rows + 20
    level = (f"10 {10 + 5 * row} m {10 + 30 * columns} {10 + 5 * row} l S\n" for row in range(rows + 1))
    upright = (f"{10 + 30 * at} 10 m {10 + 30 * at} {10 + 5 * rows} l S\n" for at in range(columns + 1))
    places = ((row, at) for row in range(rows) for at in range(columns))
    numbers = (text(12 + 30 * at, 11 + 5 * row, f"{row % 10}.{at % 10}", 4) for row, at in places)
    lines = "".join((*level, *upright)).encode()
    return pdf(lines + b"".join(numbers), media=f"0 0 {width} {height}")


def soak(paths: Sequence[Path], pages: int) -> list[dict[str, float]]:
    """Resident memory while so many pages are read, at every tenth of the way; what reads scans is not part of it."""
    found: list[dict[str, float]] = []
    read = 0
    for path in _again(paths):
        read += len(read_pages(path.read_bytes(), "fast", DEFAULT_LIMITS)[0])
        if read >= pages * (len(found) + 1) / 10:
            found.append({"pages": read, "resident_mib": resident()})
        if read >= pages:
            return found
    return found


def _again(paths: Sequence[Path]) -> Iterator[Path]:
    while paths:
        yield from paths


def resident() -> float:
    """Resident memory of this process in MiB; its peak where the system does not tell more."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_speed(rounds: int, every: int) -> dict[str, Any]:
    """All figures about time."""
    paths = documents()[::every]
    pages, ruled, differing = differing_pages(paths)
    results = take_turns(OWN, paths, rounds)
    with TemporaryDirectory() as folder:
        grown = growth(Path(folder))
    return {
        "documents": len(paths),
        "pages": pages,
        "pages_with_tables": ruled,
        "pages_differing": differing,
        "rounds": rounds,
        "readers": summary(results, pages),
        "growth": grown,
        "python": sys.version.split()[0],
    }


def speed_section(found: Mapping[str, Any]) -> str:
    readers = "\n".join(
        f"| {name} | {each['ms_a_page']:.2f} | {each['times_pdfplumber']:.1f} "
        f"({each['times_pdfplumber_least']:.1f}–{each['times_pdfplumber_most']:.1f}) | {each['of_text_only']:.2f} |"
        for name, each in found["readers"].items()
    )
    cells = "\n".join(f"| {each['cells']:,} | {each['ms']:.1f} |" for each in found["growth"])
    return f"""## Reading PDF: time

`python -m tests.bench.pdf`: {found["documents"]} documents, {found["pages"]:,} pages, {found["pages_with_tables"]:,} of
them with ruled tables; processor time, medians of {found["rounds"]} rounds, Python {found["python"]}.

*Tables* are rows of texts, as pdfplumber's `extract_tables()` gives them; those of the fast engine differ from them on
{found["pages_differing"]} pages (`tests/read/pdf/differences.toml` says why). *Pages* are what leaves the reading room:
grids with spans and boxes, lines, verdicts, and what OCR reads where a page is a picture; the fast engine is compared
with the reference engine there. *Text only* is pdfium's text of every page as one string.

| reader | ms a page | times as fast as pdfplumber (least–most) | cost of text only |
|---|---|---|---|
{readers}

One page with a grid of so many cells, a number in each, by the fast engine:

| cells | ms |
|---|---|
{cells}
"""


def memory_section(soaked: Sequence[Mapping[str, float]]) -> str:
    rows = "\n".join(f"| {each['pages']:,} | {each['resident_mib']:.0f} |" for each in soaked)
    return f"""## Reading PDF: memory

`python -m tests.bench.pdf --memory`: resident memory of one process that reads the same documents again and again;
pictures of pages stay pictures.

| pages read | MiB |
|---|---|
{rows}
"""


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pdf", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--every", type=int, default=1, help="read every so many-th document only")
    # In a process of its own: what pdfplumber takes stays with the process.
    parser.add_argument("--memory", action="store_true", help="measure memory instead of time")
    chosen = parser.parse_args(arguments)
    if chosen.memory:
        soaked = soak(documents(), SOAK_PAGES)
        publish("pdf-memory", {"soak": soaked}, memory_section(soaked))
    else:
        found = measure_speed(chosen.rounds, chosen.every)
        publish("pdf-speed", found, speed_section(found))


if __name__ == "__main__":
    main()
