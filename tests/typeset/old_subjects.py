"""The classification of 2017: what codes and names of later years were then, and a budget moved back to that year."""

from dataclasses import replace

from tests.typeset.budget import Budget
from tests.typeset.subjects import subject_name

YEAR = 2017
# Codes that came or moved later, with those of the year; the department class of 公务用车购置 is of 2018, too.
MOVED_FUNCTIONS = {"2014001": "2010301", "2014050": "2010350", "2014004": "2010308", "2014099": "2010399"}
MOVED = {"30110": "30104", "30111": "30104", "30112": "30104", "30113": "30311", "31013": "31003"}
OLD_NAMES = {
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010308": "信访事务",
    "2010350": "事业运行",
    "2010399": "其他政府办公厅（室）及相关机构事务支出",
    "207": "文化体育与传媒支出",
    "20701": "文化",
    "20805": "行政事业单位离退休",
    "2080501": "归口管理的行政单位离退休",
    "210": "医疗卫生与计划生育支出",
    "30104": "其他社会保障缴费",
    "30311": "住房公积金",
    "310": "其他资本性支出",
}


def old_name(classification: str, code: str) -> str:
    """The name that a code of 2017 has."""
    return OLD_NAMES.get(code) or subject_name(classification, code)


def moved(budget: Budget) -> Budget:
    """The budget as one of 2017, in the codes of that year."""
    years = YEAR - budget.fiscal_year
    return replace(
        budget,
        fiscal_year=YEAR,
        lines=tuple(
            replace(line, function_code=MOVED_FUNCTIONS.get(line.function_code, line.function_code))
            for line in budget.lines
        ),
        economic_lines=tuple(
            replace(line, economic_code=MOVED.get(line.economic_code, line.economic_code))
            for line in budget.economic_lines
        ),
        three_public=tuple(replace(line, fiscal_year=line.fiscal_year + years) for line in budget.three_public),
    )
