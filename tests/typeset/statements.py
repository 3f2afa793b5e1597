"""A full narrative: what the tables say once more in sentences, with changes, growth, shares, counts and reasons."""

from decimal import ROUND_HALF_UP, Decimal

from tests.typeset.annexes import Assets, Project, Purchase, projects
from tests.typeset.budget import Budget
from tests.typeset.document import Prose
from tests.typeset.narrative import wan
from tests.typeset.rows import numeral
from tests.typeset.subjects import subject_name

_LAST_YEAR = Decimal("0.9")
_SOURCES = (
    ("一般公共预算拨款收入", "general_public"),
    ("政府性基金预算拨款收入", "government_fund"),
    ("国有资本经营预算拨款收入", "state_capital"),
    ("财政专户管理资金收入", "fiscal_account"),
    ("单位资金收入", "unit_funds"),
    ("上年结转", "carryover"),
)
_THREE = (
    ("因公出国（境）费", "abroad"),
    ("公务用车购置费", "vehicle_purchase"),
    ("公务用车运行维护费", "vehicle_running"),
    ("公务接待费", "reception"),
)


def percent(part: int, whole: int) -> str:
    """A share in percent with two decimals, rounded half up.

    >>> percent(1, 3)
    '33.33'
    """
    return str((Decimal(100 * part) / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def last_year(fen: int) -> int:
    """What the same item is said to have cost the year before: nine tenths of it, in whole hundreds of 元."""
    return int(Decimal(fen) * _LAST_YEAR) // 10_000 * 10_000


def change(fen: int, prior: int) -> str:
    """The change against the year before in words; a change carries its rate and its reason."""
    if fen == prior:
        return "与上年持平"
    word = "增加" if fen > prior else "减少"
    rate = f"，{'增长' if fen > prior else '下降'}{percent(abs(fen - prior), prior)}%" if prior else ""
    return f"比上年{word}{wan(abs(fen - prior))}万元{rate}，主要原因是工作任务变动"


def sections(budget: Budget, purchases: list[Purchase], services: list[tuple[str, int]], assets: Assets) -> list[Prose]:
    """The narrative's chapters in their usual order."""
    chapters = [
        ("收支预算总体情况", _totals(budget)),
        ("一般公共预算支出情况", _general_public(budget)),
        ("一般公共预算基本支出情况", _basic(budget)),
        ("“三公”经费情况", _three_public(budget)),
        ("机关运行经费情况", _operating(budget)),
        ("政府采购情况", _procurement(budget, purchases, services)),
        ("绩效目标情况", _performance(budget, projects(budget))),
        ("国有资产占用情况", _assets(budget, assets)),
    ]
    return [
        Prose(f"{numeral(number)}、{heading}说明", tuple(paragraphs), in_contents=False)
        for number, (heading, paragraphs) in enumerate(chapters, start=1)
    ]


def _totals(budget: Budget) -> list[str]:
    year, spent, income = budget.fiscal_year, budget.spent(), budget.revenue("total")
    basic, project = budget.spent(category="basic"), budget.spent(category="project")
    sources = "；".join(f"{name}{wan(budget.revenue(fund))}万元" for name, fund in _SOURCES)
    return [
        f"{year}年收入预算{wan(income)}万元，{change(income, _prior_total(budget))}。其中：{sources}。",
        f"{year}年支出预算{wan(spent)}万元，{change(spent, _prior_total(budget))}。其中：基本支出{wan(basic)}万元，"
        f"占{percent(basic, spent)}%；项目支出{wan(project)}万元，占{percent(project, spent)}%。",
        f"项目支出包括{len(projects(budget))}个预算项目，分别是{_names(budget)}。",
        f"与上年相比，基本支出增加{wan(basic - last_year(basic))}万元，"
        f"项目支出增加{wan(project - last_year(project))}万元，主要是人员和工作任务变动。",
    ]


def _names(budget: Budget) -> str:
    return "、".join(project.name for project in projects(budget))


def _prior_total(budget: Budget) -> int:
    return last_year(budget.spent(category="basic")) + last_year(budget.spent(category="project"))


def _general_public(budget: Budget) -> list[str]:
    whole = budget.spent_of("general_public")
    classes = [code for code in budget.function_codes("general_public") if len(code) == 3]
    shares = "；".join(
        f"{subject_name('function', code)}{wan(fen)}万元，占{percent(fen, whole)}%"
        for code in classes
        if (fen := budget.spent_of("general_public", "total", code))
    )
    return [
        f"{budget.fiscal_year}年一般公共预算支出{wan(whole)}万元，{change(whole, last_year(whole))}。",
        f"一般公共预算支出{wan(whole)}万元，主要用于以下方面：{shares}。",
    ]


def _basic(budget: Budget) -> list[str]:
    parts = [("人员经费", "personnel"), ("公用经费", "public")]
    said = [
        f"{name}{wan(budget.spent_of('general_public', category))}万元，主要包括：{_items(budget, category)}"
        for name, category in parts
    ]
    basic = wan(budget.spent_of("general_public", "basic"))
    return [f"{budget.fiscal_year}年一般公共预算基本支出{basic}万元，其中：", *(f"{each}。" for each in said)]


def _items(budget: Budget, category: str) -> str:
    codes = [code for code in budget.economic_codes("general_public", category) if len(code) == 5]
    return "、".join(subject_name("economic", code) for code in codes)


def _three_public(budget: Budget) -> list[str]:
    whole, prior = budget.three("total"), budget.three("total", years_back=1)
    items = "；".join(f"{name}{wan(budget.three(item))}万元" for name, item in _THREE)
    return [f"{budget.fiscal_year}年“三公”经费预算{wan(whole)}万元，{change(whole, prior)}。其中：{items}。"]


def _operating(budget: Budget) -> list[str]:
    fen = budget.spent_of("general_public", "public")
    return [f"{budget.fiscal_year}年机关运行经费预算{wan(fen)}万元，{change(fen, last_year(fen))}。"]


def _procurement(budget: Budget, purchases: list[Purchase], services: list[tuple[str, int]]) -> list[str]:
    kinds = [
        (kind, sum(purchase.fen for purchase in purchases if purchase.kind == kind))
        for kind in ("货物", "工程", "服务")
    ]
    parts = "、".join(f"政府采购{kind}预算{wan(fen)}万元" for kind, fen in kinds)
    bought = sum(fen for _, fen in services)
    return [
        f"{budget.fiscal_year}年政府采购预算总额{wan(sum(fen for _, fen in kinds))}万元，其中：{parts}。",
        f"政府购买服务支出预算{wan(bought)}万元。",
    ]


def _performance(budget: Budget, every: list[Project]) -> list[str]:
    whole = sum(project.fen for project in every)
    spent, basic = budget.spent(), budget.spent(category="basic")
    return [
        f"{budget.fiscal_year}年整体支出绩效目标涉及部门预算资金{wan(spent)}万元，其中基本支出{wan(basic)}万元，"
        f"项目支出{wan(budget.spent(category='project'))}万元。",
        f"纳入绩效目标管理的项目{len(every)}个，涉及金额{wan(whole)}万元，占项目支出总额的"
        f"{percent(whole, budget.spent(category='project'))}%。",
    ]


def _assets(budget: Budget, assets: Assets) -> list[str]:
    return [
        f"截至{budget.fiscal_year - 1}年12月31日，{budget.department}固定资产总额{wan(assets.fen)}万元，"
        f"共有车辆{assets.vehicles}辆，其中：机要通信用车1辆，应急保障用车{assets.vehicles - 2}辆，其他用车1辆；"
        f"办公用房{assets.office_area}平方米。",
    ]
