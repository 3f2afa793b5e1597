"""The final account beside its budgets: 年初预算数, 全年预算数 and 决算数, and how much was completed in percent.

万元, blank for zero, codes merged over 类, 款 and 项, 栏次 rows, basic spending in two blocks, 三公 as a list.
"""

from collections.abc import Sequence
from dataclasses import replace

from tests.typeset.annexes import wan
from tests.typeset.budget import Budget
from tests.typeset.document import Document, PageStyle, Prose
from tests.typeset.final import set_final, whole_final
from tests.typeset.final_summaries import final_table
from tests.typeset.layouts.completed_subjects import STYLE, by_subject, general_public
from tests.typeset.rows import (
    NUMERALS,
    Form,
    Measure,
    economic_measure,
    economic_rows,
    function_rows,
    money,
    side_by_side,
)
from tests.typeset.statements import percent
from tests.typeset.subjects import subject_name
from tests.typeset.summaries import two_forms
from tests.typeset.tables import Cell, Heading, Row, Table, labels
from tests.typeset.three_public import item_cell

_STAGES = (("年初预算数", "budget"), ("全年预算数", "adjusted"), ("决算数", "final"))
_SOURCES = (
    ("一般公共预算财政拨款收入", "general_public"),
    ("政府性基金预算财政拨款收入", "government_fund"),
    ("国有资本经营预算财政拨款收入", "state_capital"),
    ("上级补助收入", "superior_subsidy"),
    ("事业收入", "business"),
    ("经营收入", "operating"),
    ("附属单位上缴收入", "subordinate_remittance"),
    ("其他收入", "other"),
)
_ITEMS = (
    ("合计", "total"),
    ("1.因公出国（境）费", "abroad"),
    ("2.公务用车购置及运行维护费", "vehicle"),
    ("其中：（1）公务用车购置费", "vehicle_purchase"),
    ("（2）公务用车运行维护费", "vehicle_running"),
    ("3.公务接待费", "reception"),
)


def set_completed(budget: Budget) -> Document:
    """Set the final account of a budget; exact when its amounts are whole hundreds of 元."""
    final = whole_final(budget)
    # What was carried in became part of the budget during the year; what is left at its end nobody planned.
    stages = (budget, replace(final, stage="adjusted", carry_out=()), final)
    instead = {
        "summary": _summary(stages),
        "general_public": general_public(final),
        "basic": _basic(final),
        "three_public": _three_public(stages),
    }
    document = set_final(final, budget)
    blocks = (
        (instead.get(block.form) or by_subject(block)) if isinstance(block, Table) else block
        for block in document.blocks
    )
    completions = Prose("一般公共预算财政拨款支出决算具体情况", _completions(final, budget), in_contents=False)
    return replace(document, layout="completed", blocks=(*blocks, completions), page_style=PageStyle("cells"))


def _summary(stages: Sequence[Budget]) -> Table:
    """Each side beside the budget at the beginning of the year and as it was adjusted."""
    final = stages[-1]
    income, spending = two_forms(final, "summary", STYLE)

    def received(label: str, funding: str, **dimensions: str) -> Row:
        return (
            Cell(label),
            *(
                income.cell(one.revenue(funding), stage=stage, funding=funding, **dimensions)
                for one, (_, stage) in zip(stages, _STAGES, strict=True)
            ),
        )

    whole = [
        Measure(name, {"stage": stage}, lambda code, unit, one=one: one.spent(code=code), one.carried_out())  # type: ignore[misc]
        for one, (name, stage) in zip(stages, _STAGES, strict=True)
    ]
    left = [received(f"{NUMERALS[n]}、{label}", fund, line_item="source") for n, (label, fund) in enumerate(_SOURCES)]
    classes = [code for code in final.function_codes() if len(code) == 3]
    right = function_rows(spending, classes, lambda code: labels(subject_name("function", code)), whole)
    left += [
        received("本年收入合计", "current_year", line_item="current_year", row_role="subtotal"),
        received("使用非财政拨款结余", "use_of_surplus", line_item="source"),
        received("年初结转和结余", "carryover", line_item="carryover"),
        received("总计", "total", line_item="grand_total", row_role="total"),
    ]
    carried = [replace(m, fen=lambda code, unit, m=m: m.carried) for m in whole]  # type: ignore[misc]
    both = [replace(m, fen=lambda code, unit, m=m: m.fen("", "") + m.carried) for m in whole]  # type: ignore[misc]
    foot = [
        (Cell("本年支出合计"), *money(spending, whole, line_item="current_year", row_role="subtotal")),
        labels("结余分配", "", "", ""),
        (Cell("年末结转和结余"), *money(spending, carried, line_item="carry_forward")),
        (Cell("总计"), *money(spending, both, line_item="grand_total", row_role="total")),
    ]
    rows = [*side_by_side((left[:-4], 4), (right, 4)), *side_by_side((left[-4:], 4), (foot, 4))]
    side: tuple[Heading, ...] = ("项目", *(name for name, _ in _STAGES))
    return final_table(final, "summary", "收入支出决算总表", [("收入", side), ("支出", side)], rows)


def _basic(budget: Budget) -> Table:
    """人员经费 on the left, 公用经费 on the right, each with its sum; the sum of both below them."""
    form = Form(budget, "basic", "expenditure", STYLE, funding="general_public")
    blocks, feet = [], []
    for name, category in (("人员经费", "personnel"), ("公用经费", "public")):
        measure = [economic_measure(budget, "决算数", "general_public", category)]
        codes = budget.economic_codes("general_public", category)
        rows = economic_rows(form, codes, lambda code: labels(code, subject_name("economic", code)), measure)
        blocks.append((rows, 3))
        foot = money(form, measure, line_item="category", row_role="subtotal")
        feet.append(([(Cell(f"{name}合计", columns=2), None, *foot)], 3))
    whole = economic_measure(budget, "", "general_public", "basic")
    total = (Cell("合计", columns=2), None, *money(form, [whole], line_item="total", row_role="total"))
    rows = [*side_by_side(*blocks), *side_by_side(*feet), (*total, *labels("", "", ""))]
    side: tuple[Heading, ...] = ("科目编码", "科目名称", "决算数")
    headings: list[Heading] = [("人员经费", side), ("公用经费", side)]
    table = final_table(budget, "basic", "一般公共预算财政拨款基本支出决算明细表", headings, rows)
    return replace(table, widths=(60, 150, 80, 60, 150, 80))


def _three_public(stages: Sequence[Budget]) -> Table:
    """One row an item: both budgets, what was spent, and how much of the first budget that is."""
    final = stages[-1]
    form = Form(final, "three_public", "expenditure", STYLE)
    rows = []
    for number, (label, item) in enumerate(_ITEMS, start=1):
        planned, spent = stages[0].three(item), final.three(item)
        cells = (
            item_cell(form, item, "total", one.three(item), stage=stage)
            for one, (_, stage) in zip(stages, _STAGES, strict=True)
        )
        rows.append((*labels(label, str(number)), *cells, Cell(percent(spent, planned) if planned else "")))
    headings: list[Heading] = ["项目", "行次", *(name for name, _ in _STAGES), "完成年初预算的%"]
    table = final_table(final, "three_public", "财政拨款“三公”经费支出决算表", headings, rows)
    numbers = labels("栏次", "", "1", "2", "3", "4")
    return replace(table, header=(*table.header, numbers), widths=(200, 40, 80, 80, 80, 80), landscape=False)


def _completions(final: Budget, planned: Budget) -> tuple[str, ...]:
    """Subject by subject what was planned, what was spent, and how much of the plan that is."""
    said = []
    for number, code in enumerate((c for c in final.function_codes("general_public") if len(c) == 7), start=1):
        names = "".join(
            f"{subject_name('function', code[:size])}（{level}）" for size, level in ((3, "类"), (5, "款"), (7, "项"))
        )
        plan, spent = (one.spent_of("general_public", "total", code) for one in (planned, final))
        share = f"，完成年初预算的{percent(spent, plan)}%" if plan else ""
        said.append(f"{number}.{names}年初预算为{wan(plan)}万元，支出决算为{wan(spent)}万元{share}。")
    return tuple(said)
