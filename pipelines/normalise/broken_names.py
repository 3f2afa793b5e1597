"""Join names that are broken over two rows, as at the foot of a page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from pipelines.normalise.identifiers import Group, read_named
from pipelines.normalise.meaning import read_label
from pipelines.recognise.form import Block, BodyRow


def with_whole_names(
    rows: Iterable[BodyRow], block: Block, groups: Sequence[Group], lists: Callable[[str], bool]
) -> Iterator[BodyRow]:
    """The rows of a block; two of which only both names together are listed (`lists`) are one, at the upper's place."""
    waiting: BodyRow | None = None
    for row in rows:
        if waiting is not None and (whole := _whole(waiting, row, block, groups, lists)) is not None:
            waiting = whole
            continue
        if waiting is not None:
            yield waiting
        waiting = row
    if waiting is not None:
        yield waiting


def _whole(
    upper: BodyRow, lower: BodyRow, block: Block, groups: Sequence[Group], lists: Callable[[str], bool]
) -> BodyRow | None:
    if any(column.index in lower.cells for column in block.measures) or len(groups) != 1:
        return None
    above, below = read_named(upper, groups[0]), read_named(lower, groups[0])
    if above is None or below is None or above.code or below.code:
        return None
    name = read_label(above.name).core
    if lists(name) or lists(below.name) or not lists(name + below.name):
        return None
    index = next(column.index for column in groups[0].names if column.index in upper.cells)
    cell = replace(upper.cells[index], text=upper.cells[index].text + below.name)
    return replace(upper, cells={**upper.cells, index: cell})
