"""Turn and straighten the picture of a page, and keep the way back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.read.document import Tilt
from pipelines.read.ocr.engine import Picture

# Scanners draw paper in crooked by a few degrees at most; what stands steeper is meant to.
_STEEPEST = 4.0
# Degrees: first steps, last step, and what is not worth moving every pixel for.
_COARSE, _FINE, _STRAIGHT = 0.25, 0.02, 0.03
_LOOKED_AT = 1200


@dataclass(frozen=True, slots=True)
class Straight:
    """A picture set straight. `matrix` (2 by 3) leads from its pixels to those of the picture as it was given."""

    picture: Picture
    matrix: NDArray[np.float64]

    def tilt(self, points: float) -> Tilt:
        """The way back in points, where a pixel has `points`."""
        (a, b, c), (d, e, f) = self.matrix.tolist()
        return a, b, c * points, d, e, f * points


def straightened(picture: Picture) -> Straight:
    """Level the lines of text and of tables."""
    import cv2

    angle = _angle(picture)
    height, width = picture.shape
    if abs(angle) < _STRAIGHT:
        return Straight(picture, np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]))
    there = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    # Room for the corners.
    wide = round(abs(there[0, 0]) * width + abs(there[0, 1]) * height)
    high = round(abs(there[0, 0]) * height + abs(there[0, 1]) * width)
    there[:, 2] += ((wide - width) / 2, (high - height) / 2)
    level = cv2.warpAffine(picture, there, (wide, high), flags=cv2.INTER_CUBIC, borderValue=255)
    return Straight(np.asarray(level, np.uint8), np.asarray(cv2.invertAffineTransform(there), np.float64))


def turned(straight: Straight, quarters: int) -> Straight:
    """The picture turned counter-clockwise by quarter turns."""
    height, width = straight.picture.shape
    back = {
        0: [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]],
        1: [[0.0, -1.0, width], [1.0, 0.0, 0.0]],
        2: [[-1.0, 0.0, width], [0.0, -1.0, height]],
        3: [[0.0, 1.0, 0.0], [-1.0, 0.0, height]],
    }[quarters % 4]
    matrix = straight.matrix @ np.array([*back, [0.0, 0.0, 1.0]])
    return Straight(np.ascontiguousarray(np.rot90(straight.picture, quarters)), matrix)


def _angle(picture: Picture) -> float:
    """By how many degrees, counter-clockwise, the picture must be turned for its lines to be level."""
    import cv2

    scale = min(1.0, _LOOKED_AT / max(picture.shape))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, dark = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    ink: NDArray[np.float32] = np.asarray(dark, np.float32)
    best = _sharpest(ink, np.arange(-_STEEPEST, _STEEPEST + _COARSE, _COARSE))
    return _sharpest(ink, np.arange(best - _COARSE, best + _COARSE, _FINE))


def _sharpest(ink: NDArray[np.float32], angles: NDArray[np.float64]) -> float:
    """The angle at which ink and white take turns most sharply from row to row; of equals that nearest to none."""
    return float(max(sorted(angles.tolist(), key=abs), key=lambda angle: _sharpness(ink, angle)))


def _sharpness(ink: NDArray[np.float32], angle: float) -> float:
    import cv2

    height, width = ink.shape
    there = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.warpAffine(ink, there, (width, height)).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())
