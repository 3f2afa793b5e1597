"""Cut a document into pieces: one grid each, with the lines printed above it and the header it carries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipelines.read.document import Document, Grid
from pipelines.recognise.coded_content import coded_content
from pipelines.recognise.header import Split, split
from pipelines.recognise.header_paths import paths
from pipelines.recognise.matrix import Matrix
from pipelines.recognise.preamble import Preamble, is_contents_line, is_page_number, read_preamble
from pipelines.recognise.spelling import plain

_LISTED = re.compile(r"(?:\.{3,}|…{2,}|·{3,})[\s.…]*\d{1,3}\s*$")
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
_LEADERS = ("...", "……", "···")
_LINES_ABOVE = 12


@dataclass(frozen=True)
class Piece:
    """One grid. `above` are the lines between the grid before and this one, `below` those up to the next grid."""

    matrix: Matrix
    split: Split
    above: tuple[str, ...]
    below: tuple[str, ...]

    @cached_property
    def preamble(self) -> Preamble:
        """What the lines above and the rows above the header say; the rows stand nearer."""
        return read_preamble([*self.above[-_LINES_ABOVE:], *self.rows_above()])

    @cached_property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """Header path of every column; all empty where the grid carries no header."""
        return paths(self.matrix, self.split.header)

    @cached_property
    def filled(self) -> tuple[bool, ...]:
        """For every column, whether anything is printed in its body."""
        return tuple(content != "blank" for content in self.contents)

    @cached_property
    def contents(self) -> tuple[str, ...]:
        """For every column, what its body prints: blank, codes or named subjects, words (mostly), or other."""
        texts: list[list[str]] = [[] for _ in range(self.matrix.grid.columns)]
        first = min(self.split.body, default=0)
        for row in self.split.body:
            for cell in self.matrix.owners[row]:
                if cell is not None and cell.row >= first and (text := plain(cell.text)):
                    texts[cell.column].append(text)
        return tuple(map(_content, texts))

    @cached_property
    def has_whole_header(self) -> bool:
        """False where the format does not keep blank cells and a header row has fewer cells than it prints columns."""
        owners, grid = self.matrix.owners, self.matrix.grid
        if grid.has_spans:
            return True
        # A blank cell too many at the end of some row is no column.
        last = max((cell.column for cell in grid.cells if plain(cell.text)), default=0)
        return all(owners[row][last] is not None for row in self.split.header)

    @property
    def has_header(self) -> bool:
        """True where the grid carries a header of its own."""
        return bool(self.split.header)

    def rows_above(self) -> list[str]:
        """The lines in the rows above the header."""
        lines: list[str] = []
        for row in self.split.preamble:
            texts = [cell.text for cell in self.matrix.starting(row) if cell.text.strip()]
            # One cell may hold several lines; several cells of a row read as one line.
            lines.extend(texts[0].splitlines() if len(texts) == 1 else [" ".join("".join(t.split()) for t in texts)])
        return lines


def read_pieces(document: Document) -> tuple[Piece, ...]:
    """Return the pieces of a document in reading order. Tables of contents are left out."""
    pieces: list[Piece] = []
    above: list[str] = []
    for item, page in _items(document):
        if not isinstance(item, Grid):
            above.append(item)
        elif not _is_contents(item):
            matrix = Matrix(item, page)
            if pieces:
                pieces[-1] = replace(pieces[-1], below=tuple(above))
            for part in split(matrix):
                piece = Piece(matrix, part, tuple(above), ())
                # A grid of nothing but title, unit and scale belongs to the table on the next page.
                is_heading = not part.header and not part.body
                above = [*above, *piece.rows_above()] if is_heading else []
                if not is_heading:
                    pieces.append(piece)
    if pieces:
        pieces[-1] = replace(pieces[-1], below=tuple(above))
    return tuple(pieces)


def _items(document: Document) -> Iterator[tuple[str | Grid, int]]:
    for page in document.pages:
        for item in page.items:
            if isinstance(item, Grid):
                if item.rows * item.columns > 1:
                    yield item, page.number
                else:
                    # A frame around running text is no table.
                    yield from ((line, page.number) for cell in item.cells for line in cell.text.splitlines())
            elif item.text.strip() and not is_page_number(item.text) and not is_contents_line(item.text):
                yield item.text.strip(), page.number


def _content(texts: Sequence[str]) -> str:
    if not texts:
        return "blank"
    if (coded := coded_content(texts)) is not None:
        return coded
    words = sum([_IDEOGRAPH.search(text) is not None for text in texts])
    return "words" if words * 2 > len(texts) else "other"


def _is_contents(grid: Grid) -> bool:
    """True for a grid whose rows mostly are lines of a table of contents."""
    if not any(leader in cell.text for cell in grid.cells for leader in _LEADERS):
        return False
    lines: dict[int, str] = {}
    for cell in grid.cells:
        lines[cell.row] = lines.get(cell.row, "") + " " + cell.text
    listed = sum(bool(_LISTED.search(line)) for line in lines.values())
    return listed * 2 >= grid.rows
