"""Processes that read one budget after the other, each in many layouts and formats, and tell what came of it."""

import gc
import signal
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.laboratory.draw import read_drawn
from tests.laboratory.kept import Outcomes, Pair

Task = tuple[int, Sequence[Pair]]  # seed, and the layouts and formats it is set in


def read_budgets(tasks: Iterator[Task], processes: int, end: float) -> Iterator[tuple[int, Outcomes]]:
    """The outcomes of each budget as soon as they are known, until that time; what is half read then is not told."""
    with get_context("spawn").Pool(processes, _begin) as pool:
        for read in pool.imap_unordered(_read_budget, tasks if monotonic() < end else ()):
            yield read
            if monotonic() >= end:
                return


def _begin() -> None:
    """A process leaves interruptions to the one that began it, and looks for garbage between budgets only."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _read_budget(task: Task) -> tuple[int, Outcomes]:
    """One budget in these layouts and formats."""
    seed, pairs = task
    formats: dict[str, list[str]] = {}
    for layout, format in pairs:
        formats.setdefault(layout, []).append(format)
    with TemporaryDirectory() as folder:
        outcomes = {
            (layout, format): one
            for layout, names in formats.items()
            for format, one in read_drawn(layout, names, seed, Path(folder))
        }
    gc.collect()
    return seed, outcomes
