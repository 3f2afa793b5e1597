"""Collect the facts of one block of a form: one for each amount of its rows, with what row and column say of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.issues import Issue
from pipelines.normalise.amounts import Amount, is_blank, looks_like_amount, parse_amount
from pipelines.normalise.cells import Tally, read_cell
from pipelines.normalise.fact import About, Fact
from pipelines.normalise.meant_row import MeantRow
from pipelines.normalise.measures import Measured, is_total_item, measures_of
from pipelines.normalise.roles import is_broken_down, row_roles
from pipelines.normalise.row_reading import BlockReader
from pipelines.normalise.subject_columns import Subjects
from pipelines.normalise.subjects import Resolved
from pipelines.recognise.catalogue import FormSpec
from pipelines.recognise.form import Block, BodyCell, Form
from pipelines.recognise.terms import NOTHING_SAID, Facets, combine


@dataclass
class BlockFacts:
    """Collects the facts of one block of a form."""

    form: Form
    spec: FormSpec
    block: Block
    about: About
    tally: Tally
    subjects: Subjects

    def collect(self, facts: list[Fact]) -> None:
        self.is_revenue = self.block.classification == "source" or self.spec.id == "revenue"
        self.year = self.form.year or self.about.year
        reader = BlockReader(
            self.block, self.spec.id, self.year, self.is_revenue, self.about.publishers, self.spec.two_sided
        )
        self.rows = reader.read(self.form.rows)
        self.tally.issues.extend(reader.issues)
        self._count_unread(reader.counted)
        if not self.block.identifiers and len(self.rows) > 1 and not all(row.label for row in self.rows):
            self._unlabelled()
            return
        measures = measures_of(self.form, self.spec, self.block)
        self.items = {measured.facets.three_public for measured in measures}
        self.has_items = any(not is_total_item(measured.facets.three_public) for measured in measures)
        self.form_id = self.spec.id_for(self._rows_by())
        indexes = [column.index for column in self.block.measures]
        for row, role in zip(self.rows, row_roles(self.rows, indexes), strict=True):
            facts.extend(self._row(row, role, measures))

    def _rows_by(self) -> str | None:
        """What the rows are broken down by; a row that also names the form's usual subject counts as that."""
        if any(self.spec.rows in row.subjects for row in self.rows) or (self.spec.two_sided and self.is_revenue):
            return None
        others = [block for block in self.form.blocks if block is not self.block and block.classification != "source"]
        if others and not any(row.subjects for row in self.rows) and any(r.line_item == "category" for r in self.rows):
            return "category"
        return self.block.classification

    def _row(self, row: MeantRow, role: str, measures: Sequence[Measured]) -> Iterable[Fact]:
        # The row's own total says nothing against the item of the column.
        said = row.facets
        if said is not NOTHING_SAID:
            said = replace(said, role=None, side=None, total=False, line=None, of_which=False)
        for measured in measures:
            cell = row.row.cells.get(measured.column.index)
            if cell is None or is_blank(cell.text) or cell.spans_rows:
                continue
            if measured.column.kind == "unknown":
                if looks_like_amount(cell.text):
                    self.tally.problems += 1
                continue
            amount = read_cell(cell, row.row, self._scale(measured), self.spec.id, self.tally)
            if amount is None:
                continue
            facets = self._of_all(measured) if row.line_item == "total" else measured.facets
            joined = facets if said is NOTHING_SAID else combine([facets, said])
            if joined.conflict is not None:
                self._contradiction(row, cell, joined)
            else:
                yield self._fact(row, role, measured, joined, cell, amount)

    def _of_all(self, measured: Measured) -> Facets:
        """What a column says in a row of 合计; below 人员经费合计 it is no part of 人员经费, but of the whole form."""
        category = measured.facets.category
        closed = any(row.line_item == "category" and row.facets.category == category for row in self.rows)
        return replace(measured.facets, category=self.spec.category) if closed else measured.facets

    def _fact(
        self, row: MeantRow, role: str, measured: Measured, joined: Facets, cell: BodyCell, amount: Amount
    ) -> Fact:
        return Fact(
            is_revenue=self.is_revenue or measured.is_revenue,
            form=self.form_id,
            unit=row.unit,
            fiscal_year=(joined.year or self.year) + (joined.year_offset or 0),
            stage=joined.stage or self.form.stage or self.about.stage,
            line_item=self._line_item(row, role, joined),
            row_label=row.label,
            subjects=self._subjects_of(row, measured),
            three_public=(joined.three_public or "total") if self.spec.id == "three_public" else None,
            funding=joined.funding or "total",
            category=joined.category or "total",
            row_role="of_which" if measured.role == "of_which" else self._row_role(row, role, joined),
            column_role=measured.role,
            amount_kind=joined.kind or "amount",
            amount=amount,
            scale=self._scale(measured),
            cell=cell,
            page=row.row.page,
            table_no=row.row.table_no,
        )

    def _subjects_of(self, row: MeantRow, measured: Measured) -> Mapping[str, Resolved]:
        """The subjects of a row, and the economic class that its column or the title is of."""
        named = self.subjects.get(measured.column.index)
        return row.subjects if named is None else {**named, **row.subjects}

    def _scale(self, measured: Measured) -> str:
        """The scale of a column: its own, printed in its header, else the form's."""
        scale = measured.column.facets.scale or self.form.scale
        if scale is None:
            raise ValueError("a form without scale is turned away before its cells are read")
        return scale

    def _line_item(self, row: MeantRow, role: str, joined: Facets) -> str:
        if row.facets.three_public == "total" and role == "total":
            return "total"
        is_item = self.has_items and not is_total_item(joined.three_public)
        return "subject" if is_item and row.line_item == "total" and self._is_leaf(row, role) else row.line_item

    def _row_role(self, row: MeantRow, role: str, joined: Facets) -> str:
        """Role of a cell; where the items of 三公 are columns, row and column decide together."""
        if not self.has_items or not self._is_leaf(row, role):
            return role
        if is_total_item(joined.three_public):
            others = (other for other in self.rows if other is not row and _is_same_time(other, row))
            return "subtotal" if any(other.line_item == "total" for other in others) else "total"
        return "subtotal" if is_broken_down(joined.three_public, self.items) else "item"

    def _is_leaf(self, row: MeantRow, role: str) -> bool:
        """True for a row that no row of another unit in the same year breaks down."""
        units = (other for other in self.rows if other.line_item == "unit" and other.unit != row.unit)
        return role == "item" or (role == "total" and not any(_is_same_time(other, row) for other in units))

    def _unlabelled(self) -> None:
        """Several rows and no column that says what they are: no amount of them has a meaning."""
        indexes = [column.index for column in self.block.measures]
        for row in self.rows:
            for cell in (row.row.cells[index] for index in indexes if index in row.row.cells):
                if looks_like_amount(cell.text):
                    message = "no column says what the rows are; the amount is not loaded"
                    self._problem("row_without_label", message, row.row.page, cell)

    def _count_unread(self, counted: Mapping[int, str]) -> None:
        """Count the amount cells of rows that mean nothing to us (their issue stands) and numbers among labels.

        Rows of counts and rates (ids in `counted`, with the reason) are ignored by name.
        """
        # By place: a row whose label goes on in the next one was put together anew.
        read = {(row.row.page, row.row.table_no, row.row.row_no) for row in self.rows}
        measures = [column.index for column in self.block.measures]
        for row in self.form.rows:
            if (row.page, row.table_no, row.row_no) in read:
                continue
            cells = sum(1 for index in measures if (cell := row.cells.get(index)) and looks_like_amount(cell.text))
            if id(row) in counted:
                self.tally.ignore(counted[id(row)], cells)
            else:
                self.tally.problems += cells
        labels = [column.index for column in self.block.identifiers if column.kind in ("name", "label")]
        for row in self.form.rows:
            for cell in (row.cells[index] for index in labels if index in row.cells):
                if parse_amount(cell.text, "元") is not None:
                    message = "a number stands among the labels: the row has lost or gained a cell; it is not loaded"
                    self._problem("amount_among_labels", message, row.page, cell)

    def _contradiction(self, row: MeantRow, cell: BodyCell, joined: Facets) -> None:
        self.tally.facts -= 1
        message = f"row and column say different things of {joined.conflict}; the cell is not loaded"
        self._problem("contradicting_measures", message, row.row.page, cell)

    def _problem(self, code: str, message: str, page: int, cell: BodyCell) -> None:
        self.tally.problem(Issue(code, message, page, self.spec.id, cell.row_no, cell.column_no, cell.text))


def _is_same_time(one: MeantRow, two: MeantRow) -> bool:
    one_time, two_time = ((facets.year, facets.stage, facets.kind) for facets in (one.facets, two.facets))
    return one_time == two_time
