"""What one page draws, while it is collected: pieces of text and straight lines, in points from its top left."""

from dataclasses import dataclass, field

from pipelines.issues import DocumentRejected
from pipelines.read.document import Box
from pipelines.read.fragment import Fragment
from pipelines.read.placed import placed_items
from pipelines.read.ruling import Rule
from pipelines.read.table_layout import Item

# In points: what is thinner is a line, what is shorter no wall but what is left of a corner.
_THIN = 2.0
_STRAIGHT = 0.5
_SHORT = 1.0

Point = tuple[float, float]


@dataclass
class Drawing:
    """One page of a format that places each text and each line by itself; width and height in points."""

    width: float
    height: float
    fragments: list[Fragment] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    has_image: bool = False

    def add_text(self, fragment: Fragment) -> None:
        # Bold is sometimes made by setting a text twice in one place.
        if fragment not in self.fragments[-2:]:
            self.fragments.append(fragment)

    def add_line(self, start: Point, end: Point) -> None:
        """A drawn line; one that is slanted is no wall."""
        wide, high = abs(end[0] - start[0]), abs(end[1] - start[1])
        if high <= _STRAIGHT and wide > _SHORT:
            self.horizontal.append(Rule(start[1], min(start[0], end[0]), max(start[0], end[0])))
        elif wide <= _STRAIGHT and high > _SHORT:
            self.vertical.append(Rule(start[0], min(start[1], end[1]), max(start[1], end[1])))

    def add_filled(self, box: Box) -> None:
        """A painted area: a line where it is thin, else a ground that says nothing."""
        left, top, right, bottom = box
        if right - left <= _THIN < bottom - top:
            self.add_line(((left + right) / 2, top), ((left + right) / 2, bottom))
        elif bottom - top <= _THIN < right - left:
            self.add_line((left, (top + bottom) / 2), (right, (top + bottom) / 2))

    def items(self, number: int) -> tuple[tuple[Item, ...], tuple[str, ...]]:
        """What the page of this number prints, from the top down, and what must be said of it (verdicts of `Page`).

        Raises DocumentRejected with table_too_large.
        """
        try:
            items, said = placed_items(self.fragments, self.horizontal, self.vertical)
        except DocumentRejected as error:
            raise DocumentRejected(error.code, f"page {number}: {error.detail}") from error
        is_picture = self.has_image and not self.fragments
        return items, (("no_text_but_image", *said) if is_picture else said)
