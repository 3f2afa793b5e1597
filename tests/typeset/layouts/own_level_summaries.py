"""The two-sided forms of the `own_level` layout, and how any form of that layout is headed."""

from collections.abc import Sequence

from tests.typeset.budget import Budget
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import blank_rows
from tests.typeset.subjects import classes
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
from tests.typeset.tables import Heading, Row, Table, header_rows

STYLE = NumberStyle("万元", 2, grouping=True)


def own_level_table(
    budget: Budget,
    form: str,
    number: str,
    title: str,
    headings: Sequence[Heading],
    rows: Sequence[Row],
    widths: Sequence[float],
    note: str = "",
    size: float = 8.0,
) -> Table:
    header = header_rows(headings)
    return Table(
        form,
        title,
        number,
        ((f"部门（单位）：{budget.department}", "单位：万元"),),
        header,
        tuple(rows),
        (note,) if note else (),
        tuple(widths),
        "title",
        20,
        landscape=True,
        font_size=size,
    )


def own_level_summary(budget: Budget) -> Table:
    revenue, spending = two_forms(budget, "summary", STYLE)
    sources: list[SourceLine] = [
        ("一、财政拨款收入", "appropriation", "subtotal"),
        ("一般公共预算收入", "general_public", "item"),
        ("政府性基金预算收入", "government_fund", "item"),
        ("国有资本经营预算收入", "state_capital", "item"),
        ("二、财政专户管理资金收入", "fiscal_account", "item"),
        ("三、事业收入（不含教育收费）", "business", "item"),
        ("四、事业单位经营收入", "operating", "item"),
        ("五、其他收入", "other", "item"),
        ("六、上级补助收入", "superior_subsidy", "item"),
        ("七、附属单位上缴收入", "subordinate_remittance", "item"),
    ]
    whole = [whole_measure(budget, "预算数")]
    foot = Foot(
        current=("本 年 收 入 合 计", "本 年 支 出 合 计"),
        surplus="使用非财政拨款结余",
        carry=("上年结转", "结转下年"),
        total=("收 入 总 计", "支 出 总 计"),
    )
    rows = [
        *two_sided(source_rows(revenue, sources), (class_rows(spending, classes("function"), whole), 2)),
        *blank_rows(4, 1),
        *two_sided(foot.left(revenue), (foot.right(spending, whole), 2)),
    ]
    headings: list[Heading] = [("收 入", ("项目", "预算数")), ("支 出", ("项目", "预算数"))]
    return own_level_table(budget, "summary", "公开表1", "收支总体情况表", headings, rows, (200, 90, 240, 90))


def own_level_appropriation(budget: Budget) -> Table:
    revenue, spending = two_forms(budget, "appropriation_summary", STYLE)
    measures = [
        fund_measure(budget, "总计", "appropriation"),
        fund_measure(budget, "一般公共预算", "general_public"),
        fund_measure(budget, "政府性基金预算", "government_fund"),
        fund_measure(budget, "国有资本经营预算", "state_capital"),
    ]
    sources: list[SourceLine] = [
        ("一、一般公共预算收入", "general_public", "item"),
        ("二、政府性基金预算收入", "government_fund", "item"),
        ("三、国有资本经营预算收入", "state_capital", "item"),
    ]
    foot = Foot(
        "appropriation",
        current=("本 年 收 入 合 计", "本 年 支 出 合 计"),
        carry=("上年财政拨款结转", "结转下年"),
        carryover="carryover_appropriation",
        total=("收 入 总 计", "支 出 总 计"),
    )
    rows = [
        *two_sided(source_rows(revenue, sources), (class_rows(spending, classes("function"), measures), 5)),
        *blank_rows(7, 1),
        *two_sided(foot.left(revenue), (foot.right(spending, measures), 5)),
    ]
    headings: list[Heading] = [
        ("收 入", ("项目", "预算数")),
        ("支 出", ("项目", ("预算数", tuple(m.heading for m in measures)))),
    ]
    widths = (150, 80, 190, 80, 80, 80, 80)
    return own_level_table(budget, "appropriation_summary", "公开表4", "财政拨款收支总体情况表", headings, rows, widths)
