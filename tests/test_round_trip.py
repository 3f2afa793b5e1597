"""What the typesetter sets, the pipeline reads back: same figures, same facts, in every layout and format."""

import random
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows
from tests.typeset.document import Document, expected_facts
from tests.typeset.layouts import LAYOUTS
from tests.typeset.pdf import render_pdf
from tests.typeset.random_budget import random_budget
from tests.typeset.samples import SAMPLES, Sample, read_samples
from tests.typeset.text import render_text

Fact = tuple[object, ...]
RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "pdf": render_pdf,
    "txt": lambda document: render_text(document).encode(),
}


def _code(subject_id: object) -> str | None:
    return str(subject_id).split("/")[1] if subject_id else None


def read_facts(rows: DocumentRows) -> Counter[Fact]:
    """The facts of one document in the dimensions that the typesetter knows."""
    return Counter(
        (
            table,
            row["form"],
            row["fiscal_year"],
            row["stage"],
            row["funding"],
            row.get("category"),
            row["line_item"],
            row["row_role"],
            _code(row["function_subject_id"]),
            _code(row.get("economic_subject_id")),
            _code(row.get("government_economic_subject_id")),
            _code(row.get("three_public_subject_id")),
            row["amount_kind"],
            row["amount_yuan"],
            row["printed_text"],
            row["printed_scale"],
        )
        for table in ("expenditure", "revenue")
        for row in rows.tables[f"fact_{table}"]
    )


def set_facts(document: Document) -> Counter[Fact]:
    """The same of a typeset document."""
    return Counter(
        (
            fact.fact_table,
            fact.form,
            fact.fiscal_year,
            fact.stage,
            fact.funding,
            fact.category,
            fact.line_item,
            fact.row_role,
            fact.function_code,
            fact.economic_code,
            fact.government_economic_code,
            fact.three_public,
            fact.amount_kind,
            fact.amount_yuan.quantize(Decimal("0.01")),
            fact.printed_text,
            fact.printed_scale,
        )
        for fact in expected_facts(document)
    )


def read_back(document: Document, suffix: str, folder: Path) -> DocumentRows:
    path = folder / f"document.{suffix}"
    path.write_bytes(RENDERERS[suffix](document))
    return extract(path, path.name)


@pytest.mark.parametrize("suffix", RENDERERS)
@pytest.mark.parametrize("sample", read_samples(), ids=lambda sample: sample.name)
def test_shipped_samples_are_read_back(sample: Sample, suffix: str) -> None:
    path = SAMPLES / f"{sample.name}.{suffix}"
    rows = extract(path, path.name)
    assert read_facts(rows) == set_facts(sample.document())
    assert rows.tables["document_issue"] == []


@pytest.mark.parametrize("layout", LAYOUTS)
@given(seed=st.integers(0, 2**32), step_fen=st.sampled_from([10_000, 100, 1]))
@settings(max_examples=15, deadline=None)
def test_random_documents_are_read_back_from_text(
    tmp_path_factory: pytest.TempPathFactory, layout: str, seed: int, step_fen: int
) -> None:
    document = LAYOUTS[layout].set(random_budget(random.Random(seed), step_fen=step_fen))
    rows = read_back(document, "txt", tmp_path_factory.mktemp("text"))
    assert read_facts(rows) == set_facts(document)
    assert rows.tables["document_issue"] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_random_documents_are_read_back_from_pdf(tmp_path: Path, layout: str) -> None:
    document = LAYOUTS[layout].set(random_budget(random.Random(layout), step_fen=10_000))
    rows = read_back(document, "pdf", tmp_path)
    assert read_facts(rows) == set_facts(document)
    assert rows.tables["document_issue"] == []


@pytest.mark.parametrize("sample", read_samples(), ids=lambda sample: sample.name)
def test_every_amount_has_a_place_on_its_page(sample: Sample) -> None:
    rows = extract(SAMPLES / f"{sample.name}.pdf", sample.name)
    facts = [*rows.tables["fact_expenditure"], *rows.tables["fact_revenue"]]
    assert len({fact["fact_id"] for fact in facts}) == len(facts)
    assert all(fact["x0"] is not None and fact["y0"] is not None for fact in facts)
