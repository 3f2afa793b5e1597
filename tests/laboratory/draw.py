"""Draw the document that a seed stands for, set it in formats, and read it back from each."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows
from tests.laboratory.compare import Outcome, outcome, set_facts
from tests.typeset.document import Document
from tests.typeset.dress import dressed
from tests.typeset.formats import FORMATS
from tests.typeset.layouts import ALL_LAYOUTS
from tests.typeset.random_budget import random_budget

STEPS = (10_000, 100, 1)  # whole hundreds of 元, whole 元, and 分: the last two print rounded in 万元


def draw(layout: str, seed: int) -> Document:
    """The document of a layout that a seed stands for, in a dress that goes with the layout and the seed."""
    rng = Random(seed)
    document = ALL_LAYOUTS[layout].set(random_budget(rng, step_fen=rng.choice(STEPS)))
    return dressed(document, Random(f"{layout} {seed}"))


def read_back(document: Document, format: str, folder: Path) -> DocumentRows:
    """The document as it is read from a file of this format."""
    path = folder / f"document.{FORMATS[format].suffix}"
    path.write_bytes(FORMATS[format].render(document))
    return extract(path, path.name)


def read_drawn(layout: str, formats: Iterable[str], seed: int, folder: Path) -> Iterator[tuple[str, Outcome]]:
    """How the document that a seed stands for is read, from each of the formats. It is drawn once."""
    document = draw(layout, seed)
    expected = set_facts(document)
    for format in formats:
        yield format, outcome(expected, read_back(document, format, folder), seed)
