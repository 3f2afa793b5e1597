"""Read the rows of one block that name subjects (科目): which subject each is of, or which unit stands in its place."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.normalise.code_lists import CODED
from pipelines.normalise.identifiers import Group, Named
from pipelines.normalise.meaning import Label, depth_of, read_label
from pipelines.normalise.meant_row import MeantRow
from pipelines.normalise.subjects import Resolved, Resolver, subjects_named
from pipelines.normalise.unlisted_names import below_unknown_headings, levels_by_depth
from pipelines.recognise.classes import classification_of_code
from pipelines.recognise.form import Block, BodyRow
from pipelines.recognise.unit_words import looks_like_unit


@dataclass
class SubjectRows:
    """Resolves the subjects of one block's rows. `publishers` are units that a row may name without a code.

    `report` records an issue of a row: code, message and text. `has_subjects` tells whether any row so far is of one.
    """

    block: Block
    year: int
    publishers: frozenset[str]
    report: Callable[[BodyRow, str, str, str], None]
    has_subjects: bool = False
    levels: Mapping[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.resolvers = {name: Resolver(name, self.year) for name in CODED}

    def lists(self, name: str) -> bool:
        """True for the name of a subject that the block's rows are broken down by."""
        own = self._own
        return own is not None and bool(subjects_named(own.classification, name))

    @property
    def _own(self) -> Resolver | None:
        classification = self.block.classification
        return self.resolvers[classification] if classification in CODED else None

    def look_ahead(self, rows: Sequence[BodyRow], named: Sequence[Sequence[tuple[Group, Named]]]) -> Collection[int]:
        """The numbers of the rows whose category nobody knows; each heading without meaning is an issue.

        What all rows together say of the levels of names is remembered for the reading of each.
        """
        own = self._own
        if own is None:
            return ()
        firsts = [names[0][1] if names else None for names in named]
        self.levels = levels_by_depth(firsts, own)
        found = below_unknown_headings(firsts, own)
        for number in sorted(set(found.values())):
            message = "no term for this heading; its amounts and those of the rows below it are not loaded"
            self.report(rows[number], "unknown_row", message, named[number][0][1].printed or "")
        return found

    def read(
        self, row: BodyRow, label: Label, named: Sequence[tuple[Group, Named]], *, is_closed: bool
    ) -> MeantRow | None:
        """A row of subjects or of a unit; None, with an issue, where neither is known.

        `is_closed`: below 本年支出合计 stands what is left or carried over, never a subject that no list has.
        """
        subjects: dict[str, Resolved] = {}
        for number, (group, found) in enumerate(named):
            classification = group.classification or (self.block.classification if number == 0 else None)
            classification = _by_code(found) or classification
            if classification not in CODED or self.block.classification == "source":
                continue
            resolver = self.resolvers[classification]
            name = read_label(found.name).core
            if found.code is not None and number == 0 and self._is_unit(resolver, found, name):
                return MeantRow(row, label.text, "unit", unit=(found.code, name))
            resolved = resolver.by_code(found) if found.code is not None else resolver.by_name(name)
            if resolved is None and number == 0 and self._names_unit(name):
                return MeantRow(row, label.text, "unit", unit=(None, name))
            if resolved is None and is_closed:
                break
            subjects[classification] = resolved or self._unlisted(row, resolver, label, name)
            self.has_subjects = True
        if not subjects:
            message = "no term and no subject for this label; its amounts are not loaded"
            self.report(row, "unknown_row", message, label.text)
            return None
        return MeantRow(row, label.text, "subject", subjects=subjects, is_of_which=label.is_of_which)

    def _is_unit(self, resolver: Resolver, found: Named, name: str) -> bool:
        """A code of three or six digits may be a unit's; the name tells."""
        code = found.code or ""
        if found.is_relative or len(code) not in (3, 6) or resolver.knows(code, name):
            return False
        return len(code) == 6 or self._names_unit(name)

    def _names_unit(self, name: str) -> bool:
        return name in self.publishers or looks_like_unit(name)

    def _unlisted(self, row: BodyRow, resolver: Resolver, label: Label, name: str) -> Resolved:
        message = f"no {resolver.classification} subject of this name; it is kept, unlisted"
        self.report(row, "unknown_subject", message, name)
        level = self.levels.get(depth_of(label.enumerator)) if resolver is self._own else None
        return resolver.unlisted(name, level)


def _by_code(found: Named) -> str | None:
    """The classification that a full code tells; six digits are the code of a unit."""
    if found.code is None or found.is_relative or len(found.code) == 6:
        return None
    return classification_of_code(found.code)
