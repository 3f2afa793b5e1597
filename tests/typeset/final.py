"""The final account of a year: its nine forms with what was left at both ends, and a narrative against the budget."""

from collections.abc import Sequence
from itertools import zip_longest

from tests.typeset.annexes import wan
from tests.typeset.budget import FUND_SOURCES, FUNDS, SOURCES, Budget
from tests.typeset.document import Cover, Document, PageStyle, Prose, TextStyle
from tests.typeset.statements import percent
from tests.typeset.subjects import subject_name
from tests.typeset.tables import Heading, Row, Table, header_rows, labels

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
_ITEMS = ("total", "abroad", "vehicle", "vehicle_purchase", "vehicle_running", "reception")
_APPROPRIATED = frozenset({f"carryover_{fund}" for fund in FUNDS})


def set_final(budget: Budget, planned: Budget) -> Document:
    """Set the final account `budget`; `planned` is the budget of the same year, for the columns that compare."""
    tables = (
        _summary(budget),
        _revenue(budget),
        _expenditure(budget),
        _appropriation(budget),
        _general_public(budget, planned),
        _basic(budget),
        _three_public(budget, planned),
        _fund(budget, "government_fund", "政府性基金预算财政拨款"),
        _fund(budget, "state_capital", "国有资本经营预算财政拨款"),
    )
    cover = Cover((budget.department, f"{budget.fiscal_year}年度部门决算"))
    return Document("final", (cover, *tables, _narrative(budget, planned)), PageStyle("lines"), TextStyle())


def _table(
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


def _beside(left: Sequence[tuple[str, ...]], right: Sequence[tuple[str, ...]]) -> list[Row]:
    width = len(right[0])
    return [labels(*(a or ("", "")), *(b or ("",) * width)) for a, b in zip_longest(left, right)]


def _classes(budget: Budget, fund: str) -> list[str]:
    return [code for code in budget.function_codes(fund) if len(code) == 3]


def _summary(budget: Budget) -> Table:
    left = [(name, wan(budget.revenue(fund))) for name, fund in _SOURCES]
    right = [(subject_name("function", code), wan(budget.spent(code=code))) for code in _classes(budget, "total")]
    carried = budget.revenue("carryover")
    income, surplus = budget.revenue("current_year"), budget.revenue("use_of_surplus")
    foot = [
        (("本年收入合计", wan(income)), ("本年支出合计", wan(budget.spent()))),
        (("使用非财政拨款结余", wan(surplus)), ("结余分配", "")),
        (("年初结转和结余", wan(carried)), ("年末结转和结余", wan(budget.carried_out()))),
        (("总计", wan(income + surplus + carried)), ("总计", wan(budget.spent() + budget.carried_out()))),
    ]
    headings: list[Heading] = [("收入", ("项目", "金额")), ("支出", ("项目", "金额"))]
    rows = [*_beside(left, right), *(labels(*one, *two) for one, two in foot)]
    return _table(budget, "summary", "收入支出决算总表", headings, rows)


def _tree(budget: Budget, fund: str, columns: Sequence[str], sources: frozenset[str] = SOURCES) -> list[Row]:
    chosen = FUND_SOURCES[fund] & sources
    total = labels("", "合计", *(wan(budget.spent(chosen, category)) for category in columns))
    return [
        total,
        *(
            labels(code, subject_name("function", code), *(wan(budget.spent(chosen, c, code)) for c in columns))
            for code in budget.function_codes(fund)
        ),
    ]


def _revenue(budget: Budget) -> Table:
    """Revenue of the year by subject; what was carried in stands in no row, so only this year's money is shown."""
    columns = (
        "current_year",
        "appropriation",
        "superior_subsidy",
        "business",
        "operating",
        "subordinate_remittance",
        "other",
    )
    codes = [code for code in budget.function_codes() if budget.revenue("current_year", code)]
    rows = [labels("", "合计", *(wan(_received(budget, column, "")) for column in columns))]
    rows += [
        labels(code, subject_name("function", code), *(wan(_received(budget, column, code)) for column in columns))
        for code in codes
    ]
    headings: list[Heading] = [
        "功能分类科目编码",
        "科目名称",
        "本年收入合计",
        "财政拨款收入",
        "上级补助收入",
        "事业收入",
        "经营收入",
        "附属单位上缴收入",
        "其他收入",
    ]
    return _table(budget, "revenue", "收入决算表", headings, rows)


def _received(budget: Budget, funding: str, code: str) -> int:
    """What is carried out was received too; it is booked to the first subject."""
    left = 0
    if funding in ("current_year", "appropriation"):
        first = next(code for code in budget.function_codes("general_public") if len(code) == 7)
        left = budget.carried_out() if first.startswith(code) else 0
    return budget.revenue(funding, code or "2") + left


def _expenditure(budget: Budget) -> Table:
    columns = ("total", "basic", "project", "remitted_up", "operating", "subsidy_down")
    headings: list[Heading] = [
        "功能分类科目编码",
        "科目名称",
        "本年支出合计",
        "基本支出",
        "项目支出",
        "上缴上级支出",
        "经营支出",
        "对附属单位补助支出",
    ]
    return _table(budget, "expenditure", "支出决算表", headings, _tree(budget, "total", columns))


def _appropriation(budget: Budget) -> Table:
    spent = [(fund, budget.spent_of(fund)) for fund in FUNDS]
    left = [(f"{'一二三'[number]}、{_NAMES[fund]}", wan(budget.revenue(fund))) for number, fund in enumerate(FUNDS)]
    right = [
        (
            subject_name("function", code),
            wan(budget.spent_of("appropriation", "total", code)),
            *(wan(budget.spent_of(fund, "total", code)) for fund in FUNDS),
        )
        for code in _classes(budget, "appropriation")
    ]
    carried, kept = budget.revenue("carryover_appropriation"), budget.carried_out(FUND_SOURCES["appropriation"])
    whole = sum(fen for _, fen in spent)
    kept_of = [budget.carried_out(FUND_SOURCES[fund]) for fund in FUNDS]
    foot: list[Row] = [
        labels(
            "本年收入合计",
            wan(budget.revenue("appropriation")),
            "本年支出合计",
            wan(whole),
            *(wan(f) for _, f in spent),
        ),
        labels("年初财政拨款结转和结余", wan(carried), "年末财政拨款结转和结余", wan(kept), *map(wan, kept_of)),
        *(labels(_NAMES[fund], wan(budget.revenue(f"carryover_{fund}")), "", "", "", "", "") for fund in FUNDS),
        labels(
            "总计",
            wan(budget.revenue("appropriation") + carried),
            "总计",
            wan(whole + kept),
            *(wan(fen + more) for (_, fen), more in zip(spent, kept_of, strict=True)),
        ),
    ]
    funds = ("合计", *(_NAMES[fund] for fund in FUNDS))
    headings: list[Heading] = [("收入", ("项目", "金额")), ("支出", ("项目", *funds))]
    rows = [*_beside(left, right), *foot]
    return _table(budget, "appropriation_summary", "财政拨款收入支出决算总表", headings, rows)


def _general_public(budget: Budget, planned: Budget) -> Table:
    """Beside what was spent stands what the budget of the year had for the subject."""
    headings: list[Heading] = [
        "功能分类科目编码",
        "科目名称",
        "年初预算数",
        ("决算数", ("小计", "基本支出", "项目支出")),
    ]
    columns = ("total", "basic", "project")

    def row(code: str, name: str) -> Row:
        spent = (wan(budget.spent_of("general_public", category, code)) for category in columns)
        return labels(code, name, wan(planned.spent_of("general_public", "total", code)), *spent)

    codes = budget.function_codes("general_public")
    rows = [row("", "合计"), *(row(code, subject_name("function", code)) for code in codes)]
    return _table(budget, "general_public", "一般公共预算财政拨款支出决算表", headings, rows)


def _basic(budget: Budget) -> Table:
    headings: list[Heading] = ["经济分类科目编码", "科目名称", "合计", "人员经费", "公用经费"]
    columns = ("basic", "personnel", "public")
    rows = [labels("", "合计", *(wan(budget.economic("general_public", c)) for c in columns))]
    rows += [
        labels(
            code, subject_name("economic", code), *(wan(budget.economic("general_public", c, code)) for c in columns)
        )
        for code in budget.economic_codes("general_public", "basic")
    ]
    return _table(budget, "basic", "一般公共预算财政拨款基本支出决算表", headings, rows)


def _three_public(budget: Budget, planned: Budget) -> Table:
    vehicles: Heading = ("公务用车购置及运行维护费", ("小计", "公务用车购置费", "公务用车运行维护费"))
    group: tuple[Heading, ...] = ("合计", "因公出国（境）费", vehicles, "公务接待费")
    headings: list[Heading] = [("预算数", group), ("决算数", group)]
    amounts = [wan(each.three(item)) for each in (planned, budget) for item in _ITEMS]
    return _table(budget, "three_public", "财政拨款“三公”经费支出决算表", headings, [labels(*amounts)])


def _fund(budget: Budget, fund: str, name: str) -> Table:
    headings: list[Heading] = [
        "功能分类科目编码",
        "科目名称",
        "年初结转和结余",
        "本年收入",
        ("本年支出", ("小计", "基本支出", "项目支出")),
        "年末结转和结余",
    ]

    def row(code: str, label: str) -> Row:
        spent = [wan(budget.spent_of(fund, category, code)) for category in ("total", "basic", "project")]
        sources = FUND_SOURCES[fund] & _APPROPRIATED
        carried, received = budget.spent(sources, "total", code), budget.spent(frozenset({fund}), "total", code)
        return labels(code, label, wan(carried), wan(received), *spent, "")

    codes = budget.function_codes(fund)
    rows = [row("", "合计"), *(row(code, subject_name("function", code)) for code in codes)] if codes else []
    note = "" if codes else f"注：本部门没有{name}收入和支出，故本表为空表。"
    return _table(budget, fund, f"{name}收入支出决算表", headings, rows, note)


def _narrative(budget: Budget, planned: Budget) -> Prose:
    year, spent, plan = budget.fiscal_year, budget.spent_of("general_public"), planned.spent_of("general_public")
    whole = budget.spent() + budget.carried_out()
    three, planned_three = budget.three("total"), planned.three("total")
    return Prose(
        "决算情况说明",
        (
            f"{year}年度收入总计{wan(whole)}万元，支出总计{wan(whole)}万元。",
            f"{year}年度本年支出合计{wan(budget.spent())}万元，其中：基本支出{wan(budget.spent(category='basic'))}万元，"
            f"项目支出{wan(budget.spent(category='project'))}万元。",
            f"{year}年度一般公共预算财政拨款支出年初预算为{wan(plan)}万元，支出决算为{wan(spent)}万元，"
            f"完成年初预算的{percent(spent, plan)}%，决算数{_compared(spent, plan)}预算数的主要原因是年中追加了项目。",
            f"{year}年度“三公”经费支出预算为{wan(planned_three)}万元，支出决算为{wan(three)}万元，"
            f"完成预算的{percent(three, planned_three)}%。",
        ),
        in_contents=False,
    )


def _compared(one: int, two: int) -> str:
    return "等于" if one == two else "大于" if one > two else "小于"
