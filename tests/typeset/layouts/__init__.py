"""The layout families: each sets a budget as a document and knows what every amount it prints means."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.typeset.budget import Budget
from tests.typeset.document import Document
from tests.typeset.layouts.bracketed import set_bracketed
from tests.typeset.layouts.cumulative import set_cumulative
from tests.typeset.layouts.named import set_named
from tests.typeset.layouts.ordinal import set_ordinal
from tests.typeset.layouts.own_level import set_own_level
from tests.typeset.layouts.paired import set_paired


@dataclass(frozen=True)
class Layout:
    """`set` makes the document; a budget whose amounts are multiples of `exact_step_fen` 分 prints without rounding."""

    name: str
    set: Callable[[Budget], Document]
    exact_step_fen: int


LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (
        Layout("ordinal", set_ordinal, 10_000),
        Layout("bracketed", set_bracketed, 10_000),
        Layout("cumulative", set_cumulative, 10_000),
        Layout("paired", set_paired, 1),
        Layout("own_level", set_own_level, 10_000),
        Layout("named", set_named, 10_000),
    )
}
