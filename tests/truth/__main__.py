"""Read every real document at hand and hold the findings against the judgements: `python -m tests.truth [--write]`.

Needs the folder `shared` beside the project; says so where it is absent.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from tests.accuracy import ROOT, SHARED, real_warehouse
from tests.truth.judgements import Finding, read_judgements
from tests.truth.report import page, summary

PAGE = ROOT / "docs" / "truth.md"


def measure(warehouse: Path) -> tuple[int, Sequence[Finding]]:
    """How many documents were read, and every open finding."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        documents = connection.execute("select count(*) from document where status <> 'quarantined'").fetchall()
        rows = connection.execute(
            "select finding_id, document_id, identity_id, key, severity, root_finding_id = finding_id "
            "from check_finding where status = 'open'"
        ).fetchall()
    return documents[0][0], [Finding(*row) for row in rows]


def main(arguments: Sequence[str] | None = None, shared: Path = SHARED, file: Path = PAGE) -> int:
    """Print the scores; with --write also write the page. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.truth", description="Precision and recall of the findings.")
    parser.add_argument("--write", action="store_true", help="also write docs/truth.md")
    parser.add_argument("--warehouse", type=Path, help="a checked warehouse of the same documents, to save the reading")
    given = parser.parse_args(arguments)
    if given.warehouse is None and not shared.is_dir():
        print(
            "the real documents are not at hand: they stand in the folder `shared` beside the project", file=sys.stderr
        )
        return 1
    documents, findings = measure(given.warehouse or real_warehouse())
    judgements = read_judgements()
    print(summary(documents, judgements, findings))
    if given.write:
        file.write_text(page(documents, judgements, findings), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
