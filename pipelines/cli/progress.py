"""The bar that shows, on a terminal, how far the reading is; into a file or a pipe nothing is drawn."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from pipelines.load.ingest import Progress


class ReadingBar:
    """Use as a context manager; `advance` takes what ingest reports of each file."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("looking for documents", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def advance(self, progress: Progress) -> None:
        is_last = progress.done == progress.total
        description = "checking and publishing" if is_last else "reading documents"
        self._bar.update(self._task, description=description, completed=progress.done, total=progress.total)
