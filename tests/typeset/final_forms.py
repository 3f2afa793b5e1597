"""The nine forms of a final account, with what was left at both ends of the year and what the budget had planned."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.typeset.annexes import WAN
from tests.typeset.budget import FUND_SOURCES, FUNDS, Budget
from tests.typeset.final_summaries import final_appropriation, final_summary, final_table
from tests.typeset.rows import Form, Measure, economic_measure, economic_rows, function_rows, total_row
from tests.typeset.subjects import subject_name
from tests.typeset.tables import Cell, Heading, Row, Table, labels
from tests.typeset.three_public import item_block

_ITEMS = ("total", "abroad", "vehicle", "vehicle_purchase", "vehicle_running", "reception")
_APPROPRIATED = frozenset({f"carryover_{fund}" for fund in FUNDS})


def final_forms(budget: Budget, planned: Budget) -> tuple[Table, ...]:
    """The forms of the final account `budget`; `planned` is the budget of the same year."""
    return (
        final_summary(budget),
        _revenue(budget),
        _expenditure(budget),
        final_appropriation(budget),
        _general_public(budget, planned),
        _basic(budget),
        _three_public(budget, planned),
        _fund(budget, "government_fund", "政府性基金预算财政拨款"),
        _fund(budget, "state_capital", "国有资本经营预算财政拨款"),
    )


def _tree(form: Form, codes: Sequence[str], measures: Sequence[Measure], kind: str = "function") -> list[Row]:
    rows = function_rows if kind == "function" else economic_rows
    body = rows(form, codes, lambda code: labels(code, subject_name(kind, code)), measures)
    return [total_row(form, labels("", "合计"), measures), *body]


def _revenue(budget: Budget) -> Table:
    """Revenue of the year by subject; what was carried in stands in no row, so only this year's money is shown."""
    form = Form(budget, "revenue", "revenue", WAN)
    names = (
        ("本年收入合计", "current_year"),
        ("财政拨款收入", "appropriation"),
        ("上级补助收入", "superior_subsidy"),
        ("事业收入", "business"),
        ("经营收入", "operating"),
        ("附属单位上缴收入", "subordinate_remittance"),
        ("其他收入", "other"),
    )
    measures = [Measure(name, {"funding": fund}, _received(budget, fund)) for name, fund in names]
    codes = [code for code in budget.function_codes() if budget.revenue("current_year", code)]
    headings: list[Heading] = ["功能分类科目编码", "科目名称", *(name for name, _ in names)]
    return final_table(budget, "revenue", "收入决算表", headings, _tree(form, codes, measures))


def _received(budget: Budget, funding: str) -> Callable[[str, str], int]:
    """What is carried out was received too; it is booked to the first subject."""
    first = next(code for code in budget.function_codes("general_public") if len(code) == 7)
    left = budget.carried_out() if funding in ("current_year", "appropriation") else 0
    return lambda code, unit: budget.revenue(funding, code or "2") + (left if first.startswith(code) else 0)


def _spent(budget: Budget, heading: str, fund: str, category: str, **dimensions: object) -> Measure:
    sources = FUND_SOURCES[fund]
    return Measure(
        heading, {"category": category, **dimensions}, lambda code, unit: budget.spent(sources, category, code)
    )


def _expenditure(budget: Budget) -> Table:
    form = Form(budget, "expenditure", "expenditure", WAN)
    names = (
        ("本年支出合计", "total"),
        ("基本支出", "basic"),
        ("项目支出", "project"),
        ("上缴上级支出", "remitted_up"),
        ("经营支出", "operating"),
        ("对附属单位补助支出", "subsidy_down"),
    )
    measures = [_spent(budget, name, "total", category) for name, category in names]
    headings: list[Heading] = ["功能分类科目编码", "科目名称", *(name for name, _ in names)]
    return final_table(budget, "expenditure", "支出决算表", headings, _tree(form, budget.function_codes(), measures))


def _general_public(budget: Budget, planned: Budget) -> Table:
    """Beside what was spent stands what the budget of the year had for the subject."""
    form = Form(budget, "general_public", "expenditure", WAN, funding="general_public")
    names = (("小计", "total"), ("基本支出", "basic"), ("项目支出", "project"))
    measures = [_spent(planned, "年初预算数", "general_public", "total", stage="budget")]
    measures += [_spent(budget, name, "general_public", category) for name, category in names]
    headings: list[Heading] = [
        "功能分类科目编码",
        "科目名称",
        "年初预算数",
        ("决算数", tuple(name for name, _ in names)),
    ]
    rows = _tree(form, budget.function_codes("general_public"), measures)
    return final_table(budget, "general_public", "一般公共预算财政拨款支出决算表", headings, rows)


def _basic(budget: Budget) -> Table:
    form = Form(budget, "basic", "expenditure", WAN, funding="general_public")
    names = (("合计", "basic"), ("人员经费", "personnel"), ("公用经费", "public"))
    measures = [economic_measure(budget, name, "general_public", category) for name, category in names]
    headings: list[Heading] = ["经济分类科目编码", "科目名称", *(name for name, _ in names)]
    rows = _tree(form, budget.economic_codes("general_public", "basic"), measures, "economic")
    return final_table(budget, "basic", "一般公共预算财政拨款基本支出决算表", headings, rows)


def _three_public(budget: Budget, planned: Budget) -> Table:
    form = Form(budget, "three_public", "expenditure", WAN)
    vehicles: Heading = ("公务用车购置及运行维护费", ("小计", "公务用车购置费", "公务用车运行维护费"))
    group: tuple[Heading, ...] = ("合计", "因公出国（境）费", vehicles, "公务接待费")
    headings: list[Heading] = [("预算数", group), ("决算数", group)]
    row = (
        *item_block(replace(form, budget=planned), _ITEMS, "total", "this_year", stage="budget"),
        *item_block(form, _ITEMS, "total", "this_year"),
    )
    return final_table(budget, "three_public", "财政拨款“三公”经费支出决算表", headings, [row])


def _fund(budget: Budget, fund: str, name: str) -> Table:
    spending = Form(budget, fund, "expenditure", WAN, funding=fund)
    income = Form(budget, fund, "revenue", WAN, funding=fund)
    carried = FUND_SOURCES[fund] & _APPROPRIATED
    received = [
        Measure("", {"funding": f"carryover_{fund}"}, lambda code, unit: budget.spent(carried, "total", code)),
        Measure("", {"funding": fund}, lambda code, unit: budget.spent(frozenset({fund}), "total", code)),
    ]
    spent = [_spent(budget, "", fund, category) for category in ("total", "basic", "project")]
    codes = budget.function_codes(fund)
    rows: list[Row] = []
    for left, right in zip(_tree(income, codes, received), _tree(spending, codes, spent), strict=True):
        rows.append((*left, *right[2:], Cell("")))
    headings: list[Heading] = [
        "功能分类科目编码",
        "科目名称",
        "年初结转和结余",
        "本年收入",
        ("本年支出", ("小计", "基本支出", "项目支出")),
        "年末结转和结余",
    ]
    note = "" if codes else f"注：本部门没有{name}收入和支出，故本表为空表。"
    return final_table(budget, fund, f"{name}收入支出决算表", headings, rows if codes else [], note)
