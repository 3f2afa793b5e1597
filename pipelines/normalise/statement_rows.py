"""Numbers said in the narrative as rows of fact_statement; what is not understood has no slot, and an issue."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pipelines.issues import Issue
from pipelines.normalise.amounts import Amount, parse_amount
from pipelines.normalise.code_lists import code_list
from pipelines.normalise.fact import About
from pipelines.normalise.fiscal_years import known_years
from pipelines.normalise.printed_at import printed_at
from pipelines.normalise.said_subjects import said_subject
from pipelines.read.document import Document
from pipelines.recognise.preamble import SCALES
from pipelines.recognise.statement import Meaning, Statement

Row = dict[str, object]
_ID_DIGITS = 16
_EXCERPT = 120
_PERCENT = "%"
_RATES = (_PERCENT, "个百分点")
_MEANINGS = (
    "slot",
    "function_subject_id",
    "economic_subject_id",
    "three_public_subject_id",
    "project_kind",
    "whole_slot",
    "whole_funding",
    "whole_category",
)
_WHOLES = (None, "total")
_VALUES = (
    "amount_yuan",
    "low_yuan",
    "high_yuan",
    "percent",
    "percent_low",
    "percent_high",
    "quantity",
    "quantity_unit",
    "printed_scale",
    "printed_decimals",
)


def statement_rows(
    document: Document, statements: Sequence[Statement], about: About, unit_id: str
) -> tuple[list[Row], list[Issue]]:
    """Return the rows of fact_statement, and an issue for each number that nobody understood.

    Of a sentence that counts what no slot holds (offices, teachers), all counts are one issue: no money is among them.
    """
    rows = [_row(document, statement, about, unit_id) for statement in statements]
    unsaid = [statement for statement, row in zip(statements, rows, strict=True) if row["slot"] is None]
    counted: dict[tuple[int, str], list[Statement]] = {}
    for statement in unsaid:
        if _is_count(statement):
            counted.setdefault((statement.sentence_no, statement.sentence), []).append(statement)
    issues = [_issue(statement) for statement in unsaid if not _is_count(statement)]
    return rows, [*issues, *map(_count_issue, counted.values())]


def _is_count(statement: Statement) -> bool:
    return statement.unit is not None and statement.unit not in (*SCALES, *_RATES)


def _count_issue(counts: Sequence[Statement]) -> Issue:
    texts = "、".join(f"{count.text}{count.unit}" for count in counts)
    return Issue(
        "count_not_understood",
        f"no slot of data/vocabulary/statements.toml holds what is counted here: {texts}",
        page=counts[0].page,
        text=counts[0].sentence[:_EXCERPT],
    )


def _issue(statement: Statement) -> Issue:
    return Issue(
        "statement_not_understood",
        f"nobody understands what {statement.text}{statement.unit or ''} is about: data/vocabulary/statements.toml",
        page=statement.page,
        text=statement.sentence[:_EXCERPT],
    )


def _row(document: Document, statement: Statement, about: About, unit_id: str) -> Row:
    year = _year(statement, about)
    is_known = year in known_years() or year == about.year - 1
    row: Row = {
        "statement_id": _id(document, statement.number),
        "document_id": document.document_id,
        "unit_id": unit_id,
        "fiscal_year": year if is_known else about.year,
        "stage": statement.stage or about.stage,
        "statement_no": statement.number,
        "section": statement.section,
        "sentence_no": statement.sentence_no,
        "sentence": statement.sentence,
        "statement_measure": statement.measure,
        "direction": statement.direction,
        "has_reason": statement.has_reason,
        "base_statement_id": _id(document, statement.base),
        "whole_statement_id": _id(document, statement.whole),
        "as_of": _day(statement.as_of),
        "printed_text": statement.text + (statement.unit or ""),
        "page": statement.page,
        **printed_at(document, statement.page, statement.box),
        "ocr_confidence": statement.confidence,
        **_value(statement),
    }
    return row | _meaning(statement, about) if is_known else row | _nothing()


def _id(document: Document, number: int | None) -> str | None:
    return None if number is None else f"{document.document_id[:_ID_DIGITS]}-statement-{number}"


def _year(statement: Statement, about: About) -> int:
    if statement.year is not None:
        return statement.year
    if statement.year_offset is not None:
        return about.year + statement.year_offset
    return about.year - 1 if statement.measure == "prior" else about.year


def _value(statement: Statement) -> Row:
    """The number itself: an amount with its interval, a percentage with its interval, or a quantity."""
    row: Row = dict.fromkeys(_VALUES)
    unit = statement.unit
    if unit is None:
        return row
    # A percentage is read like an amount: it stands for the same interval.
    scale = unit if unit in SCALES else "元"
    amount = parse_amount(statement.text, scale)
    if amount is None:
        return row
    row["printed_decimals"] = amount.decimals
    if unit in SCALES:
        return row | {
            "amount_yuan": amount.yuan,
            "low_yuan": amount.low,
            "high_yuan": amount.high,
            "printed_scale": unit,
        }
    value = Decimal(statement.text.replace(",", ""))
    if unit == _PERCENT:
        return row | _percent(value, amount)
    return row | {"quantity": value, "quantity_unit": unit}


def _percent(value: Decimal, amount: Amount) -> Row:
    half = Decimal(5).scaleb(-amount.decimals - 1)
    return {"percent": value, "percent_low": value - half, "percent_high": value + half}


def _nothing() -> Row:
    return {**dict.fromkeys(_MEANINGS), "funding": "total", "category": "total"}


def _meaning(statement: Statement, about: About) -> Row:
    meaning, whole = statement.meaning, statement.whole_meaning
    if meaning is None:
        return _nothing()
    subject = said_subject(meaning, statement.section, about.year)
    if not subject.is_found or (whole is not None and (whole.names or whole.code or whole.three_public not in _WHOLES)):
        return _nothing()
    return {
        "slot": meaning.slot,
        "function_subject_id": subject.function,
        "economic_subject_id": subject.economic,
        "three_public_subject_id": _three_public(meaning),
        "funding": meaning.funding,
        "category": meaning.category,
        "project_kind": meaning.project_kind,
        "whole_slot": whole.slot if whole else None,
        "whole_funding": whole.funding if whole else None,
        "whole_category": whole.category if whole else None,
    }


def _three_public(meaning: Meaning) -> str | None:
    if meaning.three_public is None:
        return None
    subject = code_list("three_public").by_code(meaning.three_public)
    return None if subject is None else subject.subject_id


def _day(printed: tuple[int, int | None, int | None] | None) -> date | None:
    """The day that an amount is as of; the end of a month or year where no day is printed."""
    if printed is None:
        return None
    year, month, day = printed
    last = monthrange(year, month or 12)[1] if 1 <= (month or 12) <= 12 else None
    return None if last is None else date(year, month or 12, min(day or last, last))
