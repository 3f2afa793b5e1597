"""The indicators of an annex: one for each value, with the names of its levels and what its value says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipelines.issues import Issue
from pipelines.normalise.amounts import looks_like_amount
from pipelines.normalise.cells import Tally
from pipelines.normalise.indicator_values import IndicatorValue, read_value, weight_of
from pipelines.normalise.project_amounts import Project
from pipelines.normalise.project_words import closed_up
from pipelines.recognise.annex_entries import HeadColumn, ListRow
from pipelines.recognise.annex_words import annex_words, label_of
from pipelines.recognise.sheet import SheetCell, SheetRow
from pipelines.recognise.spelling import plain

_ORDINAL = re.compile(r"(?:^|(?<=[。;；]))\d{1,3}[、.](?=\D|\d+-)")
_CODE = re.compile(r"^\d{1,3}-")
_LEVELS = {"level1": 1, "level2": 2}
_NOTHING = ("", "无", "-", "/", "——")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator with its value as printed; `part` tells the indicators of one cell apart, 0 where it has one.

    `weight` is what the indicator counts in the score, None where it prints none.
    """

    project: Project
    period: str
    levels: tuple[str | None, str | None, str | None]
    description: str | None
    basis: str | None
    value: IndicatorValue
    text: str
    cell: SheetCell
    row: SheetRow
    part: int = 0
    weight: Decimal | None = None


class IndicatorReader:
    """Reads rows under a header of indicators; names of levels that are merged over rows are carried down."""

    def __init__(self, form: str, tally: Tally) -> None:
        self.form = form
        self.tally = tally
        self.found: list[Indicator] = []
        self.periods: list[str] = []
        self.levels: dict[tuple[str, int], str | None] = {}
        self.columns: tuple[HeadColumn, ...] = ()
        self.weights: set[int] = set()

    def say_period(self, period: str) -> None:
        """Take down which periods the annex tells apart, in the order in which it prints them."""
        if period not in self.periods:
            self.periods.append(period)

    def read(self, entry: ListRow, project: Project) -> None:
        """Take the indicators of one row."""
        if entry.columns is not self.columns:
            self.columns, self.levels = entry.columns, {}
        cells = {(entry.columns[i].label.id, entry.columns[i].block): cell for i, cell in entry.cells.items()}
        self._carry(entry, cells)
        values = [column for column in entry.columns if column.label.id == "value"]
        if not values and ("indicator", 0) in cells:
            self._listed(cells["indicator", 0], entry.row, project)
        for column in values:
            self._value(column, len(values), cells, entry, project)
        for cell in (cell for (name, _), cell in cells.items() if name == "weight" and looks_like_amount(cell.text)):
            if id(cell) in self.weights:
                self.tally.facts += 1
            else:
                self.tally.ignore("weight")

    def _carry(self, entry: ListRow, cells: Mapping[tuple[str, int], SheetCell]) -> None:
        for name, below in (("level1", "level2"), ("level2", None)):
            for column in entry.columns:
                if column.label.id != name:
                    continue
                cell = cells.get((name, column.block))
                if cell is None and name not in entry.ends:
                    continue
                self.levels[name, column.block] = closed_up(cell.text) if cell is not None else None
                for key in [key for key in self.levels if key[0] == below]:
                    self.levels[key] = None

    def _value(
        self,
        column: HeadColumn,
        blocks: int,
        cells: Mapping[tuple[str, int], SheetCell],
        entry: ListRow,
        project: Project,
    ) -> None:
        def text(name: str) -> str:
            return closed_up(_of_block(cells, entry, name, column.block))

        name = text("level3") or text("indicator")
        cell = cells.get(("value", column.block))
        printed = closed_up(cell.text) if cell is not None else ""
        if cell is None or (plain(printed) in _NOTHING and plain(name) in _NOTHING):
            if name not in _NOTHING:
                message = "the indicator prints no value; it is not loaded"
                row_no = entry.row.printed[0].row_no
                self.tally.issues.append(
                    Issue("indicator_without_value", message, entry.row.page, self.form, row_no, text=name)
                )
            return
        levels = [column.label.level, None] if column.label.level else self._levels(column.block)
        if levels == [None, None] and not text("level3"):
            *levels, name = _split_levels(name)
        is_by_period = blocks == len(self.periods) > 1 and column.label.level is None
        period = column.label.period or (self.periods[column.block] if is_by_period else "annual")
        value = read_value(printed, name, text("comparator"), text("unit"))
        self._take(
            Indicator(
                project=project,
                period=period,
                levels=(levels[0], levels[1], name or None),
                description=text("description") or None,
                basis=text("basis") or None,
                value=value,
                text=printed,
                cell=cell,
                row=entry.row,
                weight=self._weight(cells.get(("weight", column.block))),
            )
        )

    def _weight(self, cell: SheetCell | None) -> Decimal | None:
        """The weight beside one indicator; a cell merged over several belongs to none of them."""
        if cell is None or cell.row_span > 1 or (weight := weight_of(cell.text)) is None:
            return None
        self.weights.add(id(cell))
        return weight

    def _levels(self, block: int) -> list[str | None]:
        """The names of both levels. An upper one that the lower does not stand under is not its own: that is lost."""
        upper, lower = (self._level(level, block) for level in _LEVELS)
        under = annex_words().under.get(plain(lower or ""))
        is_other = under is not None and plain(upper or "") in annex_words().levels[1] - under
        return [None if is_other else upper, lower]

    def _level(self, name: str, block: int) -> str | None:
        return self.levels.get((name, block)) or (
            self.levels.get((name, 0)) if (name, block) not in self.levels else None
        )

    def _take(self, indicator: Indicator) -> None:
        self.found.append(indicator)
        if indicator.value.quantity is not None:
            self.tally.facts += 1

    def _listed(self, cell: SheetCell, row: SheetRow, project: Project) -> None:
        """Several indicators in one cell: 1、level；level；name；实施周期指标值:…；年度指标值:…"""
        part = 0
        for item in filter(None, _ORDINAL.split(closed_up(cell.text))):
            pieces = [piece.strip("。") for piece in re.split("[；;]", item)]
            values = [
                (label, piece) for piece in pieces if (label := label_of(piece)) is not None and label.id == "value"
            ]
            names = [_CODE.sub("", piece) for piece in pieces if label_of(piece) is None]
            if len(names) < 3 or not values:
                message = "the cell lists indicators, but not level, level, name and values; it is not loaded"
                issue = Issue("unreadable_indicator", message, row.page, self.form, cell.row_no, cell.column_no, item)
                self.tally.issues.append(issue)
                continue
            for label, _ in values:
                part += 1
                name = "；".join(names[2:]).rstrip(".")
                self._take(
                    Indicator(
                        project=project,
                        period=label.period or "annual",
                        levels=(names[0], names[1], name),
                        description=None,
                        basis=None,
                        value=read_value(label.value, name),
                        text=label.value,
                        cell=cell,
                        row=row,
                        part=part,
                    )
                )


def _of_block(cells: Mapping[tuple[str, int], SheetCell], entry: ListRow, name: str, block: int) -> str:
    """The text of a column; a column that stands once serves all blocks."""
    is_single = sum(column.label.id == name for column in entry.columns) == 1
    cell = cells.get((name, 0 if is_single else block))
    return cell.text if cell is not None else ""


def _split_levels(name: str) -> tuple[str | None, str | None, str]:
    """Cut the names of the levels off an indicator that prints them in one cell: 产出指标数量指标培训人次."""
    found: list[str | None] = []
    for level in (1, 2):
        words = sorted(annex_words().levels[level], key=len, reverse=True)
        word = next((word for word in words if name.startswith(word) and word.endswith("指标")), None)
        found.append(word)
        name = name.removeprefix(word or "")
    return found[0], found[1], name
