"""The nine forms as most places print them, in the manner of one layout, which replaces those it prints otherwise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.typeset.budget import FUND_SOURCES, Budget
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import (
    Form,
    Measure,
    category_measure,
    economic_measure,
    economic_rows,
    function_rows,
    other_measures,
    source_measure,
    total_row,
)
from tests.typeset.subjects import subject_name
from tests.typeset.summaries import (
    Foot,
    SourceLine,
    class_rows,
    fund_measure,
    source_rows,
    two_forms,
    two_sided,
    whole_measure,
)
from tests.typeset.tables import Continuation, Heading, Row, Table, column_numbers, header_rows, labels
from tests.typeset.three_public import item_block

FUNDS = (
    ("一般公共预算", "general_public"),
    ("政府性基金预算", "government_fund"),
    ("国有资本经营预算", "state_capital"),
)
SOURCES = (
    *((f"{name}财政拨款", fund) for name, fund in FUNDS),
    ("财政专户管理资金", "fiscal_account"),
    ("上级补助收入", "superior_subsidy"),
    ("事业收入", "business"),
    ("事业单位经营收入", "operating"),
    ("附属单位上缴收入", "subordinate_remittance"),
    ("其他收入", "other"),
)
CATEGORIES = (("合计", "total"), ("基本支出", "basic"), ("项目支出", "project"))
BASIC = (("合计", "basic"), ("人员经费", "personnel"), ("公用经费", "public"))
ITEMS = ("total", "abroad", "vehicle", "vehicle_purchase", "vehicle_running", "reception")
ITEM_HEADINGS: tuple[Heading, ...] = (
    "合计",
    "因公出国（境）费",
    ("公务用车购置及运行费", ("小计", "公务用车购置费", "公务用车运行费")),
    "公务接待费",
)


@dataclass(frozen=True)
class Subjects:
    """How one classification is printed: the headings of its columns, the cells of a code and of 合计, their widths."""

    headings: tuple[Heading, ...]
    cells: Callable[[str], Row]
    total: Row
    widths: tuple[float, ...]


def code_and_name(classification: str, code: str = "科目编码", name: str = "科目名称") -> Subjects:
    """The code in one column and the name in the next."""
    return Subjects(
        (code, name), lambda code: labels(code, subject_name(classification, code)), labels("", "合计"), (56, 170)
    )


@dataclass(frozen=True)
class Manner:
    """What the forms of one layout share. `title`, `number` and `preamble` are patterns of {name}, {number} and {year},
    {department} and {unit}; `numbers` begins the row of column numbers, '' where there is none.
    """

    style: NumberStyle
    function: Subjects
    economic: Subjects
    title: str = "{name}"
    number: str = "表{number}"
    preamble: tuple[tuple[str, str], ...] = (("部门：{department}", "单位：{unit}"),)
    numbers: str = ""
    total_last: bool = False
    continuation: Continuation = "header"
    rows_per_page: int = 18
    width: float = 62

    def table(
        self,
        budget: Budget,
        form: str,
        name: str,
        headings: Sequence[Heading],
        rows: Sequence[Row],
        widths: Sequence[float],
        note: str = "",
    ) -> Table:
        """One form; widths that are missing to the right are those of amounts."""
        header = header_rows(headings)
        columns = len(header[0])
        given = {
            "name": name,
            "number": "{number}",
            "year": budget.fiscal_year,
            "department": budget.department,
            "unit": self.style.scale,
        }
        return Table(
            form,
            self.title.format(**given),
            self.number,
            tuple((left.format(**given), right.format(**given)) for left, right in self.preamble),
            (*header, *((column_numbers(self.numbers, columns),) if self.numbers else ())),
            tuple(rows),
            (note,) if note else (),
            (*widths, *(self.width for _ in range(columns - len(widths)))),
            self.continuation,
            self.rows_per_page,
            landscape=columns > 5,
        )

    def tree(
        self, form: Form, subjects: Subjects, codes: Sequence[str], measures: Sequence[Measure], **dimensions: Any
    ) -> list[Row]:
        """合计 and one row a subject."""
        rows = function_rows if subjects is self.function else economic_rows
        total = total_row(form, subjects.total, measures)
        body = rows(form, codes, subjects.cells, measures)
        return [*body, total] if self.total_last else [total, *body]


def numbered(tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables with their numbers in order, wherever a layout prints them."""
    return tuple(
        replace(
            table,
            number=table.number.format(number=number),
            title=table.title.format(number=number),
            preamble=tuple((left.format(number=number), right.format(number=number)) for left, right in table.preamble),
        )
        for number, table in enumerate(tables, start=1)
    )


def nine_forms(manner: Manner, budget: Budget, **instead: Table | Sequence[Table]) -> tuple[Table, ...]:
    """The nine forms in their usual order. `instead` replaces a form by one or several others, () leaves it out."""
    tables: list[Table] = []
    for form, set_form in PLAIN.items():
        chosen = instead[form] if form in instead else set_form(manner, budget)
        tables += [chosen] if isinstance(chosen, Table) else chosen
    return numbered(tables)


def summary(manner: Manner, budget: Budget) -> Table:
    revenue, spending = two_forms(budget, "summary", manner.style)
    whole = [whole_measure(budget, "预算数")]
    foot = Foot(surplus="使用非财政拨款结余" if budget.revenue("use_of_surplus") else "")
    sources: list[SourceLine] = [
        (f"{name}收入" if "收入" not in name else name, fund, "item") for name, fund in SOURCES
    ]
    codes = [code for code in budget.function_codes() if len(code) == 3]
    rows = [
        *two_sided(source_rows(revenue, sources), (class_rows(spending, codes, whole), 2)),
        *two_sided(foot.left(revenue), (foot.right(spending, whole), 2)),
    ]
    headings: list[Heading] = [("收入", ("项目", "预算数")), ("支出", ("项目", "预算数"))]
    return manner.table(budget, "summary", "收支总表", headings, rows, (160, manner.width, 180))


def revenue(manner: Manner, budget: Budget) -> Table:
    form = Form(budget, "revenue", "revenue", manner.style)
    rare = [("使用非财政拨款结余", "use_of_surplus"), ("上年结转", "carryover")]
    names = [("合计", "total"), *SOURCES, *(source for source in rare if budget.revenue(source[1]))]
    measures = [source_measure(budget, heading, funding) for heading, funding in names]
    rows = manner.tree(form, manner.function, budget.function_codes(), measures)
    headings = [*manner.function.headings, *(heading for heading, _ in names)]
    return manner.table(budget, "revenue", "收入总表", headings, rows, manner.function.widths)


def expenditure(manner: Manner, budget: Budget) -> Table:
    return by_function(manner, budget, "expenditure", "支出总表", "total")


def appropriation(manner: Manner, budget: Budget) -> Table:
    revenue, spending = two_forms(budget, "appropriation_summary", manner.style)
    measures = [fund_measure(budget, "合计", "appropriation")]
    measures += [fund_measure(budget, name, fund) for name, fund in FUNDS]
    sources: list[SourceLine] = [(f"{name}财政拨款", fund, "item") for name, fund in FUNDS]
    foot = Foot("appropriation", carry=("上年财政拨款结转", "结转下年"), carryover="carryover_appropriation")
    codes = [code for code in budget.function_codes("appropriation") if len(code) == 3]
    rows = [
        *two_sided(source_rows(revenue, sources), (class_rows(spending, codes, measures), 5)),
        *two_sided(foot.left(revenue), (foot.right(spending, measures), 5)),
    ]
    headings: list[Heading] = [("收入", ("项目", "预算数")), ("支出", ("项目", *(m.heading for m in measures)))]
    widths = (130, manner.width, 170)
    return manner.table(budget, "appropriation_summary", "财政拨款收支总表", headings, rows, widths)


def by_function(manner: Manner, budget: Budget, form_id: str, name: str, fund: str) -> Table:
    """A form by function: 合计, 基本支出, 项目支出, and what else the fund was spent on."""
    form = Form(budget, form_id, "expenditure", manner.style, funding=fund)
    measures = [category_measure(budget, heading, fund, category) for heading, category in CATEGORIES]
    measures += other_measures(budget, fund)
    rows = manner.tree(form, manner.function, budget.function_codes(fund), measures)
    headings = [*manner.function.headings, *(m.heading for m in measures)]
    note = "" if budget.spent(FUND_SOURCES[fund]) else f"注：本部门没有{name.partition('表')[0]}，本表为空表。"
    return manner.table(budget, form_id, name, headings, rows, manner.function.widths, note)


def basic(manner: Manner, budget: Budget) -> Table:
    form = Form(budget, "basic", "expenditure", manner.style, funding="general_public")
    measures = [economic_measure(budget, heading, "general_public", category) for heading, category in BASIC]
    codes = budget.economic_codes("general_public", "basic")
    rows = manner.tree(form, manner.economic, codes, measures)
    headings = [*manner.economic.headings, *(heading for heading, _ in BASIC)]
    return manner.table(budget, "basic", "一般公共预算基本支出表", headings, rows, manner.economic.widths)


def three_public(manner: Manner, budget: Budget) -> Table:
    form = Form(budget, "three_public", "expenditure", manner.style)
    row = item_block(form, ITEMS, "total", "this_year")
    name = "财政拨款“三公”经费支出表"
    return manner.table(budget, "three_public", name, ITEM_HEADINGS, [row], (90,) * len(row))


PLAIN: dict[str, Callable[[Manner, Budget], Table]] = {
    "summary": summary,
    "revenue": revenue,
    "expenditure": expenditure,
    "appropriation_summary": appropriation,
    "general_public": lambda manner, budget: by_function(
        manner, budget, "general_public", "一般公共预算支出表", "general_public"
    ),
    "basic": basic,
    "three_public": three_public,
    "government_fund": lambda manner, budget: by_function(
        manner, budget, "government_fund", "政府性基金预算支出表", "government_fund"
    ),
    "state_capital": lambda manner, budget: by_function(
        manner, budget, "state_capital", "国有资本经营预算支出表", "state_capital"
    ),
}
