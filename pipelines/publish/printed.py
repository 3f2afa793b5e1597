"""One printed thing in words: a cell, a number or words of the narrative, a form; and the line it stands in."""

from collections.abc import Iterator
from decimal import Decimal

from pipelines.publish.evidence import Row
from pipelines.publish.source import SourceGone, open_source
from pipelines.read.text import text_lines

LONGEST_QUOTE = 300


def printed(row: Row) -> Iterator[str]:
    """What it says, what it is and where it stands; a row of the query evidence."""
    match row["evidence_kind"]:
        case "statement":
            yield _value(row)
            yield f"  {_shortened(row['row_label'])}"
            yield f"  {_place(row)} ({joined(row['section'], row['fiscal_year'], row['stage'])})"
        case "remark":
            yield f"“{_shortened(row['row_label'])}”"
            yield f"  {_place(row)} ({row['line_item']})"
        case "form":
            yield joined(f"“{row['title'] or row['form']}”", row["form_state"])
            if row["empty_note"]:
                yield f"  {row['empty_note']}"
            yield f"  {_place(row)}, form {row['form_no']} ({row['form']})"
        case _:
            yield _value(row)
            measure = joined(row["funding_name"], row["category_name"])
            label = joined(row["subject_code"], row["row_label"] or row["subject_name"])
            yield f"  {label} | column {row['column_no']}: {measure}"
            yield (
                f"  {_place(row)}, table {row['table_no']}, row {row['row_no']}"
                f" ({joined(row['title'], row['fiscal_year'], row['stage'])})"
            )


class Quoter:
    """Quotes lines of text documents from the documents themselves, each read once."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str] | str] = {}

    def quote(self, row: Row) -> Iterator[str]:
        """The line that a row of the query evidence stands in, or why it cannot be had; nothing in other formats."""
        if not row["is_text"]:
            return
        lines = self._lines_of(row)
        if isinstance(lines, str):
            yield f"  not quoted: {lines}"
        elif 0 < row["page"] <= len(lines):
            yield f"  line {row['page']}: {_shortened(lines[row['page'] - 1].strip())}"

    def _lines_of(self, row: Row) -> list[str] | str:
        if row["document_id"] not in self._lines:
            try:
                with open_source(row) as path:
                    self._lines[row["document_id"]] = text_lines(path)
            except SourceGone as error:
                self._lines[row["document_id"]] = str(error)
        return self._lines[row["document_id"]]


def in_unit(value: Decimal | None, unit: str) -> str:
    """A side of a comparison, or the difference of two, in its unit."""
    if value is None:
        return "not printed"
    match unit:
        case "percent":
            return f"{value:,f} %"
        case "count":
            return f"{value.normalize():,f}"
        case _:
            return f"{value:,f} 元"


def interval(low: Decimal | None, high: Decimal | None) -> str:
    """The ends that a printed number stands for; nothing where there are none."""
    return "" if low is None or high is None else f"[{low:,f} … {high:,f}]"


def joined(*parts: object) -> str:
    """Those parts that there are, a blank between them."""
    return " ".join(str(part) for part in parts if part is not None)


def _value(row: Row) -> str:
    if row["amount_yuan"] is not None:
        scale = None if row["printed_text"].endswith(row["printed_scale"]) else row["printed_scale"]
        amount = joined(f"“{row['printed_text']}”", scale, f"= {row['amount_yuan']:,f} 元")
        return joined(amount, interval(row["low_yuan"], row["high_yuan"]) or None)
    if row["percent"] is not None:
        percent = f"“{row['printed_text']}” = {row['percent'].normalize():f} %"
        return joined(percent, interval(row["percent_low"], row["percent_high"]) or None)
    return joined(f"“{row['printed_text']}”", row["quantity_unit"])


def _place(row: Row) -> str:
    place = f"{row['file_name']}, {'line' if row['is_text'] else 'page'} {row['page']}"
    sure = row["ocr_confidence"]
    return place if sure is None else f"{place}, read by OCR ({sure:.2f} sure)"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
