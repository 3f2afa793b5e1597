"""A small 支出总表 made from a random tree of subjects, and the ways in which it can be printed as text."""

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from pipelines.normalise.code_lists import code_list
from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows
from pipelines.recognise.spelling import plain
from tests import readable

YEAR = 2025
UNIT = "望川市档案馆"
COVER = (UNIT, f"{YEAR}年部门预算", "")
ABOVE = ("支出总表", f"单位名称：{UNIT}", "单位：万元", "")
CATEGORIES = ("基本支出", "项目支出")
MEASURES = ("合计", *CATEGORIES)
# 其他农林水支出 is a 项 of 21398, a 款, and a 项 of that 款: below 21398 the name alone cannot tell.
AMBIGUOUS = "213"

Row = tuple[str, ...]


def names_in_force() -> dict[str, str]:
    """Names of the function subjects, by code."""
    rows = [row for row in code_list("function").subjects if row.covers(YEAR) and not row.is_local]
    return {row.code: row.name for row in rows if not row.code.startswith(AMBIGUOUS)}


NAMES = names_in_force()
LEAVES = sorted(code for code in NAMES if len(code) == 7)


@dataclass(frozen=True)
class Line:
    """One row of the form: a subject and its amounts by category, in hundredths of 万元. No code: 合计."""

    code: str
    name: str
    amounts: tuple[int, ...]

    @property
    def levels(self) -> Row:
        """The code cut into 类, 款 and 项."""
        return tuple(part for part in (self.code[:3], self.code[3:5], self.code[5:]) if part)

    @property
    def printed(self) -> Row:
        """合计 and the categories as printed; zero is blank."""
        values = (sum(self.amounts), *self.amounts)
        return tuple(f"{Decimal(value).scaleb(-2):,.2f}" if value else "" for value in values)


@st.composite
def forms(draw: st.DrawFn) -> tuple[Line, ...]:
    """合计, then 类, 款 and 项 of a few subjects in order; every amount is the sum of those below it."""
    codes = draw(st.lists(st.sampled_from(LEAVES), min_size=1, max_size=5, unique=True))
    amount = st.tuples(st.integers(1, 10**7), st.integers(0, 10**7))
    amounts = {code: draw(amount) for code in codes}
    printed = ["", *sorted({code[:length] for code in codes for length in (3, 5, 7)})]
    below = {code: [amounts[leaf] for leaf in codes if leaf.startswith(code)] for code in printed}
    return tuple(
        Line(code, NAMES[code] if code else "合计", tuple(map(sum, zip(*below[code], strict=True)))) for code in printed
    )


@dataclass(frozen=True)
class Printed:
    """A form as rows of cells: the header, and the body below it."""

    header: tuple[Row, ...]
    body: tuple[Row, ...]


def in_one_column(form: Sequence[Line]) -> Printed:
    """科目编码 | 科目名称."""
    return Printed(
        (("科目编码", "科目名称", *MEASURES),), tuple((line.code, line.name, *line.printed) for line in form)
    )


def in_one_cell(form: Sequence[Line], pattern: str) -> Printed:
    """Code and name in one cell, as [201]… or 201-…"""
    labels = [pattern.format(code=line.code, name=line.name) if line.code else line.name for line in form]
    body = tuple((label, *line.printed) for label, line in zip(labels, form, strict=True))
    return Printed((("功能分类科目", *MEASURES),), body)


def by_levels(form: Sequence[Line], *, own_only: bool) -> Printed:
    """类 | 款 | 项; `own_only`: a row prints the digits of its own level only."""
    body = []
    for line in form:
        codes = [*[""] * (len(line.levels) - 1), *line.levels[-1:]] if own_only else [*line.levels]
        body.append((*codes, *[""] * (3 - len(codes)), line.name, *line.printed))
    header = (("科目编码", "", "", "科目名称", *MEASURES), ("类", "款", "项", "", *[""] * len(MEASURES)))
    return Printed(header, tuple(body))


def with_short_codes(form: Sequence[Line]) -> Printed:
    """One code column in which 款 rows print their own two digits."""
    codes = {line.code: line.code[3:] if len(line.code) == 5 else line.code for line in form}
    body = tuple((codes[line.code], line.name, *line.printed) for line in form)
    return Printed((("科目编码", "科目名称", *MEASURES),), body)


def by_name(form: Sequence[Line]) -> Printed:
    """No codes at all."""
    return Printed((("功能分类科目名称", *MEASURES),), tuple((line.name, *line.printed) for line in form))


def document(printed: Printed, above: Sequence[str] = ABOVE) -> list[str]:
    """The lines of a document that holds the form alone."""
    return [*COVER, *above, *lines(*printed.header, *printed.body)]


def lines(*rows: Row) -> list[str]:
    return ["\t".join(row) for row in rows]


def extracted(text: Sequence[str]) -> DocumentRows:
    """The rows of a document of these lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.txt"
        path.write_text("\n".join(text) + "\n", encoding="utf-8")
        return extract(path, "made")


def meanings(rows: DocumentRows) -> Counter[tuple[str, ...]]:
    """The facts without their place and without how their digits are written."""
    columns = [*(name for name in readable.FACT_COLUMNS if name not in ("page_or_line", "printed_text")), "column_role"]
    return Counter(tuple(plain(value) for value in fact.values()) for fact in readable.facts(rows, columns))
