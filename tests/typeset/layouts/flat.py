"""`2010301-行政运行` in one cell, three classifications on a row, no row for 类 and 款; six decimals, 合计 last.

万元, blank for zero; the number and the title of a form on one line; pages repeat nothing.
"""

from collections.abc import Callable, Sequence

from tests.typeset import narrative
from tests.typeset.budget import Budget, EconomicLine
from tests.typeset.document import Document, PageStyle
from tests.typeset.layouts.two_digit import LOCAL_NAMES, localised
from tests.typeset.manner import BASIC, CATEGORIES, Manner, Subjects, code_and_name, nine_forms
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import Form, Measure, category_measure, function_rows, money, source_measure, total_row
from tests.typeset.subjects import subject_name
from tests.typeset.tables import Cell, Heading, Row, Table, labels

MANNER = Manner(
    NumberStyle("万元", 6, grouping=True),
    code_and_name("function"),
    Subjects(
        ("政府预算支出经济分类科目", "部门预算支出经济分类科目"),
        lambda code: labels(code),
        labels("合  计", ""),
        (140, 140),
    ),
    title="预算{number}表 {name}",
    number="",
    preamble=(("", "金额单位：{unit}"),),
    total_last=True,
    continuation="none",
    rows_per_page=22,
    width=66,
)
KINDS = (("事业单位经营支出", "operating"), ("上缴上级支出", "remitted_up"), ("对附属单位补助支出", "subsidy_down"))
LineKey = tuple[str, str, str]  # function, government economic and department economic code


def set_flat(budget: Budget) -> Document:
    """Set a budget; exact for any amounts, since six decimals of 万元 print the 分."""
    local = localised(budget)
    forms = nine_forms(
        MANNER,
        budget,
        revenue=_revenue(budget),
        expenditure=_expenditure(local),
        general_public=_general_public(budget),
        basic=_basic(local),
    )
    return Document(
        "flat",
        (narrative.cover(budget), *forms, narrative.explanation(budget, "第二部分 部门预算情况说明")),
        PageStyle("rectangles", "", "{}"),
    )


def _named(classification: str, code: str) -> str:
    return f"{code}-{LOCAL_NAMES.get(code) or subject_name(classification, code)}"


def _revenue(budget: Budget) -> Table:
    """One wide row without any label beside 合计."""
    form = Form(budget, "revenue", "revenue", MANNER.style)
    kinds = (
        ("一般公共预算资金", "general_public"),
        ("政府性基金预算资金", "government_fund"),
        ("国有资本经营预算资金", "state_capital"),
        ("财政专户管理资金", "fiscal_account"),
    )
    current = (
        ("小计", "current_year"),
        *kinds,
        ("事业收入", "business"),
        ("事业单位经营收入", "operating"),
        ("上级补助收入", "superior_subsidy"),
        ("附属单位上缴收入", "subordinate_remittance"),
        ("其他收入", "other"),
    )
    carried = (
        ("小计", "carryover"),
        *((name, f"carryover_{fund}") for name, fund in kinds),
        ("单位资金", "carryover_unit_funds"),
    )
    surplus = [("使用非财政拨款结余", "use_of_surplus")] if budget.revenue("use_of_surplus") else []
    columns = [("合计", "total"), *current, *surplus, *carried]
    measures = [source_measure(budget, heading, funding) for heading, funding in columns]
    row = money(form, measures, line_item="total", row_role="total")
    headings: list[Heading] = [
        "合计",
        ("本年收入", tuple(heading for heading, _ in current)),
        *(heading for heading, _ in surplus),
        ("上年结转结余", tuple(heading for heading, _ in carried)),
    ]
    return MANNER.table(budget, "revenue", "收入总表", headings, [row], ())


def _lines(budget: Budget, chosen: Callable[[EconomicLine], bool]) -> dict[LineKey, list[EconomicLine]]:
    found: dict[LineKey, list[EconomicLine]] = {}
    for line in budget.economic_lines:
        if chosen(line):
            key = (line.function_code, line.government_economic_code, line.economic_code)
            found.setdefault(key, []).append(line)
    return dict(sorted(found.items()))


def _expenditure(budget: Budget) -> Table:
    form = Form(budget, "expenditure", "expenditure", MANNER.style)
    named = (*CATEGORIES, *KINDS)
    rows: list[Row] = []
    for (function, government, economic), lines in _lines(budget, lambda line: True).items():
        codes = {"function_code": function, "economic_code": economic, "government_economic_code": government}
        cells = [form.cell(_sum(lines, category), category=category, **codes) for _, category in named]
        ids = (_named("function", function), _named("government_economic", government), _named("economic", economic))
        rows.append((*labels(*ids), *cells))
    measures = [Measure(h, {"category": c}, _whole(budget, "total", c)) for h, c in named]
    rows.append(total_row(form, labels("合  计", "", ""), measures))
    headings: list[Heading] = [
        "支出功能分类科目",
        "政府支出经济分类科目",
        "部门支出经济分类科目",
        *(heading for heading, _ in CATEGORIES),
        ("其中", tuple(heading for heading, _ in KINDS)),
    ]
    return MANNER.table(budget, "expenditure", "支出总表", headings, rows, (110, 110, 110))


def _sum(lines: Sequence[EconomicLine], category: str) -> int:
    inside = {"total": None, "basic": ("personnel", "public")}.get(category, (category,))
    return sum(line.amount for line in lines if inside is None or line.category in inside)


def _whole(budget: Budget, fund: str, category: str) -> Callable[[str, str], int]:
    return lambda code, unit: budget.economic(fund, category)


def _general_public(budget: Budget) -> Table:
    """Only 项, with 基本支出 split once more."""
    form = Form(budget, "general_public", "expenditure", MANNER.style, funding="general_public")
    inside = (("小计", "basic"), *BASIC[1:])
    named = (("合计", "total"), *inside, ("项目支出", "project"))
    measures = [category_measure(budget, heading, "general_public", category) for heading, category in named]
    codes = [code for code in budget.function_codes("general_public") if len(code) == 7]
    rows = [
        *function_rows(form, codes, MANNER.function.cells, measures),
        total_row(form, labels("合  计", ""), measures),
    ]
    headings: list[Heading] = [
        ("功能分类科目", MANNER.function.headings),
        ("预算数", ("合计", ("基本支出", tuple(heading for heading, _ in inside)), "项目支出")),
    ]
    return MANNER.table(budget, "general_public", "一般公共预算支出表", headings, rows, MANNER.function.widths)


def _basic(budget: Budget) -> Table:
    """A row a pair of economic subjects, each with its code."""
    form = Form(budget, "basic", "expenditure", MANNER.style, funding="general_public")
    chosen = _lines(budget, lambda line: line.fund == "general_public" and line.category in ("personnel", "public"))
    pairs: dict[tuple[str, str], list[EconomicLine]] = {}
    for (_, government, economic), lines in chosen.items():
        pairs.setdefault((government, economic), []).extend(lines)
    rows: list[Row] = []
    for (government, economic), lines in sorted(pairs.items()):
        codes = {"economic_code": economic, "government_economic_code": government}
        cells = [form.cell(_sum(lines, category), category=category, **codes) for _, category in BASIC]
        rows.append((Cell(_named("government_economic", government)), Cell(_named("economic", economic)), *cells))
    measures = [Measure(h, {"category": c}, _whole(budget, "general_public", c)) for h, c in BASIC]
    rows.append(total_row(form, MANNER.economic.total, measures))
    headings = [*MANNER.economic.headings, *(heading for heading, _ in BASIC)]
    return MANNER.table(budget, "basic", "一般公共预算基本支出表", headings, rows, MANNER.economic.widths)
