"""Gates on the ratios of tests/bench/pdf.py: two thirds of what was measured, so that noise does not trip them."""

from pathlib import Path

import pytest

from tests.bench.pdf import grid, seconds, summary, take_turns
from tests.bench.pdf_readers import documents, fast_pages, fast_tables, stock_tables, text_only

pytestmark = pytest.mark.bench


def test_tables_are_read_many_times_as_fast_as_by_pdfplumber() -> None:
    paths = documents()[:4]
    readers = {"text only": text_only, "fast tables": fast_tables, "pdfplumber tables": stock_tables}
    rounds = take_turns(readers, paths, 3)
    found = summary(rounds, 1)["fast tables"]
    assert found["times_pdfplumber"] > 12
    assert found["of_text_only"] < 3


def test_cost_grows_with_the_cells(tmp_path: Path) -> None:
    small, large = tmp_path / "small.pdf", tmp_path / "large.pdf"
    small.write_bytes(grid(50, 20))
    large.write_bytes(grid(200, 100))
    few, many = (min(seconds(fast_pages, [path]) for _ in range(3)) for path in (small, large))
    assert many < few * 20 * 2
