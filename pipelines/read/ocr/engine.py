"""The OCR engine: which text stands where in a picture, and how sure that is. No other module knows the package."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipelines.read.document import Box

# Grey values, 0 black to 255 white, row by row.
Picture: TypeAlias = NDArray[np.uint8]

MISSING = "reading pictures is the extra `ocr`: make ocr"
_PACKAGES = ("rapidocr", "onnxruntime", "cv2")
# The longest edge that the engine looks at, in pixels: A3 at the resolution that pages are painted in.
_LONGEST_EDGE = 3400


@dataclass(frozen=True, slots=True)
class Spot:
    """A text in a picture: its upright box in pixels, and how sure the engine is, from 0 to 1."""

    text: str
    box: Box
    confidence: float


class Engine(Protocol):
    """What reads text in a picture."""

    def spots(self, picture: Picture) -> Sequence[Spot]:
        """The texts of a page, in no particular order."""

    def line(self, picture: Picture) -> tuple[str, float]:
        """The text of a picture that holds one line, and how sure it is."""


def is_installed() -> bool:
    """True where the extra is installed; imports none of it."""
    return all(find_spec(name) is not None for name in _PACKAGES)


@cache
def load_engine() -> Engine:
    """The engine of this process, with its models in memory (some 400 MB). Call it only where `is_installed`."""
    return _RapidOcr()


class _RapidOcr:
    """RapidOCR with the models that its wheel holds; nothing is fetched."""

    def __init__(self) -> None:
        import cv2
        from rapidocr import RapidOCR

        # One thread each: documents are read side by side by processes already.
        cv2.setNumThreads(1)
        self._engine: Any = RapidOCR(
            params={
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Global.log_level": "critical",
                "Global.max_side_len": _LONGEST_EDGE,
                # Unsure texts are wanted, too: what they say is told by how sure they are.
                "Global.text_score": 0.0,
            }
        )

    def spots(self, picture: Picture) -> list[Spot]:
        found = self._engine(_in_colour(picture), use_det=True, use_cls=False, use_rec=True)
        if found.boxes is None:
            return []
        return [
            Spot(text, _upright(corners), float(score))
            for text, corners, score in zip(found.txts, found.boxes, found.scores, strict=True)
        ]

    def line(self, picture: Picture) -> tuple[str, float]:
        found = self._engine(_in_colour(picture), use_det=False, use_cls=False, use_rec=True)
        return ("", 0.0) if not found.txts else (found.txts[0], float(found.scores[0]))


def _in_colour(picture: Picture) -> Picture:
    return np.repeat(picture[:, :, np.newaxis], 3, axis=2)


def _upright(corners: NDArray[np.float32]) -> Box:
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    return float(left), float(top), float(right), float(bottom)
