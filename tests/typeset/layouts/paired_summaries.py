"""The four-block 收支总表 of the `paired` layout: 收入 | 功能分类 | 部门经济分类 | 政府经济分类, by 大类."""

from tests.typeset.budget import FUND_SOURCES, Budget
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import Form, Measure, side_by_side
from tests.typeset.subjects import classes, subject_name
from tests.typeset.summaries import Foot, SourceLine, class_rows, source_rows
from tests.typeset.tables import Cell, Heading, Row

STYLE = NumberStyle("元", 2, grouping=True)
BASIC_CLASSES = ("301", "302", "303", "310")
OTHER_NAMES = (
    ("上缴上级支出", "remitted_up"),
    ("事业单位经营支出", "operating"),
    ("对附属单位补助支出", "subsidy_down"),
)
FOUR_BLOCKS: tuple[Heading, ...] = (
    ("收入", ("项目", "预算数")),
    (
        "支出",
        (
            "支出功能分类科目（按大类）",
            "预算数",
            "部门预算支出经济分类科目（按大类）",
            "预算数",
            "政府预算支出经济分类科目（按大类）",
            "预算数",
        ),
    ),
)
SUMMARY_SOURCES: tuple[SourceLine, ...] = (
    ("1、财政拨款", "appropriation", "subtotal"),
    ("(1)一般公共预算拨款", "general_public", "item"),
    ("(2)政府性基金拨款", "government_fund", "item"),
    ("(3)国有资本经营预算收入", "state_capital", "item"),
    ("2、财政专户管理资金", "fiscal_account", "item"),
    ("3、上级补助收入", "superior_subsidy", "item"),
    ("4、事业收入", "business", "item"),
    ("5、事业单位经营收入", "operating", "item"),
    ("6、附属单位上缴收入", "subordinate_remittance", "item"),
    ("7、其他收入", "other", "item"),
)
APPROPRIATION_SOURCES: tuple[SourceLine, ...] = (
    ("1、一般公共预算拨款", "general_public", "item"),
    ("2、政府性基金拨款", "government_fund", "item"),
    ("3、国有资本经营预算收入", "state_capital", "item"),
)


def summary_rows(budget: Budget) -> list[Row]:
    foot = Foot(
        surplus="使用非财政拨款结余",
        carry=("上年结转", "结转下年"),
        details=(
            ("财政拨款资金结转", "carryover_appropriation"),
            ("非财政拨款资金结余", "carryover_non_appropriation"),
        ),
    )
    return _four_blocks(budget, "summary", "total", SUMMARY_SOURCES, foot)


def appropriation_rows(budget: Budget) -> list[Row]:
    foot = Foot("appropriation", carry=("上年财政拨款结转", "结转下年"), carryover="carryover_appropriation")
    return _four_blocks(budget, "appropriation_summary", "appropriation", APPROPRIATION_SOURCES, foot)


def _four_blocks(budget: Budget, form_id: str, fund: str, sources: tuple[SourceLine, ...], foot: Foot) -> list[Row]:
    revenue = Form(budget, form_id, "revenue", STYLE)
    by_function = Form(budget, form_id, "expenditure", STYLE)
    by_economic = Form(budget, f"{form_id}_economic", "expenditure", STYLE)
    by_government = Form(budget, f"{form_id}_government_economic", "expenditure", STYLE)
    carried = budget.carried_out(FUND_SOURCES[fund])
    spent = Measure("预算数", {}, lambda code, unit: budget.spent_of(fund, "total", code, unit), carried)
    economic = Measure("预算数", {}, lambda code, unit: budget.economic(fund), carried)
    upper = side_by_side(
        (source_rows(revenue, sources), 2),
        (class_rows(by_function, classes("function"), [spent], lambda n, name: f"{n}、{name}"), 2),
        (_economic_block(by_economic, fund), 2),
        (_government_block(by_government, fund), 2),
    )
    lower = side_by_side(
        (foot.left(revenue), 2),
        (foot.right(by_function, [spent]), 2),
        (foot.right(by_economic, [economic]), 2),
        (foot.right(by_government, [economic]), 2),
    )
    return [*upper, *lower]


def _economic_block(form: Form, fund: str) -> list[Row]:
    """Basic and project expenditure as headings, each with its own list of the same 大类."""
    rows: list[Row] = []
    parts = (
        ("1、人员经费和公用经费支出", "basic", BASIC_CLASSES),
        ("2、专项业务经费支出", "project", classes("economic")),
    )
    for label, category, codes in parts:
        rows.append(_category_row(form, label, category, fund, "subtotal"))
        rows += [
            (
                Cell(f"({n}){subject_name('economic', code)}"),
                form.cell(form.budget.economic(fund, category, code), category=category, economic_code=code),
            )
            for n, code in enumerate(codes, start=1)
        ]
    rows += [
        _category_row(form, f"{n}、{name}", category, fund, "item")
        for n, (name, category) in enumerate(OTHER_NAMES, start=3)
    ]
    return rows


def _category_row(form: Form, label: str, category: str, fund: str, role: str) -> Row:
    amount = form.budget.economic(fund, category)
    return (Cell(label), form.cell(amount, category=category, line_item="category", row_role=role))


def _government_block(form: Form, fund: str) -> list[Row]:
    return [
        (
            Cell(f"{n}、{subject_name('government_economic', code)}"),
            form.cell(form.budget.economic(fund, "total", "", code), government_economic_code=code),
        )
        for n, code in enumerate(classes("government_economic"), start=1)
    ]
