"""Which subject a row means: by code, by the digits of its parents, or by name under the row above it."""

from dataclasses import dataclass, field

from pipelines.normalise.code_lists import Classification, CodeList, Subject, code_list
from pipelines.normalise.identifiers import Named
from pipelines.normalise.subject_names import subject_key
from pipelines.recognise.remembered import remembered

_LEVEL_BY_LENGTH = {3: 1, 5: 2, 7: 3, 9: 4}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A subject as a row means it. `is_listed` False: no code list holds it; it is kept all the same."""

    subject: Subject
    is_listed: bool


@dataclass
class Resolver:
    """Resolves the rows of one block in order; it remembers the 类 and 款 that the rows above opened."""

    classification: Classification
    year: int
    open_codes: dict[int, str] = field(default_factory=dict)

    @property
    def listed(self) -> CodeList:
        """The code list of this classification."""
        return code_list(self.classification)

    def by_code(self, named: Named) -> Resolved:
        """Resolve a printed code, joining it to its parents where the row prints only its own level."""
        code = self._full_code(named)
        subject = self.listed.by_code(code, self.year)
        self._open(code)
        if subject is not None:
            return Resolved(subject, True)
        return Resolved(self._unlisted(code, named.name), False)

    def knows(self, code: str, name: str) -> bool:
        """True where the code list has `code` under this name (or where no name is printed)."""
        subject = self.listed.by_code(code, self.year)
        if subject is None:
            return False
        return not name or any(row.code == code for row in subjects_named(self.classification, name, self.year))

    def by_name(self, name: str) -> Resolved | None:
        """Resolve a name without code; None where no list holds it or where it stays ambiguous.

        A name below the open 款 is taken first, then a 款 of the open 类, then a 类, then what is unique.
        """
        found = subjects_named(self.classification, name, self.year)
        top, middle = self.open_codes.get(1), self.open_codes.get(2)
        choices = (
            [row for row in found if middle and row.parent_code == middle],
            [row for row in found if top and row.parent_code == top],
            [row for row in found if row.level == 1],
            [row for row in found if top and row.code.startswith(top)],
            list(found),
        )
        for rows in choices:
            if len({row.code for row in rows}) == 1:
                return self._take(rows[0])
        return None

    def unlisted(self, name: str, level: int | None = None) -> Resolved:
        """A subject that no list holds: of `level` where its place tells it, else under the 款 or 类 that is open."""
        if level is None:
            parent = self.open_codes.get(2) or self.open_codes.get(1)
            level = _LEVEL_BY_LENGTH[len(parent)] + 1 if parent else 1
        else:
            self.open_codes = {upper: code for upper, code in self.open_codes.items() if upper < level}
            parent = self.open_codes.get(level - 1)
        return Resolved(Subject(self.classification, "", name, level, parent, self.year, None, True), False)

    def _take(self, subject: Subject) -> Resolved:
        self._open(subject.code)
        return Resolved(subject, True)

    def _full_code(self, named: Named) -> str:
        code = named.code or ""
        if not named.is_relative:
            return code
        if named.level is not None and named.level >= 2:
            return (
                self.open_codes.get(named.level - 1, "") + code if len(code) <= 2 else self.open_codes.get(1, "") + code
            )
        # A bare two-digit code in a single column: a 款 of the open 类.
        return self.open_codes.get(1, "") + code.zfill(2)

    def _open(self, code: str) -> None:
        level = _LEVEL_BY_LENGTH.get(len(code))
        if level is None:
            return
        self.open_codes = {upper: value for upper, value in self.open_codes.items() if upper < level}
        self.open_codes[level] = code
        for upper, length in ((1, 3), (2, 5)):
            if upper < level:
                self.open_codes[upper] = code[:length]

    def _unlisted(self, code: str, name: str) -> Subject:
        above = self.listed.listed_above(code, self.year)
        level = _LEVEL_BY_LENGTH.get(len(code), 4)
        parent = above.code if above else (code[:-2] if len(code) > 3 else None)
        return Subject(self.classification, code, name, level, parent, self.year, None, True)


@remembered
def subjects_named(classification: Classification, name: str, year: int | None = None) -> tuple[Subject, ...]:
    """Every subject of that name in a classification (`CodeList.by_name`): tables name the same ones over and over."""
    return code_list(classification).by_name(name, year=year)


def same_name(one: str, two: str) -> bool:
    """True where two printed names are one name in the writing that names are compared in."""
    return subject_key(one) == subject_key(two)
