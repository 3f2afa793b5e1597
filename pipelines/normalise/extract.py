"""One document from bytes to the rows of every table; a bad document yields its reason, not an error."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pipelines.issues import DocumentRejected
from pipelines.normalise.document_rows import document_row, form_row, loaded_row, unit_rows
from pipelines.normalise.fact import About, Fact, FormFacts
from pipelines.normalise.fact_rows import blank_row, entry_row, fact_row, subject_rows, withheld_row
from pipelines.normalise.fiscal_years import known_years
from pipelines.normalise.form_facts import form_facts
from pipelines.normalise.form_units import form_units, owned
from pipelines.normalise.issue_rows import issue_rows, page_issues, page_verdicts
from pipelines.normalise.list_facts import Entry
from pipelines.normalise.ocr_decimals import usual_decimals
from pipelines.normalise.performance_rows import performance_tables
from pipelines.normalise.remark_rows import remark_rows
from pipelines.normalise.rosters import listed_units
from pipelines.normalise.rows import TABLES, DocumentRows
from pipelines.normalise.scale_evidence import with_proven_scales
from pipelines.normalise.statement_rows import statement_rows
from pipelines.normalise.units import PrintedUnit, ResolvedUnits, resolve_document
from pipelines.read import media_type_of, read_document
from pipelines.read.document import Document
from pipelines.read.options import AS_USUAL, ReadOptions
from pipelines.recognise import recognise
from pipelines.recognise.form import Form, Recognised
from pipelines.recognise.spelling import plain

Row = dict[str, object]
_Fact = TypeVar("_Fact", Fact, Entry)


def extract(path: Path, source_uri: str, options: ReadOptions = AS_USUAL) -> DocumentRows:
    """Return the rows of one document. A document that cannot be loaded yields one `document` row with its reason."""
    try:
        return _extract(path, source_uri, options)
    except DocumentRejected as rejected:
        return _quarantined(path, source_uri, rejected)


def _quarantined(path: Path, source_uri: str, rejected: DocumentRejected) -> DocumentRows:
    data = path.read_bytes()
    try:
        media_type = media_type_of(data)
    except DocumentRejected:
        media_type = "application/octet-stream"
    document_id = sha256(data).hexdigest()
    row = document_row(document_id, path.name, source_uri, media_type, len(data))
    row |= {"status": "quarantined", "reason": str(rejected)}
    return DocumentRows(document_id, {**{table: [] for table in TABLES}, "document": [row]})


def _extract(path: Path, source_uri: str, options: ReadOptions) -> DocumentRows:
    document = read_document(path, source_uri, options)
    found = recognise(document)
    about = _about(document, found)
    form_names = form_units(found.forms, found.unit_names[0])
    forms = zip(with_proven_scales(found.forms), form_names, strict=True)
    results = _with_whole_names([(form, owned(form_facts(form, about), unit)) for form, unit in forms])
    units = _units(document, found, about, results, form_names)
    publisher = units.unit_ids[_publisher(document, found, about)]
    tables: dict[str, Sequence[Mapping[str, object]]] = {table: [] for table in TABLES}
    # A department and its own office publish under one name: their disclosures are two.
    home = next(unit for unit in units.units if unit.unit_id == publisher)
    tables["document"] = [loaded_row(document, found, about, publisher, home.unit_kind)]
    tables["document_form"] = [
        form_row(document, form, result, about, units.unit_ids[_form_unit(document, name, found, about)], number)
        for number, ((form, result), name) in enumerate(zip(results, form_names, strict=True), 1)
    ]
    tables["fact_statement"], unsaid = statement_rows(document, found.statements, about, publisher)
    issues = [
        *page_issues(document),
        *(table.issue for table in found.unrecognised),
        *unsaid,
        *(issue for _, result in results for issue in result.tally.issues),
    ]
    tables["document_issue"] = issue_rows(document, issues)
    annexes = performance_tables(
        document,
        tables["document_form"],
        [result.performance for _, result in results],
        lambda unit: units.unit_ids[_row_unit(document, unit, about)],
    )
    facts = [(number, fact) for number, (_, result) in enumerate(results, 1) for fact in result.facts]
    ids = {unit: _unit_id(document, unit, about, units, publisher) for unit in {fact.unit for _, fact in facts}}
    for is_revenue, table in ((False, "fact_expenditure"), (True, "fact_revenue")):
        tables[table] = [
            fact_row(document, number, fact, ids[fact.unit]) for number, fact in facts if fact.is_revenue is is_revenue
        ]
    entries = [(number, entry) for number, (_, result) in enumerate(results, 1) for entry in result.entries]
    for table in ("fact_project", "fact_procurement", "fact_asset"):
        listed = [
            entry_row(document, number, entry, _unit_id(document, entry.unit, about, units, publisher))
            for number, entry in entries
            if entry.table == table
        ]
        tables[table] = [*annexes.get(table, ()), *listed]
    tables["fact_indicator"] = annexes["fact_indicator"]
    tables["document_remark"] = [
        *remark_rows(document, found.remarks, home, about.year),
        *(blank_row(document, form.form, blank) for form, result in results for blank in result.blank),
    ]
    notes = (withheld_row(document, number, form) for number, (form, _) in enumerate(results, 1))
    tables["document_remark"] = [*tables["document_remark"], *(note for note in notes if note is not None)]
    tables["stg_unit"] = unit_rows(document, units)
    named = [fact for _, result in results for fact in result.printed]
    tables["stg_subject"] = subject_rows(document.document_id, named)
    return DocumentRows(document.document_id, tables)


def _with_whole_names(results: list[tuple[Form, FormFacts]]) -> list[tuple[Form, FormFacts]]:
    """Give every row of one unit code the longest name that the document prints for it: narrow columns clip names."""
    longest: dict[str, str] = {}
    for _, result in results:
        for code, name in (fact.unit for fact in result.printed if fact.unit is not None):
            if code is not None and len(name) > len(longest.get(code, "")):
                longest[code] = name
    for _, result in results:
        result.facts = [_with_whole_name(fact, longest) for fact in result.facts]
        result.entries = [_with_whole_name(entry, longest) for entry in result.entries]
    return results


def _with_whole_name(fact: _Fact, longest: Mapping[str, str]) -> _Fact:
    code = fact.unit[0] if fact.unit else None
    if fact.unit is None or code is None or longest.get(code, fact.unit[1]) == fact.unit[1]:
        return fact
    return replace(fact, unit=(code, longest[code]))


def _about(document: Document, found: Recognised) -> About:
    """What the document is about. Raises DocumentRejected where it does not say: nothing is guessed."""
    if not found.forms and (found.year is None or found.stage is None):
        detail = "no budget form, and no title with year and 预算 or 决算, was found"
        raise DocumentRejected("not_a_disclosure", detail + page_verdicts(document))
    first = found.forms[0].page_first if found.forms else 1
    title = found.forms[0].title if found.forms else found.title
    if found.year is None:
        raise DocumentRejected("year_missing", f"no fiscal year is printed; first form: page {first}, {title!r}")
    if found.year not in known_years():
        raise DocumentRejected(
            "year_unknown", f"{found.year} is not in data/reference/years.csv; page {first}, {title!r}"
        )
    if found.stage is None:
        raise DocumentRejected(
            "stage_missing", f"neither 预算 nor 决算 is printed; first form: page {first}, {title!r}"
        )
    if not found.unit_names:
        raise DocumentRejected("unit_missing", f"no budget unit is named; first form: page {first}, {title!r}")
    publishers = frozenset(plain(name) for name in found.unit_names)
    return About(found.year, found.stage, publishers, usual_decimals(found.forms))


def _publisher(document: Document, found: Recognised, about: About) -> PrintedUnit:
    return PrintedUnit(document.document_id, found.unit_names[0], role="publisher", fiscal_year=about.year)


def _form_unit(document: Document, name: str | None, found: Recognised, about: About) -> PrintedUnit:
    return _publisher(document, found, about) if name is None else _row_unit(document, (None, name), about)


def _row_unit(document: Document, unit: tuple[str | None, str], about: About) -> PrintedUnit:
    return PrintedUnit(document.document_id, unit[1], code=unit[0], role="row", fiscal_year=about.year)


def _units(
    document: Document,
    found: Recognised,
    about: About,
    results: Sequence[tuple[Form, FormFacts]],
    form_names: Sequence[str | None],
) -> ResolvedUnits:
    printed = {_form_unit(document, name, found, about) for name in (None, *form_names)}
    printed |= {_row_unit(document, unit, about) for _, result in results for unit in result.units}
    printed |= {
        _row_unit(document, (None, name), about) for name in listed_units(document, found.forms, found.unit_names)
    }
    texts = [*(form.title or "" for form in found.forms), *found.mentions]
    return resolve_document(printed, texts)


def _unit_id(
    document: Document, unit: tuple[str | None, str] | None, about: About, units: ResolvedUnits, publisher: str
) -> str:
    return publisher if unit is None else units.unit_ids[_row_unit(document, unit, about)]
