"""What leaves the reading of a list's row: the row as printed with its meaning."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.normalise.subjects import Resolved
from pipelines.recognise.form import BodyRow
from pipelines.recognise.terms import NOTHING_SAID, Facets


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list. `details` are its texts by the role of their columns, with what the rows above it said."""

    row: BodyRow
    line_item: str
    label: str
    details: Mapping[str, str] = field(default_factory=dict)
    subjects: Mapping[str, Resolved] = field(default_factory=dict)
    unit: tuple[str | None, str] | None = None
    said: Facets = NOTHING_SAID
    level: int = 0
