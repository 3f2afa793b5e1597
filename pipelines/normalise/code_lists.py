"""The code lists of data/reference: which subject (科目) a code or a name means in a fiscal year.

A name is looked up exactly after normalising its writing; nothing here guesses by likeness. What a document prints and
no list holds is for the caller to record.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pipelines.issues import ConfigurationError
from pipelines.normalise.reference_files import reference_rows
from pipelines.normalise.subject_names import subject_key
from pipelines.recognise.measure_trees import ancestors, measures

Classification = Literal["function", "economic", "government_economic", "revenue_source", "three_public"]
# Those with national codes.
CODED: tuple[Classification, ...] = ("function", "economic", "government_economic")
CLASSIFICATIONS: tuple[Classification, ...] = (*CODED, "revenue_source", "three_public")
FILES: Mapping[Classification, tuple[str, ...]] = {
    "function": ("function_subjects.csv",),
    "economic": ("economic_subjects.csv", "economic_subjects_local.csv"),
    "government_economic": ("government_economic_subjects.csv",),
}
# Sources of revenue and items of 三公经费 have no national codes: their list is the tree of measures.
TREES: Mapping[Classification, str] = {"revenue_source": "funding", "three_public": "three_public"}
FIRST_YEAR = 2007
FOREVER = 9999


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject under one name. `code` is digits, a word in the lists of our own, '' where none is published.

    `is_in_force` is False on a row returned for a year outside its validity: the nearest that the list knows.
    """

    classification: Classification
    code: str
    name: str
    level: int
    parent_code: str | None
    valid_from_year: int
    valid_to_year: int | None
    is_local: bool = False
    code_reused: bool = False
    is_in_force: bool = True

    @property
    def subject_id(self) -> str:
        """Key of dim_subject: classification/code/first year of validity; the name stands in for a missing code."""
        return f"{self.classification}/{self.code or self.name}/{self.valid_from_year}"

    def covers(self, year: int) -> bool:
        return self.valid_from_year <= year <= (self.valid_to_year or FOREVER)

    def years_away(self, year: int) -> int:
        """Years between `year` and the validity of this row; 0 inside it."""
        return max(self.valid_from_year - year, year - (self.valid_to_year or FOREVER), 0)


@dataclass(frozen=True, slots=True)
class CodeList:
    """One classification, indexed by code and by normalised name."""

    classification: Classification
    subjects: tuple[Subject, ...]
    rows_of_code: Mapping[str, tuple[Subject, ...]]
    rows_of_key: Mapping[str, tuple[Subject, ...]]
    codes_of_alias: Mapping[str, tuple[str, ...]]

    def by_code(self, code: str, year: int | None = None) -> Subject | None:
        """The row of `code` in force in `year`, else the nearest in time with is_in_force False; None if unlisted.

        Without a year: the latest row.
        """
        rows = self.rows_of_code.get(code, ()) if code else ()
        if not rows:
            return None
        if year is None:
            return rows[-1]
        if len(rows) == 1 and rows[0].covers(year):
            return rows[0]
        nearest = min(rows, key=lambda row: (row.years_away(year), -row.valid_from_year))
        return nearest if nearest.covers(year) else replace(nearest, is_in_force=False)

    def by_name(
        self, name: str, parent_code: str | None = None, level: int | None = None, year: int | None = None
    ) -> tuple[Subject, ...]:
        """Every subject of that name, in order of code; () if none. More than one means the name alone cannot tell.

        `parent_code` keeps what lies anywhere below that code. With a year, subjects in force win; a name that the year
        no longer (or not yet) uses gives the row of its code that is in force, and only a code that has ended or means
        something else in that year comes back with is_in_force False.
        """
        key = subject_key(name)
        if key not in self.rows_of_key and key not in self.codes_of_alias:
            return ()
        found = {subject.subject_id: subject for subject in self.rows_of_key.get(key, ())}
        for code in self.codes_of_alias.get(key, ()):
            row = self.by_code(code, year)
            if row is not None:
                found.setdefault(row.subject_id, row)
        rows = sorted(
            (
                row
                for row in found.values()
                if (level is None or row.level == level)
                and (parent_code is None or parent_code in self.ancestor_codes(row))
            ),
            key=lambda row: (row.code, row.valid_from_year),
        )
        if year is None:
            return tuple(rows)
        in_force = tuple(row for row in rows if row.covers(year))
        if in_force:
            return in_force
        carried = {row.subject_id: row for row in (self._carried(row, year) for row in rows)}
        current = tuple(row for row in carried.values() if row.is_in_force)
        return current or tuple(carried.values())

    def _carried(self, row: Subject, year: int) -> Subject:
        """The row of the same code in `year` if it is the same subject under another name, else `row`, not in force."""
        other = self.by_code(row.code, year)
        if other is None or not other.is_in_force:
            return replace(row, is_in_force=False)
        first, last = sorted((row.valid_from_year, other.valid_from_year))
        reused = any(r.code_reused and first < r.valid_from_year <= last for r in self.rows_of_code[row.code])
        return replace(row, is_in_force=False) if reused else other

    def parent(self, subject: Subject, year: int | None = None) -> Subject | None:
        """The subject one level above, as named in `year` (default: the last year that `subject` is in force)."""
        if subject.parent_code is None:
            return None
        row = self.by_code(subject.parent_code, year or subject.valid_to_year or FOREVER)
        return None if row is None else replace(row, is_in_force=True)

    def ancestor_codes(self, subject: Subject) -> tuple[str, ...]:
        """Codes above `subject`, nearest first."""
        codes: list[str] = []
        code = subject.parent_code
        while code is not None:
            codes.append(code)
            above = self.by_code(code)
            code = None if above is None else above.parent_code
        return tuple(codes)

    def listed_above(self, code: str, year: int | None = None) -> Subject | None:
        """The nearest listed subject above a code of digits, listed or not: 2019950 → 20199; None if none is."""
        for length in range(len(code) - 2, 2, -2):
            row = self.by_code(code[:length], year)
            if row is not None:
                return row
        return None

    def path_name(self, subject: Subject) -> str:
        """Names from 类 down, joined by /, as of the last year that `subject` is in force."""
        above = self.parent(subject)
        return subject.name if above is None else f"{self.path_name(above)}/{subject.name}"


def _subject(classification: Classification, row: Mapping[str, str]) -> Subject:
    return Subject(
        classification=classification,
        code=row["code"],
        name=row["name"],
        level=int(row["level"]),
        parent_code=row["parent_code"] or None,
        valid_from_year=int(row["valid_from_year"]),
        valid_to_year=int(row["valid_to_year"]) if row["valid_to_year"] else None,
        is_local=row["is_local"] == "true",
        code_reused=row["code_reused"] == "true",
    )


def build_code_list(
    classification: Classification, subjects: Iterable[Subject], aliases: Iterable[tuple[str, str]] = ()
) -> CodeList:
    """Index `subjects`; `aliases` are pairs of another printed name and the code it stands for."""
    ordered = tuple(sorted(subjects, key=lambda s: (s.code, s.valid_from_year)))
    by_code: dict[str, tuple[Subject, ...]] = {}
    by_key: dict[str, tuple[Subject, ...]] = {}
    for subject in ordered:
        by_code[subject.code] = (*by_code.get(subject.code, ()), subject)
        key = subject_key(subject.name)
        by_key[key] = (*by_key.get(key, ()), subject)
    alias_codes: dict[str, tuple[str, ...]] = {}
    for name, code in aliases:
        if code not in by_code:
            raise ConfigurationError(f"aliases.csv: {classification} has no code {code} for {name}")
        key = subject_key(name)
        alias_codes[key] = (*alias_codes.get(key, ()), code)
    return CodeList(classification, ordered, by_code, by_key, alias_codes)


def _measures(classification: Classification) -> Iterable[Subject]:
    kind = TREES[classification]
    for code, measure in measures(kind).items():
        yield Subject(
            classification=classification,
            code=code,
            name=measure.name_zh,
            level=len(ancestors(kind, code)) + 1,
            parent_code=measure.parent,
            valid_from_year=FIRST_YEAR,
            valid_to_year=None,
        )


@cache
def code_list(classification: Classification) -> CodeList:
    """The list of one classification, read once. Raises ConfigurationError if its files are missing or disagree."""
    if classification in TREES:
        return build_code_list(classification, _measures(classification))
    rows = [row for name in FILES[classification] for row in reference_rows(name)]
    aliases = [
        (row["name"], row["code"]) for row in reference_rows("aliases.csv") if row["classification"] == classification
    ]
    return build_code_list(
        classification,
        (_subject(classification, row) for row in rows),
        aliases,
    )


def subjects_frame_rows() -> list[dict[str, object]]:
    """Rows of dim_subject for every listed subject of every classification; subject_code is null unless digits."""
    rows: list[dict[str, object]] = []
    for classification in CLASSIFICATIONS:
        listed = code_list(classification)
        for subject in listed.subjects:
            above = listed.parent(subject)
            rows.append(
                {
                    "subject_id": subject.subject_id,
                    "classification": classification,
                    "subject_code": subject.code if subject.code.isdigit() else None,
                    "subject_name": subject.name,
                    "subject_level": subject.level,
                    "parent_subject_id": None if above is None else above.subject_id,
                    "path_name": listed.path_name(subject),
                    "valid_from_year": subject.valid_from_year,
                    "valid_to_year": subject.valid_to_year,
                    "is_local": subject.is_local,
                    "is_listed": True,
                }
            )
    return rows
