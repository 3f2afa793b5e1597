"""Set random budgets in every layout and format, read them, and count what is not read as it was set.

`python -m tests.laboratory --documents 500 --seed 1 --keep FILE` prints the table; docs/samples.md says how to add a
layout. Interrupted, it prints what it has done; begun again with the same FILE, it goes on.
"""

import argparse
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from pipelines.load.reader_version import hash_folders, reader_version
from tests.laboratory.compare import Outcome
from tests.laboratory.kept import Kept, Outcomes, Pair
from tests.laboratory.workers import Task, read_budgets
from tests.typeset.formats import FORMATS
from tests.typeset.layouts import ALL_LAYOUTS

_TYPESETTER = (Path(__file__).parent, Path(__file__).parents[1] / "typeset")
_TOLD_EACH = 10  # budgets


@dataclass(frozen=True)
class Plan:
    """Which budgets are read, and in which pairs of layout and format: one in `share` of them for each budget."""

    first: int
    documents: int
    pairs: tuple[Pair, ...]
    share: int

    def tasks(self, done: Mapping[int, Outcomes]) -> Iterator[Task]:
        for seed in range(self.first, self.first + self.documents):
            if seed not in done:
                yield seed, self.pairs[-seed % self.share :: self.share]

    def about(self) -> Mapping[str, object]:
        """What outcomes belong to: these budgets in these pairs, read and set by this code."""
        version = f"{reader_version()} {hash_folders(_TYPESETTER)}"
        pairs = [list(pair) for pair in self.pairs]
        return {"seed": self.first, "documents": self.documents, "share": self.share, "code": version, "pairs": pairs}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 all is read as set, 1 not, 2 the file is another run's."""
    parser = argparse.ArgumentParser(prog="python -m tests.laboratory", description=__doc__)
    parser.add_argument("--documents", type=int, default=10, help="budgets; each is set in every layout and format")
    parser.add_argument("--seed", type=int, default=1, help="of the first budget")
    parser.add_argument("--share", type=int, default=1, help="read each budget in one of so many layouts and formats")
    parser.add_argument("--minutes", type=float, default=600.0, help="stop then; what is done is counted")
    parser.add_argument("--layout", action="append", choices=sorted(ALL_LAYOUTS), help="only this; may be repeated")
    parser.add_argument("--format", action="append", choices=list(FORMATS), help="only this; may be repeated")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="keep what is read here, a line a budget, and go on from it")
    given = parser.parse_args(arguments)
    layouts, formats = given.layout or sorted(ALL_LAYOUTS), given.format or FORMATS
    pairs = tuple((layout, format) for layout in layouts for format in formats)
    plan = Plan(given.seed, given.documents, pairs, given.share)
    kept = None if given.keep is None else Kept(given.keep, plan.about())
    try:
        done = dict(kept.begin()) if kept is not None else {}
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    before, started = len(done), monotonic()
    with _until_interrupted():
        for seed, outcomes in read_budgets(plan.tasks(done), given.processes, started + 60 * given.minutes):
            if kept is not None:
                kept.add(seed, outcomes)
            done[seed] = outcomes
            if len(done) % _TOLD_EACH == 0:
                print(f"{len(done)} of {given.documents} budgets, {monotonic() - started:.0f} s", file=sys.stderr)
    found = {pair: sum((one[pair] for one in done.values() if pair in one), Outcome()) for pair in pairs}
    print(f"{len(done)} of {given.documents} budgets from seed {given.seed}, each in 1 of {given.share} pairs")
    print(f"{len(done) - before} of them read now, in {monotonic() - started:.0f} s with {given.processes} processes")
    print("\n".join(_lines(found)))
    return 0 if all(one.is_true for one in found.values()) else 1


@contextmanager
def _until_interrupted() -> Iterator[None]:
    """Ctrl-C and a polite kill end the reading; what is done is still counted."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
    finally:
        signal.signal(signal.SIGTERM, before)


def _lines(found: Outcomes) -> Iterator[str]:
    yield f"{'layout':<16}{'format':<18}" + "".join(
        f"{name:>10}" for name in ("documents", "amounts", "wrong", "missing", "extra", "issues")
    )
    for (layout, format), one in found.items():
        yield _line(layout, format, one)
        yield from (f"    {example}" for example in one.examples)
    yield _line("all", "", sum(found.values(), Outcome()))


def _line(layout: str, format: str, one: Outcome) -> str:
    numbers = (one.documents, one.amounts, one.wrong, one.missing, one.extra, one.issues)
    return f"{layout:<16}{format:<18}" + "".join(f"{number:>10,}" for number in numbers)


if __name__ == "__main__":
    sys.exit(main())
