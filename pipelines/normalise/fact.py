"""What leaves the reading of one form: its printed amounts with their meaning, and the count of its cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.normalise.amounts import Amount
from pipelines.normalise.asset_facts import BlankRow
from pipelines.normalise.cells import Tally
from pipelines.normalise.list_facts import Entry
from pipelines.normalise.performance import Performance
from pipelines.normalise.subjects import Resolved
from pipelines.recognise.form import BodyCell
from pipelines.records import record


@record(frozen=True, slots=True)
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
    """The facts of one form, the entries of a list and its blank rows, with the count of its cells."""

    facts: list[Fact] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    blank: list[BlankRow] = field(default_factory=list)
    performance: Performance = field(default_factory=Performance)
    tally: Tally = field(default_factory=Tally)
    rows: int = 0

    @property
    def printed(self) -> tuple[Fact | Entry, ...]:
        """Everything of the form that becomes a row of a fact table, but for annexes."""
        return (*self.facts, *self.entries)

    @property
    def units(self) -> set[tuple[str | None, str]]:
        """The units that rows of the form name, as printed."""
        found = [printed.unit for printed in self.printed]
        found += [amount.project.unit for amount in self.performance.amounts]
        found += [indicator.project.unit for indicator in self.performance.indicators]
        return {unit for unit in found if unit is not None}

    @property
    def is_filled(self) -> bool:
        """True where the form prints an amount that is not zero, a number that is none, or an indicator."""
        amounts = [fact.amount for fact in self.facts if fact.amount_kind == "amount"]
        amounts += [amount.amount for amount in self.performance.amounts]
        counted = any(entry.amount is None or entry.amount.yuan for entry in self.entries)
        return any(amount.yuan for amount in amounts) or counted or bool(self.performance.indicators)


@dataclass(frozen=True, slots=True)
class About:
    """What the document says where the form is silent; `usual_decimals` are those of its amounts read by OCR."""

    year: int
    stage: str
    publishers: frozenset[str]
    usual_decimals: int | None = None
