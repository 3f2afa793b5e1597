"""Which rows of a list are its total, subtotals and items, so that no money is counted twice.

A list is printed from the whole down to its parts. Kinds of rows tell most of it: units stand above projects, projects
above what is bought. Projects above projects look alike; there the amounts tell, and only where the flat list does not
add up.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from pipelines.normalise.list_row import ListRow

# Lists of more rows are left flat: the search would not end in time.
_ROWS = 400
_STEPS = 20_000
_Kind = tuple[str, int]


def list_roles(rows: Sequence[ListRow], amounts: Sequence[Decimal | None]) -> list[str]:
    """Return total, subtotal, item or of_which for each row. `amounts`: what the rows print in the column of totals."""
    kinds = [(row.line_item, row.level if row.line_item in ("unit", "subject", "total") else 0) for row in rows]
    order = list(dict.fromkeys(kind for kind in kinds if kind[0] != "total"))
    has_total = any(kind == ("total", 0) for kind in kinds)
    units = [number for number, kind in enumerate(kinds) if kind[0] == "unit"]
    roles: list[str] = []
    for number, kind in enumerate(kinds):
        following = kinds[number + 1] if number + 1 < len(kinds) else None
        opens = (
            following is not None
            and not {"total", "of_which"} & {following[0], kind[0]}
            and _is_below(following, kind, order)
        )
        if kind[0] == "total":
            roles.append("total" if kind[1] == 0 else "subtotal")
        elif kind[0] == "of_which":
            roles.append("of_which")
        elif opens:
            roles.append("total" if not has_total and units == [number] == [0] else "subtotal")
        else:
            roles.append("item")
    for begin, end in _runs(rows, "project"):
        whole = _whole_of(begin, end, rows, amounts)
        for number in _nested(amounts[begin:end], whole):
            roles[begin + number] = "subtotal"
    return roles


def _is_below(one: _Kind, other: _Kind, order: Sequence[_Kind]) -> bool:
    if "item" in (one[0], other[0]):
        return one[0] == "item" and other[0] != "item"
    return order.index(one) > order.index(other)


def _runs(rows: Sequence[ListRow], line_item: str) -> list[tuple[int, int]]:
    """Where rows of one kind and of one unit follow each other."""
    runs: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        if row.line_item != line_item:
            continue
        if runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return runs


def _whole_of(begin: int, end: int, rows: Sequence[ListRow], amounts: Sequence[Decimal | None]) -> Decimal | None:
    """The amount that the rows of a run add up to: of the row above them, or of the total below them."""
    if begin > 0:
        return amounts[begin - 1]
    if end < len(rows) and rows[end].line_item == "total":
        return amounts[end]
    return None


def _nested(amounts: Sequence[Decimal | None], whole: Decimal | None) -> list[int]:
    """The rows that others add up to, where the rows as a flat list do not add up to `whole`; none where they do."""
    values = [amount or Decimal(0) for amount in amounts]
    if whole is None or sum(values) == whole or len(values) > _ROWS or any(value < 0 for value in values):
        return []
    steps = 0

    @cache
    def parse(start: int, left: Decimal, is_outermost: bool) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """Each way in which rows from `start` on add up to `left`: where they end, and which of them hold others."""
        nonlocal steps
        steps += 1
        if steps > _STEPS:
            return ()
        found: list[tuple[int, tuple[int, ...]]] = []
        if left == 0 and not is_outermost:
            found.append((start, ()))
        if start == len(values):
            return ((start, ()),) if left == 0 else ()
        value = values[start]
        if value > left:
            return tuple(found)
        nested = [(end, (start, *inner)) for end, inner in parse(start + 1, value, False)] if value else []
        for end, holders in ((start + 1, ()), *nested):
            for last, others in parse(end, left - value, is_outermost):
                found.append((last, (*holders, *others)))
                if is_outermost:
                    return tuple(found)
        # The first way to one end counts: the one with the fewest levels.
        return tuple(dict(reversed(found)).items())

    ways = parse(0, whole, True)
    return list(ways[0][1]) if ways else []
