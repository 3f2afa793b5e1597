"""Run the hard files that take long through the whole command: `python -m tests.hostile` (some minutes, 4 GiB)."""

import sys
import tempfile
import time
from pathlib import Path

from tests.hostile.cases import SLOW, SLOW_CAPS, problem, run


def main() -> int:
    """Print what became of each file; 1 if one of them got a verdict that is not its own."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mingzhang-hostile-") as folder:
        outcomes = run(SLOW, Path(folder), SLOW_CAPS, workers=2)
    problems = [found for case in SLOW if (found := problem(case, outcomes)) is not None]
    for case in SLOW:
        print(f"{case.name:<24} {outcomes[case.name].verdict if case.name in outcomes else 'no row'}")
    print(f"{len(SLOW)} files in {time.monotonic() - started:.0f} s, {len(problems)} wrong verdicts")
    for found in problems:
        print(found)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
