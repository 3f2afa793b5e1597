"""`python -m tests.typeset` makes the documents in data/samples/ again; `--check` only says which are out of date."""

import argparse
import sys

from tests.typeset.samples import SAMPLES, make_samples, stale_samples


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 done or up to date, 1 out of date."""
    parser = argparse.ArgumentParser(prog="python -m tests.typeset", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a sample is out of date")
    if parser.parse_args(arguments).check:
        stale = stale_samples()
        for name in stale:
            print(f"out of date: {name}", file=sys.stderr)
        return 1 if stale else 0
    for name, content in make_samples().items():
        (SAMPLES / name).write_bytes(content)
        print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
