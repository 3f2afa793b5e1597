"""What the typesetter sets, the pipeline reads back: same figures, same facts, in every layout and format."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalise.extract import extract
from tests.laboratory.compare import read_facts, set_facts
from tests.laboratory.draw import read_drawn
from tests.typeset.formats import FORMATS
from tests.typeset.layouts import ALL_LAYOUTS
from tests.typeset.samples import SAMPLES, Sample, read_samples


@pytest.mark.parametrize("suffix", ["pdf", "txt"])
@pytest.mark.parametrize("sample", read_samples(), ids=lambda sample: sample.name)
def test_shipped_samples_are_read_back(sample: Sample, suffix: str) -> None:
    path = SAMPLES / f"{sample.name}.{suffix}"
    rows = extract(path, path.name)
    assert read_facts(rows) == set_facts(sample.document())
    assert rows.tables["document_issue"] == []


@pytest.mark.parametrize("layout", ALL_LAYOUTS)
@given(seed=st.integers(0, 2**32), format=st.sampled_from(sorted(FORMATS)))
@settings(max_examples=4, deadline=None)
def test_random_documents_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, layout: str, seed: int, format: str
) -> None:
    [(_, read)] = read_drawn(layout, [format], seed, tmp_path_factory.mktemp("document"))
    assert read.is_true, read.examples


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("layout", ALL_LAYOUTS)
def test_every_layout_is_read_back_from_every_format(tmp_path: Path, layout: str, format: str) -> None:
    [(_, read)] = read_drawn(layout, [format], Random(f"{layout} in {format}").randrange(2**32), tmp_path)
    assert read.is_true, read.examples
    assert read.amounts > 50


@pytest.mark.parametrize("sample", read_samples(), ids=lambda sample: sample.name)
def test_every_amount_has_a_place_on_its_page(sample: Sample) -> None:
    rows = extract(SAMPLES / f"{sample.name}.pdf", sample.name)
    facts = [*rows.tables["fact_expenditure"], *rows.tables["fact_revenue"]]
    assert len({fact["fact_id"] for fact in facts}) == len(facts)
    assert all(fact["x0"] is not None and fact["y0"] is not None for fact in facts)
