"""Processes that die, hang and eat memory: each costs its own item."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

from pipelines.load.workers import Grow, Limits, Lost, WorkersFailed, map_isolated


def act(item: str, grow: Grow) -> str:
    what, _, rest = item.partition(" ")
    if what == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if what == "leave":
        os._exit(3)
    if what == "hang":
        time.sleep(60)
    if what == "grow":
        grow(int(rest))
        time.sleep(2)
    if what == "eat":
        return "x" * (8 << 30)
    if what == "raise":
        raise ValueError("no good")
    if what == "litter":
        with NamedTemporaryFile(delete=False) as file:
            Path(rest).write_text(file.name, encoding="utf-8")
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "child":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        Path(rest).write_text(str(child.pid), encoding="utf-8")
        time.sleep(60)
    return f"{item} by {os.getpid()}"


class UnknownOutThere:
    """A function that another process cannot import: unpickling it fails there."""

    def __call__(self, item: str, grow: Grow) -> str:
        return item

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return fail_elsewhere, (str(os.getpid()),)


def fail_elsewhere(home: str) -> UnknownOutThere:
    if str(os.getpid()) != home:
        sys.exit("not here")
    return UnknownOutThere()


def run(items: Iterable[str], workers: int = 2, seconds: float = 30.0) -> dict[str, str | Lost]:
    return dict(map_isolated(act, items, workers=workers, limits=Limits(seconds, 1.0, 4096)))


def test_a_death_a_hang_a_glutton_and_an_exception_cost_themselves_only() -> None:
    good = [f"good {number}" for number in range(6)]
    results = run([*good[:2], "die", "leave", *good[2:4], "eat", "raise", *good[4:]])
    assert results.pop("die") == Lost("reader_crashed", "the process ended with signal SIGSEGV")
    assert results.pop("leave") == Lost("reader_crashed", "the process ended with exit status 3")
    assert results.pop("eat") == Lost("reader_memory", "the address space of the process was used up")
    assert results.pop("raise") == Lost("reader_crashed", "ValueError: no good")
    assert sorted(results) == good
    assert all(isinstance(result, str) for result in results.values())


def test_an_item_that_takes_too_long_is_stopped() -> None:
    started = time.monotonic()
    results = run(["hang", "good"], workers=1, seconds=1.0)
    assert results["hang"] == Lost("reader_timeout", "no result within 1 s")
    assert str(results["good"]).startswith("good by")
    assert time.monotonic() - started < 55


def test_an_item_that_is_large_gets_its_time() -> None:
    results = run(["grow 0", "grow 20"], workers=1, seconds=1.0)
    assert results["grow 0"] == Lost("reader_timeout", "no result within 1 s")
    assert str(results["grow 20"]).startswith("grow 20 by")


def test_what_a_stopped_process_leaves_behind_goes_with_it(tmp_path: Path) -> None:
    litter, child = tmp_path / "litter", tmp_path / "child"
    results = run([f"litter {litter}", f"child {child}"], workers=1, seconds=2.0)
    assert all(isinstance(result, Lost) for result in results.values())
    assert not Path(litter.read_text(encoding="utf-8")).exists()
    state = Path(f"/proc/{child.read_text(encoding='utf-8')}/stat")
    assert not state.exists() or ") Z " in state.read_text(encoding="utf-8")


def test_a_process_is_used_again_and_no_more_start_than_there_are_items() -> None:
    several = run(["a", "b", "c"], workers=1)
    assert len({str(result).split()[-1] for result in several.values()}) == 1
    assert run([], workers=8) == {}


def test_results_come_as_they_are_done_and_items_are_taken_as_they_are_needed() -> None:
    taken: list[str] = []

    def items() -> list[str]:
        return [f"item {number}" for number in range(5)]

    def noted() -> object:
        for item in items():
            taken.append(item)
            yield item

    results = map_isolated(act, noted(), workers=1, limits=Limits(30, 1, 4096))  # type: ignore[arg-type]
    assert next(results)[0] == "item 0"
    assert taken == ["item 0"]
    results.close()  # type: ignore[attr-defined]


def test_processes_that_cannot_start_blame_no_item() -> None:
    with pytest.raises(WorkersFailed, match="could not start: exit status 1"):
        list(map_isolated(UnknownOutThere(), ["a"], workers=1, limits=Limits(30, 1, 4096)))
