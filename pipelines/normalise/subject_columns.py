"""Economic classes as columns or in the title: 工资福利支出 over amounts of functions or units names their subject."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipelines.normalise.code_lists import Classification, Subject, code_list
from pipelines.normalise.subjects import Resolved, subjects_named
from pipelines.recognise.catalogue import spec_of
from pipelines.recognise.form import Block, Column, Form
from pipelines.recognise.spelling import plain
from pipelines.recognise.terms import combine, facets_of

_CLASSIFICATIONS: tuple[Classification, ...] = ("economic", "government_economic")
_TITLE_PART = re.compile(r"[()、:—-]+")
# Of each column the subjects that its rows do not name, by classification.
Subjects = Mapping[int, Mapping[str, Resolved]]


def with_subject_columns(form: Form, year: int) -> tuple[Form, Subjects]:
    """Turn columns that no term explains, but that name economic subjects, into amounts; say which each is of.

    A title that names one class (工资福利支出) says so of all its amounts.
    """
    found: dict[int, dict[str, Resolved]] = {}
    spec = spec_of(form.form)
    if spec.columns not in (None, "project") or spec.rows in ("three_public", "source"):
        return form, found
    whole = _of_title(form, year)
    said = facets_of(form.title or "").classification
    blocks = []
    explained: set[int] = set()
    for block in form.blocks:
        named = _named(block, year, said)
        explained |= {column.index for column in named}
        for column, subject in named.items():
            found[column.index] = {subject.classification: Resolved(subject, True)}
        if whole is not None and block.classification != "source":
            for column in block.measures:
                found[column.index] = {whole.classification: Resolved(whole, True), **found.get(column.index, {})}
        # Rows of economic subjects are parts of the class; among functions the class is another cut of their money.
        rest = None if block.classification in _CLASSIFICATIONS else whole
        measures = tuple(_measure(column, named.get(column), rest) for column in block.measures)
        blocks.append(replace(block, measures=measures))
    if not found:
        return form, found
    issues = [issue for issue in form.issues if issue.column_no is None or issue.column_no - 1 not in explained]
    columns = {column.index: column for block in blocks for column in (*block.identifiers, *block.measures)}
    return replace(
        form,
        blocks=tuple(blocks),
        columns=tuple(columns.get(column.index, column) for column in form.columns),
        issues=tuple(issues),
    ), found


def _of_title(form: Form, year: int) -> Subject | None:
    """The one economic class that the title names: 基本支出表(工资福利支出)(按部门预算经济分类)."""
    listed = code_list("economic")
    parts = _TITLE_PART.split(plain(form.title or ""))
    return _only(row for part in parts if part for row in listed.by_name(part, level=1, year=year) if row.is_in_force)


def _named(block: Block, year: int, said_by_title: str | None) -> dict[Column, Subject]:
    """The columns that name subjects of one classification: of the one that header or title says, else the most."""
    unknown = [
        column
        for column in block.measures
        if column.header and (column.kind == "unknown" or column.facets.three_public is not None)
    ]
    best: dict[Column, Subject] = {}
    for classification in _CLASSIFICATIONS:
        if classification == block.classification or block.classification == "source":
            continue
        said = {facets_of(part).classification for column in unknown for part in column.header} - {None}
        said = said or {said_by_title} & set(_CLASSIFICATIONS)
        if said and classification not in said:
            continue
        named = {column: subject for column in unknown if (subject := _subject(column, classification, year))}
        if len(named) > len(best):
            best = named
    return best


def _subject(column: Column, classification: Classification, year: int) -> Subject | None:
    """The subject that a header names from the outside in: 工资福利支出 / 基本工资, or None where its end names none.

    A heading over items (款) that is no subject of the year only groups them: 社会保障缴费 / 职业年金缴费.
    """
    found: Subject | None = None
    is_grouped = False
    for part in column.header:
        if _is_term(part):
            continue
        rows = [row for row in subjects_named(classification, part, year) if row.is_in_force]
        if found is not None:
            rows = [row for row in rows if row.code.startswith(found.code)]
        first = _only(rows if found is not None else _highest(rows))
        if first is None and (found is not None or part == column.header[-1] or facets_of(part).says_measure):
            return None
        is_grouped |= first is None
        found = first
    return None if found is None or (is_grouped and found.level == 1) else found


def _is_term(part: str) -> bool:
    """True for words that say how an amount is cut; 会议费 and 公务接待费 outside a 三公 form are economic subjects."""
    said = facets_of(part)
    return said.understood and said.three_public is None


def _highest(rows: Iterable[Subject]) -> list[Subject]:
    listed = list(rows)
    top = min((row.level for row in listed), default=0)
    return [row for row in listed if row.level == top]


def _only(rows: Iterable[Subject]) -> Subject | None:
    codes = {row.code: row for row in rows}
    return next(iter(codes.values())) if len(codes) == 1 else None


def _measure(column: Column, subject: Subject | None, of_title: Subject | None) -> Column:
    if subject is None:
        if of_title is None or column.kind != "measure":
            return column
        return replace(column, facets=replace(column.facets, subject=of_title.code))
    known = combine(facets_of(part) for part in column.header if _is_term(part))
    return Column(column.index, "measure", column.header, replace(known, role=None, subject=subject.code))
