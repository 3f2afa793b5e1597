"""Processes that die, hang and eat memory: each costs its own item."""

import os
import signal
import sys
import time

import pytest

from pipelines.load.workers import Lost, WorkersFailed, map_isolated


def act(item: str) -> str:
    if item == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if item == "leave":
        os._exit(3)
    if item == "hang":
        time.sleep(60)
    if item == "eat":
        return "x" * (8 << 30)
    if item == "raise":
        raise ValueError("no good")
    return f"{item} by {os.getpid()}"


class UnknownOutThere:
    """A function that another process cannot import: unpickling it fails there."""

    def __call__(self, item: str) -> str:
        return item

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return fail_elsewhere, (str(os.getpid()),)


def fail_elsewhere(home: str) -> UnknownOutThere:
    if str(os.getpid()) != home:
        sys.exit("not here")
    return UnknownOutThere()


def run(items: list[str], workers: int = 2, seconds: float = 30.0, mebibytes: int = 4096) -> dict[str, str | Lost]:
    return dict(map_isolated(act, items, workers=workers, seconds=seconds, mebibytes=mebibytes))


def test_a_death_a_hang_a_glutton_and_an_exception_cost_themselves_only() -> None:
    good = [f"good {number}" for number in range(6)]
    results = run([*good[:2], "die", "leave", *good[2:4], "eat", "raise", *good[4:]])
    assert results.pop("die") == Lost("the process ended with signal SIGSEGV")
    assert results.pop("leave") == Lost("the process ended with exit status 3")
    eaten, raised = results.pop("eat"), results.pop("raise")
    assert isinstance(eaten, Lost) and "MemoryError" in eaten.reason
    assert raised == Lost("ValueError: no good")
    assert sorted(results) == good
    assert all(isinstance(result, str) for result in results.values())


def test_an_item_that_takes_too_long_is_stopped() -> None:
    started = time.monotonic()
    results = run(["hang", "good"], workers=1, seconds=1.0)
    assert results["hang"] == Lost("no result within 1 s")
    assert str(results["good"]).startswith("good by")
    assert time.monotonic() - started < 30


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

    results = map_isolated(act, noted(), workers=1, seconds=30, mebibytes=4096)  # type: ignore[arg-type]
    assert next(results)[0] == "item 0"
    assert taken == ["item 0"]
    results.close()  # type: ignore[attr-defined]


def test_processes_that_cannot_start_blame_no_item() -> None:
    with pytest.raises(WorkersFailed, match="could not start: exit status 1"):
        list(map_isolated(UnknownOutThere(), ["a"], workers=1, seconds=30, mebibytes=4096))
