"""A typeset document scanned, and one digit of it misread: nothing wrong is published, and nobody is accused of it."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from duckdb import DuckDBPyConnection

from pipelines.check.run import check_star
from pipelines.load.batch import load_batch
from pipelines.load.schema import prepare_schema
from pipelines.load.warehouse import memory_warehouse
from pipelines.load.workers import Limits, map_isolated
from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows
from pipelines.read import read_document
from pipelines.read.document import Document, Page, TextRun
from pipelines.read.ocr import pdf_pages
from pipelines.read.ocr.engine import Picture, Spot, is_installed
from pipelines.settings import Caps
from tests.scanned.measure import measure
from tests.scanned.scanner import OFFICE, Scanner, painted, scanned_pdf
from tests.typeset.samples import SAMPLES

pytestmark = pytest.mark.skipif(not is_installed(), reason="needs the extra ocr")
TODAY = date(2026, 3, 1)
# Pages are painted at 200 dpi, however they were scanned.
PIXELS = 200 / 72
FAST = Scanner(dpi=100)  # enough for rules; the words come from elsewhere
SAMPLE = SAMPLES / "statistics-2024-named.pdf"


class Reads:
    """An engine that reads each page of a document in turn as it was typeset, but for one text."""

    def __init__(self, document: Document, misread: tuple[str, str] = ("", "")) -> None:
        self._pages = iter(document.pages)
        self._printed, self._read = misread
        self.misread = 0

    def spots(self, picture: Picture) -> Sequence[Spot]:
        return [self._spot(text, box) for text, box in _texts(next(self._pages))]

    def line(self, picture: Picture) -> tuple[str, float]:
        return "", 0.0

    def _spot(self, text: str, box: tuple[float, ...]) -> Spot:
        if text == self._printed and not self.misread:
            text, self.misread = self._read, self.misread + 1
        left, top, right, bottom = (edge * PIXELS for edge in box)
        return Spot(text, (left, top, right, bottom), 0.99)


def _texts(page: Page) -> list[tuple[str, tuple[float, ...]]]:
    """Lines of text outside the tables and in their cells, each in a box of its own."""
    found: list[tuple[str, tuple[float, ...]]] = []
    for item in page.items:
        if isinstance(item, TextRun):
            found.append((item.text, item.box or (0, 0, 0, 0)))
            continue
        for cell in item.cells:
            left, top, right, bottom = cell.box or (0, 0, 0, 0)
            lines = cell.text.splitlines()
            for number, line in enumerate(lines):
                high = (bottom - top) / len(lines)
                found.append((line, (left + 2, top + number * high + 1, right - 2, top + (number + 1) * high - 1)))
    return found


def scanned(folder: Path, monkeypatch: pytest.MonkeyPatch, misread: tuple[str, str]) -> DocumentRows:
    """The rows of the scan of the sample, which the engine misreads in one place."""
    engine = Reads(read_document(SAMPLE), misread)
    monkeypatch.setattr(pdf_pages, "load_engine", lambda: engine)
    path = folder / "scan.pdf"
    path.write_bytes(scanned_pdf(SAMPLE.read_bytes(), FAST))
    rows = extract(path, path.name)
    assert engine.misread == bool(misread[0])
    documents = [{**row, "reader_version": "test"} for row in rows.tables["document"]]
    return DocumentRows(rows.document_id, {**rows.tables, "document": documents})


def checked(connection: DuckDBPyConnection, rows: DocumentRows) -> None:
    prepare_schema(connection)
    load_batch(connection, [rows])
    check_star(connection, TODAY)


def column(connection: DuckDBPyConnection, sql: str) -> list[object]:
    return [value for (value,) in connection.execute(sql).fetchall()]


def test_a_scan_that_is_read_right_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digital = extract(SAMPLE, "digital")
    rows = scanned(tmp_path, monkeypatch, ("", ""))
    assert len(rows.tables["fact_expenditure"]) == len(digital.tables["fact_expenditure"])
    with memory_warehouse() as connection:
        checked(connection, rows)
        assert column(connection, "select severity from check_finding where severity <> 'info'") == []
        (share,) = column(connection, "select avg(is_confirmed::integer) from check_ocr_amount")
        assert float(str(share)) > 0.9
        assert column(connection, "select count(*) from fact_expenditure where ocr_confidence is null") == [0]


@pytest.mark.parametrize("place", [0, -1])
def test_one_misread_digit_is_neither_published_nor_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    """The first digit, which breaks sums; and the last, which rounding might explain."""
    amounts = [
        str(fact["printed_text"])
        for fact in extract(SAMPLE, "digital").tables["fact_expenditure"]
        if fact["form"] == "general_public" and fact["row_role"] == "item" and len(str(fact["printed_text"])) > 5
    ]
    printed = amounts[0]
    digits = list(printed)
    digits[place] = "3" if digits[place] == "8" else "8"
    misread = "".join(digits)
    rows = scanned(tmp_path, monkeypatch, (printed, misread))
    with memory_warehouse() as connection:
        checked(connection, rows)
        assert column(connection, "select severity from check_finding where severity = 'error'") == []
        assert ("warning" in column(connection, "select severity from check_finding")) is (place == 0)
        shown = column(connection, "select printed_text from v_unconfirmed")
        assert misread in shown
        published = "select printed_text from v_current_expenditure"
        assert misread not in column(connection, published)
        assert len(column(connection, published)) > len(shown)


def statuses(path: Path, grow: Callable[[int], None]) -> list[object]:
    """What a worker makes of a file: its status and its issues."""
    tables = extract(path, path.name).tables
    return [tables["document"][0]["status"], *(issue["code"] for issue in tables["document_issue"])]


def test_a_scan_fits_into_the_memory_of_a_worker(tmp_path: Path) -> None:
    """The largest page that is painted in full as a whole: A3, with the engine loaded in the worker."""
    path = tmp_path / "a3.png"
    OFFICE[0].scan(painted(SAMPLE.read_bytes(), 283, [5])[0]).save(path, dpi=(200, 200))
    done = list(map_isolated(statuses, [path], workers=1, limits=Limits(600, 0, Caps().worker_mib)))
    assert [result for _, result in done] == [["loaded", "read_by_ocr"]]


def test_the_engine_publishes_nothing_wrong() -> None:
    """Three pages as an office scans them, read by the engine itself: a cover and two tables that share numbers."""
    outcome = measure(SAMPLE.read_bytes(), scanned_pdf(SAMPLE.read_bytes(), OFFICE[1], 5, pages=(1, 4, 5)))
    assert outcome.wrong_published == outcome.errors == 0
    assert outcome.right_published > 0


def test_a_scan_holds_no_text_and_is_the_same_again() -> None:
    scans = [scanned_pdf(SAMPLE.read_bytes(), OFFICE[0], seed, pages=(1, 4)) for seed in (0, 0, 1)]
    with closing(pypdfium2.PdfDocument(scans[0])) as pdf:
        assert [page.get_textpage().count_chars() for page in pdf] == [0, 0]
    again, other = (painted(scan, 72) for scan in scans[1:])
    assert [page.tobytes() for page in painted(scans[0], 72)] == [page.tobytes() for page in again]
    assert [page.tobytes() for page in again] != [page.tobytes() for page in other]
