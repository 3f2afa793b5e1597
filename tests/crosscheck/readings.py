"""The two readings of a document: lines as `pdftotext -layout` prints them, and the rows of our facts."""

import re
import subprocess
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from pipelines.recognise.spelling import plain, without_enumerator

CODE = re.compile(r"[2-5]\d{2}(?:\d{2}){0,2}")
_NUMBER = re.compile(r"(?<![\d.,A-Za-z-])-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d,A-Za-z%])")
_PRINTED = Path(__file__).with_name("printed.sql").read_text(encoding="utf-8")
# More digits than a subject's code, and fewer than an item's of procurement, may be an amount.
_ORDINAL, _UNIT, _YEAR, _LONGEST = 4, 6, 4, 8


def is_label(number: str) -> bool:
    """True for digits that may be a code, a year or an ordinal."""
    if not number.isdigit() or number == "0":
        return False
    is_other = len(number) < _ORDINAL or len(number) in (_YEAR, _UNIT) or len(number) > _LONGEST
    return is_other or bool(CODE.fullmatch(number))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the other reading: its text, without blanks in `plain`, and its numbers as printed."""

    page: int
    number: int
    text: str
    plain: str
    numbers: tuple[str, ...]

    @property
    def amounts(self) -> Counter[str]:
        """The numbers that are no code, year or ordinal."""
        return Counter(number for number in self.numbers if not is_label(number))


@dataclass
class Row:
    """One printed row of ours: what names it, and its amounts as printed."""

    page: int
    table_no: int
    row_no: int
    names: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    amounts: Counter[str] = field(default_factory=Counter)


def other_reading(path: Path) -> dict[int, list[Line]]:
    """The lines of a PDF as `pdftotext -layout` prints them, by page."""
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True).stdout
    pages: dict[int, list[Line]] = {}
    for page, content in enumerate(text.split("\f"), 1):
        lines = [line for line in content.splitlines() if line.strip()]
        pages[page] = [
            Line(page, number, line, plain(line), tuple(_NUMBER.findall(line))) for number, line in enumerate(lines)
        ]
    return pages


def our_rows(connection: duckdb.DuckDBPyConnection, name: str) -> dict[int, list[Row]]:
    """Our rows of a document by page."""
    rows: dict[tuple[int, int, int], Row] = {}
    for page, table_no, row_no, label, text, subjects in connection.execute(_PRINTED, {"name": name}).fetchall():
        row = rows.setdefault((page, table_no, row_no), Row(page, table_no, row_no))
        row.amounts["".join(text.split())] += 1
        row.names |= {plain(label), without_enumerator(plain(label))} if label else set()
        row.codes |= {subject.split("/")[1] for subject in subjects if subject}
    pages: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows.values():
        pages[row.page].append(row)
    return pages
