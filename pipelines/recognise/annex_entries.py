"""What the rows of an annex say: labels with values and rows of lists; which labels make a header, which end a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.recognise.annex_words import Label
from pipelines.recognise.sheet import SheetCell, SheetRow

_INDICATORS = frozenset(
    ("level1", "level2", "level3", "indicator", "description", "value", "comparator", "unit", "basis", "activity")
)
_NAMES = ("project_name", "task_name")
# Labels that only begin a row below a list, never stand in one.
_ENDS = (
    "goal",
    "group",
    "ignored",
    "plan_text",
    "need_text",
    "project_kind",
    "project_term",
    "project_code",
    "project_name",
    "weight",
)


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """One column of a list: its label, its place, and which of several equal columns it is, from 0."""

    label: Label
    cell: SheetCell
    block: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value. `text` is the value as printed, `order` tells the values behind one label apart.

    `goes_on` marks the rest of the value before, cut off by a page break.
    """

    label: Label
    text: str
    cell: SheetCell
    row: SheetRow
    order: int = 0
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row under a header: its cells by column. `ends` are levels whose merged cell above reaches no further.

    `is_ragged` marks a row that has lost blank cells and whose cells fit in more than one place.
    """

    columns: tuple[HeadColumn, ...]
    cells: Mapping[int, SheetCell]
    row: SheetRow
    ends: frozenset[str] = frozenset()
    is_ragged: bool = False


Entry = Pair | ListRow
Placed = tuple[SheetCell, Label | None]


def merged_label(labels: Sequence[Label]) -> Label:
    """One label out of several that stand above each other: the lowest, with what the others say and it does not."""
    merged = labels[-1]
    for upper in reversed(labels[:-1]):
        merged = replace(
            merged,
            id=upper.id if merged.id == "group" else merged.id,
            period=merged.period or upper.period,
            funding=merged.funding if merged.funding not in (None, "total") else upper.funding or merged.funding,
            category=merged.category or upper.category,
            scale=merged.scale or upper.scale,
            level=merged.level or upper.level,
        )
    return merged


def is_header(placed: Sequence[Placed]) -> bool:
    """True for the header of indicators, or of a list: nothing but labels, one of them a name and others amounts."""
    ids = [label.id for _, label in placed if label is not None]
    if len(_INDICATORS.intersection(ids)) >= 3 and ("value" in ids or "level3" in ids):
        return True
    named = any(name in ids for name in _NAMES)
    # 年度主要任务 merged over all rows of the list at its side need not be a word that anybody knows.
    at_side = placed[0][1] is None and placed[0][0].row_span > 1
    is_whole = len(ids) + at_side == len(placed) and len(ids) > 2
    return named and is_whole and ("amount" in ids or "group" in ids)


def ends_list(placed: Sequence[Placed]) -> bool:
    """True for a row that begins with a label that stands below lists only."""
    label = placed[0][1]
    return label is not None and label.id in _ENDS
