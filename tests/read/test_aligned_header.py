"""Words of a header over the columns that they name, where no line is drawn."""

from pipelines.read.aligned_header import Block, Column, header_cells
from pipelines.read.fragment import Fragment


def word(text: str, middle: float, top: float) -> Block:
    half = len(text) * 5.0
    return Block((Fragment(text, (middle - half, top, middle + half, top + 10), 10.0),))


def test_many_words_share_out_many_columns() -> None:
    """With four places to cut between two words, twenty words have 4^19 ways: no page has time for all of them."""
    columns = [Column(25.0 * n, 25.0 * n + 20, has_body=True) for n in range(80)]
    below = [word("数", 25.0 * n + 10, 30) for n in range(80)]
    above = [word("类", 100.0 * n + 47.5, 0) for n in range(20)]
    cells = header_cells([*above, *below], columns)
    assert cells is not None
    assert [(cell.column, cell.column_span) for cell in cells[:20]] == [(4 * n, 4) for n in range(20)]


def test_two_ways_that_fit_as_well_are_refused() -> None:
    """The second word stands off the middle of its columns by as much with the third of them as without it."""
    columns = [Column(25.0 * n, 25.0 * n + 20, has_body=True) for n in range(5)]
    below = [word("数", 25.0 * n + 10, 30) for n in range(5)]
    above = [word("类", 29.0, 0), word("类", 91.0, 0)]
    assert header_cells([*above, *below], columns) is None
