"""A document, its forms and its units as rows of the ledger: names of columns as in models/."""

from pipelines.normalise.fact import About, FormFacts
from pipelines.normalise.units import ResolvedUnits
from pipelines.read.document import Document
from pipelines.recognise.form import Form, Recognised

Row = dict[str, object]


def document_row(document_id: str, file_name: str, source_uri: str, media_type: str, size: int) -> Row:
    """The row of `document` as it is before anything was read in it."""
    names = "pages status reason supersedes_document_id disclosure_id title unit_id fiscal_year stage"
    names += " unrecognised_tables unrecognised_cells modified"
    return {
        "document_id": document_id,
        "file_name": file_name,
        "source_uri": source_uri,
        "media_type": media_type,
        "bytes": size,
        **dict.fromkeys(names.split()),
    }


def loaded_row(document: Document, found: Recognised, about: About, publisher: str, kind: str) -> Row:
    """The row of `document` of a document that was read."""
    row = document_row(
        document.document_id, document.file_name, document.source_uri, document.media_type, document.size
    )
    return row | {
        "pages": len(document.pages) if document.is_paged else None,
        "status": "loaded",
        "disclosure_id": f"{publisher}-{kind}-{about.year}-{about.stage}",
        "title": found.title,
        "unit_id": publisher,
        "fiscal_year": about.year,
        "stage": about.stage,
        "unrecognised_tables": len(found.unrecognised),
        "unrecognised_cells": sum(table.cells for table in found.unrecognised),
        "modified": document.modified,
    }


def form_row(document: Document, form: Form, result: FormFacts, about: About, publisher: str, number: int) -> Row:
    """The row of `document_form` of one form, the `number`th of the document."""
    is_filled = result.is_filled or result.tally.problems > 0 or (not form.is_loaded and result.rows > 0)
    kinds = {fact.form for fact in result.facts if not fact.is_revenue}
    return {
        "document_id": document.document_id,
        "form_no": number,
        # A form is filed under what its rows are broken down by; extra blocks of a summary are facts, not forms.
        "form": next(iter(kinds)) if len(kinds) == 1 else form.form,
        "title": form.title,
        "unit_id": publisher,
        "fiscal_year": form.year or about.year,
        "stage": form.stage or about.stage,
        "page_first": form.page_first,
        "page_last": form.page_last,
        "rows": result.rows,
        "state": "filled" if is_filled else "empty",
        "empty_note": None if is_filled else form.empty_note,
        "scale": form.scale or result.performance.scale or _scale_of_columns(result),
        "amount_cells": result.tally.amounts,
        "fact_cells": result.tally.facts,
        "ignored_cells": result.tally.ignored,
        "ignored_reasons": result.tally.ignored_reasons,
        "issue_cells": result.tally.problems,
    }


def _scale_of_columns(result: FormFacts) -> str | None:
    """The scale that the headers of the columns print, where they agree: 预算数（万元） in a list under a heading."""
    scales = {printed.scale for printed in result.printed if printed.scale is not None}
    return scales.pop() if len(scales) == 1 else None


def unit_rows(document: Document, units: ResolvedUnits) -> list[Row]:
    """One row for each unit and each name that the document prints for it."""
    names: dict[str, list[str]] = {}
    for alias in units.aliases:
        names.setdefault(alias.unit_id, []).append(alias.alias)
    fields = "unit_id unit_code unit_name unit_kind parent_unit_id division_code province_name city_name county_name"
    return [
        {"document_id": document.document_id, "alias": name, "admin_level": unit.admin_level}
        | {field: getattr(unit, field) for field in fields.split()}
        for unit in units.units
        for name in names.get(unit.unit_id, [unit.unit_name])
    ]
