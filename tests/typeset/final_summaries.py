"""The two-sided forms of a final account, 收入支出决算总表 and 财政拨款收入支出决算总表."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.typeset.annexes import WAN
from tests.typeset.budget import FUNDS, Budget
from tests.typeset.rows import Form, Measure, function_rows, money
from tests.typeset.subjects import subject_name
from tests.typeset.summaries import fund_measure, two_forms, two_sided
from tests.typeset.tables import Cell, Heading, Row, Table, header_rows, labels

_SOURCES = (
    ("一、一般公共预算财政拨款收入", "general_public"),
    ("二、政府性基金预算财政拨款收入", "government_fund"),
    ("三、国有资本经营预算财政拨款收入", "state_capital"),
    ("四、上级补助收入", "superior_subsidy"),
    ("五、事业收入", "business"),
    ("六、经营收入", "operating"),
    ("七、附属单位上缴收入", "subordinate_remittance"),
    ("八、其他收入", "other"),
)
_NAMES = dict(zip(FUNDS, ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"), strict=True))


def final_table(
    budget: Budget, form: str, title: str, headings: Sequence[Heading], rows: Sequence[Row], note: str = ""
) -> Table:
    header = header_rows(headings)
    return Table(
        form,
        title,
        "",
        ((f"部门：{budget.department}", "金额单位：万元"),),
        header,
        tuple(rows),
        (note,) if note else (),
        (150, *(60 for _ in header[0][1:])),
        "header",
        40,
        landscape=True,
    )


def _classes(budget: Budget, fund: str) -> list[str]:
    return [code for code in budget.function_codes(fund) if len(code) == 3]


def _by_name(form: Form, codes: Sequence[str], measures: Sequence[Measure]) -> list[Row]:
    return function_rows(form, codes, lambda code: labels(subject_name("function", code)), measures)


def _foot(form: Form, label: str, measures: Sequence[Measure], **dimensions: str) -> Row:
    return (Cell(label), *money(form, measures, **dimensions))


def _left(
    measure_of: Callable[[str], Measure], form: Form, lines: Sequence[tuple[str, str]], **dimensions: str
) -> list[Row]:
    """Rows of sources: label and money."""
    return [(Cell(label), *money(form, [measure_of(fund)], **dimensions)) for label, fund in lines]


def final_summary(budget: Budget) -> Table:
    income, spending = two_forms(budget, "summary", WAN)

    def source(fund: str) -> Measure:
        return Measure("", {"funding": fund}, lambda code, unit: budget.revenue(fund))

    whole = [Measure("金额", {"category": "total"}, lambda code, unit: budget.spent(code=code))]
    left = _left(source, income, _SOURCES, line_item="source")
    right = _by_name(spending, _classes(budget, "total"), whole)
    carried_out, spent = budget.carried_out(), budget.spent()
    whole_income = budget.revenue("current_year") + budget.revenue("use_of_surplus") + budget.revenue("carryover")
    foot: list[Row] = [
        (
            *_foot(income, "本年收入合计", [source("current_year")], line_item="current_year", row_role="subtotal"),
            *_foot(spending, "本年支出合计", whole, line_item="current_year", row_role="subtotal"),
        ),
        (
            *_foot(income, "使用非财政拨款结余", [source("use_of_surplus")], line_item="source"),
            *labels("结余分配", ""),
        ),
        (
            *_foot(income, "年初结转和结余", [source("carryover")], line_item="carryover"),
            Cell("年末结转和结余"),
            spending.cell(carried_out, line_item="carry_forward"),
        ),
        (
            Cell("总计"),
            income.cell(whole_income, line_item="grand_total", row_role="total"),
            Cell("总计"),
            spending.cell(spent + carried_out, line_item="grand_total", row_role="total"),
        ),
    ]
    headings: list[Heading] = [("收入", ("项目", "金额")), ("支出", ("项目", "金额"))]
    rows = [*two_sided(left, (right, 2)), *foot]
    return final_table(budget, "summary", "收入支出决算总表", headings, rows)


def final_appropriation(budget: Budget) -> Table:
    income, spending = two_forms(budget, "appropriation_summary", WAN)

    def source(fund: str) -> Measure:
        return Measure("", {"funding": fund}, lambda code, unit: budget.revenue(fund))

    measures = [fund_measure(budget, "合计", "appropriation")]
    measures += [fund_measure(budget, _NAMES[fund], fund) for fund in FUNDS]
    kept = [replace(m, fen=_constant(m.carried)) for m in measures]
    both = [replace(m, fen=_constant(m.fen("", "") + m.carried)) for m in measures]
    left = _left(
        source, income, [(f"{'一二三'[n]}、{_NAMES[fund]}", fund) for n, fund in enumerate(FUNDS)], line_item="source"
    )
    right = _by_name(spending, _classes(budget, "appropriation"), measures)
    carried = [(_NAMES[fund], f"carryover_{fund}") for fund in FUNDS]
    total = budget.revenue("appropriation") + budget.revenue("carryover_appropriation")
    current = replace(source("appropriation"), dimensions={"funding": "current_year"})
    foot: list[Row] = [
        (
            *_foot(income, "本年收入合计", [current], line_item="current_year", row_role="subtotal"),
            *_foot(spending, "本年支出合计", measures, line_item="current_year", row_role="subtotal"),
        ),
        (
            *_foot(
                income,
                "年初财政拨款结转和结余",
                [source("carryover_appropriation")],
                line_item="carryover",
                row_role="subtotal",
            ),
            *_foot(spending, "年末财政拨款结转和结余", kept, line_item="carry_forward"),
        ),
        *((*row, *labels("", "", "", "", "")) for row in _left(source, income, carried, line_item="carryover")),
        (
            Cell("总计"),
            income.cell(total, line_item="grand_total", row_role="total"),
            *_foot(spending, "总计", both, line_item="grand_total", row_role="total"),
        ),
    ]
    headings: list[Heading] = [("收入", ("项目", "金额")), ("支出", ("项目", *(m.heading for m in measures)))]
    rows = [*two_sided(left, (right, 5)), *foot]
    return final_table(budget, "appropriation_summary", "财政拨款收入支出决算总表", headings, rows)


def _constant(fen: int) -> Callable[[str, str], int]:
    return lambda code, unit: fen
