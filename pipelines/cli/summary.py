"""What a person reads after a run: what became of each file, and what the snapshot now holds."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from shlex import quote

import typer

from pipelines.cli.materialize import Run
from pipelines.paths import snapshot_path, warehouse_path
from pipelines.publish.counts import overview
from pipelines.publish.query import open_snapshot
from pipelines.reasons import REASONS

MOST_PATHS = 5  # of one reason: a rare reason must not drown in a frequent one
# In the order in which a person asks; states and severities from good to bad, or from grave to slight.
_FILES = ("loaded", "unchanged", "duplicate", "quarantined", "unreadable")
_HELD = {
    "documents": ("loaded", "superseded", "quarantined"),
    "forms": ("filled", "empty"),
    "facts": ("expenditure", "revenue", "project", "indicator", "procurement", "asset", "statement"),
    "issues": (),
    "comparisons": ("exact", "rounding", "truncation", "mismatch", "not_evaluable"),
    "findings": ("error", "warning", "info"),
}


def print_summary(warehouse: Path, run: Run) -> None:
    """To stdout, from the published snapshot and from what the run did with each file."""
    with open_snapshot(warehouse) as connection:
        held = overview(connection)
    _line("this run", _counted(run.outcomes, _FILES) or "no files")
    if run.kept:
        _line("from cache", f"{run.kept:,}")
    if run.canary_pages:
        _line("canary", f"{run.canary_pages:,} pages read by both engines, {run.canary_agreement:.2%} the same")
    _set_aside(run.set_aside)
    for name, order in _HELD.items():
        counts = held.get(name, {})
        detail = _counted(counts, order)
        _line(name, f"{sum(counts.values()):,}" + (f" ({detail})" if detail else ""))
    _line("snapshot", str(snapshot_path(warehouse)))


def _set_aside(files: Sequence[tuple[Path, str]]) -> None:
    """Files that were not loaded, by the code of their reason."""
    by_code: dict[str, list[str]] = {}
    for path, reason in files:
        code, _, detail = reason.partition(": ")
        by_code.setdefault(code, []).append(f"{_short(path)}{': ' if detail else ''}{detail}")
    for code, lines in sorted(by_code.items()):
        meaning = f": {REASONS[code].text}" if code in REASONS else ""
        typer.echo(f"  {code} {len(lines):,}{meaning}")
        for line in lines[:MOST_PATHS]:
            typer.echo(f"    {line}")
        if len(lines) > MOST_PATHS:
            typer.echo(f"    and {len(lines) - MOST_PATHS:,} more: mingzhang documents")


def _short(path: Path) -> Path:
    """As a person in this folder would type it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def print_next_steps(warehouse: Path) -> None:
    """To stderr: words for a person, not a result. The commands go to the warehouse that was just filled."""
    program = _short(Path(sys.argv[0])) if Path(sys.argv[0]).name == "mingzhang" else Path("mingzhang")
    where = "" if warehouse == warehouse_path(os.environ) else f" --warehouse {quote(str(_short(warehouse)))}"
    steps = (f"{program} {words}{where}" for words in ("findings", "documents", "query 'show tables'"))
    typer.echo("\n".join(["", "Next:", *(f"  {step}" for step in steps)]), err=True)


def _counted(counts: Mapping[str, int], order: tuple[str, ...]) -> str:
    """ "error 3, warning 1": first what has its place, then the rest by name. What does not occur is left out."""
    names = [name for name in order if counts.get(name)] + sorted(set(counts) - set(order))
    return ", ".join(f"{name} {counts[name]:,}" for name in names)


def _line(name: str, text: str) -> None:
    typer.echo(f"{name:<12} {text}")
