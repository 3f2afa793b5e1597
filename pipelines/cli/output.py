"""Writes rows to stdout: a table for people, CSV or JSON for programs. Money is written in full, never as a float."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice

import typer
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipelines.cli.options import Format

# A table of more rows is no longer read by a person, and drawing it would take minutes.
MOST_TABLE_ROWS = 1000


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], form: Format) -> None:
    """Rows in the chosen form. JSON is a list of objects; in CSV a null is empty and a list is JSON."""
    if form is Format.csv:
        _write_csv(columns, rows)
    elif form is Format.json:
        _write_json(columns, rows)
    else:
        write_table(columns, rows)


def write_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A drawn table, on a narrower screen one value a line; what is left out of a long one is said on stderr."""
    remaining = iter(rows)
    shown = list(islice(remaining, MOST_TABLE_ROWS))
    left_out = sum(1 for _ in remaining)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, name in enumerate(columns):
        is_number = any(isinstance(row[number], int | Decimal | float) for row in shown)
        table.add_column(Text(name), justify="right" if is_number else "left", overflow="fold")
    for row in shown:
        table.add_row(*(Text(_words(value)) for value in row))
    console = Console()
    width = max(console.measure(table, options=console.options.update(width=100_000)).maximum, 1)
    if console.is_terminal and width > console.width:
        _print_records(console, columns, shown)
    else:
        # Into a file or a pipe: as wide as it must be, so that a line stays a line.
        (console if console.is_terminal else Console(width=width)).print(table)
    if not shown:
        typer.echo("no rows", err=True)
    if left_out:
        typer.echo(f"{left_out} more rows are not shown; --format csv or json writes all of them.", err=True)


def _print_records(console: Console, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A line for each value that there is, a blank line between rows."""
    longest = max(map(len, columns))
    for row in rows:
        for name, value in zip(columns, row, strict=True):
            if value is not None:
                console.print(Text(f"{name:<{longest}}  ", style="bold"), Text(_words(value)), sep="", soft_wrap=True)
        console.print()


def write_entries(columns: Sequence[str], rows: Iterable[Sequence[object]], text: str) -> None:
    """One entry a row: its short columns on a line, and below it, indented, the column `text` that is a sentence."""
    console = Console()
    place = list(columns).index(text)
    entries = list(rows)
    for row in entries:
        short = [_words(value) for index, value in enumerate(row) if index != place and value is not None]
        sentence = Padding(Text(_words(row[place])), (0, 0, 1, 2))
        if console.is_terminal:
            console.print(Text("  ".join(short), style="bold"), sentence)
        else:
            typer.echo(f"{'  '.join(short)}\n  {_words(row[place])}\n")
    if not entries:
        typer.echo("none", err=True)


def _write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_plain(value) for value in row])


def _write_json(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    names = _told_apart(columns)
    opening = "["
    for row in rows:
        entry = dict(zip(names, row, strict=True))
        sys.stdout.write(f"{opening}\n{json.dumps(entry, ensure_ascii=False, default=str)}")
        opening = ","
    sys.stdout.write("\n]\n" if opening == "," else "[]\n")


def _told_apart(columns: Sequence[str]) -> list[str]:
    """SQL may name two columns alike; in an object the second would replace the first."""
    names: list[str] = []
    for name in columns:
        number, free = 2, name
        while free in names:
            number, free = number + 1, f"{name}_{number}"
        names.append(free)
    return names


def _plain(value: object) -> object:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict | tuple) else value


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:,f}"
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
