"""Turn one recognised form into facts: one row a printed amount, in yuan, with what it is and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.issues import Issue
from pipelines.normalise.amounts import Amount, is_blank, looks_like_amount
from pipelines.normalise.cells import Tally, count_ignored, read_cell
from pipelines.normalise.roles import column_roles, row_roles
from pipelines.normalise.row_reading import BlockReader, MeantRow
from pipelines.normalise.subjects import Resolved
from pipelines.recognise.catalogue import FormSpec, spec_of
from pipelines.recognise.form import Block, BodyCell, Column, Form
from pipelines.recognise.terms import Facets, combine, facets_of

_FUNDS = ("general_public", "government_fund", "state_capital")


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed amount. `is_revenue` tells the fact table; subjects by classification."""

    is_revenue: bool
    form: str
    unit: tuple[str | None, str] | None
    fiscal_year: int
    stage: str
    line_item: str
    row_label: str | None
    subjects: Mapping[str, Resolved]
    three_public: str | None
    funding: str
    category: str
    row_role: str
    column_role: str
    amount_kind: str
    amount: Amount
    scale: str
    cell: BodyCell
    page: int
    table_no: int


@dataclass
class FormFacts:
    """The facts of one form, with the count of its cells."""

    facts: list[Fact] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    rows: int = 0


@dataclass(frozen=True, slots=True)
class About:
    """What the document says where the form is silent."""

    year: int
    stage: str
    publishers: frozenset[str]


def form_facts(form: Form, about: About) -> FormFacts:
    """Return the facts of a form. Cells that cannot become facts are issues in the tally; none is dropped."""
    result = FormFacts()
    result.tally.issues.extend(form.issues)
    spec = spec_of(form.form)
    printed = {
        row for row, body in enumerate(form.rows) if any(not is_blank(cell.text) for cell in body.cells.values())
    }
    result.rows = len(printed)
    for body in form.rows:
        count_ignored(body, form.columns, result.tally)
    if not form.is_loaded:
        return result
    if form.scale is None:
        _without_scale(form, result)
        return result
    for block in form.blocks:
        _block_facts(form, spec, block, about, result)
    return result


def _without_scale(form: Form, result: FormFacts) -> None:
    columns = [column.index for block in form.blocks for column in block.measures]
    cells = sum(
        1 for row in form.rows for index in columns if (cell := row.cells.get(index)) and looks_like_amount(cell.text)
    )
    message = "no scale (元, 万元 …) is printed at this form; nothing is guessed, its amounts are not loaded"
    result.tally.problem(Issue("scale_missing", message, page=form.page_first, form=form.form, text=form.title), cells)


def _block_facts(form: Form, spec: FormSpec, block: Block, about: About, result: FormFacts) -> None:
    is_revenue = block.classification == "source" or spec.id == "revenue"
    year = form.year or about.year
    reader = BlockReader(block, spec.id, year, is_revenue, about.publishers)
    rows = reader.read(form.rows)
    result.tally.issues.extend(reader.issues)
    _count_unread(form, block, rows, result)
    measures = _measures(form, spec, block)
    roles = row_roles(rows)
    known = [facets for _, facets in measures]
    columns = column_roles(known)
    rows_by = _rows_by(block, spec, rows)
    split_by_items = any(facets.three_public not in (None, "total") for facets in known)
    for row, role in zip(rows, roles, strict=True):
        for (column, facets), column_role in zip(measures, columns, strict=True):
            cell = row.row.cells.get(column.index)
            if cell is None or is_blank(cell.text) or cell.spans_rows:
                continue
            if column.kind == "unknown":
                if looks_like_amount(cell.text):
                    result.tally.amounts += 1
                    result.tally.problems += 1
                continue
            amount = read_cell(cell, row.row, form.scale or "", spec.id, result.tally)
            if amount is None:
                continue
            joined = _join(facets, row.facets)
            if joined.conflict is not None:
                _conflict(result, row, cell, spec, joined)
                continue
            final_role = _with_items(role, joined, row, rows) if split_by_items else role
            if _is_part_of_column(facets, column, known):
                final_role = "of_which"
            result.facts.append(
                Fact(
                    is_revenue=is_revenue,
                    form=spec.id if is_revenue else spec.id_for(rows_by),
                    unit=row.unit,
                    fiscal_year=(joined.year or year) + (joined.year_offset or 0),
                    stage=joined.stage or form.stage or about.stage,
                    line_item=_line_item(row, role, joined, split_by_items),
                    row_label=row.label,
                    subjects=row.subjects,
                    three_public=(joined.three_public or "total") if spec.id == "three_public" else None,
                    funding=joined.funding or "total",
                    category=joined.category or "total",
                    row_role=final_role,
                    column_role=column_role,
                    amount_kind=joined.kind or "amount",
                    amount=amount,
                    scale=form.scale or "",
                    cell=cell,
                    page=row.row.page,
                    table_no=row.row.table_no,
                )
            )


def _rows_by(block: Block, spec: FormSpec, rows: Sequence[MeantRow]) -> str | None:
    """What the rows are broken down by; a row that also names the form's usual subject counts as that."""
    if any(spec.rows in row.subjects for row in rows) or block.classification in ("source", "three_public"):
        return None
    return block.classification


def _measures(form: Form, spec: FormSpec, block: Block) -> list[tuple[Column, Facets]]:
    """The amount columns of a block with everything that the form, its title and their headers say."""
    base = Facets(funding=spec.funding, category=spec.category)
    title = facets_of(form.title or "")
    if spec.id == "three_public" and title.funding in _FUNDS:
        base = replace(base, funding=title.funding)
    result: list[tuple[Column, Facets]] = []
    for column in block.measures:
        own = replace(column.facets, role=None, side=None, level=None, total=False, unknown=())
        if spec.id in ("three_public", "appropriation_summary") and own.funding == "appropriation":
            own = replace(own, funding=None)
        if block.classification == "source" and own.funding == "current_year" and len(block.measures) == 1:
            # 本年收入 over the whole side is its name; which source and which total, the rows say.
            own = replace(own, funding=None)
        result.append((column, combine([base, own]) if column.kind == "measure" else own))
    if spec.id == "three_public":
        result = _with_wider_total(result)
    return result


def _with_wider_total(measures: list[tuple[Column, Facets]]) -> list[tuple[Column, Facets]]:
    """A 合计 beside a 三公 total and columns of meetings and training: the total of all of them."""
    result: list[tuple[Column, Facets]] = []
    for column, facets in measures:
        peers = [other for _, other in measures if _same_time(other, facets)]
        items = {other.three_public for other in peers}
        wider = facets.three_public is None and {"total", "meeting"} & items == {"total", "meeting"}
        result.append((column, replace(facets, three_public="total_with_meeting_training") if wider else facets))
    return result


def _same_time(one: Facets, two: Facets) -> bool:
    return (one.year, one.year_offset, one.stage, one.kind) == (two.year, two.year_offset, two.stage, two.kind)


def _join(column: Facets, row: Facets) -> Facets:
    """What column and row say together. The row's own total says nothing against the column's item."""
    return combine([column, replace(row, role=None, side=None, total=False, line=None, of_which=False)])


def _line_item(row: MeantRow, role: str, joined: Facets, split_by_items: bool) -> str:
    if row.facets.three_public == "total" and role == "total":
        return "total"
    unlabelled = row.line_item == "total" and row.label is None
    if split_by_items and unlabelled and joined.three_public not in (None, "total", "total_with_meeting_training"):
        return "subject"
    return row.line_item


def _with_items(role: str, joined: Facets, row: MeantRow, rows: Sequence[MeantRow]) -> str:
    """Role of a cell where the items of 三公 are columns: row and column decide together."""
    if joined.three_public == "agency_running":
        return "of_which"
    leaf = role == "item" or (row.line_item == "unit" and role == "total") or (row.label is None and len(rows) == 1)
    if not leaf:
        return role
    item = joined.three_public or "total"
    if item in ("total", "total_with_meeting_training"):
        return "subtotal" if any(other.line_item == "total" and other is not row for other in rows) else "total"
    return "subtotal" if item == "vehicle" else "item"


def _is_part_of_column(facets: Facets, column: Column, known: Sequence[Facets]) -> bool:
    """True for a 其中 column that measures the same as the column it is a part of."""
    if not column.facets.of_which:
        return False
    same = [
        other
        for other in known
        if (other.funding, other.category, other.three_public) == (facets.funding, facets.category, facets.three_public)
        and _same_time(other, facets)
    ]
    return len(same) > 1 or facets.three_public == "detail"


def _count_unread(form: Form, block: Block, rows: Sequence[MeantRow], result: FormFacts) -> None:
    """Count the amount cells of rows that mean nothing to us; their issue stands already."""
    read = {id(row.row) for row in rows}
    indexes = [column.index for column in block.measures]
    for row in form.rows:
        if id(row) in read:
            continue
        cells = sum(1 for index in indexes if (cell := row.cells.get(index)) and looks_like_amount(cell.text))
        result.tally.amounts += cells
        result.tally.problems += cells


def _conflict(result: FormFacts, row: MeantRow, cell: BodyCell, spec: FormSpec, joined: Facets) -> None:
    result.tally.facts -= 1
    result.tally.problems += 1
    result.tally.issues.append(
        Issue(
            "contradicting_measures",
            f"row and column say different things of {joined.conflict}; the cell is not loaded",
            page=row.row.page,
            form=spec.id,
            row_no=cell.row_no,
            column_no=cell.column_no,
            text=cell.text,
        )
    )
