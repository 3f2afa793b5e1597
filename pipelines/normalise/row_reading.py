"""Read the body rows of one block in order: what each row means, with the context that the rows above it set."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.issues import Issue
from pipelines.normalise.amounts import looks_like_amount, parse_amount
from pipelines.normalise.broken_names import with_whole_names
from pipelines.normalise.code_lists import Classification
from pipelines.normalise.identifiers import Group, Named, group_identifiers, read_named
from pipelines.normalise.meaning import Label, depth_of, line_item_of, read_label
from pipelines.normalise.meant_row import MeantRow
from pipelines.normalise.source_list import SourceList
from pipelines.normalise.subjects import Resolved, Resolver
from pipelines.normalise.unlisted_names import below_unknown_headings, levels_by_depth
from pipelines.recognise.form import Block, BodyRow
from pipelines.recognise.preamble import is_note
from pipelines.recognise.spelling import plain, without_enumerator
from pipelines.recognise.terms import NOTHING_SAID, Facets, combine, facets_of, is_memo
from pipelines.recognise.unit_words import looks_like_unit

_CLASSIFICATIONS: tuple[Classification, ...] = ("function", "economic", "government_economic")


@dataclass
class BlockReader:
    """Reads one block. `publisher` names are units that a row may name without a code.

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
        self.groups = group_identifiers(self.block.identifiers)
        self._of_kind: dict[str, list[int]] = {}
        for column in self.block.identifiers:
            self._of_kind.setdefault(column.kind, []).append(column.index)
        self.resolvers = {name: Resolver(name, self.year) for name in _CLASSIFICATIONS}
        self.unit: tuple[str | None, str] | None = None
        self.last_total: BodyRow | None = None
        self.has_rows = False
        self.rows: Sequence[BodyRow] = ()
        self.sources = SourceList()
        self._named: dict[str, str] = {}
        self.category: tuple[int, Facets] | None = None
        self.banner: tuple[str, Facets] | None = None
        self.has_subjects = self.is_closed = False
        self.levels: Mapping[int, int] = {}

    def read(self, rows: Iterable[BodyRow]) -> list[MeantRow]:
        """Return the rows that mean something; blank rows and notes are left out, the rest are issues."""
        whole = list(with_whole_names(rows, self.block, self.groups, self._lists))
        self.has_rows = sum(self._has_amounts(row) for row in whole) > 1
        self.rows = whole
        named = [self._names(row) for row in whole]
        totals = [row for row, names in zip(whole, named, strict=True) if self._is_total(row, names)]
        self.last_total = totals[-1] if totals else None
        unknown = self._below_unknown_headings(whole, named)
        meant = (
            self._row(row, names)
            for number, (row, names) in enumerate(zip(whole, named, strict=True))
            if number not in unknown
        )
        return self._without_strangers([row for row in meant if row is not None])

    def _below_unknown_headings(
        self, rows: Sequence[BodyRow], named: Sequence[Sequence[tuple[Group, Named]]]
    ) -> Collection[int]:
        """The numbers of the rows whose category nobody knows; each heading without meaning is an issue."""
        if self.is_revenue or self.block.classification not in _CLASSIFICATIONS:
            return ()
        firsts = [names[0][1] if names else None for names in named]
        self.levels = levels_by_depth(firsts, self.resolvers[self.block.classification])
        found = below_unknown_headings(firsts, self.resolvers[self.block.classification])
        for number in sorted(set(found.values())):
            message = "no term for this heading; its amounts and those of the rows below it are not loaded"
            self._issue(rows[number], "unknown_row", message, named[number][0][1].printed or "")
        return found

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

    def _has_amounts(self, row: BodyRow) -> bool:
        """True for a row with anything but a note where amounts stand: notes may be merged over a whole row."""
        cells = (row.cells.get(column.index) for column in self.block.measures)
        return any(cell is not None and not is_note(cell.text) for cell in cells)

    def _names(self, row: BodyRow) -> list[tuple[Group, Named]]:
        """The subjects that a row names, each with the columns that name it."""
        return [(group, found) for group in self.groups if (found := read_named(row, group)) is not None]

    def _is_total(self, row: BodyRow, named: Sequence[tuple[Group, Named]]) -> bool:
        if not named and (left := self._label_at_left(row)) is not None:
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
        unit = self._unit_of(row)
        if unit is not None:
            self.unit = unit
        year = self._year_facets(row)
        if not named:
            return self._unnamed(row, unit, year)
        text = next((found.name for _, found in named if found.name), "")
        is_named = any(char.isalnum() for char in without_enumerator(read_label(text).core)) or any(
            found.code for _, found in named
        )
        if is_note(text) or parse_amount(text, "元") is not None or not is_named:
            # 二、 and … hold a place in forms that nobody has filled in.
            self._without_meaning(row, text)
            return None
        label = replace(read_label(text), text=next((found.printed for _, found in named if found.name), text))
        if unit is not None and unit[1] == named[0][1].name and named[0][1].code is None:
            return MeantRow(row, label.text, "unit", unit=unit)
        ignored = _ignored(facets_of(label.core))
        if ignored is not None and not any(found.code for _, found in named):
            self.counted[id(row)] = ignored
            return None
        special = self._special(row, label, [found for _, found in named])
        if special is None:
            special = self._subject(row, label, named)
        if special is None:
            return None
        said = self._said(row)
        return replace(
            special,
            unit=special.unit or self.unit,
            depth=depth_of(label.enumerator),
            facets=special.facets if said is NOTHING_SAID else combine([special.facets, said]),
            label=self._project(row) or special.label,
        )

    def _project(self, row: BodyRow) -> str | None:
        name = self._text(row, "project_name")
        return None if name is None else "".join(name.split())

    def _said(self, row: BodyRow) -> Facets:
        """What columns of words say of the amounts of a row: 项目支出 under 项目类别, 一般公共预算 under 资金性质."""
        texts = [self._text(row, kind) for kind in ("said", "project_kind")]
        found = [facets_of(text) for text in texts if text is not None and facets_of(text).understood]
        if not found:
            return NOTHING_SAID
        return replace(combine(found), role=None, side=None, line=None, level=None, total=False, of_which=False)

    def _without_meaning(self, row: BodyRow, text: str) -> None:
        """A note or a number where a label stands: no row of the form, unless amounts stand beside it."""
        cells = (row.cells.get(column.index) for column in self.block.measures)
        if any(cell is not None and looks_like_amount(cell.text) for cell in cells):
            self._issue(row, "row_without_label", "no label says what these amounts are; they are not loaded", text)

    def _unit_of(self, row: BodyRow) -> tuple[str | None, str] | None:
        code = self._text(row, "unit_code")
        name = self._text(row, "unit_name")
        if name is None and code is not None and plain(code).isdigit():
            return (plain(code), self._own_name(row) or self._named.get(plain(code), plain(code)))
        if name is None or (facets_of(plain(name)).total and facets_of(plain(name)).understood):
            return None
        return (plain(code) if code else None, "".join(name.split()))

    def _own_name(self, row: BodyRow) -> str | None:
        """The unit's name where the column of labels prints units and subjects in turn: a label without a code."""
        found = read_named(row, self.groups[0]) if self.groups else None
        if found is None or found.code is not None or not found.name or facets_of(found.name).total:
            return None
        code = self._text(row, "unit_code")
        self._named[plain(code or "")] = found.name
        return found.name

    def _year_facets(self, row: BodyRow) -> Facets | None:
        text = self._text(row, "year")
        return facets_of(text) if text else None

    def _unnamed(self, row: BodyRow, unit: tuple[str | None, str] | None, year: Facets | None) -> MeantRow | None:
        """A row that names no subject: a unit's row, a total, a row of a year, or the only row of a form."""
        if not self._has_amounts(row):
            return None
        if year is not None:
            label = self._text(row, "year")
            return MeantRow(row, label, "unit" if self.unit else "total", year, unit=self.unit)
        if unit is not None:
            return MeantRow(row, unit[1], "unit", unit=unit)
        if (project := self._project(row)) is not None and not facets_of(project).total:
            return MeantRow(row, project, "subject", self._said(row), unit=self.unit)
        printed = [plain(cell.text) for column in self.block.identifiers if (cell := row.cells.get(column.index))]
        label = next((text for text in printed if facets_of(text).total), None)
        if label is None and (left := self._label_at_left(row)) is not None:
            return self._special(row, left, ())
        if label is None and self.banner is not None:
            text, said = self.banner
            return MeantRow(row, text, "unit" if self.unit else "total", said, unit=self.unit)
        if label is None and self.has_rows and not self._repeats(row):
            message = "a row without label among others: nothing says what it is; its amounts are not loaded"
            self._issue(row, "row_without_label", message, "")
            return None
        return MeantRow(row, label, "total")

    def _repeats(self, row: BodyRow) -> bool:
        """True where another row prints the same amounts: a foot that repeats the department's row is its total."""
        return any(other is not row and self._amounts(other) == self._amounts(row) for other in self.rows)

    def _amounts(self, row: BodyRow) -> tuple[str, ...]:
        cells = (row.cells.get(column.index) for column in self.block.measures)
        return tuple(plain(cell.text) if cell else "" for cell in cells)

    def _label_at_left(self, row: BodyRow) -> Label | None:
        """A total's label that is merged over the block at the left as well: 当年支出小计 over two blocks."""
        first = min((column.index for column in self.block.identifiers), default=0)
        at_left = [row.cells[index].text for index in sorted(row.cells) if index < first]
        texts = [plain(text) for text in at_left if parse_amount(text, "元") is None]
        return read_label(texts[-1]) if texts and facets_of(read_label(texts[-1]).core).total else None

    def _special(self, row: BodyRow, label: Label, named: Sequence[Named]) -> MeantRow | None:
        """A row of terms: 合计, 本年支出合计, 年终结转结余, a source of money, an item of 三公."""
        if any(found.code for found in named) and self.block.classification != "source":
            # A code before a source of money is one of the classification of income, which no form is broken down by.
            return None
        facets = facets_of(label.core)
        if facets.three_public is not None and facets.understood and self.block.classification == "three_public":
            item = "of_which" if facets.of_which else "subject"
            return MeantRow(row, label.text, item, facets, is_of_which=facets.of_which)
        # A list of sources that goes on to what was carried over closes like a side of a 收支总表.
        closes = row is self.last_total and (self.is_two_sided or self.sources.carryover is not None)
        is_time = facets.stage or facets.year or facets.kind == "change"
        if self.block.classification == "three_public" and facets.understood and is_time:
            # 预算数, 决算数 and 增减额 as rows under the items of 三公.
            return MeantRow(row, label.text, "total", replace(facets, role=None, total=False))
        if self.block.classification == "three_public" and is_memo("category", facets.category):
            # 政府采购支出合计 in the list that goes on below the items of 三公: money that this form does not hold.
            return None
        line = line_item_of(label.core, facets, revenue=self.is_revenue, closes=closes, is_side=self.is_two_sided)
        if line is None:
            return self.sources.part(row, label) if self.is_revenue else None
        if facets.says_measure and not facets.total and self._lists(label.core):
            # 国有资本经营预算支出 is a 类 as well as a fund.
            return None
        if line == "total" and self.block.classification not in ("source", "three_public"):
            return MeantRow(row, label.text, line)
        if self.is_revenue:
            return self.sources.source(row, label, facets, line)
        if line == "category":
            self.category = (depth_of(label.enumerator), facets)
            said = Facets(category=facets.category, total=facets.total, of_which=facets.of_which)
            return MeantRow(row, label.text, line, said, is_of_which=label.is_of_which)
        if line in ("current_year", "grand_total", "total"):
            self.category = None
            self.is_closed = self.is_two_sided and facets.total and self.has_subjects
        return MeantRow(row, label.text, line, is_of_which=label.is_of_which)

    def _lists(self, name: str) -> bool:
        classification = self.block.classification
        return classification in _CLASSIFICATIONS and bool(self.resolvers[classification].listed.by_name(name))

    def _subject(self, row: BodyRow, label: Label, named: Sequence[tuple[Group, Named]]) -> MeantRow | None:
        subjects: dict[str, Resolved] = {}
        for number, (group, found) in enumerate(named):
            classification = group.classification or (self.block.classification if number == 0 else None)
            classification = _by_code(found) or classification
            if classification not in _CLASSIFICATIONS or self.block.classification == "source":
                continue
            resolver = self.resolvers[classification]
            name = read_label(found.name).core
            if found.code is not None and number == 0 and self._is_unit(resolver, found, name):
                self.unit = (found.code, name)
                return MeantRow(row, label.text, "unit", unit=self.unit)
            resolved = resolver.by_code(found) if found.code is not None else resolver.by_name(name)
            if resolved is None and number == 0 and self._names_unit(name):
                self.unit = (None, name)
                return MeantRow(row, label.text, "unit", unit=self.unit)
            if resolved is None and self.is_closed:
                # Below 本年支出合计 stands what is left or carried over, never a subject that no list has.
                break
            subjects[classification] = resolved or self._unknown(row, resolver, label, name)
            self.has_subjects = True
        if not subjects:
            self._issue(
                row, "unknown_row", "no term and no subject for this label; its amounts are not loaded", label.text
            )
            return None
        facets = NOTHING_SAID
        if self.category is not None and (not label.enumerator or depth_of(label.enumerator) > self.category[0]):
            facets = Facets(category=self.category[1].category)
        elif self.category is not None:
            # What is numbered as high as the category ends it, be it understood or not.
            self.category = None
        return MeantRow(row, label.text, "subject", facets, subjects, is_of_which=label.is_of_which)

    def _is_unit(self, resolver: Resolver, found: Named, name: str) -> bool:
        """A code of three or six digits may be a unit's; the name tells."""
        code = found.code or ""
        if found.is_relative or len(code) not in (3, 6) or resolver.knows(code, name):
            return False
        return len(code) == 6 or self._names_unit(name)

    def _names_unit(self, name: str) -> bool:
        return name in self.publishers or looks_like_unit(name)

    def _unknown(self, row: BodyRow, resolver: Resolver, label: Label, name: str) -> Resolved:
        self._issue(
            row, "unknown_subject", f"no {resolver.classification} subject of this name; it is kept, unlisted", name
        )
        is_first = resolver.classification == self.block.classification
        return resolver.unlisted(name, self.levels.get(depth_of(label.enumerator)) if is_first else None)

    def _text(self, row: BodyRow, kind: str) -> str | None:
        """What a row prints in the first filled column of a kind."""
        return next((row.cells[index].text for index in self._of_kind.get(kind, ()) if index in row.cells), None)

    def _issue(self, row: BodyRow, code: str, message: str, text: str) -> None:
        self.issues.append(Issue(code, message, page=row.page, form=self.form, row_no=row.row_no, text=text))


def _ignored(said: Facets) -> str | None:
    """Why the numbers of a row are no money; a count is one even where its label is only half understood."""
    return said.ignore if said.understood or said.ignore == "count" else None


def _by_code(found: Named) -> str | None:
    """The classification that the first digit of a full code tells: 2 function, 3 economic, 5 government economic."""
    if found.code is None or found.is_relative or len(found.code) == 6:
        return None
    return {"2": "function", "3": "economic", "5": "government_economic"}.get(found.code[0])
