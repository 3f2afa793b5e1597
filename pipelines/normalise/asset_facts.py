"""Turn a table of assets into entries, one a printed quantity or value, and remarks on the rows that print nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipelines.issues import Issue
from pipelines.normalise.amounts import Amount, is_blank, looks_like_amount, parse_amount
from pipelines.normalise.cells import Tally, read_cell
from pipelines.normalise.list_facts import Entry
from pipelines.recognise.form import BodyCell, BodyRow, Column, Form
from pipelines.recognise.list_columns import AssetKind, asset_kind_of
from pipelines.recognise.preamble import is_note
from pipelines.recognise.spelling import plain

_COUNTED = re.compile(r"数量|辆数|台数|面积|\((?:平方米|㎡|m2|辆|台|台、辆|台/辆|台\(?套\)?|个)\)")
_UNIT = re.compile(r"\((平方米|㎡|m2|辆|台|台、辆|台/辆|辆、台|台\(?套\)?|个|件|册|套|台、套|个、台、辆等)\)")
_OF_WHICH = re.compile(r"^(?:\d{1,2}[.、])?其中")


@dataclass(frozen=True, slots=True)
class BlankRow:
    """A kind of asset whose row is printed without any number."""

    kind: str
    label: str
    page: int
    table_no: int
    row_no: int


def asset_facts(form: Form, year: int, stage: str, tally: Tally) -> tuple[list[Entry], list[BlankRow]]:
    """Return the entries of a table of assets and its blank rows. What cannot become an entry is an issue."""
    maker = _Maker(form, year, stage, tally)
    entries = [entry for row in form.rows for entry in maker.row(row)]
    return entries, maker.blank


class _Maker:
    def __init__(self, form: Form, year: int, stage: str, tally: Tally) -> None:
        self.form, self.year, self.stage, self.tally = form, year, stage, tally
        self.blank: list[BlankRow] = []
        self.names = [column for column in form.columns if column.kind in ("asset_name", "label", "name", "unit_name")]
        self.numbers = [column for column in form.columns if column.kind in ("measure", "quantity", "unknown")]
        self.units = [column for column in form.columns if column.kind == "quantity_unit"]

    def row(self, row: BodyRow) -> Iterable[Entry]:
        texts = ["".join(row.cells[column.index].text.split()) for column in self.names if column.index in row.cells]
        cells = [(column, row.cells[column.index]) for column in self.numbers if column.index in row.cells]
        cells = [(column, cell) for column, cell in cells if not is_blank(cell.text) and not cell.spans_rows]
        label = next((text for text in texts if parse_amount(text, "元") is None), "")
        if (not label and not cells) or (is_note(label) and not cells):
            return
        own = asset_kind_of(label) if label else None
        if not cells:
            if own is not None:
                self.blank.append(BlankRow(own.code, label, row.page, row.table_no, row.row_no))
            return
        for column, cell in cells:
            kind = self._kind(own, column)
            if kind is None:
                self._problem("unknown_row", "no kind of asset for these words; the number is not loaded", row, cell)
            else:
                yield from self._cell(row, label, kind, column, cell)

    @staticmethod
    def _kind(own: AssetKind | None, column: Column) -> AssetKind | None:
        """What the column names is narrower than 合计 at the left of the row."""
        named = next((kind for text in reversed(column.header) if (kind := _named_by(text)) is not None), None)
        return named if named is not None and (own is None or own.code == "total") else own

    def _cell(self, row: BodyRow, label: str, kind: AssetKind, column: Column, cell: BodyCell) -> Iterable[Entry]:
        header = plain("".join(column.header))
        is_count = column.kind == "quantity" or (column.facets.scale is None and bool(_COUNTED.search(header)))
        scale = column.facets.scale or self.form.scale
        if not is_count and scale is None:
            self._problem("scale_missing", "no scale is printed for this value; it is not loaded", row, cell)
            return
        amount = read_cell(cell, row, "元" if is_count else scale or "", self.form.form, self.tally)
        if amount is not None:
            yield self._entry(row, label, kind, header, cell, amount, None if is_count else scale)

    def _entry(
        self, row: BodyRow, label: str, kind: AssetKind, header: str, cell: BodyCell, amount: Amount, scale: str | None
    ) -> Entry:
        quantity = None if scale is not None else Decimal(plain(cell.text).replace(",", ""))
        return Entry(
            table="fact_asset",
            form=self.form.form,
            unit=None,
            fiscal_year=self.year,
            stage=self.stage,
            row_label=label or None,
            row_role="of_which" if _OF_WHICH.match(plain(label)) else _role(kind),
            amount=None if scale is None else amount,
            decimals=amount.decimals,
            scale=scale,
            cell=cell,
            page=row.page,
            table_no=row.table_no,
            values={
                "asset_kind": kind.code,
                "as_of": self.form.as_of,
                "quantity": quantity,
                "quantity_unit": None if quantity is None else self._counted_in(row, label, header, kind),
            },
        )

    def _counted_in(self, row: BodyRow, label: str, header: str, kind: AssetKind) -> str | None:
        printed = next(
            (row.cells[column.index].text.strip() for column in self.units if column.index in row.cells), None
        )
        found = _UNIT.search(plain(label)) or _UNIT.search(header)
        return printed or (found.group(1) if found else kind.unit)

    def _problem(self, code: str, message: str, row: BodyRow, cell: BodyCell) -> None:
        issue = Issue(code, message, row.page, self.form.form, cell.row_no, cell.column_no, cell.text)
        if looks_like_amount(cell.text):
            self.tally.problem(issue)


def _named_by(header: str) -> AssetKind | None:
    kind = asset_kind_of(header)
    return None if kind is None or (kind.code == "other_asset" and plain(header) == "其他") else kind


def _role(kind: AssetKind) -> str:
    return {"total": "total", "fixed_asset": "subtotal"}.get(kind.code, "item")
