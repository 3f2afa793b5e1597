"""The forms beside the nine: projects, operating expenses, procurement, services, assets, performance goals."""

from dataclasses import dataclass

from tests.typeset.budget import Budget, FunctionLine
from tests.typeset.printing import NumberStyle, print_amount
from tests.typeset.subjects import subject_name
from tests.typeset.tables import Heading, Row, Table, header_rows, labels, spanning

WAN = NumberStyle("万元", 2, grouping=False)
_FUNDS = ("general_public", "government_fund", "state_capital", "fiscal_account", "unit_funds")
_PERSONS = ("赵甲一", "钱乙二", "孙丙三", "李丁四")
_OWN = frozenset({"business", "operating", "superior_subsidy", "subordinate_remittance", "other"})


@dataclass(frozen=True)
class Project:
    """One project of the year in 分; `plan` is what is spent until the end of each quarter."""

    name: str
    fund: str
    fen: int

    @property
    def plan(self) -> tuple[int, int, int, int]:
        quarter = self.fen // 4 // 10_000 * 10_000
        return quarter, 2 * quarter, 3 * quarter, self.fen


@dataclass(frozen=True)
class Purchase:
    """One line of procurement: pieces at a price in 分."""

    kind: str
    name: str
    pieces: int
    price: int

    @property
    def fen(self) -> int:
        return self.pieces * self.price


@dataclass(frozen=True)
class Assets:
    """What the department owned at the end of the year before."""

    office_area: int
    building_fen: int
    vehicles: int
    vehicle_fen: int
    equipment: int
    equipment_fen: int
    other: int
    other_fen: int

    @property
    def fen(self) -> int:
        return self.building_fen + self.vehicle_fen + self.equipment_fen + self.other_fen


def projects(budget: Budget) -> list[Project]:
    """This year's projects, one a line of project money."""
    lines = [line for line in budget.lines if line.project and not line.source.startswith("carryover")]
    return [Project(_name(line, number), _fund(line), line.project) for number, line in enumerate(lines, start=1)]


def _name(line: FunctionLine, number: int) -> str:
    return f"{subject_name('function', line.function_code)}专项之{number}"


def _fund(line: FunctionLine) -> str:
    return "unit_funds" if line.source in _OWN else line.source


def wan(fen: int) -> str:
    return print_amount(fen, WAN)


def _table(form: str, budget: Budget, title: str, headings: list[Heading], rows: list[Row], note: str = "") -> Table:
    header = header_rows(headings)
    return Table(
        form,
        f"{budget.fiscal_year}年{title}",
        "",
        ((f"部门：{budget.department}", "单位：万元"),),
        header,
        tuple(rows),
        (note,) if note else (),
        (160, *(60 for _ in header[0][1:])),
        "header",
        30,
        landscape=True,
    )


def project_table(budget: Budget) -> Table:
    """项目支出表: one row a project, 合计 first, the funds side by side."""

    def row(name: str, chosen: list[Project]) -> Row:
        funds = [wan(sum(p.fen for p in chosen if p.fund == fund)) for fund in _FUNDS]
        return labels(name, wan(sum(p.fen for p in chosen)), *funds)

    every = projects(budget)
    headings: list[Heading] = [
        "项目名称",
        "合计",
        ("财政拨款", ("一般公共预算", "政府性基金预算", "国有资本经营预算")),
        "财政专户管理资金",
        "单位资金",
    ]
    rows = [row("合计", every), *(row(project.name, [project]) for project in every)]
    return _table("project", budget, "项目支出表", headings, rows)


def operating_table(budget: Budget) -> Table:
    """机关运行经费表: one row a unit; a department of organs spends here all that is public money."""
    amounts = [(unit.name, budget.spent_of("general_public", "public", "", unit.code)) for unit in budget.units]
    rows = [labels("合计", *_twice(sum(fen for _, fen in amounts))), *(labels(n, *_twice(fen)) for n, fen in amounts)]
    return _table("operating_expense", budget, "机关运行经费预算表", ["单位名称", "合计", "一般公共预算"], rows)


def _twice(fen: int) -> tuple[str, str]:
    return wan(fen), wan(fen)


def procurement_table(budget: Budget, purchases: list[Purchase]) -> Table:
    """政府采购预算表: what, how many, at what price."""
    rows = [labels("合计", "", "", "", wan(sum(p.fen for p in purchases)))]
    rows += [labels(p.name, p.kind, str(p.pieces), wan(p.price), wan(p.fen)) for p in purchases]
    headings: list[Heading] = ["采购项目名称", "采购类别", "数量", "单价", "采购金额"]
    return _table("procurement", budget, "政府采购预算表", headings, rows)


def service_table(budget: Budget, services: list[tuple[str, int]]) -> Table:
    """政府购买服务支出表: what is bought, for how much."""
    rows = [labels("合计", "", wan(sum(fen for _, fen in services)))]
    rows += [labels(budget.units[0].name, name, wan(fen)) for name, fen in services]
    return _table("purchased_service", budget, "政府购买服务支出表", ["单位名称", "购买服务内容", "购买金额"], rows)


def asset_table(budget: Budget, assets: Assets) -> Table:
    """固定资产占用情况表: number and value of each kind."""
    rows = [
        labels("资产总额", "", wan(assets.fen)),
        labels("1、房屋（平方米）", str(assets.office_area), wan(assets.building_fen)),
        labels("其中：办公用房（平方米）", str(assets.office_area), wan(assets.building_fen)),
        labels("2、车辆（台、辆）", str(assets.vehicles), wan(assets.vehicle_fen)),
        labels("3、单价在20万元以上的设备", str(assets.equipment), wan(assets.equipment_fen)),
        labels("4、其他固定资产", str(assets.other), wan(assets.other_fen)),
    ]
    title = "固定资产占用情况表"
    return _table("fixed_asset", budget, title, ["项 目", "数量", "价值（金额单位：万元）"], rows)


def performance_table(budget: Budget, project: Project, number: int) -> Table:
    """项目绩效目标表: key and value side by side, the plan by month, then the indicators."""
    months = ("3月底", "6月底", "9月底", "12月底")
    indicators = (
        ("产出指标", "数量指标", "补助人数", "全年补助的人数", f"{len(_PERSONS)}人"),
        ("", "质量指标", "合格率", "验收合格的比例", "≥95%"),
        ("", "成本指标", "项目总成本", "全年成本不超过预算数", f"≤{wan(project.fen)}万元"),
        ("效益指标", "社会效益指标", "服务对象增长", "比上年多服务的人数", "≥30人"),
        ("满意度指标", "服务对象满意度指标", "满意率", "问卷中满意的比例", "≥90%"),
    )
    body: list[Row] = [
        (*labels("项目编码", f"{budget.fiscal_year}P{number:06d}", "", "项目名称"), *spanning(project.name, 3)),
        labels(
            "预算规模及资金用途",
            "预算数",
            wan(project.fen),
            "其中：财政资金",
            _fiscal(project),
            "其他资金",
            _rest(project),
        ),
        (*labels("资金支出计划（累计支出金额）"), *labels(*months), *spanning("", 2)),
        (*labels(""), *labels(*(wan(fen) for fen in project.plan)), *spanning("", 2)),
        (*labels("绩效目标"), *spanning(f"1. 按期完成{project.name}。", 6)),
        *([(*labels("项目实施计划"), *spanning(_shares(project), 6))] if number == 1 else []),
        labels("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据", ""),
        *(labels(*each, "年度工作计划", "") for each in indicators),
    ]
    return Table(
        "project_performance",
        f"{number}、{project.name}绩效目标表",
        "",
        (("", "单位：万元"),),
        (),
        tuple(body),
        (),
        (90, 80, 80, 90, 90, 90, 50),
        "none",
        40,
    )


def _shares(project: Project) -> str:
    """Everybody gets the same part of the project's money, in whole 元."""
    return "、".join(f"{name}{project.fen // len(_PERSONS) // 100}元" for name in _PERSONS)


def _fiscal(project: Project) -> str:
    return "" if project.fund == "unit_funds" else wan(project.fen)


def _rest(project: Project) -> str:
    return wan(project.fen) if project.fund == "unit_funds" else ""
