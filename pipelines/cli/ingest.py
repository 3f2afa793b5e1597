"""The commands that make a new snapshot: ingest (what it is told to) and nightly (the inbox, with alert)."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.options import WarehouseOption
from pipelines.issues import MingzhangError


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", exists=True, help="Files, folders, archives.")],
    warehouse: WarehouseOption,
    workers: Annotated[
        int | None, typer.Option(metavar="N", min=1, show_default="as the settings", help="Processes that read.")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read everything anew, keep no readings.")] = False,
) -> None:
    """Read, load, check and publish documents.

    Documents already held are passed over. Those that cannot be read are set aside with their reason; that is a
    result, not a failure.
    """
    from pipelines.cli.materialize import INGEST, materialize
    from pipelines.cli.summary import print_next_steps, print_summary
    from pipelines.load.discover import find_files

    if not find_files(paths):
        raise typer.BadParameter("there is no file in it", param_hint=" ".join(map(str, paths)))
    run = materialize(INGEST, warehouse, paths, workers, use_cache=not no_cache)
    print_summary(warehouse, run)
    print_next_steps(warehouse)


def nightly(warehouse: WarehouseOption) -> None:
    """Do now what the schedule does at night.

    Ingest what lies in the inbox, check, publish, and tell the alert addresses what is new.
    """
    from pipelines.cli.materialize import NIGHTLY, materialize
    from pipelines.cli.summary import print_summary
    from pipelines.publish.alerts import DeliveryFailed, alert_failure
    from pipelines.settings import load_settings

    urls = load_settings().alert_urls
    try:
        run = materialize(NIGHTLY, warehouse, (), None)
    except Exception as error:
        # Dagster's daemon has a sensor for this; a run started here has only us.
        reason = str(error) if isinstance(error, MingzhangError) else f"{type(error).__name__}: {error}"
        try:
            alert_failure(urls, "mingzhang nightly", reason)
        except DeliveryFailed as undelivered:
            typer.echo(f"mingzhang: {undelivered}", err=True)
        raise
    print_summary(warehouse, run)
    if run.news:
        typer.echo(f"\n{run.news}")
    if not urls:
        typer.echo("No alert address is set (alert.urls in mingzhang.toml), so nobody else was told.", err=True)
