"""The pipeline against the golden tables: the same facts and forms, counted as multisets, in every golden document."""

import csv
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows
from pipelines.normalise.unit_names import printed_name
from pipelines.recognise.preamble import title_of
from pipelines.recognise.spelling import plain
from tests import readable

GOLDEN = Path(__file__).parent / "golden"
SHARED = Path(__file__).parents[2] / "shared"
DOCUMENTS = sorted(path.stem for path in GOLDEN.glob("*.csv") if path.stem != "forms")

golden_documents = pytest.mark.parametrize("name", DOCUMENTS)


def golden(name: str) -> list[dict[str, str]]:
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def extracted(name: str) -> DocumentRows:
    """The rows of a golden document. Skips the test where the document does not lie beside the checkout."""
    number = name.removeprefix("seed-")
    found = [*SHARED.glob(f"seeds/{number}_*.txt"), *SHARED.glob(f"realdocs/{name}/doc.pdf")]
    if not found:
        pytest.skip(f"{name} does not lie in ../shared")
    return extract(found[0], f"golden/{name}")


def units(document: DocumentRows) -> dict[str, str]:
    """The name under which a unit is compared, by every name that the document prints for it."""
    return {str(row["alias"]): str(row["unit_name"]) for row in document.tables["stg_unit"]}


def fact_key(fact: Mapping[str, str], known: Mapping[str, str]) -> tuple[str, ...]:
    """Every golden column, labels and numbers in one spelling, the unit of unit rows under one name."""
    unit = printed_name(fact["unit"]) if fact["line_item"] == "unit" else ""
    same = {"row_label": plain(fact["row_label"]), "printed_text": plain(fact["printed_text"])}
    same["unit"] = known.get(unit, unit)
    return tuple(same.get(name, fact[name]) for name in readable.FACT_COLUMNS)


def differences(expected: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> list[str]:
    missing = [f"- {' '.join(key)}" for key in sorted((expected - found).elements())]
    return missing + [f"+ {' '.join(key)}" for key in sorted((found - expected).elements())]


@golden_documents
def test_facts(name: str) -> None:
    document = extracted(name)
    known = units(document)
    found = Counter(fact_key(fact, known) for fact in readable.facts(document))
    expected = Counter(fact_key(fact, known) for fact in golden(name))
    assert differences(expected, found) == []


@golden_documents
def test_forms(name: str) -> None:
    """A form of several blocks is one row of document_form: its golden rows are added up, its lines are the most."""
    forms: dict[tuple[str, ...], Counter[str]] = {}
    for form in golden("forms"):
        if form["document"] != name:
            continue
        said = (form["scale"], form["fiscal_year"], form["stage"], form["empty_note"])
        key = (title_of(form["title"]), *place(name, form["page_first"], form["page_last"]), *said)
        counts = forms.setdefault(key, Counter())
        counts["rows"] = max(counts["rows"], int(form["data_rows"]))
        counts["amount_cells"] += int(form["amount_cells"])
        counts["ignored_cells"] += int(form["excluded_cells"])
        counts["filled"] |= form["state"] == "filled"
    expected = Counter((*key, *map(str, counts.values())) for key, counts in forms.items())
    loaded = {form["form"] for form in golden("forms")}
    found: Counter[tuple[str, ...]] = Counter()
    for row in extracted(name).tables["document_form"]:
        values = {column: readable.text(value) for column, value in row.items()}
        if values["form"] not in loaded:
            continue
        said = tuple(values[column] for column in ("scale", "fiscal_year", "stage", "empty_note"))
        key = (title_of(values["title"]), *place(name, values["page_first"], values["page_last"]), *said)
        cells = (values["rows"], values["amount_cells"], values["ignored_cells"], str(int(values["state"] == "filled")))
        found[(*key, *cells)] += 1
    assert differences(expected, found) == []


def place(name: str, first: str, last: str) -> tuple[str, ...]:
    """Pages as they are; lines not: a golden form begins at its title, a form in the star at its table."""
    return () if name.startswith("seed-") else (first, last)


@golden_documents
def test_every_amount_cell_ends_somewhere(name: str) -> None:
    for form in extracted(name).tables["document_form"]:
        ended = [readable.number(form[f"{column}_cells"]) for column in ("fact", "ignored", "issue")]
        assert form["amount_cells"] == sum(ended), form
