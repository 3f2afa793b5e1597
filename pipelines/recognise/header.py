"""Where the header of a grid begins and ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.recognise.annex_words import label_of
from pipelines.recognise.catalogue import named_forms
from pipelines.recognise.matrix import Matrix
from pipelines.recognise.preamble import is_preamble, scale_of
from pipelines.recognise.spelling import enumerator, plain
from pipelines.recognise.terms import facets_of

_NUMBER = re.compile(r"-?[\d,]*\d(?:\.\d+)?%?")
# A cell without an amount.
_DASH = re.compile(r"[-/]+")
_COLUMN_NUMBER = re.compile(
    r"\*+|[类款项]|栏次|序号|行次|栏次序号|[A-Z]|[甲乙丙丁戊]|\d{1,2}|\d{1,2}=[\d+\-*/()]+|合计=.*"
)
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_CODED = re.compile(r"\[\d{3,9}\]|\d{3,9}-")
_IDENTIFYING = {"code", "name", "label", "unit_code", "unit_name"}


# What a row prints, with the column it stands in.
Row = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Split:
    """The rows of a grid by duty. `header` holds row numbers from the top down; `body` what follows them.

    Rows in none of the three only number the columns.
    """

    preamble: tuple[int, ...]
    header: tuple[int, ...]
    body: tuple[int, ...]


def split(matrix: Matrix) -> tuple[Split, ...]:
    """Tell the rows above the header, the header and the body apart.

    One split for each table: a heading between body rows (title, or unit and scale) begins another one, and so does the
    header where it is printed again, for that is how pages begin.
    """
    whole = _split(matrix, 0, matrix.grid.rows)
    begins = _beginnings(matrix, whole)
    if len(begins) == 1:
        return (whole,)
    return tuple(_split(matrix, start, end) for start, end in pairwise([*begins, matrix.grid.rows]))


def _beginnings(matrix: Matrix, whole: Split) -> list[int]:
    printed = [_places(matrix, row) for row in whole.header]
    has_words = sum(map(len, printed)) > 1
    begins = [0]
    for row in whole.body:
        if _is_heading(matrix, row):
            begins.append(row)
        elif has_words and _prints(matrix, row, printed):
            start = row
            while start - 1 in whole.body and _is_preamble_row(matrix, start - 1):
                start -= 1
            if start > begins[-1]:
                begins.append(start)
    return begins


def _prints(matrix: Matrix, row: int, printed: Sequence[Row]) -> bool:
    """True where these rows stand again from `row` on."""
    if row + len(printed) > matrix.grid.rows:
        return False
    return all(
        len(matrix.texts(later)) == len(each) and _places(matrix, later) == each
        for later, each in enumerate(printed, start=row)
    )


def _places(matrix: Matrix, row: int) -> Row:
    """What a row prints, with the column it stands in."""
    return tuple((cell.column, text) for cell, text in matrix.texts(row))


def _is_heading(matrix: Matrix, row: int) -> bool:
    texts = matrix.texts(row)
    names_form = len(texts) == 1 and bool(named_forms(texts[0][0].text))
    return (names_form or any([scale_of(cell.text) for cell, _ in texts])) and _is_preamble_row(matrix, row)


def _split(matrix: Matrix, begins: int, rows: int) -> Split:
    start = begins
    while start < rows and _is_preamble_row(matrix, start):
        start += 1
    if start == rows:
        return Split(tuple(range(begins, start)), (), ())
    end = start
    while end < rows and not _begins_body(matrix, end, start):
        end = max(end + 1, _reach(matrix, end))
    numbers = frozenset(_number_rows(matrix, range(start, rows), end))
    header = tuple(row for row in range(start, end) if row not in numbers)
    body = tuple(row for row in range(end, rows) if row not in numbers)
    return Split(tuple(range(begins, start)), header, body)


def _number_rows(matrix: Matrix, rows: range, end: int) -> Iterator[int]:
    """Rows of column numbers: in the header, right below it, and where such a row is repeated."""
    known: set[tuple[str, ...]] = set()
    for row in rows:
        texts = tuple(text for _, text in matrix.texts(row))
        below = row <= end or (row - 1 >= end and not known and row == end + 1)
        if is_column_numbers(matrix, row) and (below or texts in known):
            known.add(texts)
            yield row


def is_column_numbers(matrix: Matrix, row: int) -> bool:
    """True for a row that only numbers the columns: 栏次 1 2 3, ** ** 1 2, 1 2 3=4+5."""
    texts = [text for _, text in matrix.texts(row)]
    if not texts or not all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
        return False
    if len(texts) > 1 and all(set(text) == {"*"} for text in texts):
        return True
    counted = [int(text.split("=")[0]) for text in texts if text[0].isdigit()]
    consecutive = all(right - left == 1 for left, right in pairwise(counted))
    marked = any(not text[0].isdigit() for text in texts)
    return consecutive and bool(counted) and (len(counted) >= 2 or marked) and 1 <= counted[0] <= 2


def _is_preamble_row(matrix: Matrix, row: int) -> bool:
    texts = matrix.texts(row)
    if not texts:
        # A blank row above a title in the grid: report printers draw a frame around it.
        following = next((later for later in range(row + 1, matrix.grid.rows) if matrix.texts(later)), None)
        return following is not None and following <= row + 2 and _is_preamble_row(matrix, following)
    if len(texts) > 4 or any(_is_annex_label(cell.text) for cell, _ in texts):
        return False
    if len(texts) == 1 and texts[0][1].endswith("情况") and named_forms(f"{texts[0][0].text}表"):
        # 部门收支总体情况 over the whole width of a sheet is its title.
        return True
    # 部门:某局 | 2023年度 | 单位:万元. A year that stands beside no scale may head a column.
    has_scale = any(scale_of(cell.text) for cell, _ in texts)
    said = [
        is_preamble(cell.text, alone=len(texts) == 1) or (has_scale and bool(_YEAR.fullmatch(text)))
        for cell, text in texts
    ]
    # "部门：" in one cell and the name in the next: the row belongs to what says it is a preamble.
    return all(said) or (said[0] and texts[0][1].endswith(":") and sum(said) * 2 >= len(said))


def _is_annex_label(text: str) -> bool:
    """True for 项目资金(万元) and 其他资金(万元): labels of an annex, though they print a scale as preambles do."""
    label = label_of(text)
    return label is not None and (label.id == "group" or label.funding not in (None, "total") or bool(label.period))


def _reach(matrix: Matrix, row: int) -> int:
    """The first row below everything that a header row merges downwards, where more than one column goes on."""
    cells = [cell for cell in matrix.starting(row) if plain(cell.text)]
    return min((cell.row + cell.row_span for cell in cells), default=row + 1)


def _begins_body(matrix: Matrix, row: int, start: int) -> bool:
    depth = row - start
    if is_column_numbers(matrix, row):
        return True
    texts = matrix.texts(row)
    if not texts:
        return depth > 0 and any(True for _ in matrix.starting(row))
    if depth > 0 and any(_names_levels(matrix, later) for later in (row, row + 1)):
        # 类 款 项 and what stands right above them, such as the rest of names that were wrapped.
        return False
    if any(_NUMBER.fullmatch(text) or _CODED.match(text) or _DASH.fullmatch(text) for _, text in texts):
        return True
    if depth > 0 and _is_banner(matrix, row):
        return True
    if depth > 0 and not any(_under_identifier(matrix, range(start, row), cell.column) for cell, _ in texts):
        # Words over amount columns only: no body row prints words there.
        return False
    first = texts[0][1]
    if enumerator(first) and not facets_of(first).understood:
        return True
    if depth == 0 and all(facets_of(text) == facets_of("合计") for _, text in texts):
        return True
    if all(
        facets_of(text).role is None and _under_identifier(matrix, range(start, row), cell.column)
        for cell, text in texts
    ):
        # 合计 or 公务接待费 alone under 项目: a row without amounts, not a header.
        return True
    roles = {facets_of(text).role for _, text in texts if facets_of(text).understood}
    if {"code", "name"} <= roles or (depth > 0 and any(facets_of(text).level for _, text in texts)):
        # 类, 款 and 项 stand under 科目编码, whatever classes the columns beside them are of.
        return False
    said = [facets for _, text in texts if (facets := facets_of(text)).understood]
    names_rows = any(facets.role in _IDENTIFYING or facets.classification for facets in said)
    if depth == 0 and names_rows and any(facets.total for facets in said):
        # 科目名称 or 功能科目 with 总计 opens a header, whatever the columns behind them are classes of.
        return False
    return len(said) * 2 < len(texts)


def _names_levels(matrix: Matrix, row: int) -> bool:
    texts = matrix.texts(row) if row < matrix.grid.rows else ()
    return bool(texts) and all(facets_of(text).level for _, text in texts)


def _is_banner(matrix: Matrix, row: int) -> bool:
    """True for a year or stage alone in its row, right above amounts: 2025年预算数 merged over the row of that year."""
    texts, below = matrix.texts(row), matrix.texts(row + 1) if row + 1 < matrix.grid.rows else ()
    if len(texts) != 1 or not below or not all(_NUMBER.fullmatch(text) for _, text in below):
        return False
    said = facets_of(texts[0][1])
    return said.understood and (said.year is not None or said.year_offset is not None)


def _under_identifier(matrix: Matrix, header: range, column: int) -> bool:
    above = [matrix.owners[upper][column] for upper in header]
    return any(cell is not None and facets_of(cell.text).role is not None for cell in above)
