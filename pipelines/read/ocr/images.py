"""Read image files (PNG, JPEG, TIFF) whose every picture is the scan of a page."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from pipelines.issues import DocumentRejected
from pipelines.read.content import Content
from pipelines.read.ocr.engine import MISSING, Picture, is_installed, load_engine
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


def read_images(path: Path) -> Content:
    """Return the pages of an image file.

    Raises DocumentRejected with ocr_missing, image_damaged, image_too_small or image_too_large.
    """
    with _opened(path) as image:
        pages = int(getattr(image, "n_frames", 1))
        if min(image.size) < _LEAST_SIDE:
            raise DocumentRejected("image_too_small", f"{image.width} by {image.height} pixels are no page")
    if pages > _MOST_PAGES:
        raise DocumentRejected("image_too_large", f"{pages} pictures in one file; read are {_MOST_PAGES}")
    if not is_installed():
        raise DocumentRejected("ocr_missing", f"the file is a picture; {MISSING}")
    engine = load_engine()
    numbers = range(1, pages + 1)
    return Content(tuple(read_picture(*page_image(path, number), number, engine) for number in numbers), is_paged=True)


def page_image(path: Path, number: int) -> tuple[Picture, float]:
    """One page of an image file as people see it, in grey, and its width in points.

    Raises DocumentRejected with image_damaged or image_too_large.
    """
    with _opened(path) as image:
        image.seek(number - 1)
        if image.width * image.height > _MOST_PIXELS:
            detail = f"picture {number} has {image.width} by {image.height} pixels; read are {_MOST_PIXELS}"
            raise DocumentRejected("image_too_large", detail)
        return _page(image)


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            # Of odd tags, and of sizes that are looked at before anything is unpacked.
            warnings.simplefilter("ignore")
            with Image.open(path, formats=_FORMATS) as image:
                yield image
    except DocumentRejected:
        raise
    except Exception as error:
        # pillow lets any error through where a file is damaged; nothing but pillow works in here.
        raise DocumentRejected("image_damaged", f"{type(error).__name__}: {error}") from error


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
