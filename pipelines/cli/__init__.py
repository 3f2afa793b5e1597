"""The command `mingzhang`: results to stdout, words for people to stderr; 0 done, 1 could not be done, 2 wrong usage.

Commands import what they need when they run: `--help` and a query must not wait for Dagster or Great Expectations.
"""

import typer

from pipelines.cli.ask import documents, export, findings, query, show
from pipelines.cli.errors import Commands
from pipelines.cli.ingest import ingest, nightly

app = typer.Typer(
    cls=Commands,
    help="Chinese budget and final-account disclosures as a proved star schema in DuckDB.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (ingest, documents, findings, show, query, export, nightly):
    app.command()(command)
