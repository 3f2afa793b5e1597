"""Run broken files through the whole command and prove that it never falls: `python -m tests.mutated --count 2000`.

Proved: exit status 0; a row for every file, or for what its archive holds; nothing loaded by half; a listed reason for
each document in quarantine and no row of it in another table. Counted: what was lost without a word. All copies of one
source are one disclosure and hide what each of them lacks, so one without an issue is checked once more by itself.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.check.run import check_star
from pipelines.load.batch import load_batch
from pipelines.load.ingest import ingest
from pipelines.load.tables import document_tables
from pipelines.load.warehouse import memory_warehouse, read_warehouse
from pipelines.normalise.extract import extract
from pipelines.paths import ROOT
from pipelines.reasons import REASONS, code_of
from tests.guarded import versioned
from tests.mutants import Mutant, mutants, sources

SEED = 20261122
CAPS = {"MINGZHANG_CAPS_SECONDS": "30", "MINGZHANG_CAPS_PAGE_MILLISECONDS": "1000"}
FACTS = ("fact_expenditure", "fact_revenue", "fact_project", "fact_indicator", "fact_procurement", "fact_asset")
_SAME, _TOLD, SILENT, _ASIDE = "loaded whole", "loaded less, told", "loaded less, SILENT", "quarantined"
_ELSEWHERE = "held elsewhere"  # another file holds the same bytes, and the document is named after that one
_READ_AGAIN = 60  # so many loaded ones are read once more, to see that all their rows arrived


@dataclass(frozen=True)
class Loaded:
    """What the warehouse holds of one document."""

    uri: str
    document_id: str
    reason: str | None
    facts: int
    issues: int


def write(made: Sequence[Mutant], folder: Path) -> Path:
    """Write the files below a folder; where they lie."""
    inbox = folder / "inbox"
    inbox.mkdir()
    for mutant in made:
        (inbox / mutant.name).write_bytes(mutant.data)
    return inbox


def run(inbox: Path, folder: Path, workers: int) -> int:
    """Run the command on the files; its exit status."""
    command = [sys.executable, "-m", "pipelines.cli", "ingest", str(inbox), "--no-cache", "--workers", str(workers)]
    command += ["--warehouse", str(folder / "warehouse.duckdb")]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **CAPS}, stdout=sys.stderr, check=False).returncode


def documents(connection: DuckDBPyConnection) -> list[Loaded]:
    """Every document with the number of its facts, and of issues and findings."""
    facts = " + ".join(f"(select count(*) from {name} f where f.document_id = d.document_id)" for name in FACTS)
    rows = connection.execute(
        f"select source_uri, document_id, reason, {facts}, "
        "(select count(*) from document_issue i where i.document_id = d.document_id) "
        "+ (select count(*) from check_finding c where c.document_id = d.document_id) from document d"
    ).fetchall()
    return [Loaded(*row) for row in rows]


def contents(data: bytes) -> set[str]:
    """The ids of what a file holds: its own, or those of the members of an archive. Each is loaded once, wherever."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [
                archive.read(info) for info in archive.infolist() if not info.filename.startswith((".", "_rels/."))
            ]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        members = []
    return {sha256(member).hexdigest() for member in members or [data]}


def problems(made: Sequence[Mutant], connection: DuckDBPyConnection, inbox: Path) -> Iterator[str]:
    """In words, each thing that must never happen."""
    found = documents(connection)
    uris = Counter(each.uri.removeprefix(f"{inbox.as_posix()}/") for each in found)
    names = {uri.partition("!/")[0] for uri in uris}
    held = {each.document_id for each in found}
    for mutant in made:
        if mutant.name not in names and not contents(mutant.data) <= held:
            yield f"{mutant.name}: no row"
    yield from (f"{uri}: {number} rows" for uri, number in uris.items() if number > 1)
    for each in found:
        if each.reason is not None and code_of(each.reason) not in REASONS:
            yield f"{each.uri}: unlisted reason {each.reason}"
    for name in document_tables():
        if name != "document":
            stray = connection.execute(
                f"select count(*) from {name} anti join (select document_id from document where reason is null) "
                "using (document_id)"
            ).fetchone()
            if stray and stray[0]:
                yield f"{name}: {stray[0]} rows of documents that are not loaded"
    yield from _half_loaded(found, connection)


def _half_loaded(found: Sequence[Loaded], connection: DuckDBPyConnection) -> Iterator[str]:
    """Loaded documents of which the warehouse holds other rows than reading them now gives."""
    plain = [each for each in found if each.reason is None and "!/" not in each.uri]
    for each in plain[:: max(1, len(plain) // _READ_AGAIN)]:
        rows = extract(Path(each.uri), each.uri)
        if rows.tables["document"][0]["status"] != "loaded":
            continue  # it was read after a repair
        for name in document_tables():
            held = connection.execute(
                f"select count(*) from {name} where document_id = ?", [each.document_id]
            ).fetchone()
            if held is None or held[0] != len(rows.tables.get(name, ())):
                yield f"{each.uri}: {name} holds {held}, reading gives {len(rows.tables.get(name, ()))}"


def whole(folder: Path, names: Iterable[str]) -> Mapping[str, int]:
    """How many facts each of these sources has when nothing is broken."""
    inbox = folder / "whole"
    inbox.mkdir()
    for name in names:
        (inbox / name).write_bytes(sources()[name])
    ingest([inbox], folder / "whole.duckdb", workers=2)
    facts: Counter[str] = Counter()
    with read_warehouse(folder / "whole.duckdb") as connection:
        total = " + ".join(f"(select count(*) from {name} f where f.document_id = d.document_id)" for name in FACTS)
        for uri, number in connection.execute(f"select source_uri, {total} from document d").fetchall():
            facts[uri.removeprefix(f"{inbox.as_posix()}/").partition("!/")[0]] += number
    # What an archive shares with a file beside it was loaded from the file alone.
    facts["small.zip"] = facts["small.txt"] + facts["small.xlsx"]
    return facts


def outcomes(
    made: Sequence[Mutant], found: Sequence[Loaded], facts: Mapping[str, int], inbox: Path
) -> Mapping[str, Counter[str]]:
    """Kind of change → how many files had which outcome."""
    by_file: dict[str, list[Loaded]] = {}
    for each in found:
        by_file.setdefault(each.uri.removeprefix(f"{inbox.as_posix()}/").partition("!/")[0], []).append(each)
    table: dict[str, Counter[str]] = {}
    for mutant in made:
        rows = by_file.get(mutant.name, [])
        told = any(row.reason is not None or row.issues for row in rows)
        if not rows:
            outcome = _ELSEWHERE
        elif all(row.reason is not None for row in rows):
            outcome = _ASIDE
        elif sum(row.facts for row in rows) >= facts[mutant.source]:
            outcome = _SAME
        else:
            outcome = _TOLD if told or _broken_alone(mutant, inbox) else SILENT
        table.setdefault(mutant.kind, Counter())[outcome] += 1
        if outcome == SILENT:
            table.setdefault(f"  silent in {Path(mutant.source).suffix}", Counter())[SILENT] += 1
    return table


def _broken_alone(mutant: Mutant, inbox: Path) -> bool:
    """True where a broken file has errors that the whole one has not, with no other document beside it."""
    return bool(_errors(inbox / mutant.name) - _errors(inbox.parent / "whole" / mutant.source))


@cache
def _errors(path: Path) -> frozenset[str]:
    """The identities with an error of one document; none of an archive, whose documents are several."""
    rows = extract(path, path.name)
    if rows.tables["document"][0]["status"] != "loaded":
        return frozenset()
    with memory_warehouse() as connection:
        load_batch(connection, [versioned(rows)])
        check_star(connection, date(2026, 1, 1))
        errors = connection.execute(
            "select distinct identity_id from check_finding where severity = 'error'"
        ).fetchall()
    return frozenset(identity for (identity,) in errors)


def report(table: Mapping[str, Counter[str]], found: Sequence[Loaded]) -> str:
    """The table of outcomes by kind of change, and the reasons for quarantine by their number."""
    columns = (_SAME, _TOLD, SILENT, _ASIDE, _ELSEWHERE)
    lines = ["| change | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
    for kind in sorted(table):
        lines.append(f"| {kind} | " + " | ".join(str(table[kind][column]) for column in columns) + " |")
    reasons = Counter(code_of(each.reason) for each in found if each.reason is not None)
    return "\n".join([*lines, "", *(f"{number:6} {code}" for code, number in reasons.most_common())])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what became of the files; 1 if something happened that must not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="an empty folder for files and warehouse, to look at them afterwards")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="mingzhang-mutated-") as temporary:
        folder = chosen.keep or Path(temporary)
        facts = whole(folder, sources())
        made = list(mutants(chosen.count, chosen.seed))
        started = time.monotonic()
        inbox = write(made, folder)
        status = run(inbox, folder, chosen.workers)
        seconds = time.monotonic() - started
        with read_warehouse(folder / "warehouse.duckdb") as connection:
            wrong = list(problems(made, connection, inbox))
            found = documents(connection)
        print(report(outcomes(made, found, facts, inbox), found))
    print(f"{len(made)} files, exit status {status}, {seconds:.0f} s, {len(wrong)} things that must not happen")
    print("\n".join(wrong))
    return 1 if wrong or status else 0


if __name__ == "__main__":
    sys.exit(main())
