"""Read a list of sources of money in order: what a row means depends on the carry-over or source above it."""

from dataclasses import dataclass, replace

from pipelines.normalise.meaning import Label
from pipelines.normalise.meant_row import MeantRow
from pipelines.recognise.form import BodyRow
from pipelines.recognise.terms import Facets, combine, facets_of


@dataclass
class SourceList:
    """What the rows so far have set: the carry-over that sources below are part of, and the last source.

    `ends_carried_over`: the row above is one of carry-over that names no source.
    """

    carryover: Facets | None = None
    last: str | None = None
    ends_carried_over: bool = False

    def part(self, row: BodyRow, label: Label) -> MeantRow | None:
        """其中： a part of the source above, of words that say nothing of its own. An unknown word may say anything."""
        if not label.is_of_which or self.last is None or not facets_of(label.core).understood:
            return None
        return MeantRow(row, label.text, "of_which", Facets(funding=self.last), is_of_which=True)

    def source(self, row: BodyRow, label: Label, facets: Facets, line: str) -> MeantRow:
        """A source of money. Sources printed below a carry-over row are carry-over of that source."""
        self.ends_carried_over = line == "carryover" and self.carryover is None and not label.is_of_which
        if line == "current_year":
            self.carryover, facets = None, replace(facets, funding="current_year")
        elif line == "carryover":
            self.carryover = self.carryover or Facets(funding="carryover")
            facets = combine([self.carryover, facets])
        elif line == "source" and self.carryover is not None:
            joined = combine([self.carryover, facets])
            if joined.conflict is None:
                line, facets = "carryover", joined
        if label.is_of_which and line == "source" and self.last is not None:
            # 其中：教育收费 below 事业收入 is a measure of its own where the two are a named pair.
            joined = combine([Facets(funding=self.last), facets])
            facets = facets if joined.conflict else joined
        if not label.is_of_which:
            self.last = facets.funding
        return MeantRow(row, label.text, line, facets, is_of_which=label.is_of_which)
