"""The amounts of projects: how one is read, and what role each plays among the others of its project."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipelines.issues import Issue
from pipelines.normalise.amounts import Amount, is_dash, looks_like_amount, parse_amount
from pipelines.normalise.cells import Tally
from pipelines.recognise.measure_trees import ancestors
from pipelines.recognise.sheet import SheetCell, SheetRow
from pipelines.recognise.spelling import plain

_WITH_SCALE = re.compile(r"(?P<number>[^元千万百亿]*\d)(?P<scale>(?:千|万|百万|亿)?元)")


@dataclass
class Project:
    """What an annex says of one project, filled while it is read. `line_item` is project, task, unit or total."""

    number: int | None
    line_item: str
    label: str | None = None
    code: str | None = None
    name: str | None = None
    unit: tuple[str | None, str] | None = None
    kind: str | None = None
    years: int | None = None
    plan: str | None = None
    need: str | None = None
    goals: dict[str | None, str] = field(default_factory=dict)

    def say_goal(self, period: str | None, text: str, *, goes_on: bool = False) -> None:
        """Take down a goal; the first one of a period counts, with the rest of it from the next page."""
        if goes_on:
            self.goals[period] = self.goals.get(period, "") + text
        else:
            self.goals.setdefault(period, text)

    def goal(self, period: str) -> str | None:
        """The goal for a period: its own, else the one that names no period, else the other one."""
        return self.goals.get(period) or self.goals.get(None) or next(iter(self.goals.values()), None)


@dataclass(frozen=True, slots=True)
class ProjectAmount:
    """One printed amount of a project; without a stage it has the form's. Roles are known when all amounts are."""

    project: Project
    funding: str
    category: str
    period: str
    plan_month: int | None
    amount: Amount
    scale: str
    text: str
    cell: SheetCell
    row: SheetRow
    in_list: bool = False
    stage: str | None = None
    row_role: str = "total"
    column_role: str = "total"


def amount_of(
    text: str, scale: str | None, cell: SheetCell, row: SheetRow, form: str, tally: Tally
) -> tuple[Amount, str] | None:
    """Read the value of an amount's label and count it. None for a dash; what is no number is an issue."""
    with_scale = _WITH_SCALE.fullmatch(plain(text))
    number, scale = (with_scale["number"], with_scale["scale"]) if with_scale else (text, scale)
    if is_dash(number):
        return None
    if scale is None and looks_like_amount(number):
        message = "no scale (元, 万元 …) is printed at this amount; nothing is guessed, it is not loaded"
        tally.problem(Issue("scale_missing", message, row.page, form, cell.row_no, cell.column_no, cell.text))
        return None
    amount = parse_amount(number, scale) if scale is not None else None
    if amount is not None and scale is not None:
        tally.facts += 1
        return amount, scale
    numeric = looks_like_amount(number)
    message = "the value of an amount's label is no number; it is not loaded"
    code = "unreadable_amount" if numeric else "text_in_amount_cell"
    issue = Issue(code, message, row.page, form, cell.row_no, cell.column_no, cell.text)
    if numeric:
        tally.problem(issue)
    else:
        tally.issues.append(issue)
    return None


def with_roles(amounts: Sequence[ProjectAmount]) -> list[ProjectAmount]:
    """Give every amount its role: in a list rows are projects and columns are funds, else rows are funds."""
    return [_with_roles(amount, amounts) for amount in amounts]


def _with_roles(amount: ProjectAmount, amounts: Sequence[ProjectAmount]) -> ProjectAmount:
    if amount.plan_month is not None:
        return amount
    same = [
        other
        for other in amounts
        if other.project is amount.project
        and (other.period, other.stage) == (amount.period, amount.stage)
        and other.plan_month is None
    ]
    role = _role(amount, same)
    if not amount.in_list:
        return replace(amount, row_role=role)
    rows = {other.project.line_item for other in amounts if other.in_list}
    above = amount.project.line_item == "total" or (amount.project.line_item == "unit" and "total" not in rows)
    row_role = "total" if above else "subtotal" if amount.project.line_item == "unit" else "item"
    return replace(amount, row_role=row_role, column_role=role)


def _role(amount: ProjectAmount, same: Sequence[ProjectAmount]) -> str:
    """total, item, subtotal over categories, or of_which for a part of a part that is printed too."""
    if amount.funding == "total" and amount.category == "total":
        return "total"
    printed = {other.funding for other in same} - {"total"}
    if amount.funding == "total" and printed:
        # Broken down by source as well: items of one breakdown only, or sums would count the money twice.
        return "of_which"
    if printed & set(ancestors("funding", amount.funding)):
        return "of_which"
    is_broken_down = amount.category == "total" and any(
        other.funding == amount.funding and other.category != "total" for other in same
    )
    return "subtotal" if is_broken_down else "item"
