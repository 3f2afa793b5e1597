"""Read the rows of an annex: labels with their values, and the rows of lists and of indicators under their headers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.recognise.annex_entries import (
    Entry,
    HeadColumn,
    ListRow,
    Pair,
    Placed,
    ends_list,
    is_header,
    merged_label,
)
from pipelines.recognise.annex_words import Label, header_label_of, label_of
from pipelines.recognise.ragged_indicators import put_back
from pipelines.recognise.sheet import SheetCell, SheetRow
from pipelines.recognise.spelling import plain

_NUMBER = re.compile(r"-?[\d,]*\d(?:\.\d+)?(?:[千万亿]?元)?|-+")
# Values of words go on below a page break; amounts do not.
_WORDS = ("project_name", "goal", "plan_text", "need_text", "project_kind")


def read_key_values(rows: Sequence[SheetRow]) -> tuple[Entry, ...]:
    """Return what the rows of an annex say, in the order in which it is printed."""
    reader = _Reader()
    for row in rows:
        reader.read(row)
    return tuple(reader.entries)


@dataclass
class _Reader:
    """Reads row after row. `scale` is what the last heading says; `above` are rows of labels that wait for values."""

    entries: list[Entry] = field(default_factory=list)
    scale: str | None = None
    above: list[list[tuple[SheetCell, Label]]] = field(default_factory=list)
    head: list[list[tuple[SheetCell, Label]]] = field(default_factory=list)
    columns: tuple[HeadColumn, ...] = ()
    reach: dict[int, int] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    stages: Sequence[tuple[SheetCell, Label]] = ()

    def read(self, row: SheetRow) -> None:
        placed: list[Placed] = [(cell, label_of(cell.text)) for cell in row.printed]
        if not placed:
            self.lost |= self._ends(row)
            return
        heading: list[Placed] = [(cell, header_label_of(cell.text)) for cell, _ in placed]
        if is_header(heading):
            placed = heading
        labels = [(cell, label) for cell, label in self._spread(row, placed) if label is not None]
        if sum(label.stage is not None for _, label in labels) > 1:
            # 年初预算数, 全年预算数 and 全年执行数 over what the rows below print side by side.
            self.stages = labels
        if is_header(placed):
            self.stages = ()
            self.head, self.above, self.reach = [labels], [], {}
            self._name_columns()
        elif self.head and not self._has_rows() and len(labels) == len(placed) and not ends_list(placed):
            self.head.append(labels)
            self._name_columns()
        elif self.head and (not ends_list(placed) or self._stands_beside(row, placed)):
            self._list_row(row)
        else:
            self.head = []
            self._pairs(row, placed)

    def _has_rows(self) -> bool:
        return bool(self.entries) and isinstance(self.entries[-1], ListRow) and self.entries[-1].columns is self.columns

    def _stands_beside(self, row: SheetRow, placed: Sequence[Placed]) -> bool:
        """True for the heading at the side of a list, printed once more at the top of the next page."""
        cell = placed[0][0]
        is_side = len(placed) == 1 and row.begins_grid and cell.row_span > 1
        return is_side and all(column.cell.overlap(cell) <= 0 for column in self.columns)

    def _name_columns(self) -> None:
        """Columns are the lowest labels of a header; what stands above them says more of them."""
        levels = {label.id for line in self.head for _, label in line}
        found: list[HeadColumn] = []
        for depth, line in enumerate(self.head):
            for cell, label in line:
                if any(cell.overlap(low) > 0 for lower in self.head[depth + 1 :] for low, _ in lower):
                    continue
                upper = [over for higher in self.head[:depth] for each, over in higher if each.overlap(cell) > 0]
                merged = merged_label([*upper, label])
                if label.id == "group" or (label.id == "indicator" and "level3" in levels):
                    continue
                found.append(HeadColumn(replace(merged, scale=merged.scale or self.scale), cell))
        found.sort(key=lambda column: column.cell.left)
        self.columns = tuple(
            replace(column, block=sum(other.label.id == column.label.id for other in found[:number]))
            for number, column in enumerate(found)
        )

    def _list_row(self, row: SheetRow) -> None:
        cells: dict[int, SheetCell] = {}
        for cell in row.printed:
            best = max(range(len(self.columns)), key=lambda index: self.columns[index].cell.overlap(cell))
            if self.columns[best].cell.overlap(cell) > 0:
                cells.setdefault(best, cell)
        ends, self.lost = self.lost | self._ends(row), frozenset()
        placed: Mapping[int, SheetCell] | None = cells
        if not row.has_spans and any(column.label.id == "value" for column in self.columns):
            placed = put_back([column.label.id for column in self.columns], cells, row.printed)
        self.entries.append(ListRow(self.columns, placed or cells, row, ends, is_ragged=placed is None))

    def _ends(self, row: SheetRow) -> frozenset[str]:
        """The levels whose merged cell ends above this row, while nothing printed here takes its place.

        Where a page begins, the cell of the page before goes on until another one begins.
        """
        if not row.has_spans:
            return frozenset()
        if row.begins_grid:
            self.reach = {}
        ended: set[str] = set()
        for index, column in enumerate(self.columns):
            if column.label.id not in ("level1", "level2"):
                continue
            own = next((cell for cell in row.cells if column.cell.overlap(cell) > 0), None)
            if own is not None:
                self.reach[index] = row.row_no + own.row_span - 1
            is_lost = own is not None and own.row_span > 1 and not plain(own.text) and not row.begins_grid
            if is_lost or (own is None and row.row_no > self.reach.get(index, row.row_no)):
                ended.add(column.label.id)
        return frozenset(ended)

    def _pairs(self, row: SheetRow, placed: Sequence[Placed]) -> None:
        without: list[tuple[SheetCell, Label]] = []
        found: list[Pair] = []
        for number, (cell, label) in enumerate(placed):
            if label is None:
                continue
            if label.id == "project_name":
                self.scale = None
            values = self._behind(placed, number)
            self.scale = label.scale or self.scale
            said = replace(label, scale=label.scale or self.scale)
            if label.value:
                found.append(Pair(said, label.value, cell, row))
            found.extend(self._staged(said, value, row, order) for order, value in enumerate(values))
            if not label.value and not values:
                without.append((self._spread(row, placed)[number][0], said))
        if placed[0][1] is None:
            found = [*self._below(row, placed), *found]
        self.entries.extend(found)
        if len(without) == len(placed):
            self.above.append(without)
        else:
            self._name_periods(found)
            self.above = [without] if without else []

    def _staged(self, said: Label, value: SheetCell, row: SheetRow, order: int) -> Pair:
        """The value of a label; below 全年执行数 and its like it is of that stage, below 得分 it is no amount."""
        above = next((label for cell, label in self.stages if cell.overlap(value) > 0), None)
        if said.id != "amount" or above is None or above.id not in ("amount", "ignored", "weight"):
            return Pair(said, value.text, value, row, order)
        label = replace(said, stage=above.stage) if above.id == "amount" else above
        return Pair(label, value.text, value, row)

    def _spread(self, row: SheetRow, placed: Sequence[Placed]) -> list[Placed]:
        """The cells of a row over the blank ones at their right, where the format does not say which cells are merged.

        A cell reaches as far as the one above it at most.
        """
        if row.has_spans:
            return list(placed)
        upper = [cell for line in (self.head or self.above)[-1:] for cell, _ in line]
        ends = [cell.left for cell, _ in placed[1:]] + [row.cells[-1].right]
        spread: list[Placed] = []
        for (cell, label), end in zip(placed, ends, strict=True):
            over = [above.right for above in upper if above.overlap(cell) > 0]
            spread.append((replace(cell, right=max(cell.right, min([end, *over]))), label))
        return spread

    def _behind(self, placed: Sequence[Placed], number: int) -> list[SheetCell]:
        values: list[SheetCell] = []
        for cell, label in placed[number + 1 :]:
            if label is not None:
                break
            values.append(cell)
        return values

    def _below(self, row: SheetRow, placed: Sequence[Placed]) -> list[Pair]:
        """Values that stand below their labels, and the rest of a value that a page break cut off."""
        found: list[Pair] = []
        for cell, label in placed:
            if label is not None:
                break
            labels = [over for line in self.above for each, over in line if each.overlap(cell) > 0]
            labels = [over for over in labels if over.id in (labels[-1].id, "group")]
            last = self.entries[-1] if self.entries else None
            if labels and (labels[-1].id != "amount" or _NUMBER.fullmatch(plain(cell.text))):
                merged = merged_label(labels)
                found.append(Pair(replace(merged, scale=merged.scale or self.scale), cell.text, cell, row))
            elif len(placed) == 1 and isinstance(last, Pair) and self._goes_on(row, cell, last):
                found.append(Pair(last.label, cell.text, cell, row, last.order, goes_on=True))
        return found

    def _goes_on(self, row: SheetRow, cell: SheetCell, last: Pair) -> bool:
        """True for the rest of a text: at the top of the next page, or below the part of a goal printed before."""
        if row.begins_grid:
            return last.label.id in _WORDS
        return last.label.id in ("goal", "plan_text") and last.cell.overlap(cell) > 0

    def _name_periods(self, found: Sequence[Pair]) -> None:
        """实施期目标 and 年度目标 side by side, and below them the values behind one label: each has its period."""
        periods = [label.period for line in self.above for _, label in line if label.id == "goal" and label.period]
        goals = [pair for pair in found if pair.label.id == "goal"]
        if len(periods) == len(goals) > 1:
            for pair, period in zip(goals, periods, strict=True):
                index = self.entries.index(pair)
                self.entries[index] = replace(pair, label=replace(pair.label, period=period))
