"""Read image files (PNG, JPEG, TIFF) whose every picture is the scan of a page."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from pipelines.issues import DocumentRejected
from pipelines.read.content import Content
from pipelines.read.document import Page
from pipelines.read.ocr.engine import MISSING, Picture, is_installed, load_engine
from pipelines.read.ocr.pdf_pages import NOT_READ
from pipelines.read.ocr.scan import read_picture

_POINTS_PER_INCH = 72
# A page is so long in points (A4) where the file does not say how large its pixels are, or says what no scanner does.
_LONG_SIDE = 842.0
_LIKELY_DPI = (70.0, 1300.0)
# The resolution that pages of PDFs are painted in; more tells the engine nothing.
_DPI = 200
_FORMATS = ("PNG", "JPEG", "TIFF")
# What is smaller is a button or a logo, not a page that anybody could read.
_LEAST_SIDE = 400
_MOST_PIXELS = 80_000_000
_MOST_PAGES = 300
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning)


def read_images(path: Path) -> Content:
    """Return the pages of an image file.

    Raises DocumentRejected with ocr_missing, image_damaged, image_too_small or image_too_large.
    """
    try:
        with warnings.catch_warnings():
            # Of odd tags, and of sizes that are looked at below.
            warnings.simplefilter("ignore")
            with Image.open(path, formats=_FORMATS) as image:
                if min(image.size) < _LEAST_SIDE:
                    raise DocumentRejected("image_too_small", f"{image.width} by {image.height} pixels are no page")
                if not is_installed():
                    raise DocumentRejected(NOT_READ, f"the file is a picture; {MISSING}")
                return Content(tuple(_pages(image)), is_paged=True)
    except _DAMAGED as error:
        raise DocumentRejected("image_damaged", f"{type(error).__name__}: {error}") from error


def page_image(path: Path, number: int) -> tuple[Picture, float]:
    """One page of an image file as people see it, in grey, and its width in points. Raises OSError, EOFError."""
    with Image.open(path, formats=_FORMATS) as image:
        image.seek(number - 1)
        return _page(image)


def _pages(image: Image.Image) -> Iterator[Page]:
    for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
        if frame.width * frame.height > _MOST_PIXELS or number > _MOST_PAGES:
            detail = (
                f"picture {number} has {frame.width} by {frame.height} pixels; read are {_MOST_PIXELS} in {_MOST_PAGES}"
            )
            raise DocumentRejected("image_too_large", detail)
        picture, width = _page(frame)
        yield read_picture(picture, width, number, load_engine())


def _page(frame: Image.Image) -> tuple[Picture, float]:
    """One picture as people see it, in grey on white, and its width in points."""
    dpi = _dpi(frame)
    upright = ImageOps.exif_transpose(frame).convert("RGBA")
    paper = Image.new("RGBA", upright.size, "white")
    grey = Image.alpha_composite(paper, upright).convert("L")
    if dpi > _DPI:
        size = (max(1, round(grey.width * _DPI / dpi)), max(1, round(grey.height * _DPI / dpi)))
        grey = grey.resize(size, Image.Resampling.LANCZOS)
    return np.asarray(grey, np.uint8), upright.width * _POINTS_PER_INCH / dpi


def _dpi(frame: Image.Image) -> float:
    """Pixels to an inch: as the file says where that is likely, else so that the page is as long as A4."""
    said = float(frame.info.get("dpi", (0, 0))[0])
    return said if _LIKELY_DPI[0] <= said <= _LIKELY_DPI[1] else max(frame.size) * _POINTS_PER_INCH / _LONG_SIDE
