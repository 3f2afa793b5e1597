"""Cover, contents and the prose pages every document has around its tables; the sentences say what the tables say."""

from tests.typeset.budget import Budget
from tests.typeset.document import Contents, Cover, Prose
from tests.typeset.printing import NumberStyle, print_amount

WAN = NumberStyle("万元", 2, grouping=False, zero="0.00")


def wan(fen: int) -> str:
    return print_amount(fen, WAN)


def cover(budget: Budget) -> Cover:
    return Cover((budget.department, f"{budget.fiscal_year}年部门预算公开"))


def contents() -> Contents:
    return Contents("目 录")


def duties(budget: Budget, heading: str) -> Prose:
    """The page before the tables: duties and units. No sum stands here, only years and counts."""
    units = "、".join(unit.name for unit in budget.units)
    return Prose(
        heading,
        (
            "（一）主要职责",
            f"{budget.department}是{budget.division}虚构的部门，本文件只用来检验读表程序，所载机构、人员和数字均不存在。",
            "（二）机构设置",
            f"纳入{budget.fiscal_year}年部门预算编制范围的预算单位共{len(budget.units)}个，包括：{units}。",
        ),
    )


def explanation(budget: Budget, heading: str) -> Prose:
    """The page after the tables; every amount is in 万元 with two decimals, whatever the tables print."""
    year = budget.fiscal_year
    funds = [("一般公共预算", "general_public"), ("政府性基金预算", "government_fund")]
    funds.append(("国有资本经营预算", "state_capital"))
    sources = "，".join(f"{name}拨款收入{wan(budget.revenue(fund))}万元" for name, fund in funds)
    three = budget.three("total")
    difference = three - budget.three("total", years_back=1)
    change = (
        "与上年持平"
        if difference == 0
        else f"比上年{'增加' if difference > 0 else '减少'}{wan(abs(difference))}万元，主要是按工作需要安排"
    )
    return Prose(
        heading,
        (
            "（一）收入预算",
            f"{year}年收入总计{wan(budget.revenue('total'))}万元，其中本年收入{wan(budget.revenue('current_year'))}万元，"
            f"上年结转{wan(budget.revenue('carryover'))}万元，使用非财政拨款结余{wan(budget.revenue('use_of_surplus'))}万元。"
            f"本年收入中，{sources}。",
            "（二）支出预算",
            f"{year}年本年支出合计{wan(budget.spent())}万元，其中基本支出{wan(budget.spent(category='basic'))}万元，"
            f"项目支出{wan(budget.spent(category='project'))}万元。基本支出中，"
            f"人员经费{wan(budget.spent(category='personnel'))}万元，公用经费{wan(budget.spent(category='public'))}万元。",
            "（三）“三公”经费",
            f"{year}年“三公”经费预算{wan(three)}万元，{change}。其中因公出国（境）费{wan(budget.three('abroad'))}万元，"
            f"公务用车购置及运行费{wan(budget.three('vehicle'))}万元，公务接待费{wan(budget.three('reception'))}万元。",
            "（四）机关运行经费",
            f"{year}年机关运行经费预算{wan(budget.spent_of('general_public', 'public'))}万元。",
        ),
    )
