"""What each amount column of a block measures: the form's own fund, its header, and its place among the others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.recognise.catalogue import FormSpec
from pipelines.recognise.form import Block, Column, Form
from pipelines.recognise.measure_trees import TREES, ancestors, is_memo
from pipelines.recognise.terms import Facets, combine, facets_of

_FUNDS = ("general_public", "government_fund", "state_capital")
_TOTALS = ("total", "total_with_meeting_training")


@dataclass(frozen=True, slots=True)
class Measured:
    """One amount column. `role`: total, subtotal, item or of_which among the columns of its block.

    `is_revenue` tells a column of income in a form of expenditure, as final accounts of funds print them.
    """

    column: Column
    facets: Facets
    role: str
    is_revenue: bool


def measures_of(form: Form, spec: FormSpec, block: Block) -> tuple[Measured, ...]:
    """Return the amount columns of a block with everything that the form, its title and their headers say."""
    base = Facets(funding=spec.funding, category=spec.category)
    title = facets_of(form.title or "")
    if spec.id == "three_public" and title.funding in _FUNDS:
        base = replace(base, funding=title.funding)
    if spec.id in ("carryover_expenditure", "operating_expense"):
        base = replace(base, funding=title.funding or spec.funding)
    own_words = [_own(column, spec, block) for column in block.measures]
    said = [combine([base, own]) for own in own_words]
    if spec.id == "three_public":
        said = [_with_wider_total(facets, said) for facets in said]
    incomes = [_is_income(column, block) for column in block.measures]
    # Roles come from what the columns say beyond the form's own fund: 当年 and 上年结转 are parts of its 合计.
    free = replace(base, funding=None)
    bare = [combine([free, own]) for own in own_words]
    if spec.id == "three_public":
        bare = [_with_wider_total(facets, bare) for facets in bare]
    roles: dict[int, str] = {}
    for side in (True, False):
        # Money that came in is no part of the money that went out, nor any of a column that nobody understands.
        indexes = [
            index
            for index, is_income in enumerate(incomes)
            if is_income is side and block.measures[index].kind == "measure"
        ]
        columns, own = [block.measures[index] for index in indexes], [bare[index] for index in indexes]
        # What came in for 基本支出 and for 项目支出: revenue knows no such breakdown, so they are memos of their total.
        parts = [
            _is_lone_part(number, columns, own) or (side and facets.category is not None)
            for number, facets in enumerate(own)
        ]
        whole = [facets for facets, is_part in zip(own, parts, strict=True) if not is_part]
        for index, facets, is_part in zip(indexes, own, parts, strict=True):
            roles[index] = "of_which" if is_part else column_role(facets, whole)
    return tuple(
        Measured(column, facets, roles.get(index, "item"), incomes[index])
        for index, (column, facets) in enumerate(zip(block.measures, said, strict=True))
    )


def _own(column: Column, spec: FormSpec, block: Block) -> Facets:
    if column.kind != "measure":
        return Facets()
    own = replace(column.facets, role=None, side=None, level=None, line=None, total=False, of_which=False)
    if spec.id == "operating_expense":
        # 机关运行经费 over an amount column is the name of the form.
        own = replace(own, three_public=None)
    if spec.id in ("three_public", "appropriation_summary") and own.funding == "appropriation":
        own = replace(own, funding=None)
    if spec.facts == "procurement" and own.category in ("procurement", "purchased_service"):
        # 政府采购 over an amount column is the name of the list.
        own = replace(own, category=None)
    is_of_year = column.facets.line == "current_year" and column.facets.side == "expenditure"
    if own.funding is None and is_of_year and _is_total_with_carryover(block):
        # 总计 | 本年支出 (小计, 基本支出, 项目支出) | 上年结转: what is spent of the money of the year.
        own = replace(own, funding="current_year")
    if block.classification == "source" and own.funding == "current_year" and len(block.measures) == 1:
        # 本年收入 over the whole side is its name; which source and which total, the rows say.
        own = replace(own, funding=None)
    return own


def _is_total_with_carryover(block: Block) -> bool:
    """True for a block of expenditure whose total goes before the money of the year and what was carried over."""
    said = [column.facets for column in block.measures]
    first = said[0]
    is_whole = first.total and not any((first.funding, first.category, first.line, first.side))
    is_carried = any((facets.funding or "").startswith("carryover") for facets in said)
    return is_whole and is_carried and not any(facets.side == "revenue" for facets in said)


def _is_income(column: Column, block: Block) -> bool:
    """年初结转 and 本年收入 beside 本年支出 in one row: the columns of income."""
    if block.classification == "source" or not any(other.facets.line == "current_year" for other in block.measures):
        return False
    funding = column.facets.funding or ""
    has_income = any(other.facets.side == "revenue" for other in block.measures)
    return has_income and (column.facets.side == "revenue" or funding.startswith("carryover"))


def _with_wider_total(facets: Facets, said: Sequence[Facets]) -> Facets:
    """A 合计 beside a 三公 total and columns of meetings and training: the total of all of them."""
    items = {other.three_public for other in said if same_time(other, facets)}
    if facets.three_public is None and {"total", "meeting"} <= items:
        return replace(facets, three_public="total_with_meeting_training")
    return facets


def same_time(one: Facets, two: Facets) -> bool:
    """True for two columns of one year, stage and kind."""
    return (one.year, one.year_offset, one.stage, one.kind or "amount") == (
        two.year,
        two.year_offset,
        two.stage,
        two.kind or "amount",
    )


def _is_lone_part(index: int, columns: Sequence[Column], said: Sequence[Facets]) -> bool:
    """True for a 其中 column that lists only a part: nothing beside it makes up the rest of what it is a part of."""
    facets = said[index]
    if any(is_memo(tree, getattr(facets, tree)) for tree in TREES) or _is_beside_classes(facets, said):
        return True
    others = [other for number, other in enumerate(said) if number != index]
    same = [
        number
        for number, other in enumerate(said)
        if columns[number].kind == "measure" and _measure(other) == _measure(facets) and same_time(other, facets)
    ]
    if columns[index].kind == "measure" and same[0] < index:
        # 总计 and, in a group beside it, 合计: the same measure once more.
        return True
    if _is_inside_its_fund(index, columns, said):
        return True
    if not columns[index].facets.of_which:
        return False
    if len(same) > 1:
        return True
    above = [other for other in others if _includes(other, facets)]
    nearest = [other for other in above if not any(_includes(other, between) for between in above)]
    return bool(nearest) and not any(
        _includes(nearest[0], other) and not _includes(facets, other) for other in others if other is not nearest[0]
    )


def _is_inside_its_fund(index: int, columns: Sequence[Column], said: Sequence[Facets]) -> bool:
    """True for 上年结转 below a heading of one fund whose 小计 holds it: 一般公共预算 (小计, 本年, 上年结转)."""
    funding, heading = said[index].funding or "", columns[index].header[:1]
    fund = funding.removeprefix("carryover_")
    return fund != funding and any(
        column.header[:1] == heading
        and column.facets.total
        and facets.funding == fund
        and same_time(facets, said[index])
        for column, facets in zip(columns, said, strict=True)
    )


def _is_beside_classes(facets: Facets, said: Sequence[Facets]) -> bool:
    """True for a column of an economic class, another cut of its row's money, and for 项目支出 beside such classes.

    There the classes make up the rest of the whole, and 项目支出 alone is no breakdown of it.
    """
    if facets.subject is not None:
        return True
    if not any(other.subject is not None and other.category is None for other in said):
        return False
    categories = {other.category for other in said if other.subject is None}
    return facets.category is not None and "basic" not in categories


def _measure(facets: Facets) -> tuple[str, str, str | None, str | None]:
    return facets.funding or "total", facets.category or "total", facets.three_public, facets.subject


def column_role(one: Facets, measures: Sequence[Facets]) -> str:
    """Return total, subtotal or item for a column among `measures`, by the trees of measures."""
    if not any(_includes(other, one) for other in measures):
        return "total"
    return "subtotal" if any(_includes(one, other) for other in measures) else "item"


def _includes(upper: Facets, lower: Facets) -> bool:
    """True where `lower` is a part of `upper` in the same year, stage, kind and item."""
    if not same_time(upper, lower) or upper.three_public != lower.three_public or upper.subject != lower.subject:
        return False
    wider = False
    for name in ("funding", "category"):
        one, two = getattr(upper, name) or "total", getattr(lower, name) or "total"
        if one == two:
            continue
        if one not in ancestors(name, two):
            return False
        wider = True
    return wider


def is_total_item(item: str | None) -> bool:
    """True for 三公 totals, with or without meetings and training."""
    return (item or "total") in _TOTALS
