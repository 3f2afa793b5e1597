"""The typesetter keeps its promises: lawful budgets, coherent facts, readable PDFs, the same numbers as text."""

from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from shutil import copytree

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.typeset.__main__ import main
from tests.typeset.document import Document, amount_cells, cell_at, expected_facts, plant
from tests.typeset.laws import broken_laws
from tests.typeset.layouts import ALL_LAYOUTS, LAYOUTS
from tests.typeset.pdf import render_pdf
from tests.typeset.printed_cross_laws import broken, compare
from tests.typeset.random_budget import random_budget
from tests.typeset.samples import SAMPLES, inflated, make_samples, read_samples, stale_samples
from tests.typeset.tables import Table, sheets
from tests.typeset.text import render_text

NINE_FORMS = {
    "summary",
    "revenue",
    "expenditure",
    "appropriation_summary",
    "general_public",
    "basic",
    "three_public",
    "government_fund",
    "state_capital",
}
layout_names = pytest.mark.parametrize("name", sorted(LAYOUTS))
all_layout_names = pytest.mark.parametrize("name", sorted(ALL_LAYOUTS))
seeds = st.integers(0, 2**32 - 1)
steps = st.sampled_from((10_000, 100, 1))


@cache
def sample_of(name: str, seed: int = 12) -> Document:
    """One document of a layout, from a budget with funds, carry-over and money of its own."""
    return ALL_LAYOUTS[name].set(random_budget(Random(seed)))


@given(seeds, steps, st.booleans())
def test_random_budgets_obey_the_laws(seed: int, step: int, with_carry_out: bool) -> None:
    budget = random_budget(Random(seed), step_fen=step, with_carry_out=with_carry_out)
    assert broken_laws(budget) == []
    assert budget.revenue("total") == budget.spent() + budget.carried_out()
    assert all(line.amount("total") % step == 0 for line in budget.lines)


@layout_names
@settings(max_examples=15, deadline=None)
@given(seed=seeds)
def test_exact_amounts_print_exact_identities(name: str, seed: int) -> None:
    layout = LAYOUTS[name]
    budget = random_budget(Random(seed), step_fen=layout.exact_step_fen)
    comparisons = compare(expected_facts(layout.set(budget)))
    assert len(comparisons) > 100
    assert [c for c in comparisons if not c.is_exact] == []


@layout_names
@settings(max_examples=10, deadline=None)
@given(seed=seeds)
def test_inexact_amounts_miss_only_by_rounding(name: str, seed: int) -> None:
    assert broken(expected_facts(LAYOUTS[name].set(random_budget(Random(seed), step_fen=1)))) == []


@layout_names
def test_every_document_has_the_nine_forms(name: str) -> None:
    assert {table.form for table in sample_of(name).tables} >= NINE_FORMS


@all_layout_names
def test_every_row_is_as_wide_as_its_table(name: str) -> None:
    for table in sample_of(name).tables:
        assert {len(row) for row in (*table.header, *table.body)} == {len(table.widths)}


@layout_names
def test_any_changed_amount_breaks_an_identity(name: str) -> None:
    document = sample_of(name)
    for place in amount_cells(document)[::7]:
        changed = plant(document, place, 12_340_000)
        assert cell_at(changed, place).text != cell_at(document, place).text
        assert broken(expected_facts(changed)), (place, cell_at(document, place).text)


def test_planting_refuses_blank_and_label_cells() -> None:
    document = sample_of("ordinal")
    with pytest.raises(ValueError, match="no amount"):
        plant(document, (0, 0, 1), 10_000)
    place = amount_cells(document)[0]
    with pytest.raises(ValueError, match="prints"):
        plant(document, place, 1)


@all_layout_names
def test_pdf_holds_the_tables_as_set(name: str) -> None:
    """Each sheet is one table of the right shape, with every cell as it was set; packed pages have several."""
    document = sample_of(name)
    expected = [sheet for table in document.tables for sheet in sheets(table)]
    with pdfplumber.open(BytesIO(render_pdf(document))) as pdf:
        found = [(page.page_number, table) for page in pdf.pages for table in page.extract_tables()]
        assert len(found) == len(expected)
        assert (len({number for number, _ in found}) < len(found)) is document.page_style.packed
    for sheet, (number, grid) in zip(expected, found, strict=True):
        rows = (*(sheet.table.header if sheet.with_header else ()), *sheet.rows)
        printed = [["".join((text or "").split()) for text in row] for row in grid]
        assert printed == [["".join(cell.text.split()) if cell else "" for cell in row] for row in rows], number


@all_layout_names
def test_pdf_pages_outside_tables_hold_no_table(name: str) -> None:
    document = sample_of(name)
    with pdfplumber.open(BytesIO(render_pdf(document))) as pdf:
        headings = [block for block in document.blocks if not isinstance(block, Table)]
        without = [page for page in pdf.pages if not page.extract_tables()]
        assert len(without) == len(headings)


@all_layout_names
def test_text_prints_the_same_tables(name: str) -> None:
    document = sample_of(name)
    lines = [line.split("\t") for line in render_text(document).splitlines()]
    for table in document.tables:
        for row in (*table.header, *table.body):
            if len(row) > 1:
                assert ["" if cell is None else cell.text for cell in row] in lines


def test_pdf_is_the_same_on_every_run() -> None:
    assert render_pdf(sample_of("paired")) == render_pdf(sample_of("paired"))


def test_samples_of_one_figures_agree_on_what_is_printed_everywhere() -> None:
    """The same figures in six layouts: totals by form differ in clothes only."""
    keys = (("summary", "grand_total"), ("basic", "total"), ("general_public", "total"))
    totals = {
        (fact.form, sample.name, fact.amount_yuan)
        for sample in read_samples()
        if sample.figures == "statistics-2024" and sample.planted is None
        for fact in expected_facts(sample.document())
        if (fact.form, fact.line_item) in keys and fact.category in ("total", "basic", None)
        if fact.funding in ("total", "general_public") and (fact.form != "general_public" or fact.category == "total")
    }
    for form, _ in keys:
        assert len({amount for of, _, amount in totals if of == form}) == 1
        assert len({sample for of, sample, _ in totals if of == form}) == 6


def test_samples_are_up_to_date_and_small() -> None:
    assert stale_samples() == []
    assert main(["--check"]) == 0
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) < 1_000_000


def test_check_tells_a_changed_sample(tmp_path: Path) -> None:
    copytree(SAMPLES, tmp_path / "samples")
    text = tmp_path / "samples" / "statistics-2024-ordinal.txt"
    text.write_bytes(text.read_bytes().replace(b"1434.77", b"1434.78", 1))
    (tmp_path / "samples" / "statistics-2024-paired.pdf").unlink()
    assert stale_samples(tmp_path / "samples") == ["statistics-2024-ordinal.txt", "statistics-2024-paired.pdf"]


def test_rounding_sample_misses_by_rounding_and_mistake_sample_by_more() -> None:
    documents = {sample.name: sample.document() for sample in read_samples()}
    rounding = compare(expected_facts(documents["culture-2025-rounding"]))
    assert any(not c.is_exact for c in rounding)
    assert all(c.holds for c in rounding)
    mistakes = broken(expected_facts(documents["statistics-2024-mistake"]))
    assert {c.identity for c in mistakes} == {"children", "category total", "X08"}


def test_comparison_of_pdfs_sees_through_compression() -> None:
    content = make_samples()["statistics-2024-cumulative.pdf"]
    assert len(inflated(content)) == content.count(b"endstream") > 10
