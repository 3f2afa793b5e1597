"""What each column of a form is, from the words above it, and which columns belong together (blocks)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipelines.recognise.form import Block, Column
from pipelines.recognise.spelling import plain
from pipelines.recognise.terms import Facets, combine, facets_of

_IDENTIFIERS = ("code", "name", "label", "unit_code", "unit_name", "year")
_IGNORED_ROLES = {"line_number": "line_number", "note": "note"}


def read_columns(paths: Sequence[tuple[str, ...]], contents: Sequence[str]) -> tuple[Column, ...]:
    """Turn header paths into columns. `contents[i]` tells what the body of column i prints: blank, words or other."""
    columns = [_column(index, path, content) for index, (path, content) in enumerate(zip(paths, contents, strict=True))]
    return tuple(_with_split_codes(columns))


def _column(index: int, path: tuple[str, ...], content: str) -> Column:
    if not path:
        # A column of words without header carries on the labels to its left.
        kind = {"blank": "blank", "words": "label"}.get(content, "unknown")
        return Column(index, kind, path, Facets())
    parts = [facets_of(text) for text in path]
    facets = combine(parts)
    # The innermost word decides whether the column identifies rows or holds amounts: "项目" may span both.
    innermost = parts[-1]
    if facets.ignore is not None and facets.understood:
        return Column(index, "ignored", path, facets, facets.ignore)
    role = facets.role if innermost.role or not innermost.says_measure else None
    if role is None and innermost.understood and innermost.classification and not facets.says_measure:
        # 支出功能分类 alone names the subjects.
        role = "label"
    if role in _IGNORED_ROLES:
        return Column(index, "ignored", path, facets, _IGNORED_ROLES[role])
    if role is not None and innermost.understood:
        return Column(index, role, path, replace(facets, role=role))
    if not facets.understood:
        return Column(index, "unknown", path, facets, facets.conflict or "、".join(facets.unknown))
    return Column(index, "measure", path, replace(facets, role=None))


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
