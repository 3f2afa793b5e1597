"""Put the pieces of one table together again: continuation pages with title, with header only, or with nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.recognise.catalogue import FormSpec, named_forms
from pipelines.recognise.columns import read_columns, same_header
from pipelines.recognise.form import BodyCell, BodyRow
from pipelines.recognise.list_columns import list_role
from pipelines.recognise.page_top import begins_with_rows, has_same_edges, without_header
from pipelines.recognise.pieces import Piece
from pipelines.recognise.preamble import could_be_title, title_of
from pipelines.recognise.sheet import begins_annex
from pipelines.recognise.spelling import plain

# A header with fewer words of a list may belong to any table.
_WORDS = 2
# A longer line above a grid is more than a piece of a label that a page break cut off.
_CUT_OFF = 8
# A line that only says that the table goes on.
_CONTINUED = re.compile(r"\(?(?:接上页|续上?)表?\(?[\d一二三四五六七八九十]{0,2}\)?\)?")


@dataclass
class Table:
    """One table over one or more pieces, while it is being put together."""

    first: Piece
    title: str | None
    specs: tuple[FormSpec, ...]
    pieces: list[Piece] = field(default_factory=list)
    maps: list[Mapping[int, int]] = field(default_factory=list)
    beside: list[Piece] = field(default_factory=list)

    @property
    def prints_labels(self) -> bool:
        """True for an annex of labels and values."""
        return len(self.specs) == 1 and self.specs[0].prints_labels

    @property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """Header path of every column, those on pages beside included."""
        return self.first.paths + (self.beside[0].paths if self.beside else ())

    @property
    def contents(self) -> tuple[str, ...]:
        """What the body of every column prints: blank, words or other."""
        contents = list(self.first.contents)
        for piece, columns in zip(self.pieces, self.maps, strict=True):
            for here, there in columns.items():
                if contents[there] == "blank":
                    contents[there] = piece.contents[here]
        return (*contents, *(self.beside[0].contents if self.beside else ()))

    def rows(self) -> tuple[BodyRow, ...]:
        """The body rows of all pieces, with cells by the column index of the first piece."""
        rows = [
            row for piece, columns in zip(self.pieces, self.maps, strict=True) for row in _body_rows(piece, columns)
        ]
        width = self.first.matrix.grid.columns
        for number, row in enumerate(row for piece in self.beside for row in _body_rows(piece, _identity(piece))):
            moved = {width + column: cell for column, cell in row.cells.items()}
            rows[number] = replace(rows[number], cells={**rows[number].cells, **moved})
        return tuple(rows)


def stitch(pieces: Sequence[Piece]) -> tuple[Table, ...]:
    """Return the tables of a document. A piece without a title goes on with the table before it, if its columns fit."""
    tables: list[Table] = []
    for piece in pieces:
        title, specs = _title(piece)
        current = tables[-1] if tables else None
        if current is not None and current.prints_labels and _annex_goes_on(current, piece, title, specs):
            current.pieces.append(piece)
            current.maps.append({})
            continue
        if current is not None and not specs and begins_with_rows(current.pieces, piece):
            piece = without_header(piece, current.first)
        if current is not None and _stands_beside(current, piece, specs):
            current.beside.append(piece)
            continue
        if current is not None and not current.prints_labels and _goes_on(current, piece, title, specs):
            columns = column_map(current.first, piece)
            if columns is not None:
                current.pieces.append(piece)
                current.maps.append(columns)
                continue
        tables.append(Table(piece, title, specs, [piece], [_identity(piece)]))
    return tuple(tables)


def _identity(piece: Piece) -> Mapping[int, int]:
    return {column: column for column in range(piece.matrix.grid.columns)}


def _stands_beside(table: Table, piece: Piece, specs: tuple[FormSpec, ...]) -> bool:
    """True for the right-hand part of a table that is too wide for its page: amounts only, row for row.

    The part under the header repeats the title; further parts carry neither title nor header.
    """
    if len(table.beside) == len(table.pieces):
        return False
    if len(piece.split.body) != len(table.pieces[len(table.beside)].split.body) or len(piece.split.body) < 2:
        return False
    if table.beside:
        return not piece.has_header and piece.matrix.grid.columns == table.beside[0].matrix.grid.columns
    same_form = len(specs) == 1 and specs == table.specs
    columns = read_columns(piece.paths, piece.contents)
    return same_form and piece.has_header and all(column.kind in ("measure", "blank") for column in columns)


def _title(piece: Piece) -> tuple[str | None, tuple[FormSpec, ...]]:
    """The nearest line above the piece that names a form, and the forms it names."""
    for line in piece.preamble.titles:
        if specs := named_forms(line):
            return line, _decided(piece, specs)
    for line in piece.preamble.headings if piece.has_header else ():
        # 部门政府采购预算, 机构设置情况: without 表 a heading names a list where the header is words of that list,
        specs = named_forms(f"{line}表")
        listed = [spec for spec in specs if spec.columns and _has_words_of(piece, spec.columns)]
        if len(listed) == 1:
            return line, tuple(listed)
        # and 部门收支总体情况 a form of amounts where its scale is printed and all of its header is understood.
        if len(specs) == 1 and not specs[0].columns and not specs[0].prints_labels and _prints_amounts(piece):
            return line, specs
    return (piece.preamble.titles[0] if piece.preamble.titles else None), ()


def _prints_amounts(piece: Piece) -> bool:
    columns = read_columns(piece.paths, piece.contents)
    kinds = {column.kind for column in columns if piece.filled[column.index]}
    return piece.preamble.scale is not None and "measure" in kinds and "unknown" not in kinds


def _decided(piece: Piece, specs: tuple[FormSpec, ...]) -> tuple[FormSpec, ...]:
    """A title that may name a list or an annex (重点项目绩效目标情况表): the words of the header decide."""
    if len(specs) != 2 or not any(spec.prints_labels for spec in specs):
        return specs
    listed = tuple(spec for spec in specs if spec.columns and _has_words_of(piece, spec.columns))
    return listed or tuple(spec for spec in specs if spec.prints_labels)


def _has_words_of(piece: Piece, words: str) -> bool:
    headers = [path for path in piece.paths if path]
    found = sum(list_role(words, path) is not None for path in headers)
    return found >= _WORDS and found * 2 >= len(headers)


def _goes_on(table: Table, piece: Piece, title: str | None, specs: tuple[FormSpec, ...]) -> bool:
    if specs:
        same = table.title is not None and title is not None and title_of(title) == title_of(table.title)
        unit, before = piece.preamble.unit, table.first.preamble.unit
        return same and (unit is None or before is None or plain(unit) == plain(before)) and _header_fits(table, piece)
    return _header_fits(table, piece) and not _says_otherwise(table, piece, title)


def _annex_goes_on(table: Table, piece: Piece, title: str | None, specs: tuple[FormSpec, ...]) -> bool:
    """True for a grid that begins in the middle of an annex: under the same title or none, and about no project."""
    if begins_annex(piece):
        return False
    if specs:
        return table.title is not None and title is not None and title_of(title) == title_of(table.title)
    if any(could_be_title(line) for line in piece.above):
        return False
    # Merged cells that a page cuts may print all of their text above the next page's rules.
    is_short = all(len(plain(line)) <= _CUT_OFF for line in piece.above)
    return is_short or has_same_edges(table.pieces[-1], piece)


def _says_otherwise(table: Table, piece: Piece, title: str | None) -> bool:
    """True where a piece prints a scale of its own, or under a header of its own another title, not a running one."""
    scale, before = piece.preamble.scale, table.first.preamble.scale
    if scale is not None and before is not None and scale != before:
        return True
    if title is None or table.title is None or not piece.has_header or title_of(title) == title_of(table.title):
        return False
    if _CONTINUED.fullmatch(plain(title)):
        return False
    return plain(title) not in {plain(line) for each in table.pieces for line in each.above}


def _header_fits(table: Table, piece: Piece) -> bool:
    return not piece.has_header or same_header(table.first.paths, piece.paths)


def column_map(first: Piece, piece: Piece) -> Mapping[int, int] | None:
    """Return {column of `piece`: column of `first`}, or None where the columns do not fit.

    By header where the piece repeats it, else by place on the page, else by number.
    """
    width, target = piece.matrix.grid.columns, first.matrix.grid.columns
    printed = [column for column in range(width) if piece.filled[column] or piece.paths[column]]
    here = piece.matrix.extents((*piece.split.header, *piece.split.body))
    there = first.matrix.extents((*first.split.header, *first.split.body))
    if not any(there):
        if piece.has_header and width != target:
            return None
        return {column: column for column in range(width)} if width <= target else None
    columns: dict[int, int] = {}
    for column in printed:
        left, right = here[column] or (0.0, 0.0)
        fits = [
            index
            for index, extent in enumerate(there)
            if extent is not None and extent[0] - 1 <= (left + right) / 2 <= extent[1] + 1 and first.paths[index]
        ]
        best = max(fits, key=lambda index: _overlap(there[index], (left, right)), default=None)
        if best is None or best in columns.values():
            # Same number of columns, moved on the page (another margin): the order decides.
            return {index: index for index in range(width)} if width == target else None
        columns[column] = best
    return columns


def _overlap(one: tuple[float, float] | None, two: tuple[float, float]) -> float:
    return 0.0 if one is None else min(one[1], two[1]) - max(one[0], two[0])


def _body_rows(piece: Piece, columns: Mapping[int, int]) -> list[BodyRow]:
    grid, owners = piece.matrix.grid, piece.matrix.owners
    rows: list[BodyRow] = []
    for row in piece.split.body:
        cells: dict[int, BodyCell] = {}
        for column, cell in enumerate(owners[row]):
            if cell is None or cell.column != column or column not in columns or not plain(cell.text):
                continue
            if cell.row != row and cell.row_span > 1 and not _repeats(piece, column):
                continue
            cells[columns[column]] = BodyCell(
                cell.text, row + 1, column + 1, cell.box, spans_rows=cell.row != row, confidence=cell.confidence
            )
        width = None if grid.has_spans else sum(cell is not None for cell in owners[row])
        rows.append(BodyRow(cells, piece.matrix.place_of(row), grid.table_no, row + 1, width))
    return rows


def _repeats(piece: Piece, column: int) -> bool:
    """True where a cell merged over rows names them all: in a column of labels, never in one of amounts."""
    cells = [cell for cell in piece.matrix.grid.cells if cell.column == column and cell.row in piece.split.body]
    return any(cell.row_span > 1 and any(char > "\u4e00" for char in cell.text) for cell in cells)
