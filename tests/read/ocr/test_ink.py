"""What is drawn on a page: rules, however thin and grey, and no strokes of type; marks in fields, and no specks."""

import numpy as np
import pytest

from pipelines.read.ocr import ink
from pipelines.read.ocr.ink import ink_of
from pipelines.read.ruling import lattices
from tests.read.ocr.pictures import POINTS, draw_box, draw_grid, paper

pytest.importorskip("cv2")
XS, YS = (50, 120, 200, 330), (60, 80, 100, 140)


@pytest.mark.parametrize("shade", [0, 150, 210])
def test_a_grid_is_found_where_it_is_drawn(shade: int) -> None:
    picture = paper(400, 300)
    draw_grid(picture, XS, YS, shade)
    (lattice,) = lattices(*ink_of(picture, POINTS).rules())
    assert lattice.xs == pytest.approx(XS, abs=1)
    assert lattice.ys == pytest.approx(YS, abs=1)
    assert len(lattice.cells) == 9


def test_a_rule_with_gaps_is_whole() -> None:
    picture = paper(400, 300)
    draw_grid(picture, XS, YS)
    for left in range(50, 330, 7):
        draw_box(picture, (left, 79, left + 1, 82), 255)
    (lattice,) = lattices(*ink_of(picture, POINTS).rules())
    assert len(lattice.cells) == 9


def test_strokes_of_large_type_are_no_rules() -> None:
    picture = paper(400, 300)
    draw_grid(picture, (150, 175), (20, 45))  # a 口 of a title
    draw_grid(picture, (60, 70), (105, 130))  # a 日 in a cell
    draw_grid(picture, XS, YS)
    assert [len(lattice.cells) for lattice in lattices(*ink_of(picture, POINTS).rules())] == [9]


def test_a_photograph_has_no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = paper(400, 300)
    draw_grid(picture, XS, YS)
    monkeypatch.setattr(ink, "_MOST_MEETINGS", 15)
    assert ink_of(picture, POINTS).rules() == ([], [])


def test_rules_are_found_on_shaded_and_grainy_paper() -> None:
    picture = paper(400, 300)
    draw_grid(picture, XS, YS, 90)
    shade = np.linspace(0.6, 1.0, picture.shape[1])
    grain = np.random.default_rng(3).normal(0, 6, picture.shape)
    picture = np.clip(picture * shade + grain, 0, 255).astype(np.uint8)
    assert [len(lattice.cells) for lattice in lattices(*ink_of(picture, POINTS).rules())] == [9]


def test_a_mark_is_found_and_a_speck_is_none() -> None:
    picture = paper(400, 300)
    draw_grid(picture, XS, YS)
    draw_box(picture, (140, 65, 145, 74))
    draw_box(picture, (60, 66, 61, 67))
    found = ink_of(picture, POINTS)
    mark = found.mark((120, 60, 200, 80), "all")
    assert mark is not None
    assert [edge * POINTS for edge in mark] == pytest.approx((140, 65, 145, 74), abs=1)
    assert not found.is_dash(mark)
    assert found.mark((50, 60, 120, 80), "all") is None


def test_a_flat_mark_is_a_dash() -> None:
    picture = paper(400, 300)
    draw_box(picture, (140, 69, 148, 70))
    found = ink_of(picture, POINTS)
    mark = found.mark((120, 60, 200, 80), "all")
    assert mark is not None
    assert found.is_dash(mark)
