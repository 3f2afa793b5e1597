"""Read the body rows of a list form in order: which are items, and which stand above them (total, unit, kind …)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.issues import Issue
from pipelines.normalise.amounts import looks_like_amount, parse_amount
from pipelines.normalise.code_lists import CODED
from pipelines.normalise.identifiers import Named, group_identifiers, read_named
from pipelines.normalise.list_row import ListRow
from pipelines.normalise.meaning import read_label
from pipelines.normalise.page_breaks import join_over_pages
from pipelines.normalise.subjects import Resolved, Resolver
from pipelines.recognise.classes import classification_of_code
from pipelines.recognise.form import Block, BodyRow
from pipelines.recognise.list_columns import is_memo_row, procurement_kind_of
from pipelines.recognise.preamble import is_note
from pipelines.recognise.spelling import plain
from pipelines.recognise.terms import combine, facets_of
from pipelines.recognise.unit_words import looks_like_unit

# What only an item has: a row that prints one of these names no unit and no group.
_OF_ITEMS = ("item_name", "catalogue", "unit_price")
# What names a row best, in this order.
_LABELS = ("item_name", "project_name", "project_group", "procurement_kind", "catalogue")
_CODED = re.compile(r"^\[?(?P<code>(?=[0-9A-Z]*\d)[0-9A-Z]{10,})\]?[-_:]?(?P<name>\S.*)$")
_UNIT_DIGITS = 3


@dataclass
class ListReader:
    """Reads one list. `publishers` are units that a row may name; `is_procurement`: rows may name kinds of goods."""

    block: Block
    form: str
    year: int
    publishers: frozenset[str]
    is_procurement: bool
    issues: list[Issue] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.groups = group_identifiers(self.block.identifiers)
        self.resolvers = {name: Resolver(name, self.year) for name in CODED}
        self.kinds = {column.kind for column in self.block.identifiers}
        self.unit: tuple[str | None, str] | None = None
        self.above: dict[str, str] = {}
        self.subjects: Mapping[str, Resolved] = {}
        self.names: dict[str, str] = {}
        self.kinds_first = True

    def read(self, rows: Iterable[BodyRow]) -> list[ListRow]:
        """Return the rows that mean something. A row that does not, and prints an amount, is an issue."""
        amounts = {column.index for column in self.block.measures}
        return [meant for row in join_over_pages(rows, amounts) if (meant := self._row(row)) is not None]

    def _row(self, row: BodyRow) -> ListRow | None:
        details = self._details(row)
        named = self._named(row)
        texts = [*details.values(), *(found.name for _, found in named if found.name)]
        words = [text for text in texts if parse_amount(text, "元") is None]
        label = next((details[kind] for kind in _LABELS if kind in details), words[0] if words else "")
        has_amount = any(
            (cell := row.cells.get(column.index)) is not None and looks_like_amount(cell.text)
            for column in self.block.measures
        )
        if not words and not named:
            if total := self._total(row, self._outside(row)):
                return total
            if has_amount:
                self._issue(row, "row_without_label", "no label says what these amounts are; they are not loaded", "")
            return None
        if is_note(label) and not has_amount:
            return None
        if total := self._total(row, words):
            return total
        is_coded = any(found.code for _, found in named) and "unit_code" not in details
        if not is_coded and (unit := self._unit_row(row, label, details)) is not None:
            return unit
        return self._item(row, label, details, named)

    def _outside(self, row: BodyRow) -> list[str]:
        """What stands in no column of labels or amounts: 合计, merged over 序号 and the names."""
        known = {column.index for column in (*self.block.identifiers, *self.block.measures)}
        return [cell.text for index, cell in sorted(row.cells.items()) if index not in known]

    def _details(self, row: BodyRow) -> dict[str, str]:
        details: dict[str, str] = {}
        for column in self.block.identifiers:
            if column.kind in ("code", "name") or (cell := row.cells.get(column.index)) is None:
                continue
            text = "".join(cell.text.split())
            kind = "project_name" if column.kind == "label" else column.kind
            if text:
                details[kind] = f"{details[kind]}/{text}" if kind in details else text
        return details

    def _named(self, row: BodyRow) -> list[tuple[str, Named]]:
        found = []
        for group in self.groups:
            columns = {column.kind for column in (*group.codes, *group.names)}
            if columns == {"label"} or (named := read_named(row, group)) is None:
                continue
            if (classification := group.classification or self._classification(named)) is not None:
                found.append((classification, named))
            elif named.code is None and facets_of(named.name).total:
                found.append(("", named))
        return found

    @staticmethod
    def _classification(named: Named) -> str | None:
        if named.code is None:
            return None
        return "function" if named.is_relative else classification_of_code(named.code)

    def _total(self, row: BodyRow, words: Sequence[str]) -> ListRow | None:
        for text in words:
            core = read_label(plain(text)).core
            facets = facets_of(core)
            if facets.total and facets.understood and facets.category is None and facets.funding is None:
                is_whole = "小计" not in core
                if is_whole:
                    self.unit, self.above, self.subjects = None, {}, {}
                return ListRow(row, "total", text, unit=self.unit, level=0 if is_whole else 1)
        return None

    def _unit_row(self, row: BodyRow, label: str, details: Mapping[str, str]) -> ListRow | None:
        """A unit above its items, by its code beside the name, or by its name where no item could have it."""
        if any(kind in details for kind in _OF_ITEMS):
            return None
        code, name = details.get("unit_code"), details.get("unit_name")
        is_unit = name is not None and not {"project_name", "project_group", "procurement_kind"} & details.keys()
        if code is not None and "unit_name" not in self.kinds and "project_name" in details:
            if len(plain(code)) < _UNIT_DIGITS:
                # 1 全额, 4 自收自支: how the units below are financed.
                self.above = {}
                return ListRow(row, "category", label, level=1)
            name, is_unit = details["project_name"], True
        elif name is None and self._names_unit(label, details):
            name, is_unit = label, True
        if not is_unit or name is None:
            return None
        self.unit = (plain(code) if code else None, name)
        if code is not None:
            self.names[plain(code)] = name
        # Units above their kinds of goods, or kinds above the units that buy them: the first row of either tells.
        self.kinds_first = self.kinds_first and "procurement_kind" in self.above
        self.above = {key: value for key, value in self.above.items() if key == "procurement_kind"}
        return ListRow(row, "unit", name, unit=self.unit, level=len(plain(code)) if code else 1)

    def _names_unit(self, label: str, details: Mapping[str, str]) -> bool:
        if any(kind in details for kind in ("goal", "plan_text", "project_code", "project_kind")):
            return False
        if self.kinds & {"unit_code", "unit_name"}:
            return False
        own = plain(label)
        if own in self.publishers:
            return True
        # Projects may end as units do (论坛中心): the name is enough only where projects print more than a name.
        tells = self.kinds & {"goal", "plan_text"} or self.is_procurement
        return bool(tells) and looks_like_unit(own) and procurement_kind_of(own) is None

    def _item(
        self, row: BodyRow, label: str, details: dict[str, str], named: Sequence[tuple[str, Named]]
    ) -> ListRow | None:
        subjects, level = self._resolved(row, details, named)
        unit = self._unit_of(details)
        said = combine(
            facets
            for kind in ("said", "project_kind")
            if (facets := facets_of(plain(details.get(kind, "")))).understood
        )
        said = replace(said, role=None, total=False, of_which=False, side=None, line=None, level=None)
        has_item = any(kind in details for kind in _OF_ITEMS)
        if self.is_procurement and not has_item and is_memo_row(label):
            return ListRow(row, "of_which", label, {}, subjects, unit, said)
        # 货物 in a column beside a project says what the project buys; alone in its row it heads what follows.
        kind = details.get("project_name") or details.get("procurement_kind") or label
        if self.is_procurement and not has_item and procurement_kind_of(kind) is not None:
            self.above = {"procurement_kind": kind}
            if self.kinds_first:
                self.unit = unit = None
            return ListRow(row, "category", label, self.above, subjects, unit, said, 2)
        if has_item or "project_name" in details or "project_group" in details:
            line = "item" if has_item else "project"
            details = self._inherited(details, is_item=has_item)
            return ListRow(row, line, label, details, subjects or self.subjects, unit, said)
        if subjects:
            if "economic_name" not in details:
                self.subjects = subjects
            return ListRow(row, "subject", label, self._inherited({}, is_item=True), subjects, unit, said, level)
        if self.is_procurement and (label and details):
            return ListRow(
                row, "item", label, self._inherited({**details, "item_name": label}, is_item=True), unit=unit
            )
        self._issue(row, "unknown_row", "no item, no unit and no subject for this label; it is not loaded", label)
        return None

    def _inherited(self, details: dict[str, str], *, is_item: bool) -> dict[str, str]:
        if (name := details.get("project_name")) is not None:
            if "project_code" not in details and (coded := _CODED.match(name)):
                details |= {"project_code": coded.group("code"), "project_name": coded.group("name")}
            if not is_item:
                self.above |= {key: details[key] for key in ("project_name", "project_code") if key in details}
        keep = ("procurement_kind", "project_name", "project_code") if is_item else ("procurement_kind",)
        return {**{key: value for key, value in self.above.items() if key in keep}, **details}

    def _unit_of(self, details: Mapping[str, str]) -> tuple[str | None, str] | None:
        code, name = details.get("unit_code"), details.get("unit_name")
        if name is not None:
            return (plain(code) if code else None, name)
        if code is not None and len(plain(code)) >= _UNIT_DIGITS:
            return (plain(code), self.names.get(plain(code), plain(code)))
        return self.unit

    def _resolved(
        self, row: BodyRow, details: Mapping[str, str], named: Sequence[tuple[str, Named]]
    ) -> tuple[dict[str, Resolved], int]:
        subjects: dict[str, Resolved] = {}
        level = 0
        if (name := details.get("economic_name")) is not None:
            named = [*named, ("economic", Named(None, plain(name), printed=name))]
        for classification, found in named:
            resolver = self.resolvers.get(classification)  # type: ignore[call-overload]
            if resolver is None or classification in subjects:
                continue
            resolved = resolver.by_code(found) if found.code else resolver.by_name(read_label(found.name).core)
            if resolved is None and classification == "economic" and found.code is None and len(details) > 1:
                # A name that several classes have: the item is known without it.
                continue
            if resolved is None:
                self._issue(row, "unknown_subject", f"no {classification} subject of this name", found.name)
                continue
            subjects[classification] = resolved
            level = level or resolved.subject.level
        return subjects, level

    def _issue(self, row: BodyRow, code: str, message: str, text: str) -> None:
        self.issues.append(Issue(code, message, page=row.page, form=self.form, row_no=row.row_no, text=text))
