"""Which words of a header stand above each column."""

from collections.abc import Sequence

from pipelines.recognise.matrix import Matrix
from pipelines.recognise.spelling import plain


def paths(matrix: Matrix, header: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    """The header texts above each column, outermost first, as printed, without repetition."""
    if matrix.grid.has_spans:
        lines = [[cell.text if cell else "" for cell in matrix.owners[row]] for row in header]
    else:
        lines = _spread(matrix, header)
    result: list[tuple[str, ...]] = []
    for column in range(matrix.grid.columns):
        path: list[str] = []
        for line in lines:
            text = line[column]
            if plain(text) and (not path or plain(path[-1]) != plain(text)):
                path.append(text)
        result.append(tuple(path))
    return tuple(result)


def _spread(matrix: Matrix, header: Sequence[int]) -> list[list[str]]:
    """Give covered header cells the text of the cell that must cover them, where the format does not say.

    An empty cell under a printed one belongs to it (merged downwards); any other empty cell belongs to its left
    neighbour, as long as both stand under the same cell.
    """
    lines: list[list[str]] = []
    own = [[(cell.text if cell else "") for cell in matrix.owners[row]] for row in header]
    for number, row in enumerate(own):
        line = list(row)
        for column, text in enumerate(row):
            if plain(text) or column == 0 or not plain(line[column - 1]):
                continue
            above_is_printed = any(plain(own[upper][column]) for upper in range(number))
            same_parent = number == 0 or lines[number - 1][column] == lines[number - 1][column - 1]
            # The last header row names the columns one by one: nothing is merged sideways there unless nothing
            # names the column at all.
            if not above_is_printed and same_parent and (number < len(own) - 1 or number == 0):
                line[column] = line[column - 1]
        lines.append(line)
    return lines
