"""A crooked or turned picture is set straight, and every point of it can be found again."""

import numpy as np
import pytest

from pipelines.read.document import turned as box_turned
from pipelines.read.ocr.straight import straightened, turned
from tests.read.ocr.pictures import POINTS, draw_box, draw_grid, paper

pytest.importorskip("cv2")
from PIL import Image


def page() -> np.ndarray:
    picture = paper(400, 300)
    draw_grid(picture, range(50, 351, 50), range(60, 241, 20))
    return picture


def crooked(picture: np.ndarray, degrees: float) -> np.ndarray:
    return np.asarray(Image.fromarray(picture).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255))


@pytest.mark.parametrize("degrees", [-3.1, -1.0, -0.2, 0.4, 2.3])
def test_the_angle_is_found(degrees: float) -> None:
    a, b, *_ = straightened(crooked(page(), degrees)).tilt(POINTS)
    assert np.degrees(np.arctan2(b, a)) == pytest.approx(degrees, abs=0.06)


def test_a_straight_page_is_left_alone() -> None:
    straight = straightened(page())
    assert straight.tilt(POINTS) == (1, 0, 0, 0, 1, 0)
    assert np.array_equal(straight.picture, page())


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("degrees", [0.0, 1.5])
def test_the_way_back_leads_to_where_it_lies(degrees: float, quarters: int) -> None:
    picture = paper(400, 300)
    draw_grid(picture, range(50, 351, 50), range(60, 241, 20))
    draw_box(picture, (102, 83, 110, 97), 120)  # a grey mark in one cell
    lying = crooked(picture, degrees)
    straight = turned(straightened(lying), quarters)
    high, wide = np.nonzero((straight.picture > 90) & (straight.picture < 150) & _blocks(straight.picture))
    box = tuple(edge * POINTS for edge in (wide.min(), high.min(), wide.max(), high.max()))
    left, top, right, bottom = box_turned(box, straight.tilt(POINTS))
    high, wide = np.nonzero((lying > 90) & (lying < 150) & _blocks(lying))
    there = tuple(edge * POINTS for edge in (wide.min(), high.min(), wide.max(), high.max()))
    assert (left, top, right, bottom) == pytest.approx(there, abs=1.5)


def _blocks(picture: np.ndarray) -> np.ndarray:
    """Where grey stands among grey: not at the blurred edge of a rule."""
    grey = ((picture > 90) & (picture < 150)).astype(int)
    among = sum(np.roll(grey, (down, right), (0, 1)) for down in (-2, 0, 2) for right in (-2, 0, 2))
    return np.asarray(among) >= 6
