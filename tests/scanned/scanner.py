"""Print pages of a PDF and scan them: painted, laid in crooked, blurred, grainy, shaded, packed as JPEG.

Made with pillow and numpy alone, so that a scan exists where the OCR extra does not. The same seed, the same scan.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Scanner:
    """How a page is scanned. `skew` in degrees counter-clockwise, `blur` a radius and `grain` a deviation of pixels."""

    dpi: int = 200
    skew: float = 0.0
    blur: float = 0.0
    grain: float = 0.0
    paper: int = 255
    quality: int = 75
    quarters: int = 0

    def scan(self, page: Image.Image, seed: int = 0) -> Image.Image:
        """The grey picture of a painted page."""
        picture = page.convert("L").rotate(self.skew, Image.Resampling.BICUBIC, fillcolor=255)
        if self.blur:
            picture = picture.filter(ImageFilter.GaussianBlur(self.blur))
        grey = np.asarray(picture, np.float64) * self.paper / 255
        grey += np.random.default_rng(seed).normal(0, self.grain, grey.shape)
        grainy = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
        packed = BytesIO()
        grainy.rotate(90 * self.quarters, expand=True).save(packed, "JPEG", quality=self.quality)
        return Image.open(packed)


# What offices do: crooked by up to 2 degrees, a little out of focus, grey paper, packed hard.
OFFICE = (
    Scanner(skew=1.0, blur=0.6, grain=6, paper=240, quality=60),
    Scanner(skew=-1.7, blur=0.9, grain=10, paper=225, quality=45),
    Scanner(dpi=150, skew=0.6, blur=0.5, grain=8, paper=235, quality=50),
    Scanner(dpi=300, skew=-0.4, blur=1.2, grain=12, paper=245, quality=40),
)
# What nobody should publish: a fax.
BAD = (
    Scanner(dpi=100, skew=1.2, blur=0.7, grain=14, paper=220, quality=30),
    Scanner(dpi=75, skew=-0.8, blur=0.4, grain=10, paper=230, quality=40),
)


def painted(pdf: bytes, dpi: int, pages: Iterable[int] | None = None) -> list[Image.Image]:
    """Pages of a PDF (numbers from 1; all unless said) as pictures."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        wanted = range(1, len(document) + 1) if pages is None else pages
        return [document[number - 1].render(scale=dpi / POINTS_PER_INCH).to_pil() for number in wanted]


def scanned_pdf(pdf: bytes, scanner: Scanner, seed: int = 0, pages: Iterable[int] | None = None) -> bytes:
    """The PDF that scanning these pages gives: one picture a page and no text."""
    pictures = [
        scanner.scan(page, seed + number) for number, page in enumerate(painted(pdf, scanner.dpi, pages), start=1)
    ]
    return as_pdf(pictures, scanner.dpi)


def as_pdf(pictures: Sequence[Image.Image], dpi: int) -> bytes:
    """Pictures as the pages of a PDF."""
    file = BytesIO()
    pictures[0].save(file, "PDF", resolution=dpi, save_all=True, append_images=list(pictures[1:]))
    return file.getvalue()
