"""Turn a list form (projects, procurement, purchased services) into entries: one a printed amount of one item."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipelines.issues import Issue
from pipelines.normalise.amounts import Amount, is_blank, is_clearly_amount, looks_like_amount, parse_amount
from pipelines.normalise.cells import Tally, read_cell
from pipelines.normalise.list_roles import list_roles
from pipelines.normalise.list_row import ListRow
from pipelines.normalise.list_rows import ListReader
from pipelines.normalise.measures import Measured, measures_of
from pipelines.normalise.subject_columns import Subjects
from pipelines.normalise.subjects import Resolved
from pipelines.recognise.catalogue import FormSpec, spec_of
from pipelines.recognise.form import Block, BodyCell, BodyRow, Form
from pipelines.recognise.list_columns import kind_of_catalogue, procurement_kind_of
from pipelines.recognise.spelling import plain, without_enumerator
from pipelines.recognise.terms import Facets, combine

_YEARS = re.compile(r"(\d{1,2})年?")
_CATALOGUE = re.compile(r"^\[?(?P<code>[ABC]?\d{2,}[0-9A-Z]*)\]?[-_:]?(?P<name>.*)$")
_COUNTED = re.compile(r"^(?P<number>[\d,]+(?:\.\d+)?)(?P<unit>[^\d.,]*)$")
# Numbers beside the amounts of an item, and the columns of its row that keep them.
_BESIDE = {"quantity": "quantity", "unit_price": "unit_price_yuan"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed number of a list. `values` are columns of its table alone; `amount` is None for quantities."""

    table: str
    form: str
    unit: tuple[str | None, str] | None
    fiscal_year: int
    stage: str
    row_label: str | None
    row_role: str
    amount: Amount | None
    decimals: int
    scale: str | None
    cell: BodyCell
    page: int
    table_no: int
    values: Mapping[str, object]
    subjects: Mapping[str, Resolved] = field(default_factory=dict)


def list_facts(
    form: Form, year: int, stage: str, publishers: frozenset[str], subjects: Subjects, tally: Tally
) -> list[Entry]:
    """Return the entries of a form of projects or of procurement. Cells that cannot become entries are issues."""
    if not form.blocks:
        return []
    spec, block = spec_of(form.form), form.blocks[0]
    reader = ListReader(block, spec.id, year, publishers, spec.facts == "procurement")
    rows = reader.read(form.rows)
    tally.issues.extend(reader.issues)
    _count_unread(form, block, {_place(row.row) for row in rows}, tally)
    for row in form.rows:
        _count_words(row, block, tally)
    measures = [_carried(measured, form) for measured in measures_of(form, spec, _of_its_time(block, year, stage))]
    roles = list_roles(rows, [_total(row, measures) for row in rows])
    maker = _Maker(
        form, spec, year, stage, tally, subjects, {"project": _project, "procurement": _procurement}[spec.facts or ""]
    )
    entries = [entry for row, role in zip(rows, roles, strict=True) for entry in maker.entries(row, role, measures)]
    _count_beside(form.rows, block, entries, tally)
    return entries


def _place(printed: BodyRow | Entry) -> tuple[int, int, int]:
    row_no = printed.row_no if isinstance(printed, BodyRow) else printed.cell.row_no
    return printed.page, printed.table_no, row_no


def _of_its_time(block: Block, year: int, stage: str) -> Block:
    """2026年预算 over some columns of a budget of 2026 says nothing that 总计 beside them does not mean as well."""
    columns = []
    for column in block.measures:
        facets = column.facets
        if facets.year == year and facets.stage in (None, stage):
            column = replace(column, facets=replace(facets, year=None, stage=None))
        columns.append(column)
    return replace(block, measures=tuple(columns))


def _carried(measured: Measured, form: Form) -> Measured:
    """A table of last year's money (上年结转) says so in its title, not in its columns. A kind of goods is a part."""
    if measured.column.reason is not None and measured.column.kind == "measure":
        measured = replace(measured, role="item")
    title = re.sub(r"\((?:不含|含)[^)]*\)", "", plain(form.title or ""))
    if "结转" not in title or (measured.facets.funding or "").startswith("carryover"):
        return measured
    return replace(measured, facets=combine([Facets(funding="carryover"), replace(measured.facets, kind=None)]))


def _total(row: ListRow, measures: Sequence[Measured]) -> Decimal | None:
    """What a row prints in the column of totals, in whatever scale."""
    column = next((measured.column for measured in measures if measured.role == "total"), None)
    cell = row.row.cells.get(column.index) if column is not None else None
    amount = parse_amount(cell.text, "元") if cell is not None else None
    return None if amount is None else amount.yuan


def _count_unread(form: Form, block: Block, read: set[tuple[int, int, int]], tally: Tally) -> None:
    """Count the amounts of rows that mean nothing to us; the issue of each row stands."""
    for row in form.rows:
        if _place(row) in read:
            continue
        cells = [row.cells[column.index] for column in block.measures if column.index in row.cells]
        tally.problems += sum(looks_like_amount(cell.text) for cell in cells)


def _count_beside(rows: Iterable[BodyRow], block: Block, entries: Iterable[Entry], tally: Tally) -> None:
    """Count quantities and unit prices: a column of the rows that have an amount; nothing is made of the others."""
    kept = {(_place(entry), name) for entry in entries for name, value in entry.values.items() if value is not None}
    for row in rows:
        for column in block.identifiers:
            cell = row.cells.get(column.index)
            if column.kind not in _BESIDE or cell is None or cell.spans_rows or not looks_like_amount(cell.text):
                continue
            if (_place(row), _BESIDE[column.kind]) in kept:
                tally.facts += 1
            else:
                tally.ignore("count")


def _count_words(row: BodyRow, block: Block, tally: Tally) -> None:
    for column in block.identifiers:
        cell = row.cells.get(column.index)
        if cell is None or column.kind in _BESIDE or not is_clearly_amount(cell.text):
            continue
        if column.kind not in ("code", "unit_code", "project_code", "catalogue"):
            message = "a number stands among the words of a list: the row has lost or gained a cell; it is not loaded"
            tally.problem(Issue("amount_among_labels", message, row.page, None, cell.row_no, cell.column_no, cell.text))


@dataclass
class _Maker:
    """Makes the entries of one form; `values_of` gives the columns of its table."""

    form: Form
    spec: FormSpec
    year: int
    stage: str
    tally: Tally
    subjects: Subjects
    values_of: Callable[[ListRow, Form], dict[str, object]]
    items: int = 0

    def entries(self, row: ListRow, role: str, measures: Sequence[Measured]) -> Iterable[Entry]:
        if row.line_item == "project" and role == "item":
            self.items += 1
        for measured in measures:
            cell = row.row.cells.get(measured.column.index)
            if cell is None or is_blank(cell.text) or cell.spans_rows:
                continue
            if measured.column.kind == "unknown" or measured.facets.kind == "change":
                if looks_like_amount(cell.text):
                    self._set_aside(measured)
                continue
            scale = measured.column.facets.scale or self.form.scale or ""
            amount = read_cell(cell, row.row, scale, self.spec.id, self.tally)
            if amount is not None:
                yield self._entry(row, role, measured, cell, amount, scale)

    def _set_aside(self, measured: Measured) -> None:
        if measured.column.kind == "unknown":
            self.tally.problems += 1
        else:
            # An increase over last year is no money of a project.
            self.tally.ignore("change")

    def _entry(self, row: ListRow, role: str, measured: Measured, cell: BodyCell, amount: Amount, scale: str) -> Entry:
        joined = combine([measured.facets, replace(row.said, category=None)])
        values = self.values_of(row, self.form) | {
            "line_item": row.line_item,
            "funding": joined.funding or "total",
            "column_role": measured.role,
        }
        if measured.column.reason is not None:
            values["procurement_kind"] = measured.column.reason
        if self.spec.facts == "procurement":
            values["category"] = measured.facets.category or "total"
        if self.spec.facts == "project":
            values["project_no"] = self.items if row.line_item == "project" and role == "item" else None
        return Entry(
            table=f"fact_{self.spec.facts}",
            form=self.spec.id,
            unit=row.unit,
            fiscal_year=(joined.year or self.year) + (joined.year_offset or 0),
            stage=joined.stage or self.stage,
            row_label=row.label or None,
            row_role="of_which" if measured.role == "of_which" else role,
            amount=amount,
            decimals=amount.decimals,
            scale=scale,
            cell=cell,
            page=row.row.page,
            table_no=row.row.table_no,
            values=values,
            subjects={**row.subjects, **self.subjects.get(measured.column.index, {})},
        )


def _project(row: ListRow, _form: Form) -> dict[str, object]:
    details = row.details
    is_project = row.line_item == "project"
    years = _YEARS.fullmatch(details.get("project_years", ""))
    return {
        "project_code": details.get("project_code") if is_project else None,
        "project_name": (details.get("project_name") or details.get("project_group")) if is_project else None,
        "project_kind": details.get("project_kind"),
        "project_years": int(years.group(1)) if years else None,
        "category": "total",
        "period": "annual",
        "plan_month": None,
        "goal": details.get("goal"),
        "plan_text": details.get("plan_text"),
        "need_text": None,
    }


def _procurement(row: ListRow, form: Form) -> dict[str, object]:
    details = row.details
    catalogue = _CATALOGUE.match(plain(details.get("catalogue", "")))
    printed = without_enumerator(details.get("catalogue", "")) or None
    kind = procurement_kind_of(details.get("procurement_kind", "")) or kind_of_catalogue(details.get("catalogue", ""))
    if form.form == "purchased_service":
        kind = kind or "services"
    # Totals print how many pieces they add up, but have no other details.
    beside = {column.kind: row.row.cells[column.index].text for column in form.columns if column.index in row.row.cells}
    counted = _COUNTED.match(plain(beside.get("quantity", "")))
    scales = [column.facets.scale for column in form.columns if column.kind == "unit_price"]
    price = parse_amount(beside.get("unit_price", ""), next((scale for scale in scales if scale), form.scale or "元"))
    return {
        "project_name": details.get("project_name") if row.line_item in ("project", "item") else None,
        "item_name": details.get("item_name") if row.line_item == "item" else None,
        "catalogue_code": catalogue.group("code") if catalogue else None,
        "catalogue_name": (catalogue.group("name") or None) if catalogue else printed,
        "procurement_kind": kind,
        "quantity": Decimal(counted.group("number").replace(",", "")) if counted else None,
        "quantity_unit": details.get("quantity_unit") or ((counted.group("unit") or None) if counted else None),
        "unit_price_yuan": price.yuan if price else None,
    }
