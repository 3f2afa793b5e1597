"""The classification before 2018: old names, moved codes; 收入 | 功能分类 | 支出用途, and lists of one money column.

万元, blank for zero, 合计 first; forms of 财政拨款 beside those of 一般公共预算.
"""

from collections.abc import Sequence
from dataclasses import replace

from tests.typeset import narrative
from tests.typeset.budget import Budget
from tests.typeset.document import Document, PageStyle
from tests.typeset.manner import BASIC, Manner, Subjects, nine_forms
from tests.typeset.old_subjects import moved, old_name
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import Form, Measure, category_measure, economic_measure, money, side_by_side
from tests.typeset.summaries import Foot, SourceLine, class_rows, source_rows, two_forms, whole_measure
from tests.typeset.tables import Cell, Heading, Row, Table, labels, spanning
from tests.typeset.three_public import item_block

USES = (
    ("基本支出", "basic"),
    ("项目支出", "project"),
    ("经营支出", "operating"),
    ("上缴上级支出", "remitted_up"),
    ("对附属单位补助支出", "subsidy_down"),
)


def _subjects(classification: str, code: str, name: str) -> Subjects:
    def cells(subject: str) -> Row:
        return labels(subject, old_name(classification, subject))

    return Subjects((code, name), cells, labels("", "合计"), (90, 230))


MANNER = Manner(
    NumberStyle("万元", 2, grouping=True),
    _subjects("function", "功能科目代码", "功能科目名称"),
    _subjects("economic", "科目编码", "科目名称"),
    number="",
    width=80,
    rows_per_page=24,
)


def set_before_2018(budget: Budget) -> Document:
    """Set a budget as one of 2017; exact when its amounts are whole hundreds of 元."""
    budget = moved(budget)
    forms = nine_forms(
        MANNER,
        budget,
        summary=_summary(budget),
        revenue=_revenue(budget),
        expenditure=_expenditure(budget),
        appropriation_summary=(
            _by_function(budget, "appropriation", "财政拨款支出预算表"),
            _appropriation(budget),
            _basic(budget, "appropriation_basic", "财政拨款基本支出预算表", "appropriation"),
        ),
        general_public=_by_function(budget, "general_public", "一般公共预算支出预算表"),
        basic=_basic(budget, "basic", "一般公共预算基本支出预算表", "general_public"),
        three_public=_three_public(budget),
        government_fund=_by_function(budget, "government_fund", "政府性基金支出预算表"),
        state_capital=(),
    )
    return Document(
        "before_2018",
        (
            narrative.cover(budget),
            narrative.contents(),
            narrative.duties(budget, "第一部分 部门概况"),
            *forms,
            narrative.explanation(budget, "第三部分 部门预算情况说明"),
        ),
        PageStyle("cells", "", "{}"),
    )


def _use_rows(form: Form, fund: str) -> list[Row]:
    """基本支出, 项目支出 and what else there is, numbered; 预留机动经费 is never used."""
    budget = form.budget
    used = [use for use in USES if use[1] in ("basic", "project") or budget.spent_of(fund, use[1])]
    rows: list[Row] = [
        (
            Cell(f"{'一二三四五'[number]}、{name}"),
            form.cell(budget.spent_of(fund, category), category=category, line_item="category"),
        )
        for number, (name, category) in enumerate(used)
    ]
    return [*rows, labels(f"{'一二三四五六'[len(used)]}、单位预留机动经费", "")]


def _summary(budget: Budget) -> Table:
    revenue, spending = two_forms(budget, "summary", MANNER.style)
    uses = Form(budget, "summary_category", "expenditure", MANNER.style)
    sources: list[SourceLine] = [
        ("一、财政拨款", "appropriation", "subtotal"),
        ("1.一般公共预算", "general_public", "item"),
        ("2.政府性基金预算", "government_fund", "item"),
        ("3.国有资本经营预算", "state_capital", "item"),
        ("二、财政专户管理资金", "fiscal_account", "item"),
        ("三、其他资金", "unit_funds", "item"),
    ]
    foot = Foot(
        current=("当年收入小计", "当年支出小计"),
        surplus="用事业基金弥补收支差额" if budget.revenue("use_of_surplus") else "",
        carry=("上年结转资金", "结转下年资金"),
        total=("收入合计", "支出合计"),
    )
    whole = [whole_measure(budget, "金额")]
    codes = [code for code in budget.function_codes() if len(code) == 3]
    by_function = [
        (Cell(f"{label.text.partition('、')[0]}、{old_name('function', code)}"), amount)
        for code, (label, amount) in zip(codes, class_rows(spending, codes, whole), strict=True)
        if label is not None
    ]
    total = uses.cell(budget.spent() + budget.carried_out(), line_item="grand_total", row_role="total")
    feet = [foot.left(revenue), foot.right(spending, whole)]
    rows = [
        *side_by_side((source_rows(revenue, sources), 2), (by_function, 2), (_use_rows(uses, "total"), 2)),
        *side_by_side(
            (feet[0], 2), (feet[1], 2), ([*[labels("", "")] * (len(feet[0]) - 1), (Cell("支出合计"), total)], 2)
        ),
    ]
    headings: list[Heading] = [
        ("收入", ("项目名称", "金额")),
        ("支出", (("功能分类", ("功能科目名称", "金额")), ("支出用途", ("项目名称", "金额")))),
    ]
    return MANNER.table(budget, "summary", "收支预算总表", headings, rows, (120, 70, 150, 70, 120, 70))


def _revenue(budget: Budget) -> Table:
    """A list from top to bottom, the groups of funds in a column of their own."""
    form = Form(budget, "revenue", "revenue", MANNER.style)
    groups: list[tuple[str, list[tuple[str, str]]]] = [
        ("一般公共预算资金", [("小计", "general_public")]),
        ("政府性基金", [("小计", "government_fund")]),
        ("国有资本经营预算", [("小计", "state_capital")]),
        ("财政专户管理资金", [("小计", "fiscal_account")]),
        (
            "其他资金",
            [
                ("小计", "unit_funds"),
                ("事业收入", "business"),
                ("经营收入", "operating"),
                ("上级补助收入", "superior_subsidy"),
                ("附属单位上缴收入", "subordinate_remittance"),
                ("其他收入", "other"),
            ],
        ),
        ("用事业基金弥补收支差额", [("小计", "use_of_surplus")]),
        ("上年结转和结余资金", [("小计", "carryover")]),
    ]
    whole = form.cell(budget.revenue("total"), line_item="grand_total", row_role="total")
    rows: list[Row] = [(Cell("收入总计", columns=2), None, whole)]
    for group, parts in groups:
        for number, (name, funding) in enumerate(parts):
            role = "subtotal" if number == 0 and len(parts) > 1 else "item"
            item = "carryover" if funding == "carryover" else "source"
            amount = form.cell(budget.revenue(funding), funding=funding, line_item=item, row_role=role)
            rows.append((None if number else Cell(group, rows=len(parts)), Cell(name), amount))
    table = MANNER.table(budget, "revenue", "收入预算总表", ["项目名称", "", "金额"], rows, (130, 160))
    return replace(table, header=((*spanning("项目名称", 2), Cell("金额")),))


def _expenditure(budget: Budget) -> Table:
    """One row without a label: 合计 by use."""
    form = Form(budget, "expenditure", "expenditure", MANNER.style)
    used = [use for use in USES if use[1] in ("basic", "project") or budget.spent_of("total", use[1])]
    measures = [category_measure(budget, name, "total", category) for name, category in (("合计", "total"), *used)]
    row = money(form, measures, line_item="total", row_role="total")
    headings = [*(m.heading for m in measures), "单位预留机动经费"]
    return MANNER.table(budget, "expenditure", "支出预算总表", headings, [(*row, Cell(""))], ())


def _by_function(budget: Budget, fund: str, name: str) -> Table:
    form = Form(budget, fund, "expenditure", MANNER.style, funding=fund)
    measures = [category_measure(budget, "金额", fund, "total")]
    codes = budget.function_codes(fund)
    rows = MANNER.tree(form, MANNER.function, codes, measures)
    note = "" if codes else "（无政府性基金支出）"
    return MANNER.table(budget, fund, name, [*MANNER.function.headings, "金额"], rows, MANNER.function.widths, note)


def _appropriation(budget: Budget) -> Table:
    revenue = Form(budget, "appropriation_summary", "revenue", MANNER.style)
    uses = Form(budget, "appropriation_summary", "expenditure", MANNER.style)
    sources: list[SourceLine] = [
        ("一、一般公共预算", "general_public", "item"),
        ("二、政府性基金预算", "government_fund", "item"),
        ("三、国有资本经营预算", "state_capital", "item"),
    ]
    carried = budget.revenue("carryover_appropriation")
    left: list[Row] = source_rows(revenue, sources)
    left.append(
        (Cell("四、上年财政拨款结转"), revenue.cell(carried, funding="carryover_appropriation", line_item="carryover"))
    )
    whole = budget.revenue("appropriation") + carried
    rows = [
        *side_by_side((left, 2), (_use_rows(uses, "appropriation"), 2)),
        (
            Cell("收入合计"),
            revenue.cell(whole, line_item="grand_total", row_role="total"),
            Cell("支出合计"),
            uses.cell(budget.spent_of("appropriation"), line_item="grand_total", row_role="total"),
        ),
    ]
    headings: list[Heading] = [("收入", ("项目名称", "金额")), ("支出", (("支出用途", ("项目名称", "金额")),))]
    return MANNER.table(budget, "appropriation_summary", "财政拨款收支预算总表", headings, rows, (160, 80, 160, 80))


def _basic(budget: Budget, form_id: str, name: str, fund: str) -> Table:
    form = Form(budget, form_id, "expenditure", MANNER.style, funding=fund)
    measures: Sequence[Measure] = [economic_measure(budget, "金额", fund, BASIC[0][1])]
    rows = MANNER.tree(form, MANNER.economic, budget.economic_codes(fund, "basic"), measures)
    return MANNER.table(budget, form_id, name, [*MANNER.economic.headings, "金额"], rows, MANNER.economic.widths)


def _three_public(budget: Budget) -> Table:
    """三公 and meetings and training in one row."""
    form = Form(budget, "three_public", "expenditure", MANNER.style)
    items = ("total", "abroad", "vehicle", "vehicle_purchase", "vehicle_running", "reception", "meeting", "training")
    row = item_block(form, items, "total", "this_year")
    headings: list[Heading] = [
        "单位名称",
        (
            "“三公”经费",
            (
                "合计",
                "因公出国（境）费",
                ("公务用车购置及运行费", ("小计", "公务用车购置费", "公务用车运行费")),
                "公务接待费",
            ),
        ),
        "会议费",
        "培训费",
    ]
    name = "“三公”经费、会议费、培训费支出预算表"
    return MANNER.table(budget, "three_public", name, headings, [(Cell("合计"), *row)], (120,))
