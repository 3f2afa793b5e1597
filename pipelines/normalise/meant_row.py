"""What leaves the reading of a row: the row as printed with its meaning."""

from dataclasses import field

from pipelines.normalise.subjects import Resolved
from pipelines.recognise.form import BodyRow
from pipelines.recognise.terms import NOTHING_SAID, Facets
from pipelines.records import record


@record(frozen=True, slots=True)
class MeantRow:
    """One row and what it means. `subjects` by classification; `unit` is (code, name) of the row's own budget unit."""

    row: BodyRow
    label: str | None
    line_item: str
    facets: Facets = NOTHING_SAID
    subjects: dict[str, Resolved] = field(default_factory=dict)
    unit: tuple[str | None, str] | None = None
    is_of_which: bool = False
    depth: int = 0
