"""What the cells of one body row print, column by column: its subjects, its unit, its year, its project, its total."""

from dataclasses import dataclass, field, replace

from pipelines.normalise.amounts import parse_amount
from pipelines.normalise.identifiers import Group, Named, group_identifiers, read_named
from pipelines.normalise.meaning import Label, read_label
from pipelines.recognise.form import Block, BodyRow
from pipelines.recognise.preamble import is_note
from pipelines.recognise.spelling import plain
from pipelines.recognise.terms import NOTHING_SAID, Facets, combine, facets_of

# Columns of words that say something of the amounts beside them.
_SAYING = ("said", "project_kind")


@dataclass
class RowWords:
    """The words of the rows of one block. `names_of_units` are those that rows so far print beside a unit's code."""

    block: Block
    names_of_units: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.groups = group_identifiers(self.block.identifiers)
        self._of_kind: dict[str, list[int]] = {}
        for column in self.block.identifiers:
            self._of_kind.setdefault(column.kind, []).append(column.index)

    def text(self, row: BodyRow, kind: str) -> str | None:
        """What a row prints in the first filled column of a kind."""
        for index in self._of_kind.get(kind, ()):
            if (cell := row.cells.get(index)) is not None:
                return cell.text
        return None

    def names(self, row: BodyRow) -> list[tuple[Group, Named]]:
        """The subjects that a row names, each with the columns that name it."""
        return [(group, found) for group in self.groups if (found := read_named(row, group)) is not None]

    def has_amounts(self, row: BodyRow) -> bool:
        """True for a row with anything but a note where amounts stand: notes may be merged over a whole row."""
        cells = (row.cells.get(column.index) for column in self.block.measures)
        return any(cell is not None and not is_note(cell.text) for cell in cells)

    def amounts(self, row: BodyRow) -> tuple[str, ...]:
        """The amounts of a row as printed, in plain spelling; '' for a blank."""
        cells = (row.cells.get(column.index) for column in self.block.measures)
        return tuple(plain(cell.text) if cell else "" for cell in cells)

    def project(self, row: BodyRow) -> str | None:
        """The project that a row is about."""
        name = self.text(row, "project_name")
        return None if name is None else "".join(name.split())

    def said(self, row: BodyRow) -> Facets:
        """What columns of words say of the amounts of a row: 项目支出 under 项目类别, 一般公共预算 under 资金性质."""
        texts = [self.text(row, kind) for kind in _SAYING if kind in self._of_kind]
        found = [facets for text in texts if text is not None and (facets := facets_of(text)).understood]
        if not found:
            return NOTHING_SAID
        return replace(combine(found), role=None, side=None, line=None, level=None, total=False, of_which=False)

    def year(self, row: BodyRow) -> Facets | None:
        """What the column of years says of a row."""
        text = self.text(row, "year")
        return facets_of(text) if text else None

    def unit(self, row: BodyRow) -> tuple[str | None, str] | None:
        """Code and name of the unit that a row prints in columns of its own; None where they say 合计 or nothing."""
        code = self.text(row, "unit_code")
        name = self.text(row, "unit_name")
        if name is None and code is not None and plain(code).isdigit():
            return (plain(code), self._own_name(row) or self.names_of_units.get(plain(code), plain(code)))
        if name is None or (facets_of(plain(name)).total and facets_of(plain(name)).understood):
            return None
        return (plain(code) if code else None, "".join(name.split()))

    def _own_name(self, row: BodyRow) -> str | None:
        """The unit's name where the column of labels prints units and subjects in turn: a label without a code."""
        found = read_named(row, self.groups[0]) if self.groups else None
        if found is None or found.code is not None or not found.name or facets_of(found.name).total:
            return None
        code = self.text(row, "unit_code")
        self.names_of_units[plain(code or "")] = found.name
        return found.name

    def total_at_left(self, row: BodyRow) -> Label | None:
        """A total's label that is merged over the block at the left as well: 当年支出小计 over two blocks."""
        first = min((column.index for column in self.block.identifiers), default=0)
        at_left = [row.cells[index].text for index in sorted(row.cells) if index < first]
        texts = [plain(text) for text in at_left if parse_amount(text, "元") is None]
        return read_label(texts[-1]) if texts and facets_of(read_label(texts[-1]).core).total else None

    def total(self, row: BodyRow) -> str | None:
        """The word of a total that a row prints where labels or codes stand."""
        printed = [plain(cell.text) for column in self.block.identifiers if (cell := row.cells.get(column.index))]
        return next((text for text in printed if facets_of(text).total), None)
