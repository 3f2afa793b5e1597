"""Which rows and columns are totals, subtotals and items, so that nothing is counted twice."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from pipelines.normalise.code_lists import CODED, Subject
from pipelines.normalise.meaning import read_label
from pipelines.normalise.meant_row import MeantRow
from pipelines.normalise.subjects import same_name, subjects_named
from pipelines.recognise.measure_trees import ancestors, is_memo
from pipelines.recognise.spelling import plain

# Unit, category, classification, and the first digits of a code.
_Place = tuple[tuple[str | None, str] | None, str | None, str, str]
_Tree = Mapping[_Place, Sequence[MeantRow]]


def row_roles(rows: Sequence[MeantRow], columns: Sequence[int]) -> list[str]:
    """Return total, subtotal, item or of_which for each row of one block, in order. `columns` hold its amounts."""
    has_total = any(row.line_item == "total" for row in rows)
    tree = _tree(rows)
    return [_row_role(number, row, rows, tree, has_total, columns) for number, row in enumerate(rows)]


def _row_role(
    number: int, row: MeantRow, rows: Sequence[MeantRow], tree: _Tree, has_total: bool, columns: Sequence[int]
) -> str:
    if row.is_of_which and not _begins_list(number, row, rows):
        return "of_which"
    if row.line_item in ("total", "grand_total"):
        return "total"
    if row.line_item == "current_year":
        return "subtotal"
    if row.line_item == "unit":
        return _unit_role(number, row, rows, has_total, columns)
    if row.subjects:
        near = tree.get(_place(row, *_first_subject(row)), ())
        return "subtotal" if any(_is_below(other, row) for other in near if other is not row) else "item"
    if row.facets.three_public is not None:
        return _three_public_role(row.facets.three_public, {other.facets.three_public for other in rows}, has_total)
    if row.facets.funding is not None:
        sources = (
            _is_source_below(other, row, is_listed=_begins_list(place, other, rows))
            for place, other in enumerate(rows)
            if other is not row
        )
        return "subtotal" if any(sources) else "item"
    if row.line_item == "category":
        return _category_role(number, row, rows)
    return "item"


def _begins_list(number: int, row: MeantRow, rows: Sequence[MeantRow]) -> bool:
    """True for 其中 before a complete list: the next row names another part of the same whole."""
    if number + 1 == len(rows) or rows[number + 1].is_of_which:
        return False
    if number and row.depth == 0 and 0 < rows[number + 1].depth == rows[number - 1].depth:
        # 一、一般公共预算, 其中：财政拨款, 二、政府性基金: the numbers go on with the wholes.
        return False
    if row.line_item == "of_which":
        return False
    return any(
        own is not None
        and following is not None
        and own != following
        and ancestors(kind, own)[:1] == ancestors(kind, following)[:1]
        for kind in ("funding", "category")
        for own, following in ((getattr(row.facets, kind), getattr(rows[number + 1].facets, kind)),)
    )


def _is_source_below(other: MeantRow, row: MeantRow, *, is_listed: bool) -> bool:
    """True for a narrower source, and for a source under the 小计 of its own kind."""
    own, theirs = row.facets.funding, other.facets.funding
    if own is None or theirs is None or (other.is_of_which and not is_listed):
        return False
    is_sum = row.facets.total and not other.facets.total and own == theirs
    return is_sum or own in ancestors("funding", theirs)


def _category_role(number: int, row: MeantRow, rows: Sequence[MeantRow]) -> str:
    """人员经费合计 below its subjects, or 人员经费 above them: a subtotal; alone in a list of categories: an item."""
    if is_memo("category", row.facets.category) or row.facets.of_which:
        return "of_which"
    has_subjects = any(other.subjects for other in rows)
    if row.facets.total and has_subjects:
        return "subtotal"
    following = rows[number + 1] if number + 1 < len(rows) else None
    opened = following is not None and following.subjects and following.facets.category == row.facets.category
    narrower = any(
        other.line_item == "category" and row.facets.category in ancestors("category", other.facets.category or "total")
        for other in rows
    )
    return "subtotal" if opened or narrower else "item"


def _three_public_role(item: str, items: Collection[str | None], has_total: bool) -> str:
    if item in ("total", "total_with_meeting_training"):
        return "subtotal" if has_total else "total"
    if is_memo("three_public", item):
        # Agency running costs are another cut of the same money, not a part of the three public expenses.
        return "of_which"
    return "subtotal" if is_broken_down(item, items) else "item"


def is_broken_down(item: str | None, items: Collection[str | None]) -> bool:
    """True for an item of 三公 whose parts are among `items`: 公务用车 with 购置 and 运行."""
    return any(item in ancestors("three_public", other) for other in items if other is not None)


def _tree(rows: Sequence[MeantRow]) -> _Tree:
    """The rows with subjects by every place in the tree that they could lie below: a table may have thousands."""
    tree: defaultdict[_Place, list[MeantRow]] = defaultdict(list)
    for row in rows:
        for classification, resolved in row.subjects.items():
            code = _code(resolved.subject)
            for length in range(len(code) + 1):
                tree[_place(row, classification, code[:length])].append(row)
    return tree


def _place(row: MeantRow, classification: str, code: str) -> _Place:
    return row.unit, row.facets.category, classification, code


def _first_subject(row: MeantRow) -> tuple[str, str]:
    return next((name, row.subjects[name].subject.code) for name in CODED if name in row.subjects)


def _is_below(other: MeantRow, row: MeantRow) -> bool:
    """True where `other` is a part of `row`: same unit, its subject below, or the same class broken down by pairs.

    A project that repeats the code of the subject above it is a part of that as well.
    """
    if other.unit != row.unit or other.is_of_which or other.facets.category != row.facets.category:
        return False
    finer = False
    for classification in CODED:
        upper, lower = row.subjects.get(classification), other.subjects.get(classification)
        if upper is None:
            continue
        if lower is None:
            return False
        if _is_child(lower.subject, upper.subject):
            finer = True
        elif (lower.subject.code, lower.subject.name) != (upper.subject.code, upper.subject.name):
            return False
    return finer or (_names_its_subject(row) and not _names_its_subject(other))


def _names_its_subject(row: MeantRow) -> bool:
    """False for a row with the code of a listed subject under a name that is not the subject's: a project."""
    if row.label is None or len(row.subjects) != 1:
        return True
    resolved = next(iter(row.subjects.values()))
    if not resolved.is_listed or not resolved.subject.code:
        return True
    name, subject = read_label(plain(row.label)).core, resolved.subject
    named = subjects_named(subject.classification, name)
    return same_name(name, subject.name) or any(other.code == subject.code for other in named)


def _is_child(lower: Subject, upper: Subject) -> bool:
    """True for a subject below another; a subject without code lies below what its parent's code begins with."""
    code = _code(lower)
    return bool(upper.code) and code != upper.code and code.startswith(upper.code)


def _code(subject: Subject) -> str:
    return subject.code or f"{subject.parent_code or ''}?"


def _unit_role(number: int, row: MeantRow, rows: Sequence[MeantRow], has_total: bool, columns: Sequence[int]) -> str:
    """A unit's row: the total where it is the only one, a subtotal above rows or units of its own, else an item."""
    later = rows[number + 1 :]
    units = [other for other in rows if other.line_item == "unit" and other is not row]
    opens = bool(later) and later[0].line_item != "unit" and bool(later[0].subjects) and later[0].unit == row.unit
    if not has_total and all(other.unit == row.unit for other in units):
        return "total"
    return "subtotal" if opens or _heads(row, later, units, rows, columns) else "item"


def _heads(
    row: MeantRow,
    later: Sequence[MeantRow],
    units: Sequence[MeantRow],
    rows: Sequence[MeantRow],
    columns: Sequence[int],
) -> bool:
    """True for a department above its units: by code, by its own office under the same name, or by the same amounts."""
    code, name = row.unit or (None, "")
    codes = [other.unit[0] for other in units if other.unit and other.unit[0]]
    if code is not None and any(other != code and other.startswith(code) for other in codes):
        return True
    below = [other for other in later if other.line_item == "unit"]
    if code is None and any(other.unit and other.unit[1] == name for other in below):
        return True
    totals = [_amounts(other, columns) for other in rows if other.line_item == "total"]
    return len(below) > 1 and bool(totals) and _amounts(row, columns) == totals[0]


def _amounts(row: MeantRow, columns: Sequence[int]) -> tuple[str, ...]:
    return tuple("".join(row.row.cells[index].text.split()) if index in row.row.cells else "" for index in columns)
