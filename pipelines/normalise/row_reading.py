"""Read the body rows of one block in order: what each row means, with the context that the rows above it set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipelines.issues import Issue
from pipelines.normalise.amounts import looks_like_amount, parse_amount
from pipelines.normalise.broken_names import with_whole_names
from pipelines.normalise.identifiers import Group, Named
from pipelines.normalise.meaning import Label, depth_of, read_label
from pipelines.normalise.meant_row import MeantRow
from pipelines.normalise.row_words import RowWords
from pipelines.normalise.subject_rows import SubjectRows
from pipelines.normalise.term_rows import TermRows
from pipelines.recognise.form import Block, BodyRow
from pipelines.recognise.preamble import is_note
from pipelines.recognise.spelling import without_enumerator
from pipelines.recognise.terms import NOTHING_SAID, Facets, combine, facets_of


@dataclass
class BlockReader:
    """Reads one block. `publishers` are units that a row may name without a code.

    `counted` tells why rows (by id) are ignored that print counts or rates among amounts: 公务用车保有量, 增减(%).
    """

    block: Block
    form: str
    year: int
    is_revenue: bool
    publishers: frozenset[str]
    is_two_sided: bool = False
    issues: list[Issue] = field(default_factory=list)
    counted: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = RowWords(self.block)
        self.subjects = SubjectRows(self.block, self.year, self.publishers, self._issue)
        self.terms = TermRows(self.block, self.is_revenue, self.is_two_sided, self.subjects)
        self.unit: tuple[str | None, str] | None = None
        self.last_total: BodyRow | None = None
        self.has_rows = False
        self.rows: Sequence[BodyRow] = ()
        self.banner: tuple[str, Facets] | None = None

    def read(self, rows: Iterable[BodyRow]) -> list[MeantRow]:
        """Return the rows that mean something; blank rows and notes are left out, the rest are issues."""
        whole = list(with_whole_names(rows, self.block, self.words.groups, self.subjects.lists))
        self.has_rows = sum(self.words.has_amounts(row) for row in whole) > 1
        self.rows = whole
        named = [self.words.names(row) for row in whole]
        totals = [row for row, names in zip(whole, named, strict=True) if self._is_total(row, names)]
        self.last_total = totals[-1] if totals else None
        unknown = () if self.is_revenue else self.subjects.look_ahead(whole, named)
        meant = (
            self._row(row, names)
            for number, (row, names) in enumerate(zip(whole, named, strict=True))
            if number not in unknown
        )
        return self._without_strangers([row for row in meant if row is not None])

    def _without_strangers(self, rows: Sequence[MeantRow]) -> list[MeantRow]:
        """Among sources of money a name that no list has is no subject: nobody knows what it is."""
        listed = any(resolved.is_listed for row in rows for resolved in row.subjects.values())
        if listed or not any(row.line_item in ("source", "carryover") for row in rows):
            return list(rows)
        strangers = [row for row in rows if row.subjects]
        numbers = {row.row.row_no for row in strangers}
        self.issues = [issue for issue in self.issues if issue.code != "unknown_subject" or issue.row_no not in numbers]
        for row in strangers:
            self._issue(row.row, "unknown_row", "no term for this source; its amounts are not loaded", row.label or "")
        return [row for row in rows if not row.subjects]

    def _is_total(self, row: BodyRow, named: Sequence[tuple[Group, Named]]) -> bool:
        if not named and (left := self.words.total_at_left(row)) is not None:
            return facets_of(left.core).understood
        facets = facets_of(read_label(named[0][1].name).core) if len(named) == 1 else NOTHING_SAID
        return facets.total and facets.understood and facets.category is None

    def _is_banner(self, row: BodyRow) -> bool:
        """A year or stage alone in its row (2025年预算数), printed above the amounts of that year: it is remembered."""
        if self.block.classification != "three_public" or len(row.cells) != 1:
            return False
        texts = ["".join(cell.text.split()) for cell in row.cells.values()]
        if looks_like_amount(texts[0]):
            return False
        said = facets_of(texts[0])
        if not said.understood or (said.year is None and said.year_offset is None):
            return False
        self.banner = (texts[0], replace(said, role=None, total=False))
        return True

    def _row(self, row: BodyRow, named: Sequence[tuple[Group, Named]]) -> MeantRow | None:
        if self._is_banner(row):
            return None
        unit = self.words.unit(row)
        self.unit = unit or self.unit
        if not named:
            return self._unnamed(row, unit)
        text = next((found.name for _, found in named if found.name), "")
        has_code = any(found.code for _, found in named)
        if not _names_anything(text, has_code=has_code):
            self._without_meaning(row, text)
            return None
        label = read_label(text)
        printed = next((found.printed for _, found in named if found.name), text)
        if printed != text:
            label = replace(label, text=printed)
        if unit is not None and unit[1] == named[0][1].name and named[0][1].code is None:
            return MeantRow(row, label.text, "unit", unit=unit)
        ignored = _ignored(facets_of(label.core))
        if ignored is not None and not has_code:
            self.counted[id(row)] = ignored
            return None
        meant = self._term(row, label, [found for _, found in named]) or self._subject(row, label, named)
        return None if meant is None else self._with_context(meant, label)

    def _with_context(self, meant: MeantRow, label: Label) -> MeantRow:
        """The row with what its other columns and the rows above say: unit, depth, project, kind of money."""
        said = self.words.said(meant.row)
        return replace(
            meant,
            unit=meant.unit or self.unit,
            depth=depth_of(label.enumerator),
            facets=meant.facets if said is NOTHING_SAID else combine([meant.facets, said]),
            label=self.words.project(meant.row) or meant.label,
        )

    def _term(self, row: BodyRow, label: Label, named: Sequence[Named]) -> MeantRow | None:
        return self.terms.read(row, label, named, is_last_total=row is self.last_total)

    def _subject(self, row: BodyRow, label: Label, named: Sequence[tuple[Group, Named]]) -> MeantRow | None:
        meant = self.subjects.read(row, label, named, is_closed=self.terms.is_closed)
        if meant is None:
            return None
        if meant.line_item == "unit":
            self.unit = meant.unit
            return meant
        # Also where nothing is open: what is numbered as high ends the category.
        facets = self.terms.category_of(label)
        return meant if facets is meant.facets else replace(meant, facets=facets)

    def _without_meaning(self, row: BodyRow, text: str) -> None:
        """A note or a number where a label stands: no row of the form, unless amounts stand beside it."""
        cells = (row.cells.get(column.index) for column in self.block.measures)
        if any(cell is not None and looks_like_amount(cell.text) for cell in cells):
            self._issue(row, "row_without_label", "no label says what these amounts are; they are not loaded", text)

    def _unnamed(self, row: BodyRow, unit: tuple[str | None, str] | None) -> MeantRow | None:
        """A row that names no subject: a unit's row, a total, a row of a year, or the only row of a form."""
        words = self.words
        if not words.has_amounts(row):
            return None
        if (year := words.year(row)) is not None:
            return MeantRow(row, words.text(row, "year"), "unit" if self.unit else "total", year, unit=self.unit)
        if unit is not None:
            return MeantRow(row, unit[1], "unit", unit=unit)
        if (project := words.project(row)) is not None and not facets_of(project).total:
            return MeantRow(row, project, "subject", words.said(row), unit=self.unit)
        if (label := words.total(row)) is not None:
            return MeantRow(row, label, "total")
        if (left := words.total_at_left(row)) is not None:
            return self._term(row, left, ())
        if self.banner is not None:
            text, said = self.banner
            return MeantRow(row, text, "unit" if self.unit else "total", said, unit=self.unit)
        if self.has_rows and not self._repeats(row):
            message = "a row without label among others: nothing says what it is; its amounts are not loaded"
            self._issue(row, "row_without_label", message, "")
            return None
        return MeantRow(row, None, "total")

    def _repeats(self, row: BodyRow) -> bool:
        """True where another row prints the same amounts: a foot that repeats the department's row is its total."""
        own = self.words.amounts(row)
        return any(other is not row and self.words.amounts(other) == own for other in self.rows)

    def _issue(self, row: BodyRow, code: str, message: str, text: str) -> None:
        self.issues.append(Issue(code, message, page=row.page, form=self.form, row_no=row.row_no, text=text))


def _names_anything(text: str, *, has_code: bool) -> bool:
    """False for a note, for a number, and for 二、 and …, which hold a place in forms that nobody has filled in."""
    if is_note(text) or parse_amount(text, "元") is not None:
        return False
    return has_code or any(char.isalnum() for char in without_enumerator(read_label(text).core))


def _ignored(said: Facets) -> str | None:
    """Why the numbers of a row are no money; a count is one even where its label is only half understood."""
    return said.ignore if said.understood or said.ignore == "count" else None
