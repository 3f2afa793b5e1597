"""The forms by function of the final account with balances: codes merged over 类, 款 and 项, columns numbered."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.typeset.budget import Budget
from tests.typeset.final_summaries import final_table
from tests.typeset.printing import NumberStyle
from tests.typeset.rows import Form, Measure, category_measure, function_rows, total_row
from tests.typeset.subjects import subject_name
from tests.typeset.tables import Cell, Heading, Row, Table, header_rows

STYLE = NumberStyle("万元", 2, grouping=True)
_CODED: Heading = ("支出功能分类科目编码", ("类", "款", "项"))
_SPENT = ("total", "basic", "personnel", "public", "project")
# The whole of a balance or of an income, and its parts by what they are for.
_PART = {"row_role": "of_which"}
_KINDS: tuple[tuple[str, dict[str, str]], ...] = (("total", {}), ("basic", _PART), ("project", _PART))
_BY_SUBJECT = ("revenue", "expenditure", "government_fund", "state_capital")


def general_public(budget: Budget) -> Table:
    """What was there at the beginning, came in, was spent on what, and is left; each for 基本支出 and 项目支出, too."""
    income = Form(budget, "general_public", "revenue", STYLE)
    spending = Form(budget, "general_public", "expenditure", STYLE, funding="general_public")
    spent = [category_measure(budget, "", "general_public", name) for name in _SPENT]
    codes = budget.function_codes("general_public")
    came = [*_came(budget, "carryover_general_public"), *_came(budget, "general_public")]
    left = [Measure("", {"category": "carry_forward", **part}, _left(budget, category)) for category, part in _KINDS]
    rows: list[Row] = []
    for got, went in zip(_tree(income, codes, came), _tree(spending, codes, [*spent, *left]), strict=True):
        rows.append((*got, *went[4:]))
    balance: tuple[Heading, ...] = ("合计", "基本支出结转", "项目支出结转和结余")
    basic: Heading = ("基本支出", ("小计", "人员经费", "公用经费"))
    headings: list[Heading] = [
        _CODED,
        "科目名称",
        ("年初结转和结余", balance),
        ("本年收入", ("合计", "基本支出", "项目支出")),
        ("本年支出", ("合计", basic, "项目支出")),
        ("年末结转和结余", balance),
    ]
    title = "一般公共预算财政拨款收入支出决算表"
    return _coded(final_table(budget, "general_public", title, headings, rows), 42)


def _came(budget: Budget, source: str) -> list[Measure]:
    """What came from a source, and what of it was for basic and for project spending."""
    kept = _left if source == "general_public" else _nothing

    def measure(category: str, part: dict[str, str]) -> Measure:
        rest = kept(budget, category)
        return Measure(
            "",
            {"funding": source, **part},
            lambda code, unit: budget.spent(frozenset({source}), category, code) + rest(code, unit),
        )

    return [measure(category, part) for category, part in _KINDS]


def _left(budget: Budget, category: str) -> Callable[[str, str], int]:
    """What is left for next year: of the first project, though the books do not say of which."""
    first = next(line.function_code for line in budget.lines if line.project and line.source == "general_public")
    fen = 0 if category == "basic" else budget.carried_out()
    return lambda code, unit: fen if first.startswith(code) else 0


def _nothing(budget: Budget, category: str) -> Callable[[str, str], int]:
    return lambda code, unit: 0


def _tree(form: Form, codes: Sequence[str], measures: Sequence[Measure]) -> list[Row]:
    body = function_rows(
        form, codes, lambda code: (Cell(code, columns=3), None, None, Cell(subject_name("function", code))), measures
    )
    return [total_row(form, (Cell("合计", columns=4), None, None, None), measures), *body]


def by_subject(table: Table) -> Table:
    """A form by function with its codes merged over three columns; others as they are."""
    if table.form not in _BY_SUBJECT:
        return table
    body = tuple(
        (Cell(code.text, columns=3), None, None, name, *row[2:])
        if code is not None and code.text
        else (Cell("合计", columns=4), None, None, None, *row[2:])
        for row in table.body
        for code, name in [row[:2]]
    )
    code = header_rows([_CODED])
    if len(table.header) == 1:
        (top,) = table.header
        header: tuple[Row, ...] = (
            (*code[0], *(cell and replace(cell, rows=2) for cell in top[1:])),
            (*code[1], *(None for _ in top[1:])),
        )
    else:
        header = tuple((*above, *row[1:]) for above, row in zip(code, table.header, strict=True))
    return _coded(replace(table, header=header, body=body))


def _coded(table: Table, width: float = 60) -> Table:
    """The table with a row 栏次 that numbers its amounts, and narrow columns for the levels of codes."""
    amounts = len(table.header[0]) - 4
    numbers: Row = (Cell("栏次", columns=4), None, None, None, *(Cell(str(n)) for n in range(1, amounts + 1)))
    return replace(
        table,
        header=(*table.header, numbers),
        widths=(26, 26, 26, 150, *(width,) * amounts),
        continuation="title",
        rows_per_page=14,
    )
