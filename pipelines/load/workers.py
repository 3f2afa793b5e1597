"""Runs one function over many items in processes that may die: a death costs the item at hand and nothing else.

concurrent.futures cannot say which item a dead process had, and cannot stop a single one that hangs.
"""

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from time import monotonic
from typing import Generic, TypeVar

from pipelines.issues import MingzhangError

T = TypeVar("T")
R = TypeVar("R")

# A process started afresh inherits no threads, no locks and no open warehouse from this one.
_CONTEXT = get_context("spawn")


class WorkersFailed(MingzhangError):
    """A process could not even start: no item is to blame, so the run stops."""


@dataclass(frozen=True, slots=True)
class Lost:
    """An item whose process died or was stopped, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Ready:
    """The first message of a process: it has started and imported its function."""


@dataclass(frozen=True, slots=True)
class _Done(Generic[R]):
    result: R


@dataclass(slots=True)
class _Worker(Generic[T, R]):
    """One process, and the one item that it has in hand or none."""

    process: SpawnProcess
    connection: Connection
    seconds: float
    in_hand: list[T]
    is_ready: bool = False
    deadline: float = 0.0

    def give(self, item: T) -> None:
        self.in_hand.append(item)
        self.deadline = monotonic() + self.seconds
        # A process that ended while idle is found out when its answer is read.
        with suppress(OSError):
            self.connection.send(item)

    def answer(self) -> _Done[R] | Lost | None:
        """What the process says of its item, or how it ended, or None if it only says that it is ready."""
        if not self.connection.poll():
            return Lost(f"no result within {self.seconds:g} s")
        try:
            message: _Ready | _Done[R] | Lost = self.connection.recv()
        except (EOFError, OSError):
            self.process.join()
            if not self.is_ready:
                raise WorkersFailed(f"a reading process could not start: {self._ending()}") from None
            return Lost(f"the process ended with {self._ending()}")
        if isinstance(message, _Ready):
            self.is_ready = True
            self.deadline = monotonic() + self.seconds
            return None
        return message

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()

    def _ending(self) -> str:
        code = self.process.exitcode
        return f"exit status {code}" if code is None or code >= 0 else f"signal {signal.Signals(-code).name}"


def map_isolated(
    function: Callable[[T], R], items: Iterable[T], *, workers: int, seconds: float, mebibytes: int
) -> Iterator[tuple[T, R | Lost]]:
    """Yield each item with its result, or Lost, as they are done. `function` must be importable by name.

    `seconds` bounds one item, `mebibytes` the address space of one process. Raises WorkersFailed.
    """
    waiting = iter(items)
    pool: list[_Worker[T, R]] = []

    def start() -> _Worker[T, R]:
        return _start(function, seconds, mebibytes)

    try:
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
    finally:
        for worker in pool:
            worker.stop()


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


def _start(function: Callable[[T], R], seconds: float, mebibytes: int) -> _Worker[T, R]:
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_serve, args=(function, theirs, mebibytes), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, seconds, in_hand=[])


def _serve(function: Callable[[T], R], connection: Connection, mebibytes: int) -> None:
    # Ctrl-C reaches the whole group; the parent decides, and ends this process when it leaves.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(mebibytes)
    # A parent that is gone closes the connection: then there is nobody left to work for.
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send(_Ready())
        while True:
            connection.send(_result(function, connection.recv()))


def _result(function: Callable[[T], R], item: T) -> _Done[R] | Lost:
    try:
        return _Done(function(item))
    except Exception as error:  # whatever it is, it is this item's; the parent hears of it and starts afresh
        return Lost(f"{type(error).__name__}: {error}")


def _limit_memory(mebibytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; a document that takes all memory there is not contained.
        return
    limit = mebibytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
