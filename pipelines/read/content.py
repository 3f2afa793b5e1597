"""What a reader gives back: pages and what the format says of the file itself."""

from dataclasses import dataclass

from pipelines.read.document import Page


@dataclass(frozen=True, slots=True)
class Content:
    """Pages of one file. `is_paged`: page numbers mean something to whoever opens the file (sheets count as pages).

    `modified` is the file's own date stamp, as ISO 8601 where it is a date.
    `notes` say what a person who opens the file would not see.
    """

    pages: tuple[Page, ...]
    is_paged: bool
    modified: str | None = None
    notes: tuple[str, ...] = ()
