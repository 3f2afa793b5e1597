"""The page of performance and its plots say what the figures say."""

import pytest

from tests.bench.page import DRAWN, PAGE, figures_of, page
from tests.bench.plots import PLOTS, digest, svg


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_is_drawn_from_the_figures_at_hand(name: str) -> None:
    assert digest(figures_of(name)) in (DRAWN / f"{name}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_is_the_same_for_the_same_figures(name: str) -> None:
    drawn = svg(PLOTS[name], figures_of(name))
    assert drawn == svg(PLOTS[name], figures_of(name))
    assert 0 < len(drawn) < 60_000
