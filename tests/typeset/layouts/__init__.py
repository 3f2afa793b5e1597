"""The layout families: each sets a budget as a document and knows what every amount it prints means."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.typeset.budget import Budget
from tests.typeset.document import Document
from tests.typeset.layouts.before_2018 import set_before_2018
from tests.typeset.layouts.bracketed import set_bracketed
from tests.typeset.layouts.by_unit import set_by_unit
from tests.typeset.layouts.carried import set_carried
from tests.typeset.layouts.changes import set_changes
from tests.typeset.layouts.completed import set_completed
from tests.typeset.layouts.cumulative import set_cumulative
from tests.typeset.layouts.departments import set_departments
from tests.typeset.layouts.final import set_final_account
from tests.typeset.layouts.flat import set_flat
from tests.typeset.layouts.matrix import set_matrix
from tests.typeset.layouts.named import set_named
from tests.typeset.layouts.ordinal import set_ordinal
from tests.typeset.layouts.own_level import set_own_level
from tests.typeset.layouts.paired import set_paired
from tests.typeset.layouts.two_digit import set_two_digit


@dataclass(frozen=True)
class Layout:
    """`set` makes the document; a budget whose amounts are multiples of `exact_step_fen` 分 prints without rounding."""

    name: str
    set: Callable[[Budget], Document]
    exact_step_fen: int


def _named(*layouts: Layout) -> dict[str, Layout]:
    return {layout.name: layout for layout in layouts}


# Samples are shipped in these, and every cell of theirs is guarded or listed (tests/guarded.py).
LAYOUTS = _named(
    Layout("ordinal", set_ordinal, 10_000),
    Layout("bracketed", set_bracketed, 10_000),
    Layout("cumulative", set_cumulative, 10_000),
    Layout("paired", set_paired, 1),
    Layout("own_level", set_own_level, 10_000),
    Layout("named", set_named, 10_000),
)
# The laboratory reads these, too.
ALL_LAYOUTS = LAYOUTS | _named(
    Layout("changes", set_changes, 10_000),
    Layout("carried", set_carried, 10_000),
    Layout("by_unit", set_by_unit, 10_000),
    Layout("two_digit", set_two_digit, 10_000),
    Layout("flat", set_flat, 1),
    Layout("matrix", set_matrix, 10_000),
    Layout("before_2018", set_before_2018, 10_000),
    Layout("final", set_final_account, 10_000),
    Layout("completed", set_completed, 10_000),
    Layout("departments", set_departments, 10_000),
)
