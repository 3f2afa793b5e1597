"""Documents for the checks, written as their tables look: one CSV line a printed row, one column a money column.

A header with a slash is a money column, `funding/category` (`general_public/basic`, `total/total@2023` of another year,
`total/total!final` of another stage, `reception:total/total` for an item of 三公经费); `amount` takes funding and
category from the row. A blank money cell is not printed. Other columns say what the row is; what is left out is
defaulted. The line `empty` makes a published form without rows, the amount `unreadable` an issue.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.contract import tables
from pipelines.normalise.code_lists import Classification, code_list

Row = dict[str, object]
Line = Mapping[str, str]

YEAR = 2024
UNIT = "unit-a"
FACTORS = {"元": 1, "千元": 1000, "万元": 10000, "亿元": 100_000_000}
TOTALS = ("total", "grand_total")
SUMS = ("total", "total_with_meeting_training", "vehicle")
CODES: Mapping[str, Classification] = {
    "function": "function",
    "economic": "economic",
    "government": "government_economic",
}


@dataclass(frozen=True, slots=True)
class About:
    """Whose document it is, of which year and stage."""

    unit: str
    year: int
    stage: str


@dataclass(frozen=True, slots=True)
class Printed:
    """Rows by table of the star, ready to insert."""

    rows: Mapping[str, Sequence[Row]]


def document_id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def print_document(name: str, printed: Sequence[Line], unit: str = UNIT) -> Printed:
    """One document of `unit`: its budget for YEAR unless a column says otherwise."""
    rows: dict[str, list[Row]] = {table: [] for table in tables()}
    forms: dict[tuple[str, str], int] = {}
    units = {unit} | {line["unit"] for line in printed if line.get("unit")}
    stage = next((line["stage"] for line in printed if line.get("stage")), "budget")
    year = next((int(line["year"]) for line in printed if line.get("year")), YEAR)
    about = About(unit, year, stage)
    for each in sorted(units):
        rows["dim_unit"].append(made_row("dim_unit", unit_id=each, unit_name=each, unit_kind="unit"))
    rows["document"].append(
        made_row(
            "document",
            document_id=document_id(name),
            file_name=name,
            source_uri=name,
            media_type="application/pdf",
            bytes=1,
            pages=9,
            status="loaded",
            unit_id=unit,
            fiscal_year=year,
            stage=stage,
            reader_version="test",
        )
    )
    for number, line in enumerate(printed, start=1):
        key = (_block_form(line["form"]), line.get("form_no", ""))
        if key not in forms:
            forms[key] = len(forms) + 1
            rows["document_form"].append(_form(name, forms[key], key[0], line, about))
        for table, row in _cells(name, number, forms[key], line, printed, about):
            rows[table].append(row)
    return Printed(rows)


def _block_form(form: str) -> str:
    """The blocks of a summary stand in one printed table."""
    for block in ("_government_economic", "_economic"):
        if form.startswith(("summary", "appropriation_summary")):
            form = form.removesuffix(block)
    return form


def _form(name: str, form_no: int, form: str, line: Line, about: About) -> Row:
    return made_row(
        "document_form",
        document_id=document_id(name),
        form_no=form_no,
        form=form,
        title=form,
        unit_id=line.get("form_unit") or about.unit,
        fiscal_year=about.year,
        stage=about.stage,
        page_first=form_no,
        page_last=form_no,
        rows=1,
        state="empty" if line.get("line") == "empty" else "filled",
        scale=line.get("scale") or "万元",
        amount_cells=1,
        fact_cells=1,
        ignored_cells=0,
        issue_cells=0,
    )


def _cells(
    name: str, row_no: int, form_no: int, line: Line, printed: Sequence[Line], about: About
) -> Iterator[tuple[str, Row]]:
    is_revenue = line.get("side") == "revenue" or line["form"].endswith("revenue")
    subjects = {kind: line[kind] for kind in CODES if line.get(kind)}
    place = {"page": form_no, "row_no": row_no}
    for kind, code in subjects.items():
        if unlisted := _unlisted(CODES[kind], code):
            yield "dim_subject", unlisted
    money = [header for header in line if "/" in header or header == "amount"]
    for column_no, header in enumerate(money, start=1):
        text = line[header]
        if not text:
            continue
        if text == "unreadable":
            yield "document_issue", _issue(name, line["form"], row_no, form_no, column_no)
            continue
        item, _, measure = header.rpartition(":")
        measure, _, cell_stage = measure.partition("!")
        measure, _, year = measure.partition("@")
        funding, _, category = measure.partition("/")
        if header == "amount":
            funding, category = line.get("funding") or "total", line.get("category") or "total"
        elif line.get("category"):
            category = line["category"]
        amount = Decimal(text.replace(",", ""))
        factor = FACTORS[line.get("scale") or "万元"]
        half = Decimal(5).scaleb(int(amount.as_tuple().exponent) - 1) * factor
        row: Row = {
            "fact_id": f"{document_id(name)[:12]}-{form_no}-{row_no}-{column_no}",
            "document_id": document_id(name),
            "form": line["form"],
            "form_no": form_no,
            "unit_id": line.get("unit") or about.unit,
            "fiscal_year": int(year) if year else about.year,
            "stage": cell_stage or about.stage,
            "line_item": _line_item(line, is_revenue),
            "row_label": line.get("label") or line.get("line") or next(iter(subjects.values()), "row"),
            "function_subject_id": subject_id("function", subjects.get("function")),
            "funding": funding,
            "row_role": "subtotal" if item in SUMS else line.get("role") or _role(line, printed),
            "column_role": "item",
            "amount_kind": "amount",
            "amount_yuan": amount * factor,
            "low_yuan": amount * factor - half,
            "high_yuan": amount * factor + half,
            "printed_text": text,
            "printed_scale": line.get("scale") or "万元",
            "printed_decimals": max(0, -int(amount.as_tuple().exponent)),
            "table_no": 1,
            "column_no": column_no,
        }
        if is_revenue:
            yield "fact_revenue", made_row("fact_revenue", **row, **place)
        else:
            row |= {
                "category": category,
                "economic_subject_id": subject_id("economic", subjects.get("economic")),
                "government_economic_subject_id": subject_id("government_economic", subjects.get("government")),
                "three_public_subject_id": subject_id("three_public", item or line.get("item")),
            }
            yield "fact_expenditure", made_row("fact_expenditure", **row, **place)


def _line_item(line: Line, is_revenue: bool) -> str:
    if line.get("line"):
        return line["line"]
    return "source" if is_revenue and not line.get("function") else "subject"


def _role(line: Line, printed: Sequence[Line]) -> str:
    """As the normalising room would say it: a subject with a row below it, or a source with one, is a subtotal."""
    if line.get("line") in TOTALS:
        return "total"
    if line.get("line") == "current_year":
        return "subtotal"
    for kind in CODES:
        code = line.get(kind)
        others = (
            other.get(kind) or ""
            for other in printed
            if other["form"] == line["form"] and other.get("unit") == line.get("unit")
        )
        if code and any(other.startswith(code) and other != code for other in others):
            return "subtotal"
    return "item"


def _issue(name: str, form: str, row_no: int, page: int, column_no: int) -> Row:
    return made_row(
        "document_issue",
        issue_id=f"{document_id(name)[:12]}-{page}-{row_no}-{column_no}",
        document_id=document_id(name),
        code="unreadable_amount",
        page=page,
        form=form,
        row_no=row_no,
        column_no=column_no,
        text="1,2.3",
        message="no number",
    )


def subject_id(classification: Classification, code: str | None) -> str | None:
    if not code:
        return None
    subject = code_list(classification).by_code(code, YEAR)
    return subject.subject_id if subject else f"{classification}/{code}/{YEAR}"


def _unlisted(classification: Classification, code: str) -> Row | None:
    """A row of dim_subject for a code that no list holds; words instead of digits are a subject without a code."""
    if code_list(classification).by_code(code, YEAR):
        return None
    return made_row(
        "dim_subject",
        subject_id=f"{classification}/{code}/{YEAR}",
        classification=classification,
        subject_code=code if code.isdigit() else None,
        subject_name=code,
        path_name=code,
        is_local=True,
        is_listed=False,
    )


def made_row(table: str, **values: object) -> Row:
    return dict.fromkeys(tables()[table].column_names) | values
