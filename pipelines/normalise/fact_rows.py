"""Facts and unlisted subjects as rows of the star: names of columns as in models/."""

from collections.abc import Iterable
from functools import cache

from pipelines.normalise.amounts import Amount
from pipelines.normalise.asset_facts import BlankRow
from pipelines.normalise.code_lists import CODED, Classification, Subject, code_list
from pipelines.normalise.fact import Fact
from pipelines.normalise.list_facts import Entry
from pipelines.normalise.printed_at import printed_at
from pipelines.normalise.subjects import Resolved
from pipelines.read.document import Document
from pipelines.recognise.form import Form
from pipelines.recognise.remarks_words import remark_words

Row = dict[str, object]
ID_DIGITS = 16


def fact_row(document: Document, form_no: int, fact: Fact, unit_id: str) -> Row:
    """Return the row of fact_expenditure or fact_revenue for one fact."""
    row = _printed(document, form_no, fact, fact.amount, unit_id)
    row["line_item"] = fact.line_item
    row["function_subject_id"] = _subject_id(fact.subjects.get("function"))
    row["funding"] = fact.funding
    row["column_role"] = fact.column_role
    row["amount_kind"] = fact.amount_kind
    row["printed_decimals"] = fact.amount.decimals
    if fact.is_revenue:
        row["revenue_source_subject_id"] = _measure_id("revenue_source", fact.funding)
        return row
    row["economic_subject_id"] = _subject_id(fact.subjects.get("economic"))
    row["government_economic_subject_id"] = _subject_id(fact.subjects.get("government_economic"))
    row["three_public_subject_id"] = _measure_id("three_public", fact.three_public) if fact.three_public else None
    row["category"] = fact.category
    return row


def entry_row(document: Document, form_no: int, entry: Entry, unit_id: str) -> Row:
    """Return the row of fact_project, fact_procurement or fact_asset for one entry."""
    row = _printed(document, form_no, entry, entry.amount, unit_id) | {
        "printed_decimals": entry.decimals,
        **entry.values,
    }
    if entry.table == "fact_asset":
        return row
    return row | {f"{name}_subject_id": _subject_id(entry.subjects.get(name)) for name in CODED}


def blank_row(document: Document, form: str, blank: BlankRow) -> Row:
    """Return the remark on a row of a table of assets that prints no number."""
    place = f"blank-p{blank.page}-t{blank.table_no}-r{blank.row_no}"
    return _remark(document, place, "blank_row", form, blank.kind, blank.label, blank.page)


def withheld_row(document: Document, form_no: int, form: Form) -> Row | None:
    """Return the remark on a form whose note says that some of its rows are not published, or None."""
    if form.empty_note is None or not remark_words().withheld.search(form.empty_note):
        return None
    text = "".join(form.empty_note.split())
    return _remark(document, f"withheld-{form_no}", "withheld", form.form, None, text, form.page_last)


def _remark(document: Document, place: str, kind: str, form: str, value: str | None, text: str, page: int) -> Row:
    return {
        "remark_id": f"{document.document_id[:ID_DIGITS]}-{place}",
        "document_id": document.document_id,
        "remark_kind": kind,
        "slot": None,
        "form": form,
        "economic_subject_id": None,
        "value": value,
        "text": text,
        "page": page,
        **dict.fromkeys(("x0", "y0", "x1", "y1")),
    }


def _printed(document: Document, form_no: int, fact: Fact | Entry, amount: Amount | None, unit_id: str) -> Row:
    """What every fact table says of a printed cell: whose it is, its amount, and where it stands."""
    cell = fact.cell
    place = f"p{fact.page}-t{fact.table_no}-r{cell.row_no}-c{cell.column_no}"
    return {
        "fact_id": f"{document.document_id[:ID_DIGITS]}-{place}",
        "document_id": document.document_id,
        "form": fact.form,
        "form_no": form_no,
        "unit_id": unit_id,
        "fiscal_year": fact.fiscal_year,
        "stage": fact.stage,
        "row_label": fact.row_label,
        "row_role": fact.row_role,
        "amount_yuan": amount.yuan if amount else None,
        "low_yuan": amount.low if amount else None,
        "high_yuan": amount.high if amount else None,
        "printed_text": "".join(cell.text.split()),
        "printed_scale": fact.scale,
        "page": fact.page,
        "table_no": fact.table_no,
        "row_no": cell.row_no,
        "column_no": cell.column_no,
        **printed_at(document, fact.page, cell.box),
        "ocr_confidence": cell.confidence,
    }


def subject_rows(document_id: str, facts: Iterable[Fact | Entry]) -> list[Row]:
    """Return one row of stg_subject for each subject that the facts name and no code list holds."""
    found: dict[str, Row] = {}
    for fact in facts:
        for resolved in fact.subjects.values():
            if not resolved.is_listed:
                found[_unlisted_id(resolved.subject)] = _unlisted_row(resolved.subject) | {"document_id": document_id}
    return list(found.values())


def _unlisted_row(subject: Subject) -> Row:
    listed = code_list(subject.classification)
    above = listed.by_code(subject.parent_code) if subject.parent_code else None
    return {
        "subject_id": _unlisted_id(subject),
        "classification": subject.classification,
        "subject_code": subject.code or None,
        "subject_name": subject.name,
        "subject_level": subject.level,
        "parent_subject_id": above.subject_id if above else None,
        "path_name": f"{listed.path_name(above)}/{subject.name}" if above else subject.name,
        "valid_from_year": None,
        "valid_to_year": None,
        "is_local": True,
        "is_listed": False,
    }


def _unlisted_id(subject: Subject) -> str:
    """Key of a subject outside the lists: the same for every document that prints it at the same place in the tree."""
    return f"{subject.classification}/{subject.code or subject.parent_code or ''}/{subject.name}"


def _subject_id(resolved: Resolved | None) -> str | None:
    if resolved is None:
        return None
    return resolved.subject.subject_id if resolved.is_listed else _unlisted_id(resolved.subject)


@cache
def _measure_id(classification: Classification, code: str) -> str:
    subject = code_list(classification).by_code(code)
    if subject is None:
        raise KeyError(f"{classification} has no {code}: data/vocabulary/measures.toml and the code list disagree")
    return subject.subject_id
