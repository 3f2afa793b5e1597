"""Runs the assets that Dagster schedules in this process: same code, same order, no daemon and no history."""

import logging
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "1")

import dagster as dg
from dagster._core.errors import DagsterAssetCheckFailedError

from pipelines.cli.progress import ReadingBar
from pipelines.defs.publication import alert, published_snapshot
from pipelines.defs.resources import Documents, Warehouse
from pipelines.defs.sources import source_documents
from pipelines.defs.star import star
from pipelines.defs.verdicts import verdicts
from pipelines.issues import MingzhangError
from pipelines.load.ingest import Progress
from pipelines.load.warehouse import read_warehouse
from pipelines.publish.snapshot import require_publishable

INGEST = (source_documents, star, verdicts, published_snapshot)
NIGHTLY = (*INGEST, alert)


@dataclass(slots=True)
class Run:
    """What one run did with each file, and the news that its alert found (empty if there were none or it had none).

    `kept` documents came from the cache; `canary_pages` were read by both engines for PDF, which agree on a share.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    set_aside: list[tuple[Path, str]] = field(default_factory=list)
    news: str = ""
    kept: int = 0
    canary_pages: int = 0
    canary_agreement: float = 1.0

    def note(self, progress: Progress) -> None:
        self.outcomes[progress.outcome] += 1
        if progress.reason is not None:
            self.set_aside.append((progress.path, progress.reason))

    def note_reading(self, metadata: Mapping[str, object]) -> None:
        """Take over what the asset `document` says of its reading."""
        self.kept = int(str(metadata["from_cache"]))
        self.canary_pages = int(str(metadata["canary_pages"]))
        self.canary_agreement = float(str(metadata.get("canary_agreement", 1.0)))


def materialize(
    assets: Sequence[dg.AssetsDefinition],
    warehouse: Path,
    paths: Sequence[Path],
    workers: int | None,
    *,
    use_cache: bool = True,
) -> Run:
    """Materialise the assets on one warehouse; without `paths` they read the inbox.

    Raises the room's own MingzhangError, PublishRefused when a blocking check failed.
    """
    _silence_dagster()
    run = Run()
    with ReadingBar() as bar, dg.DagsterInstance.ephemeral() as instance:

        def report(progress: Progress) -> None:
            run.note(progress)
            bar.advance(progress)

        try:
            result = dg.materialize(
                assets,
                instance=instance,
                resources={
                    "warehouse": Warehouse(path=str(warehouse.absolute())),
                    "documents": Documents(
                        paths=[str(path.absolute()) for path in paths], workers=workers or 0, use_cache=use_cache
                    ),
                    "progress": dg.ResourceDefinition.hardcoded_resource(report),
                },
                run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            )
        except dg.DagsterExecutionInterruptedError as error:
            raise KeyboardInterrupt from error
        except dg.DagsterError as error:
            raise _cause(error, warehouse) from error
    for materialization in result.asset_materializations_for_node("star"):
        if materialization.asset_key == dg.AssetKey("document"):
            run.note_reading({name: value.value for name, value in materialization.metadata.items()})
    for materialization in result.asset_materializations_for_node("alert") if alert in assets else ():
        run.news = str(materialization.metadata["text"].value)
    return run


def _cause(error: BaseException, warehouse: Path) -> BaseException:
    """What the room raised; Dagster wraps it, or raises an error of its own when a blocking check failed."""
    wrapped: BaseException | None = error
    while wrapped is not None:
        if isinstance(wrapped, MingzhangError):
            return wrapped
        wrapped = wrapped.__cause__
    if isinstance(error, DagsterAssetCheckFailedError):
        with read_warehouse(warehouse) as connection:
            try:
                require_publishable(connection)
            except MingzhangError as refusal:
                return refusal
    return error


def _silence_dagster() -> None:
    """Its lines about steps and events say nothing to a person at a terminal; errors arrive as exceptions."""
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
