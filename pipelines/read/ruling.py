"""Find the cells that drawn lines enclose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.issues import DocumentRejected

# Lines nearer to each other than this are one line drawn twice; in points.
_SNAP = 2.0
# The share of a side that must be drawn for it to be a wall.
_DRAWN = 0.7
_MOST_FIELDS = 100_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: at `at` across its direction, from `start` to `end` along it; all in points."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Lattice:
    """One ruled table: the edges of its columns and rows, and its cells as (row, column, row span, column span)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, int, int, int], ...]


def lattices(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> list[Lattice]:
    """The ruled tables of one page, the smallest first: text in a frame within a frame is the inner one's.

    Raises DocumentRejected with table_too_large.
    """
    found = []
    for across, down in _connected(_merged(horizontal), _merged(vertical)):
        # A table without lines at its sides reaches as far as its horizontal lines do, and the other way round.
        xs = _edges([*(rule.at for rule in down), *_reach(across)])
        ys = _edges([*(rule.at for rule in across), *_reach(down)])
        if len(xs) * len(ys) > _MOST_FIELDS:
            raise DocumentRejected("table_too_large", f"{len(xs)} by {len(ys)} drawn lines")
        if len(xs) > 1 and len(ys) > 1:
            found.append(Lattice(xs, ys, tuple(_cells(xs, ys, across, down))))
    return sorted(found, key=lambda one: (one.xs[-1] - one.xs[0]) * (one.ys[-1] - one.ys[0]))


def _reach(rules: Sequence[Rule]) -> tuple[float, float]:
    return min(rule.start for rule in rules), max(rule.end for rule in rules)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line put together where they touch, each at the place of the first of its line."""
    merged: list[Rule] = []
    ordered = sorted(rules, key=lambda rule: rule.at)
    lines: list[list[Rule]] = []
    for rule in ordered:
        if lines and rule.at - lines[-1][-1].at <= _SNAP and rule.at - lines[-1][0].at <= 2 * _SNAP:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    for line in lines:
        at = line[0].at
        for rule in sorted(line, key=lambda rule: rule.start):
            if merged and merged[-1].at == at and rule.start - merged[-1].end <= _SNAP:
                merged[-1] = Rule(at, merged[-1].start, max(merged[-1].end, rule.end))
            else:
                merged.append(Rule(at, rule.start, rule.end))
    return merged


def _connected(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that cross or touch one another, as (horizontal, vertical)."""
    groups: list[tuple[list[Rule], list[Rule]]] = [([rule], []) for rule in horizontal]
    for rule in vertical:
        touching = [group for group in groups if any(_meet(across, rule) for across in group[0])]
        groups = [group for group in groups if group not in touching]
        groups.append(
            (
                [line for group in touching for line in group[0]],
                [rule, *(line for group in touching for line in group[1])],
            )
        )
    return [group for group in groups if group[0] and group[1]]


def _meet(across: Rule, down: Rule) -> bool:
    return across.start - _SNAP <= down.at <= across.end + _SNAP and down.start - _SNAP <= across.at <= down.end + _SNAP


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    ordered = sorted(set(values))
    edges = ordered[:1]
    for value in ordered[1:]:
        if value - edges[-1] > _SNAP:
            edges.append(value)
    return tuple(edges)


def _cells(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
) -> Iterable[tuple[int, int, int, int]]:
    """The smallest fields, put together where no wall parts them; a shape that is no rectangle stays in fields."""
    columns, rows = len(xs) - 1, len(ys) - 1
    home = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while home[place] != place:
            place = home[place]
        return place

    for row in range(rows):
        for column in range(columns):
            if column + 1 < columns and not _is_wall(down, xs[column + 1], ys[row], ys[row + 1]):
                home[root((row, column + 1))] = root((row, column))
            if row + 1 < rows and not _is_wall(across, ys[row + 1], xs[column], xs[column + 1]):
                home[root((row + 1, column))] = root((row, column))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in home:
        groups.setdefault(root(place), []).append(place)
    for places in groups.values():
        top, left = min(row for row, _ in places), min(column for _, column in places)
        tall = max(row for row, _ in places) - top + 1
        wide = max(column for _, column in places) - left + 1
        if tall * wide == len(places):
            yield top, left, tall, wide
        else:
            yield from ((row, column, 1, 1) for row, column in places)


def _is_wall(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    drawn = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= _SNAP)
    return drawn >= (end - start) * _DRAWN
