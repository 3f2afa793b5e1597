"""Writes docs/data_dictionary.md from models/: what each table, view and column of the warehouse means.

`python -m pipelines.publish.dictionary` writes it; with --check it only says whether the file is what models/ says.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipelines.contract import Column, Table, columns, tables
from pipelines.load.schema import opening_comment, views
from pipelines.load.warehouse import memory_warehouse
from pipelines.paths import ROOT
from pipelines.publish.generated_page import keep_page

DICTIONARY_FILE = ROOT / "docs" / "data_dictionary.md"

_OPENING = """\
# Data dictionary

Generated from `models/` by `make docs`; change it there. Types are DuckDB's. The same texts are stored in the warehouse
as comments: `select * from duckdb_columns()`.

Analysts start with the views: one row per truth, nothing counted twice. The tables hold every printed number with the
place it is printed at.
"""


def render_dictionary() -> str:
    """The whole dictionary as Markdown."""
    return "\n".join(
        [
            _OPENING,
            "## Views",
            "",
            *_views(views(), _view_columns()),
            "## Tables",
            "",
            *(line for table in tables().values() for line in _table(table)),
        ]
    )


def _views(described: Mapping[str, str], columns_of: Mapping[str, Sequence[Column]]) -> Iterator[str]:
    for name in sorted(described):
        yield f"### {name}"
        yield ""
        yield opening_comment(described[name])
        yield ""
        yield from _rows(
            ("column", "type", "中文", "meaning"),
            ((f"`{column.name}`", column.type, column.zh, column.en) for column in columns_of[name]),
        )


def _table(table: Table) -> Iterator[str]:
    yield f"### {table.name}"
    yield ""
    yield f"{table.zh}. Grain: {table.grain}. Key: {', '.join(f'`{name}`' for name in table.key)}."
    yield ""
    yield from _rows(
        ("column", "type", "null", "中文", "meaning"),
        (
            (
                f"`{column.name}`",
                column.type,
                "yes" if column.name in table.nullable else "",
                column.zh,
                column.en + _pointer(table, column),
            )
            for column in table.columns
        ),
    )


def _pointer(table: Table, column: Column) -> str:
    target = table.references.get(column.name)
    return f" → `{target}`" if target else ""


def _rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(text.replace('|', chr(92) + '|') for text in row)} |"
    yield ""


def _view_columns() -> Mapping[str, Sequence[Column]]:
    """Columns of each view in order, as DuckDB binds them."""
    with memory_warehouse() as connection:
        bound = {
            name: connection.execute("select column_name from (describe " + name + ")").fetchall() for name in views()
        }
    return {name: [columns()[column] for (column,) in names] for name, names in bound.items()}


def main(arguments: Sequence[str] | None = None, file: Path = DICTIONARY_FILE) -> int:
    """Write the dictionary, or with --check compare it. Returns the exit status: 1 if the file has drifted."""
    return keep_page(file, render_dictionary(), "models/", arguments)


if __name__ == "__main__":
    sys.exit(main())
