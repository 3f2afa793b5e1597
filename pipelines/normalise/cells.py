"""Read the amount cells of a form and count them: each becomes a fact, is ignored by name, or is an issue."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.issues import Issue
from pipelines.normalise.amounts import Amount, is_clearly_amount, is_dash, looks_like_amount, parse_amount
from pipelines.recognise.form import BodyCell, BodyRow, Column

# Whole numbers in other ignored columns are ordinals and codes, no amounts.
COUNTED_REASONS = ("percentage", "count")


@dataclass
class Tally:
    """How the amount-like cells of one form ended. amounts = facts + ignored + problems; `reasons` says why ignored.

    `usual_decimals`: how many an amount read by OCR must have, or None.
    """

    facts: int = 0
    problems: int = 0
    issues: list[Issue] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    usual_decimals: int | None = None

    @property
    def ignored(self) -> int:
        """The cells that are kept out for a named reason."""
        return self.reasons.total()

    @property
    def amounts(self) -> int:
        """All amount-like cells of the form."""
        return self.facts + self.ignored + self.problems

    @property
    def ignored_reasons(self) -> str | None:
        """The reasons with their cells, most frequent first (`weight 14, contact 2`); None where none is ignored."""
        counted = sorted(self.reasons.items(), key=lambda item: (-item[1], item[0]))
        return ", ".join(f"{reason} {cells}" for reason, cells in counted) or None

    def ignore(self, reason: str, cells: int = 1) -> None:
        """Count `cells` amount cells that no fact is made of, for a reason that has a name."""
        if cells:
            self.reasons[reason] += cells

    def problem(self, issue: Issue, cells: int = 1) -> None:
        """Record an issue that keeps `cells` amount cells from becoming facts."""
        self.problems += cells
        self.issues.append(issue)


def count_ignored(rows: Iterable[BodyRow], columns: Iterable[Column], tally: Tally) -> None:
    """Count the numbers in columns that the vocabulary keeps out on purpose."""
    ignored = [(column.index, column.reason) for column in columns if column.kind == "ignored" and column.reason]
    for row in rows if ignored else ():
        for index, reason in ignored:
            cell = row.cells.get(index)
            counts = looks_like_amount if reason in COUNTED_REASONS else is_clearly_amount
            if cell is not None and not cell.spans_rows and counts(cell.text):
                tally.ignore(reason)


def count_unloaded(rows: Iterable[BodyRow], tally: Tally) -> None:
    """Count the numbers of a form whose facts are not loaded yet: ignored for that reason."""
    for row in rows:
        cells = sum(is_clearly_amount(cell.text) for cell in row.cells.values() if not cell.spans_rows)
        tally.ignore("form_not_loaded", cells)


def read_cell(cell: BodyCell, row: BodyRow, scale: str, form: str, tally: Tally) -> Amount | None:
    """Read one cell of an amount column. None for blanks and dashes; what is neither nor a number becomes an issue."""
    amount = parse_amount(cell.text, scale)
    if amount is None and is_dash(cell.text):
        return None
    if amount is not None and cell.confidence is not None and _breaks_habit(amount, tally.usual_decimals):
        message = (
            f"read by OCR with {amount.decimals} decimals where others have {tally.usual_decimals}: "
            "a decimal point may be lost; it is not loaded"
        )
        place = (row.page, form, cell.row_no, cell.column_no, cell.text)
        tally.problem(Issue("ocr_decimals", message, *place))
        return None
    if amount is not None:
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
