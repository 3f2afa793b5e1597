"""What a step of a measurement costs: seconds by the clock, seconds of the processor, and the most memory so far."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter, process_time

# getrusage counts in KiB, on Linux at least.
_GIB = 1024 * 1024


@dataclass(slots=True)
class Cost:
    """Seconds by step; both kinds, since a machine that has others to serve lengthens the one and not the other."""

    clock: dict[str, float] = field(default_factory=dict)
    processor: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        """Add what is done inside to the step. Processes that it starts are not counted."""
        began, used = perf_counter(), process_time()
        try:
            yield
        finally:
            self.clock[step] = self.clock.get(step, 0.0) + perf_counter() - began
            self.processor[step] = self.processor.get(step, 0.0) + process_time() - used


def peak_memory() -> float:
    """The most memory that this process has had, in GiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _GIB
