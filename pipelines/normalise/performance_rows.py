"""Amounts and indicators of annexes as rows of fact_project and fact_indicator: names of columns as in models/."""

from collections.abc import Callable, Mapping, Sequence

from pipelines.normalise.fact_rows import ID_DIGITS, Row
from pipelines.normalise.indicators import Indicator
from pipelines.normalise.performance import Performance
from pipelines.normalise.printed_at import printed_at
from pipelines.normalise.project_amounts import ProjectAmount
from pipelines.normalise.project_words import closed_up
from pipelines.read.document import Document
from pipelines.recognise.sheet import SheetCell, SheetRow

Unit = tuple[str | None, str]


def performance_tables(
    document: Document,
    forms: Sequence[Mapping[str, object]],
    performances: Sequence[Performance],
    unit_id: Callable[[Unit], str],
) -> dict[str, list[Row]]:
    """Return the rows of both tables. `forms` are the rows of document_form, to which `performances` belong one by one.

    A project that names no unit of its own is the unit's that the form is filed under.
    """
    projects: list[Row] = []
    indicators: list[Row] = []
    for form, found in zip(forms, performances, strict=True):
        for amount in found.amounts:
            unit = amount.project.unit
            projects.append(_project_row(document, form, amount, unit_id(unit) if unit else form["unit_id"]))
        for number, fact in enumerate(found.indicators, 1):
            unit = fact.project.unit
            own = unit_id(unit) if unit else form["unit_id"]
            indicators.append(_indicator_row(document, form, number, fact, own))
    return {"fact_project": projects, "fact_indicator": indicators}


def _project_row(document: Document, form_row: Mapping[str, object], fact: ProjectAmount, unit_id: object) -> Row:
    """Return the row of fact_project for one amount. `form_row` is the row of document_form it belongs to."""
    project, amount = fact.project, fact.amount
    return {
        **_place(document, fact.cell, fact.row, 0),
        **_about(form_row, unit_id),
        "stage": fact.stage or form_row["stage"],
        "line_item": project.line_item,
        "row_label": project.label or project.name,
        "project_no": project.number,
        "project_code": project.code,
        "project_name": project.name,
        "project_kind": project.kind,
        "project_years": project.years,
        **dict.fromkeys(("function_subject_id", "economic_subject_id", "government_economic_subject_id")),
        "funding": fact.funding,
        "category": fact.category,
        "period": fact.period,
        "plan_month": fact.plan_month,
        "row_role": fact.row_role,
        "column_role": fact.column_role,
        "goal": project.goal(fact.period),
        "plan_text": project.plan,
        "need_text": project.need,
        "amount_yuan": amount.yuan,
        "low_yuan": amount.low,
        "high_yuan": amount.high,
        "printed_text": closed_up(fact.text),
        "printed_scale": fact.scale,
        "printed_decimals": amount.decimals,
    }


def _indicator_row(
    document: Document, form_row: Mapping[str, object], number: int, fact: Indicator, unit_id: object
) -> Row:
    """Return the row of fact_indicator for one indicator, the `number`th of its form."""
    amount = fact.value.amount
    return {
        **_place(document, fact.cell, fact.row, fact.part),
        **_about(form_row, unit_id),
        "project_no": fact.project.number,
        "project_code": fact.project.code,
        "project_name": fact.project.name,
        "indicator_no": number,
        "period": fact.period,
        **dict(zip(("level1_name", "level2_name", "level3_name"), fact.levels, strict=True)),
        "description": fact.description,
        "comparator": fact.value.comparator,
        "quantity": fact.value.quantity,
        "quantity_unit": fact.value.unit,
        "amount_yuan": amount.yuan if amount else None,
        "low_yuan": amount.low if amount else None,
        "high_yuan": amount.high if amount else None,
        "basis": fact.basis,
        "weight": fact.weight,
        "printed_text": fact.text,
        "printed_scale": fact.value.scale,
        "printed_decimals": amount.decimals if amount else None,
    }


def _about(form_row: Mapping[str, object], unit_id: object) -> Row:
    said = {name: form_row[name] for name in ("document_id", "form", "form_no", "fiscal_year", "stage")}
    return {**said, "unit_id": unit_id}


def _place(document: Document, cell: SheetCell, row: SheetRow, part: int) -> Row:
    place = f"p{row.page}-t{row.table_no}-r{cell.row_no}-c{cell.column_no}" + (f"-n{part}" if part else "")
    return {
        "fact_id": f"{document.document_id[:ID_DIGITS]}-{place}",
        "page": row.page,
        "table_no": row.table_no,
        "row_no": cell.row_no,
        "column_no": cell.column_no,
        **printed_at(document, row.page, cell.box),
        "ocr_confidence": cell.confidence,
    }
