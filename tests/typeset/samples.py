"""The documents shipped in `data/samples/`, made from the figures there; knows which are missing or out of date."""

import csv
import re
import zlib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tests.typeset.document import Document, misprint, plant
from tests.typeset.figures import read_figures
from tests.typeset.layouts import LAYOUTS
from tests.typeset.pdf import render_pdf
from tests.typeset.text import render_text

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
FIGURES = Path(__file__).resolve().parent / "figures"
STREAM = re.compile(rb"/Length (\d+)[^<>]*>>\s*stream\r?\n")


@dataclass(frozen=True)
class Sample:
    """One line of `figures/samples.csv`: figures in a layout under a place's name, perhaps with a planted error."""

    name: str
    figures: str
    place: str
    layout: str
    planted: tuple[int, int, int] | None
    planted_fen: int
    said: str
    misprinted: str

    def document(self) -> Document:
        """ValueError when the figures break a law or the error cannot be planted."""
        budget = read_figures(FIGURES / self.figures, self.place)
        document = LAYOUTS[self.layout].set(budget)
        if self.said:
            document = misprint(document, self.said, self.misprinted)
        return plant(document, self.planted, self.planted_fen) if self.planted else document


def read_samples() -> list[Sample]:
    with (FIGURES / "samples.csv").open(encoding="utf-8", newline="") as stream:
        return [
            Sample(
                row["sample"],
                row["figures"],
                row["place"],
                row["layout"],
                (int(row["planted_table"]), int(row["planted_row"]), int(row["planted_column"]))
                if row["planted_table"]
                else None,
                int(Decimal(row["planted_yuan"] or "0") * 100),
                row["said"],
                row["misprinted"],
            )
            for row in csv.DictReader(stream)
        ]


def make_samples() -> dict[str, bytes]:
    """File name to content of every shipped document, from the figures."""
    made: dict[str, bytes] = {}
    for sample in read_samples():
        document = sample.document()
        made[f"{sample.name}.pdf"] = render_pdf(document)
        made[f"{sample.name}.txt"] = render_text(document).encode()
    return made


def stale_samples(folder: Path = SAMPLES) -> list[str]:
    """Names of shipped documents that are missing, differ from what is made now, or are made by nothing."""
    made = make_samples()
    shipped = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".pdf", ".txt")}
    return sorted(
        name
        for name in made.keys() | shipped.keys()
        if name not in made or name not in shipped or inflated(made[name]) != inflated(shipped[name])
    )


def inflated(content: bytes) -> list[bytes]:
    """The content with its PDF streams inflated: builds of zlib may compress the same page to different bytes."""
    if not content.startswith(b"%PDF"):
        return [content]
    streams = []
    for match in STREAM.finditer(content):
        body = content[match.end() : match.end() + int(match[1])]
        streams.append(zlib.decompress(body) if b"FlateDecode" in content[match.start() - 80 : match.end()] else body)
    return streams
