"""The vocabulary of headers and the list of measures name the same measures."""

import tomllib
from pathlib import Path

import pytest

VOCABULARY = Path(__file__).parents[2] / "data" / "vocabulary"
TERMS = tomllib.loads((VOCABULARY / "terms.toml").read_text(encoding="utf-8"))
MEASURES = tomllib.loads((VOCABULARY / "measures.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", ["funding", "category"])
def test_every_measure_that_a_term_names_is_listed(kind: str) -> None:
    listed = {measure["code"] for measure in MEASURES["measure"] if measure["kind"] == kind}
    named = {term[kind] for term in TERMS["term"] if kind in term}
    named |= {pair["gives"] for pair in TERMS["combine"] if pair["facet"] == kind}
    assert named
    assert named <= listed
