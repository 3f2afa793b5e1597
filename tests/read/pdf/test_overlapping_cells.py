"""Text of a cell that lies inside another one, as where a title's frame reaches down over the header."""

import numpy as np

from pipelines.read.pdf.drawn import Chars
from pipelines.read.pdf.grid import frame_of, places


def test_the_inner_cell_holds_the_text() -> None:
    frame = frame_of(np.array([(0.0, 0.0, 300.0, 60.0), (100.0, 40.0, 200.0, 60.0), (0.0, 60.0, 100.0, 80.0)]))
    middles = np.array([[148.0, 8.0, 8.0], [48.0, 8.0, 68.0], [152.0, 12.0, 12.0], [52.0, 12.0, 72.0], [4.0, 4.0, 4.0]])
    chars = Chars(np.array(["金", "表", "合"]), middles, np.zeros(3, np.intp), np.ones(3, np.bool_))
    held = frame.sides[places(frame, chars)].tolist()
    assert held == [[100.0, 40.0, 200.0, 60.0], [0.0, 0.0, 300.0, 60.0], [0.0, 60.0, 100.0, 80.0]]
