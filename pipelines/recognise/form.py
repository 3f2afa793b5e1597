"""What leaves the recognising room: forms with their columns, blocks and body rows. No amounts are read here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipelines.issues import Issue
from pipelines.read.document import Box
from pipelines.recognise.sheet import SheetRow
from pipelines.recognise.statement import Statement
from pipelines.recognise.terms import Facets
from pipelines.records import record


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a form. `index` counts from 0 in the form's first grid; `header` is the path as printed."""

    index: int
    kind: str
    header: tuple[str, ...]
    facets: Facets
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that belong together: what identifies a row, and the amounts printed for it."""

    identifiers: tuple[Column, ...]
    measures: tuple[Column, ...]
    side: str | None
    classification: str | None


@record(frozen=True, slots=True)
class BodyCell:
    """One printed cell of a body row. Numbers count from 1, as people count."""

    text: str
    row_no: int
    column_no: int
    box: Box | None
    spans_rows: bool = False
    confidence: float | None = None


@record(frozen=True, slots=True)
class BodyRow:
    """One printed row: its cells by the form's column index, and where it stands.

    `width` counts the cells of the row, blank ones too, in formats that may have lost some; else it is None.
    """

    cells: Mapping[int, BodyCell]
    page: int
    table_no: int
    row_no: int
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One recognised form of a document.

    `ragged` are rows that have lost blank cells, so that nobody can tell what their amounts are. `sheet` holds the rows
    of a form that prints labels and values; it has no columns, blocks and body rows.
    `form` is an id of data/vocabulary/forms.toml; year, stage, unit, scale and as_of (截止时间) are as printed at the
    form, or None.
    """

    form: str
    title: str | None
    unit: str | None
    year: int | None
    stage: str | None
    scale: str | None
    blocks: tuple[Block, ...]
    columns: tuple[Column, ...]
    rows: tuple[BodyRow, ...]
    page_first: int
    page_last: int
    is_loaded: bool
    empty_note: str | None = None
    issues: tuple[Issue, ...] = ()
    ragged: tuple[BodyRow, ...] = ()
    as_of: date | None = None
    sheet: tuple[SheetRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Words outside the grids that a check needs (data/vocabulary/remarks.toml).

    `value` is what of the words counts, as printed; `subject` the name of the economic subject that an item stands for.
    """

    kind: str
    text: str
    page: int
    box: Box | None = None
    slot: str | None = None
    form: str | None = None
    subject: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """One table of which nothing is loaded: its amount-like cells, and the issue that asks what it is."""

    cells: int
    issue: Issue


@dataclass(frozen=True, slots=True)
class Recognised:
    """All that a document's headings say: its forms, what it is about, and what could not be understood.

    `unrecognised` are the tables with amounts that are none of the forms.
    """

    forms: tuple[Form, ...]
    title: str | None
    year: int | None
    stage: str | None
    unit_names: tuple[str, ...]
    mentions: tuple[str, ...] = field(default=())
    remarks: tuple[Remark, ...] = field(default=())
    statements: tuple[Statement, ...] = field(default=())
    unrecognised: tuple[Unrecognised, ...] = ()
