"""A page of docs/ that is generated: written, or compared with what it should be."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def keep_page(file: Path, wanted: str, source: str, arguments: Sequence[str] | None) -> int:
    """Write the page, or with --check compare it. Returns the exit status: 1 if the file is not what `source` says."""
    parser = argparse.ArgumentParser(description=f"Write docs/{file.name} from {source}.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the file is out of date")
    if not parser.parse_args(arguments).check:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(wanted, encoding="utf-8")
        return 0
    if file.is_file() and file.read_text(encoding="utf-8") == wanted:
        return 0
    print(f"{file.name} is not what {source} says; run `make docs` and commit it.", file=sys.stderr)
    return 1
