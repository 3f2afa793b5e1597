"""Economic classes as columns: 工资福利支出 over amounts of functions or units names a subject of theirs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipelines.normalise.code_lists import Classification, Subject, code_list
from pipelines.normalise.subjects import Resolved
from pipelines.recognise.catalogue import spec_of
from pipelines.recognise.form import Block, Column, Form
from pipelines.recognise.spelling import plain
from pipelines.recognise.terms import combine, facets_of

_CLASSIFICATIONS: tuple[Classification, ...] = ("economic", "government_economic")
_BRACKETED = re.compile(r"\(([^()]+)\)")
Subjects = Mapping[int, tuple[str, Resolved]]


def with_subject_columns(form: Form, year: int) -> tuple[Form, Subjects]:
    """Turn columns that no term explains, but that name economic subjects, into amounts; say which each names."""
    found: dict[int, tuple[str, Resolved]] = {}
    spec = spec_of(form.form)
    if spec.columns not in (None, "project") or spec.rows in ("three_public", "source"):
        return form, found
    whole = _of_title(form.title or "", year) if spec.category == "basic" else None
    blocks = []
    for block in form.blocks:
        named = _named(block, year)
        if whole is not None and block.classification != whole.classification:
            others = (column for column in block.measures if column.kind == "measure")
            named |= {column: whole for column in others if column not in named}
        found |= {column.index: (subject.classification, Resolved(subject, True)) for column, subject in named.items()}
        blocks.append(replace(block, measures=tuple(_measure(column, named.get(column)) for column in block.measures)))
    if not found:
        return form, found
    issues = [issue for issue in form.issues if issue.column_no is None or issue.column_no - 1 not in found]
    columns = {column.index: column for block in blocks for column in (*block.identifiers, *block.measures)}
    return replace(
        form,
        blocks=tuple(blocks),
        columns=tuple(columns.get(column.index, column) for column in form.columns),
        issues=tuple(issues),
    ), found


def _of_title(title: str, year: int) -> Subject | None:
    """The class that a table of 基本支出 is only about: 人员经费(工资福利支出)(按部门预算经济分类)."""
    parts = _BRACKETED.findall(plain(title))
    found = (_only(_highest(code_list("economic").by_name(part, year=year))) for part in parts)
    return next((subject for subject in found if subject is not None and subject.level == 1), None)


def _named(block: Block, year: int) -> dict[Column, Subject]:
    """The columns that name subjects of one classification: of the one that the header says, else that names most."""
    unknown = [column for column in block.measures if column.kind == "unknown" and column.header]
    best: dict[Column, Subject] = {}
    for classification in _CLASSIFICATIONS:
        if classification == block.classification or block.classification == "source":
            continue
        said = {facets_of(part).classification for column in unknown for part in column.header} - {None}
        if said and classification not in said:
            continue
        named = {column: subject for column in unknown if (subject := _subject(column, classification, year))}
        if len(named) > len(best):
            best = named
    return best


def _subject(column: Column, classification: Classification, year: int) -> Subject | None:
    """The subject that a header names from the outside in: 工资福利支出 / 基本工资. None where any part names none."""
    found: Subject | None = None
    for part in column.header:
        if facets_of(part).understood:
            continue
        rows = list(code_list(classification).by_name(part, year=year))
        if found is not None:
            rows = [row for row in rows if row.code.startswith(found.code)]
        first = _only(rows if found is not None else _highest(rows))
        if first is None:
            return None
        found = first
    return found


def _highest(rows: Iterable[Subject]) -> list[Subject]:
    listed = list(rows)
    top = min((row.level for row in listed), default=0)
    return [row for row in listed if row.level == top]


def _only(rows: Iterable[Subject]) -> Subject | None:
    codes = {row.code: row for row in rows}
    return next(iter(codes.values())) if len(codes) == 1 else None


def _measure(column: Column, subject: Subject | None) -> Column:
    if subject is None:
        return column
    known = combine(facets_of(part) for part in column.header if facets_of(part).understood)
    return Column(column.index, "measure", column.header, replace(known, role=None, subject=subject.code))
