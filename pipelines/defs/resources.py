"""What a run works on: the warehouse, the documents to read, and who is told of progress."""

import time
from collections.abc import Callable
from pathlib import Path

import dagster as dg
from pydantic import Field

from pipelines.load.inbox import files_at_rest, inbox_path
from pipelines.load.ingest import Progress
from pipelines.paths import snapshot_path, warehouse_path
from pipelines.settings import load_settings

# DuckDB has one writer and it shuts out readers: every step that opens the working file takes the one place in here.
WAREHOUSE_POOL = "warehouse"

ProgressReport = Callable[[Progress], None]


class Warehouse(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The working DuckDB file; without `path` the one that the environment or the default names."""

    path: str = ""

    @property
    def file(self) -> Path:
        return Path(self.path) if self.path else warehouse_path()

    @property
    def snapshot(self) -> Path:
        return snapshot_path(self.file)


class Documents(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Files and folders to read; without `paths` what lies at rest in the inbox. `workers` 0 means as the settings.

    Without `use_cache` everything is read anew, and nothing of it is kept.
    """

    paths: list[str] = Field(default_factory=list)
    workers: int = 0
    use_cache: bool = True

    def files(self) -> list[Path]:
        return [Path(path) for path in self.paths] if self.paths else files_at_rest(inbox_path(), time.time())

    def processes(self) -> int:
        return self.workers or load_settings().workers


def report_nothing(_: Progress) -> None:
    """Nobody watches a scheduled run; its outcome is in the metadata."""
