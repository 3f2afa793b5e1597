"""序号 column, 栏次 row, codes in one column, 万元, blank for zero, 合计 first; pages repeat title and header."""

from collections.abc import Sequence

from tests.typeset import narrative
from tests.typeset.budget import FUND_SOURCES, Budget
from tests.typeset.document import Document, PageStyle, TextStyle
from tests.typeset.facts import RowRole
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import (
    Form,
    category_measure,
    economic_measure,
    economic_rows,
    function_rows,
    source_measure,
    total_row,
)
from tests.typeset.subjects import classes, subject_name
from tests.typeset.summaries import (
    APPROPRIATION_CARRIED,
    Foot,
    class_rows,
    fund_measure,
    source_rows,
    two_forms,
    two_sided,
    whole_measure,
)
from tests.typeset.tables import Cell, Heading, Row, Table, column_numbers, header_rows, labels
from tests.typeset.three_public import list_row

STYLE = NumberStyle("万元", 2, grouping=False)
CATEGORY_NAMES = (
    ("合计", "total"),
    ("基本支出", "basic"),
    ("项目支出", "project"),
    ("经营支出", "operating"),
    ("上解上级支出", "remitted_up"),
    ("对附属单位补助支出", "subsidy_down"),
)
FUND_NAMES = ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款")


def set_ordinal(budget: Budget) -> Document:
    """Set a budget; exact when its amounts are whole hundreds of 元."""
    return Document(
        "ordinal",
        (
            narrative.cover(budget),
            narrative.contents(),
            narrative.duties(budget, "一、部门职责及机构设置"),
            _summary(budget),
            _revenue(budget),
            _expenditure(budget),
            _appropriation(budget),
            _by_function(budget, "general_public", "一般公共预算财政拨款", "general_public"),
            _basic(budget),
            _by_function(budget, "government_fund", "政府性基金预算财政拨款", "government_fund"),
            _by_function(budget, "state_capital", "国有资本经营预算财政拨款", "state_capital"),
            _three_public(budget),
            narrative.explanation(budget, "二、部门预算安排的总体情况"),
        ),
        PageStyle("lines", f"{budget.department}{budget.fiscal_year}年部门预算公开", "{}"),
        TextStyle("## ", "# ", repeats_title=False),
    )


def _table(
    budget: Budget,
    form: str,
    title: str,
    headings: Sequence[Heading],
    rows: Sequence[Row],
    widths: Sequence[float],
    note: str = "",
    per_page: int = 18,
) -> Table:
    header = header_rows(["序号", *headings])
    return Table(
        form,
        f"部门预算{title}",
        "",
        (
            (f"{budget.department_code} {budget.department}", ""),
            (f"预算年度：{budget.fiscal_year}", ""),
            ("", "单位：万元"),
        ),
        (*header, column_numbers("栏次", len(header[0]))),
        tuple((Cell(str(number)), *row) for number, row in enumerate(rows, start=1)),
        (note,) if note else (),
        (28, *widths),
        "title",
        per_page,
        landscape=len(header[0]) > 6,
    )


def _subject(kind: str) -> Heading:
    return (kind, ("科目编码", "科目名称"))


def _ids(code: str) -> Row:
    return labels(code, subject_name("function", code))


def _summary(budget: Budget) -> Table:
    revenue, spending = two_forms(budget, "summary", STYLE)
    sources: list[tuple[str, str, RowRole]] = [
        ("一、一般公共预算拨款收入", "general_public", "item"),
        ("二、政府性基金预算拨款收入", "government_fund", "item"),
        ("三、国有资本经营预算拨款收入", "state_capital", "item"),
        ("四、财政专户管理资金收入", "fiscal_account", "item"),
        ("五、单位资金", "unit_funds", "item"),
    ]
    whole = [whole_measure(budget, "预算数")]
    foot = Foot(surplus="使用非财政拨款结余" if budget.revenue("use_of_surplus") else "")
    rows = [
        *two_sided(source_rows(revenue, sources), (class_rows(spending, classes("function"), whole), 2)),
        *two_sided(foot.left(revenue), (foot.right(spending, whole), 2)),
    ]
    headings = [("收入", ("项 目", "预算数")), ("支出", ("项 目", "预算数"))]
    return _table(budget, "summary", "收支总表", headings, rows, (150, 70, 180, 70))


def _revenue(budget: Budget) -> Table:
    form = Form(budget, "revenue", "revenue", STYLE)
    names = [
        ("合计", "total"),
        ("小计", "current_year"),
        ("财政拨款收入", "appropriation"),
        ("财政专户收入", "fiscal_account"),
        ("事业收入", "business"),
        ("经营收入", "operating"),
        ("上级补助收入", "superior_subsidy"),
        ("附属单位上缴收入", "subordinate_remittance"),
        ("其他收入", "other"),
        *([("使用非财政拨款结余", "use_of_surplus")] if budget.revenue("use_of_surplus") else []),
        ("上年结转", "carryover"),
    ]
    measures = [source_measure(budget, heading, funding) for heading, funding in names]
    inside = tuple(heading for heading, funding in names[1:9])
    headings = [_subject("功能分类科目"), "合计", ("本年收入", inside), *(heading for heading, _ in names[9:])]
    codes = budget.function_codes()
    rows = [total_row(form, labels("", "合计"), measures), *function_rows(form, codes, _ids, measures)]
    return _table(budget, "revenue", "收入总表", headings, rows, (46, 150, *(52 for _ in names)))


def _expenditure(budget: Budget) -> Table:
    form = Form(budget, "expenditure", "expenditure", STYLE)
    measures = [category_measure(budget, heading, "total", category) for heading, category in CATEGORY_NAMES]
    headings = [_subject("功能分类科目"), *(heading for heading, _ in CATEGORY_NAMES)]
    rows = [
        total_row(form, labels("", "合计"), measures),
        *function_rows(form, budget.function_codes(), _ids, measures),
    ]
    return _table(budget, "expenditure", "支出总表", headings, rows, (50, 170, *(70 for _ in measures)))


def _appropriation(budget: Budget) -> Table:
    revenue, spending = two_forms(budget, "appropriation_summary", STYLE)
    measures = [
        fund_measure(budget, "合计", "appropriation"),
        fund_measure(budget, "一般公共预算财政拨款", "general_public"),
        fund_measure(budget, "政府性基金预算财政拨款", "government_fund"),
        fund_measure(budget, "国有资本经营预算财政拨款", "state_capital"),
    ]
    funds = ("general_public", "government_fund", "state_capital")
    sources: list[tuple[str, str, RowRole]] = [
        (f"{numeral}、{name}", fund, "item") for numeral, name, fund in zip("一二三", FUND_NAMES, funds, strict=True)
    ]
    details = tuple((label, funding) for (label, _, _), funding in zip(sources, APPROPRIATION_CARRIED, strict=True))
    foot = Foot(
        "appropriation",
        carry=("年初财政拨款结转和结余", "年末财政拨款结转和结余"),
        carryover="carryover_appropriation",
        details=details,
    )
    rows = [
        *two_sided(source_rows(revenue, sources), (class_rows(spending, classes("function"), measures), 5)),
        *two_sided(foot.left(revenue), (foot.right(spending, measures), 5)),
    ]
    headings = [("收入", ("项目", "金额")), ("支出", ("项目", *(m.heading for m in measures)))]
    widths = (140, 70, 170, 70, 78, 78, 82)
    return _table(budget, "appropriation_summary", "财政拨款收支总表", headings, rows, widths)


def _by_function(budget: Budget, form_id: str, name: str, fund: str) -> Table:
    form = Form(budget, form_id, "expenditure", STYLE, funding=fund)
    names = [*CATEGORY_NAMES[:3], *(c for c in CATEGORY_NAMES[3:] if budget.spent_of(fund, c[1]))]
    measures = [category_measure(budget, heading, fund, category) for heading, category in names]
    rows: list[Row] = []
    if budget.spent(FUND_SOURCES[fund]):
        rows = [
            total_row(form, labels("", "合计"), measures),
            *function_rows(form, budget.function_codes(fund), _ids, measures),
        ]
    headings = [_subject("功能分类科目"), *(heading for heading, _ in names)]
    note = "" if rows else f"注：无{name}，空表列示。"
    return _table(budget, form_id, f"{name}支出表", headings, rows, (60, 190, *(70 for _ in names)), note)


def _basic(budget: Budget) -> Table:
    form = Form(budget, "basic", "expenditure", STYLE, funding="general_public")
    measures = [
        economic_measure(budget, "合计", "general_public", "basic"),
        economic_measure(budget, "人员经费", "general_public", "personnel"),
        economic_measure(budget, "公用经费", "general_public", "public"),
    ]

    def ids(code: str) -> Row:
        return labels(code, subject_name("economic", code))

    codes = budget.economic_codes("general_public", "basic")
    rows = [total_row(form, labels("", "合计"), measures), *economic_rows(form, codes, ids, measures)]
    inside = tuple(m.heading for m in measures)
    headings = [_subject("支出部门经济分类科目"), ("一般公共预算基本支出", inside)]
    return _table(budget, "basic", "一般公共预算财政拨款基本支出表", headings, rows, (60, 190, 70, 70, 70))


def _three_public(budget: Budget) -> Table:
    form = Form(budget, "three_public", "expenditure", STYLE)
    names = [
        ("合计", "total"),
        ("一般公共预算财政拨款", "general_public"),
        ("政府性基金预算拨款", "government_fund"),
        ("国有资本经营预算财政拨款", "state_capital"),
    ]
    items = [
        ("合计", "total"),
        ("“三公”经费小计", "total"),
        ("一、因公出国（境）费", "abroad"),
        ("其中：教学科研人员因公出国（境）费", ""),
        ("其他因公出国（境）费", ""),
        ("二、公务用车购置及运维费", "vehicle"),
        ("其中：公务用车购置费", "vehicle_purchase"),
        ("公务用车运行维护费", "vehicle_running"),
        ("三、公务接待费", "reception"),
    ]
    rows = [list_row(form, label, item, [fund for _, fund in names]) for label, item in items]
    # 合计 stands above: the 小计 that says the same is only a subtotal, or the total would count twice.
    second, funds = items[1], [fund for _, fund in names]
    rows[1] = list_row(form, *second, funds, line_item="subject", row_role="subtotal")
    inside = tuple(heading for heading, _ in names)
    headings: list[Heading] = ["项 目", ("资 金 性 质", inside)]
    return _table(budget, "three_public", "财政拨款“三公”经费支出表", headings, rows, (180, 70, 70, 70, 70))
