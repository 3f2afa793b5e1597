"""Read the amount cells of a form and count them: each becomes a fact, is ignored by name, or is an issue."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.issues import Issue
from pipelines.normalise.amounts import Amount, is_clearly_amount, is_dash, looks_like_amount, parse_amount
from pipelines.recognise.form import BodyCell, BodyRow, Column

COUNTED_REASONS = ("memo_column", "percentage", "count")


@dataclass
class Tally:
    """How the amount-like cells of one form ended. amounts = facts + ignored + issues.

    `usual_decimals`: how many an amount read by OCR must have, or None.
    """

    amounts: int = 0
    facts: int = 0
    ignored: int = 0
    problems: int = 0
    issues: list[Issue] = field(default_factory=list)
    usual_decimals: int | None = None

    def problem(self, issue: Issue, cells: int = 1) -> None:
        """Record an issue that keeps `cells` amount cells from becoming facts."""
        self.amounts += cells
        self.problems += cells
        self.issues.append(issue)


def count_ignored(row: BodyRow, columns: tuple[Column, ...], tally: Tally) -> None:
    """Count the numbers in columns that the vocabulary keeps out on purpose."""
    for column in columns:
        cell = row.cells.get(column.index)
        if cell and column.kind == "ignored" and column.reason in COUNTED_REASONS and looks_like_amount(cell.text):
            tally.amounts += 1
            tally.ignored += 1


def count_unloaded(rows: Iterable[BodyRow], tally: Tally) -> None:
    """Count the numbers of a form whose facts are not loaded yet: ignored for that reason."""
    for row in rows:
        cells = sum(is_clearly_amount(cell.text) for cell in row.cells.values() if not cell.spans_rows)
        tally.amounts += cells
        tally.ignored += cells


def read_cell(cell: BodyCell, row: BodyRow, scale: str, form: str, tally: Tally) -> Amount | None:
    """Read one cell of an amount column. None for blanks and dashes; what is neither nor a number becomes an issue."""
    if is_dash(cell.text):
        return None
    amount = parse_amount(cell.text, scale)
    if amount is not None and cell.confidence is not None and _breaks_habit(amount, tally.usual_decimals):
        message = (
            f"read by OCR with {amount.decimals} decimals where others have {tally.usual_decimals}: "
            "a decimal point may be lost; it is not loaded"
        )
        place = (row.page, form, cell.row_no, cell.column_no, cell.text)
        tally.problem(Issue("ocr_decimals", message, *place))
        return None
    if amount is not None:
        tally.amounts += 1
        tally.facts += 1
        return amount
    numeric = looks_like_amount(cell.text)
    issue = Issue(
        "unreadable_amount" if numeric else "text_in_amount_cell",
        "the cell of an amount column is no number; it is not loaded",
        page=row.page,
        form=form,
        row_no=cell.row_no,
        column_no=cell.column_no,
        text=cell.text,
    )
    if numeric:
        tally.problem(issue)
    else:
        tally.issues.append(issue)
    return None


def _breaks_habit(amount: Amount, usual: int | None) -> bool:
    return usual is not None and amount.decimals != usual and amount.yuan != 0
