"""Measure the memory of whole reading processes, two of them side by side: `python -m tests.bench.workers`.

Reads the real documents beside the checkout, or the samples, as a run does. Resident memory counts in each process
what both share; proportional memory shares it out. Scans are told apart: the engine that reads them stays loaded.
"""

import argparse
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipelines.load.jobs import Job, Task
from pipelines.load.reader import extract_document, read_task
from pipelines.load.workers import Grow, Limits, Lost, map_isolated
from pipelines.paths import ROOT, SAMPLES
from pipelines.read.options import AS_USUAL
from tests.bench.page import publish

PROCESSES = 2
LIMITS = Limits(600, 0, 4096)
KIB = 1024
SCANS = "onnxruntime"

Weight = dict[str, Any]


def weigh(path: Path, grow: Grow) -> Weight:
    """MiB of this process before it reads a document as a run does, and the most of it while it does."""
    before, knew_scans = memory("/proc/self/smaps_rollup"), SCANS in sys.modules
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
    job = Job(path, path.name, sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
    read_task(Task(job, AS_USUAL), grow, extract=extract_document, version="measured")
    return {
        "resident": before["Rss"],
        "proportional": before["Pss"],
        "peak": memory("/proc/self/status")["VmHWM"],
        "knew_scans": knew_scans,
        "knows_scans": SCANS in sys.modules,
    }


def memory(file: str) -> dict[str, float]:
    """The lines of a file of /proc that tell kilobytes, in MiB."""
    lines = (line.split() for line in Path(file).read_text(encoding="ascii").splitlines())
    return {parts[0].rstrip(":"): int(parts[1]) / KIB for parts in lines if parts[-1] == "kB"}


def documents() -> list[Path]:
    """The real documents beside the checkout, else the samples."""
    return sorted((ROOT.parent / "shared" / "realdocs").glob("*/doc.*")) or sorted(SAMPLES.iterdir())


def measure(times: int) -> dict[str, Any]:
    """The most that a process took between documents and while it read one, without scans and with them."""
    paths = documents() * times
    weights = [each for _, each in map_isolated(weigh, paths, workers=PROCESSES, limits=LIMITS)]
    read = [each for each in weights if not isinstance(each, Lost)]
    return {
        "documents": len(paths),
        "lost": len(weights) - len(read),
        "processes": PROCESSES,
        "groups": {name: _most(read, scans) for name, scans in GROUPS.items()},
    }


GROUPS = {"that has read no scan": False, "that has": True}


def _most(weights: Sequence[Weight], scans: bool) -> dict[str, float]:
    """The most in each column among the processes that did, or did not, know scans by then; 0 where there was none."""
    before = [each for each in weights if each["knew_scans"] is scans]
    peaks = [each["peak"] for each in weights if each["knows_scans"] is scans]
    most = {name: max((each[name] for each in before), default=0.0) for name in ("resident", "proportional")}
    return {**most, "peak": max(peaks, default=0.0)}


def section(found: dict[str, Any]) -> str:
    rows = "\n".join(
        f"| {name} | {each['resident']:.0f} | {each['proportional']:.0f} | {each['peak']:.0f} |"
        for name, each in found["groups"].items()
    )
    return f"""## Reading: memory of whole processes

`python -m tests.bench.workers`: {found["processes"]} processes read {found["documents"]} documents of all formats, to
packed rows; {found["lost"]} were lost. The most in MiB that one of them took. Resident memory counts what they share
in each, proportional memory shares it out.

| a process | resident between documents | proportional between documents | resident while it reads |
|---|--:|--:|--:|
{rows}
"""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.workers", description=__doc__)
    parser.add_argument("--times", type=int, default=1, help="how often each document is read")
    parser.add_argument("--write", action="store_true", help="also write the section into docs/performance.md")
    given = parser.parse_args(arguments)
    found = measure(given.times)
    print(section(found))
    if given.write:
        publish("workers", found, section(found))


if __name__ == "__main__":
    main()
