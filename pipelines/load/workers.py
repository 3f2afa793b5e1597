"""Runs one function over many items in processes that may die: a death costs the item at hand and nothing else.

concurrent.futures cannot say which item a dead process had, and cannot stop a single one that hangs.
"""

import logging
import os
import resource
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from time import monotonic
from typing import Generic, TypeVar

from pipelines.issues import MingzhangError
from pipelines.memory import give_back

T = TypeVar("T")
R = TypeVar("R")
# Called by a function with the size of its item, in units of its own, to be given time for it.
Grow = Callable[[int], None]
Work = Callable[[T, Grow], R]

# Forked from a process that was started afresh: it inherits no threads, no locks and no open warehouse from this one,
# and shares with its like the memory of all that they import.
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["pipelines.load.prepared"])
_GRACE_SECONDS = 10
_START_SECONDS = 300


class WorkersFailed(MingzhangError):
    """A process could not even start: no item is to blame, so the run stops."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may cost: `seconds` and `unit_seconds` for each unit of its size; MiB of address space."""

    seconds: float
    unit_seconds: float
    mebibytes: int


@dataclass(frozen=True, slots=True)
class Lost:
    """An item whose process died, was stopped or failed: a code of `pipelines.reasons`, and how it came about."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class _Ready:
    """The first message of a process: it has started and imported its function."""


@dataclass(frozen=True, slots=True)
class _Grown:
    """The item in hand is of this size: it gets time for it."""

    units: int


@dataclass(frozen=True, slots=True)
class _Done(Generic[R]):
    result: R


@dataclass(slots=True)
class _Worker(Generic[T, R]):
    """One process, and the one item that it has in hand or none."""

    process: ForkServerProcess
    connection: Connection
    limits: Limits
    in_hand: list[T]
    is_ready: bool = False
    seconds: float = 0.0
    deadline: float = 0.0

    def give(self, item: T) -> None:
        self.in_hand.append(item)
        # Starting is no item's fault: its time runs from when the process is ready.
        self._allow(self.limits.seconds if self.is_ready else _START_SECONDS)
        # A process that ended while idle is found out when its answer is read.
        with suppress(OSError):
            self.connection.send(item)

    def answer(self) -> _Done[R] | Lost | None:
        """What the process says of its item, or how it ended, or None if it goes on working."""
        if not self.connection.poll():
            if not self.is_ready:
                raise WorkersFailed(f"a reading process did not start within {_START_SECONDS} s")
            return Lost("reader_timeout", f"no result within {self.seconds:g} s")
        try:
            message: _Ready | _Grown | _Done[R] | Lost = self.connection.recv()
        except (EOFError, OSError):
            self.process.join()
            if not self.is_ready:
                raise WorkersFailed(f"a reading process could not start: {self._ending()}") from None
            return Lost("reader_crashed", f"the process ended with {self._ending()}")
        if isinstance(message, _Ready):
            self.is_ready = True
            self._allow(self.limits.seconds)
            return None
        if isinstance(message, _Grown):
            self._allow(self.limits.seconds + self.limits.unit_seconds * message.units)
            return None
        return message

    def stop(self) -> None:
        # It leads a group of its own, in which a converter may still run that it has started.
        with suppress(ProcessLookupError):
            if self.process.pid is not None:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.connection.close()

    def _allow(self, seconds: float) -> None:
        self.seconds, self.deadline = seconds, monotonic() + seconds

    def _ending(self) -> str:
        code = self.process.exitcode
        return f"exit status {code}" if code is None or code >= 0 else f"signal {signal.Signals(-code).name}"


def map_isolated(
    function: Work[T, R], items: Iterable[T], *, workers: int, limits: Limits
) -> Iterator[tuple[T, R | Lost]]:
    """Yield each item with its result, or Lost, as they are done. `function` must be importable by name.

    Raises WorkersFailed.
    """
    pool: list[_Worker[T, R]] = []
    # What a process that was stopped leaves on disk goes with this folder.
    with tempfile.TemporaryDirectory(prefix="mingzhang-", ignore_cleanup_errors=True) as scratch:
        try:
            yield from _served(iter(items), pool, workers, lambda: _start(function, limits, scratch))
        finally:
            for worker in pool:
                worker.stop()


def _served(
    waiting: Iterator[T], pool: list[_Worker[T, R]], workers: int, start: Callable[[], _Worker[T, R]]
) -> Iterator[tuple[T, R | Lost]]:
    while True:
        _hand_out(waiting, pool, workers, start)
        busy = [worker for worker in pool if worker.in_hand]
        if not busy:
            return
        for worker in _due(busy):
            answer = worker.answer()
            if answer is None:
                continue
            if isinstance(answer, Lost):
                worker.stop()
                pool.remove(worker)
            yield worker.in_hand.pop(), answer.result if isinstance(answer, _Done) else answer


def _hand_out(
    waiting: Iterator[T], pool: list[_Worker[T, R]], workers: int, start: Callable[[], _Worker[T, R]]
) -> None:
    """Give items to idle processes; start a process, up to `workers`, only when there is an item for it."""
    while True:
        idle = next((worker for worker in pool if not worker.in_hand), None)
        if idle is None and len(pool) >= workers:
            return
        try:
            item = next(waiting)
        except StopIteration:
            return
        if idle is None:
            idle = start()
            pool.append(idle)
        idle.give(item)


def _due(busy: Sequence[_Worker[T, R]]) -> list[_Worker[T, R]]:
    """Wait until a process has something to say or is out of time; those processes."""
    patience = max(0.0, min(worker.deadline for worker in busy) - monotonic())
    speaking = wait([worker.connection for worker in busy], timeout=patience)
    now = monotonic()
    return [worker for worker in busy if worker.connection in speaking or now >= worker.deadline]


def _start(function: Work[T, R], limits: Limits, scratch: str) -> _Worker[T, R]:
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_serve, args=(function, theirs, limits, scratch), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, limits, in_hand=[])


def _serve(function: Work[T, R], connection: Connection, limits: Limits, scratch: str) -> None:
    # Ctrl-C is for the parent to decide on: it ends this process, and all that this one has started, when it leaves.
    os.setsid()
    tempfile.tempdir = os.environ["TMPDIR"] = scratch
    _limit_memory(limits.mebibytes)
    # Libraries log each thing that is odd in a file; what matters of it comes back as an issue or a reason.
    logging.disable(logging.CRITICAL)

    def grow(units: int) -> None:
        _end_after(limits.seconds + limits.unit_seconds * units)
        connection.send(_Grown(units))

    # A parent that is gone closes the connection: then there is nobody left to work for.
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send(_Ready())
        while True:
            item = connection.recv()
            _end_after(limits.seconds)
            result = _result(function, item, grow)
            signal.alarm(0)
            connection.send(result)
            del item, result
            give_back()


def _end_after(seconds: float) -> None:
    """End this process, whatever it is in the middle of, should the parent not live to do it."""
    signal.alarm(int(seconds) + _GRACE_SECONDS)


def _result(function: Work[T, R], item: T, grow: Grow) -> _Done[R] | Lost:
    try:
        return _Done(function(item, grow))
    except MemoryError as error:
        return Lost("reader_memory", str(error) or "the address space of the process was used up")
    except Exception as error:  # whatever it is, it is this item's; the parent hears of it and starts afresh
        return Lost("reader_crashed", f"{type(error).__name__}: {error}")


def _limit_memory(mebibytes: int) -> None:
    limit = mebibytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
