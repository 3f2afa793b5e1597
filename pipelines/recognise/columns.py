"""What each column of a form is, from the words above it, and which columns belong together (blocks)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipelines.recognise.coded_content import CODES, classification_in, is_words
from pipelines.recognise.form import Block, Column
from pipelines.recognise.list_columns import asset_kind_of, list_role, procurement_kind_of
from pipelines.recognise.measure_trees import is_memo
from pipelines.recognise.spelling import plain
from pipelines.recognise.terms import NOTHING_SAID, Facets, combine, facets_of

_IDENTIFIERS = ("code", "name", "label", "unit_code", "unit_name", "year")
_IGNORED_ROLES = {"line_number": "line_number", "note": "note"}


def read_columns(
    paths: Sequence[tuple[str, ...]], contents: Sequence[str], words: str | None = None
) -> tuple[Column, ...]:
    """Turn header paths into columns. `contents[i]` tells what the body of column i prints: blank, words, other, or
    the classification of the national codes in it (coded_content.py).

    `words` names the list form whose own words for headers come first.
    """
    # 项目支出 is the name of a list's amounts, but beside 基本支出 a category of its own.
    has_basic = any(facets_of(text).category == "basic" for path in paths for text in path)
    columns = []
    for index, (path, content) in enumerate(zip(paths, contents, strict=True)):
        is_category = has_basic and _says_category(path)
        listed = None if words is None or is_category else _list_column(words, index, path, content)
        columns.append(listed or _column(index, path, content))
    return tuple(_with_split_codes(_with_printed_codes(_with_names_of_codes(columns, contents), contents)))


def _says_category(path: Sequence[str]) -> bool:
    facets = combine([facets_of(text) for text in path])
    return facets.understood and facets.category in ("basic", "project")


def _list_column(words: str, index: int, path: tuple[str, ...], content: str) -> Column | None:
    """A column of a list form, by the words of the list, or by what it prints; None where they do not tell."""
    facets = combine([facets_of(text) for text in path])
    role = list_role(words, path, is_clipped=not facets.understood) if path else None
    names_asset = words == "asset" and role is None and any(asset_kind_of(text) is not None for text in path)
    if role == "amount" or names_asset:
        return Column(index, "measure", path, Facets(kind="amount", scale=facets.scale))
    if role in ("note", "percentage"):
        return Column(index, "ignored", path, facets, role)
    if is_memo("category", role):
        return Column(index, "measure", path, Facets(kind="amount", category=role, scale=facets.scale))
    if role is not None:
        return Column(index, role, path, replace(facets, role=None))
    if words == "procurement" and path and (kind := procurement_kind_of(path[-1])) is not None:
        return Column(index, "measure", path, Facets(kind="amount", scale=facets.scale), kind)
    inner = tuple(text for text in path if list_role(words, (text,)) != "amount")
    if inner and inner != path:
        # 政府采购金额 over 合计 and funds only says that they are money.
        return replace(_column(index, inner, content), header=path)
    if path and facets.understood and facets.role is None and facets.classification is None and is_words(content):
        # 资金性质 with 一般公共预算 in its rows says in words what elsewhere the header says of the amount.
        return Column(index, "said", path, Facets())
    return None


def _column(index: int, path: tuple[str, ...], content: str) -> Column:
    if not path:
        # A column of words without header carries on the labels to its left.
        kind = "blank" if content == "blank" else "label" if is_words(content) else "unknown"
        return Column(index, kind, path, Facets())
    parts = [facets_of(text) for text in path]
    facets = combine(parts)
    # The innermost word decides whether the column identifies rows or holds amounts: "项目" may span both.
    innermost = parts[-1]
    if facets.ignore is not None and facets.understood:
        return Column(index, "ignored", path, facets, facets.ignore)
    role = facets.role if innermost.role or not innermost.says_measure else None
    if role == "unit_code" and facets.classification is not None:
        # 部门经济科目编码 is made of 部门 and 编码, and is the code of no unit.
        role = "code"
    if role == "unit_name" and innermost.says_measure and content == "other":
        # 单位上年结转 over amounts is no unit.
        role = None
    if role == "detail":
        return Column(index, "unknown", path, facets, plain(path[-1]))
    if role is None and innermost.understood and innermost.classification and not innermost.says_measure:
        # 支出功能分类 alone names the subjects; under 财政拨款支出 it does where words stand below.
        role = "label" if not facets.says_measure or is_words(content) else None
    if role in _IGNORED_ROLES:
        return Column(index, "ignored", path, facets, _IGNORED_ROLES[role])
    if role is not None and innermost.understood:
        return Column(index, role, path, replace(facets, role=role))
    if not facets.understood:
        return _by_content(index, path, facets, content)
    if facets == NOTHING_SAID:
        # 预留 and 份额 are parts of headers: alone they say of no amount what it is.
        return Column(index, "unknown", path, facets, plain(path[-1]))
    if is_words(content) and facets.side is not None and not facets.says_measure:
        # 支出 over a column of words: what they are names of is for the rows to say.
        return Column(index, "label", path, replace(facets, role="label"))
    return Column(index, "measure", path, replace(facets, role=None))


def _by_content(index: int, path: tuple[str, ...], facets: Facets, content: str) -> Column:
    """A column whose header is not understood: national codes in it say that it names subjects, and of what kind."""
    classification = classification_in(content)
    if classification is not None and not facets.says_measure:
        kind = "code" if content.startswith(CODES) else "label"
        level = facets_of(path[-1]).level if kind == "code" else None
        return Column(index, kind, path, Facets(role=kind, level=level, classification=classification))
    return Column(index, "unknown", path, facets, facets.conflict or "、".join(facets.unknown))


def _with_names_of_codes(columns: Sequence[Column], contents: Sequence[str]) -> Iterable[Column]:
    """A column of words right behind codes that ends in 名称 names them, whatever else its header says."""
    before: Column | None = None
    for column in columns:
        if (
            column.kind == "unknown"
            and column.facets.role == "name"
            and is_words(contents[column.index])
            and before is not None
            and before.kind == "code"
        ):
            column = Column(column.index, "name", column.header, Facets(role="name"))
        yield column
        before = column


def _with_printed_codes(columns: Iterable[Column], contents: Sequence[str]) -> Iterable[Column]:
    """Codes are of the classification that their digits say, and so is 款 or 项 right behind them under one header.

    政府经济科目 with 503 is no column of 经济科目, and 款 is understood under whatever header its 类 stands.
    """
    before: Column | None = None
    for column in columns:
        printed = classification_in(contents[column.index]) if contents[column.index].startswith(CODES) else None
        if column.kind == "code" and printed is not None and column.facets.classification != printed:
            column = replace(column, facets=replace(column.facets, classification=printed))
        elif before is not None and before.kind == "code" and _is_lower(column, before):
            said = facets_of(column.header[-1])
            facets = Facets(role="code", level=said.level, classification=before.facets.classification)
            column = Column(column.index, "code", column.header, facets)
        yield column
        before = column


def _is_lower(column: Column, before: Column) -> bool:
    if column.kind not in ("code", "unknown") or not column.header or column.header[:-1] != before.header[:-1]:
        return False
    said = facets_of(column.header[-1])
    return said.role == "code" and said.level is not None and said.level > (before.facets.level or 1)


def _with_split_codes(columns: Iterable[Column]) -> Iterable[Column]:
    """A header 科目编码 over several columns without 类/款/项: number the levels from left to right."""
    level = 0
    for column in columns:
        if column.kind != "code":
            level = 0
            yield column
            continue
        level += 1
        yield column if column.facets.level else replace(column, facets=replace(column.facets, level=level))


def read_blocks(columns: Sequence[Column]) -> tuple[Block, ...]:
    """Group the columns: identifiers and the amounts to their right; the next identifier begins the next block."""
    blocks: list[Block] = []
    identifiers: list[Column] = []
    measures: list[Column] = []
    for column in (*columns, None):
        ends = column is None or (column.kind in _IDENTIFIERS and measures)
        if ends and (identifiers or measures):
            blocks.append(_block(identifiers, measures))
            identifiers, measures = [], []
        if column is not None and column.kind in _IDENTIFIERS:
            identifiers.append(column)
        elif column is not None and column.kind in ("measure", "unknown"):
            measures.append(column)
    return tuple(block for block in blocks if block.measures)


def one_block(columns: Sequence[Column]) -> tuple[Block, ...]:
    """All columns of a list form as one block: what tells of an item may stand on either side of its amounts."""
    measures = [column for column in columns if column.kind in ("measure", "unknown")]
    others = [column for column in columns if column.kind not in ("measure", "unknown", "ignored", "blank")]
    classes = {column.facets.classification for column in others} - {None}
    return (
        (Block(tuple(others), tuple(measures), None, classes.pop() if len(classes) == 1 else None),) if measures else ()
    )


def _block(identifiers: Sequence[Column], measures: Sequence[Column]) -> Block:
    outer = {facets_of(column.header[0]).side for column in measures if column.header}
    named = {facets_of(column.header[0]).side for column in identifiers if column.header}
    # A block has a side where all of it stands under 收入 or 支出, not where one of its columns is 本年收入.
    side = next(iter(outer)) if len(outer) == 1 and named <= {None, *outer} else None
    classes = [column.facets.classification for column in identifiers if column.facets.classification]
    return Block(tuple(identifiers), tuple(measures), side, classes[0] if len(set(classes)) == 1 else None)


def same_header(left: Sequence[tuple[str, ...]], right: Sequence[tuple[str, ...]]) -> bool:
    """True where two grids carry the same header words in the same order."""

    def words(paths: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
        return [tuple(plain(text) for text in path) for path in paths if path]

    return words(left) == words(right)
