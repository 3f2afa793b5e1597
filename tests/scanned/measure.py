"""What became of the amounts of a document once it was scanned, against the same document read without OCR."""

from collections import Counter
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from pipelines.check.run import check_star
from pipelines.load.batch import load_batch
from pipelines.load.warehouse import memory_warehouse
from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows

TODAY = date(2026, 3, 1)
TABLES = ("fact_expenditure", "fact_revenue", "fact_project", "fact_procurement", "fact_asset")
# What an amount says: everything but where it stands and how it was read.
_PLACE = ("fact_id", "document_id", "form_no", "unit_id", "page", "table_no", "row_no", "column_no")
_READING = ("printed_text", "printed_decimals", "low_yuan", "high_yuan", "x0", "y0", "x1", "y1", "ocr_confidence")
_WORDS = ("row_label", "project_name", "item_name", "goal", "plan_text", "need_text")
_ELSEWHERE = frozenset((*_PLACE, *_READING, *_WORDS))


@dataclass(frozen=True, slots=True)
class Outcome:
    """Amounts of one document or several, and seconds of CPU. `printed` = right + `lost`; wrong ones come on top."""

    pages: int = 0
    seconds: float = 0.0
    printed: int = 0
    right_published: int = 0
    right_unconfirmed: int = 0
    wrong_unconfirmed: int = 0
    wrong_published: int = 0
    issues: int = 0
    errors: int = 0

    @property
    def lost(self) -> int:
        """Printed amounts that were not loaded, or not as what they are."""
        return self.printed - self.right_published - self.right_unconfirmed

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


def measure(digital: bytes, scan: bytes, suffix: str = "pdf") -> Outcome:
    """Read a document and its scan, check the scan, and hold one against the other."""
    with TemporaryDirectory() as folder:
        printed = extract(_file(Path(folder) / "digital.pdf", digital), "digital")
        started = process_time()
        read = extract(_file(Path(folder) / f"scan.{suffix}", scan), "scan")
        seconds = process_time() - started
    confirmed, errors = _checked(read)
    known = Counter(meaning for _, meaning in _amounts(printed))
    counted: Counter[str] = Counter()
    for fact_id, meaning in _amounts(read):
        is_right = known[meaning] > 0
        known[meaning] -= is_right
        counted[f"{'right' if is_right else 'wrong'}_{'published' if fact_id in confirmed else 'unconfirmed'}"] += 1
    pages = read.tables["document"][0]["pages"]
    return Outcome(
        pages=pages if isinstance(pages, int) else 0,
        seconds=seconds,
        printed=len(_amounts(printed)),
        issues=sum(issue["row_no"] is not None for issue in read.tables["document_issue"]),
        errors=errors,
        **counted,
    )


def _file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _amounts(rows: DocumentRows) -> list[tuple[object, tuple[object, ...]]]:
    return [
        (row["fact_id"], (table, *(value for name, value in sorted(row.items()) if name not in _ELSEWHERE)))
        for table in TABLES
        for row in rows.tables[table]
        if row.get("amount_yuan") is not None
    ]


def _checked(rows: DocumentRows) -> tuple[set[object], int]:
    """The amounts that identities confirm, and how many findings are errors."""
    documents = [{**row, "reader_version": "scanned"} for row in rows.tables["document"]]
    with memory_warehouse() as connection:
        load_batch(connection, [DocumentRows(rows.document_id, {**rows.tables, "document": documents})])
        check_star(connection, TODAY)
        confirmed = connection.execute("select fact_id from check_ocr_amount where is_confirmed").fetchall()
        errors = connection.execute("select count(*) from check_finding where severity = 'error'").fetchall()
    return {fact_id for (fact_id,) in confirmed}, int(errors[0][0])
