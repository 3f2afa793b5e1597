"""The options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipelines.paths import WAREHOUSE_VARIABLE, warehouse_path


class Format(StrEnum):
    """How rows are written to stdout."""

    table = "table"
    csv = "csv"
    json = "json"


WarehouseOption = Annotated[
    Path,
    typer.Option(
        metavar="FILE",
        envvar=WAREHOUSE_VARIABLE,
        default_factory=lambda: warehouse_path({}),
        show_default="data/var/warehouse.duckdb",
        help="Working DuckDB file; the snapshot for analysts lies beside it.",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How rows are written.")]
