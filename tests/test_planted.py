"""Every identity of the catalogue notices a misprint planted for it, and lets pass what rounding explains."""

from collections.abc import Mapping

import pytest

from pipelines.check.identities import load_identities
from tests.planted import Plant, base_names, base_text, broken_by, read_plants

PLANTS = read_plants()


@pytest.fixture(scope="module")
def broken() -> Mapping[str, set[str]]:
    """All misprints and near misses as departments of one warehouse, checked once."""
    cases = {f"misprint {plant.id}": plant.texts(near=False) for plant in PLANTS}
    cases |= {f"near miss {plant.id}": plant.texts(near=True) for plant in PLANTS if plant.has_near_miss}
    cases |= {f"clean {name}": [base_text(name)] for name in base_names()}
    cases |= {f"clean {plant.id}": [base_text(name) for name in plant.documents] for plant in PLANTS if plant.is_pair}
    return broken_by(cases)


def test_every_identity_has_a_misprint() -> None:
    assert sorted(plant.id for plant in PLANTS) == sorted(identity.id for identity in load_identities())


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.id)
def test_a_misprint_is_noticed_by_its_identity(plant: Plant, broken: Mapping[str, set[str]]) -> None:
    assert plant.id in broken[f"misprint {plant.id}"]


@pytest.mark.parametrize("plant", [plant for plant in PLANTS if plant.has_near_miss], ids=lambda plant: plant.id)
def test_a_unit_of_the_last_digit_breaks_nothing(plant: Plant, broken: Mapping[str, set[str]]) -> None:
    assert broken[f"near miss {plant.id}"] == set()


def test_documents_without_a_misprint_are_clean(broken: Mapping[str, set[str]]) -> None:
    assert {case: found for case, found in broken.items() if case.startswith("clean") and found} == {}
