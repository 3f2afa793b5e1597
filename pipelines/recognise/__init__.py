"""Recognise: grids and text become forms. Knows headings, not amounts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from pipelines.issues import Issue
from pipelines.read.document import Document, TextRun
from pipelines.recognise.catalogue import FormSpec, stage_of
from pipelines.recognise.columns import one_block, read_blocks, read_columns
from pipelines.recognise.cover import read_cover
from pipelines.recognise.form import Block, BodyRow, Column, Form, Recognised, Unrecognised
from pipelines.recognise.lost_header import rebuilt_paths
from pipelines.recognise.pieces import Piece, read_pieces
from pipelines.recognise.preamble import is_note, says_nothing, year_of
from pipelines.recognise.ragged import align
from pipelines.recognise.remarks import read_remarks
from pipelines.recognise.rows import classification_of
from pipelines.recognise.sheet import read_sheet
from pipelines.recognise.spelling import plain
from pipelines.recognise.statements import read_statements
from pipelines.recognise.stitch import Table, stitch
from pipelines.recognise.unrecognised import unrecognised

__all__ = ["recognise"]

_T = TypeVar("_T")
# A shorter note was not wrapped for want of room.
_WRAPPED = 20
_ENDS = "。.!;)"


def recognise(document: Document) -> Recognised:
    """Find the forms of a document and what the document says it is: unit, year, stage."""
    forms: list[Form] = []
    unknown: list[Unrecognised] = []
    for table in stitch(read_pieces(document)):
        if len(table.specs) == 1:
            forms.append(_form(table, table.specs[0]))
        elif (asked := unrecognised(table)) is not None:
            unknown.append(asked)
    cover = read_cover(document)
    years = Counter(form.year for form in forms if form.year)
    agreed = years.most_common(1)[0] if years else None
    # One form with a year of its own does not outvote the cover.
    year = agreed[0] if agreed and (agreed[1] > 1 or cover.year is None) else cover.year
    stages = Counter(form.stage for form in forms if form.stage)
    stage = stages.most_common(1)[0][0] if stages else cover.stage
    units = Counter(form.unit for form in forms if form.unit)
    names = [name for name, _ in units.most_common()] + [name for name in cover.units if name not in units]
    mentions = tuple(
        item.text for page in document.pages for item in page.items if isinstance(item, TextRun) and item.text.strip()
    )
    return Recognised(
        tuple(forms),
        cover.title,
        year,
        stage,
        tuple(names),
        mentions,
        read_remarks(document, cover.title, year, stage),
        read_statements(document, names, year),
        unrecognised=tuple(unknown),
    )


def _form(table: Table, spec: FormSpec) -> Form:
    form = _empty_form(table, spec)
    if spec.prints_labels:
        return replace(form, sheet=read_sheet(table.pieces))
    first = table.first
    rebuilt = None if first.has_whole_header else rebuilt_paths(first)
    contents = table.contents
    columns = read_columns(rebuilt or table.paths, contents, spec.columns)
    # A header that has lost blank cells names the wrong columns: then no row can be trusted, unless one reading fits.
    is_whole = first.has_whole_header or rebuilt is not None
    aligned = [
        (row, align(row, columns, keeps_blanks=first.has_whole_header) if is_whole else None) for row in table.rows()
    ]
    rows = tuple(row for _, row in aligned if row is not None)
    found = one_block(columns) if spec.columns else read_blocks(columns)
    blocks = tuple(_classified(block, rows, spec, table.title, is_alone=len(found) == 1) for block in found)
    return replace(
        form,
        blocks=blocks,
        columns=columns,
        rows=rows,
        ragged=tuple(row for row, whole in aligned if whole is None),
        issues=tuple(_unknown_headers(columns, contents, spec, first)),
    )


def _empty_form(table: Table, spec: FormSpec) -> Form:
    """The form with all that is said around its rows."""
    last = table.pieces[-1]
    notes = [line for piece in table.pieces for line in _notes(piece)]
    return Form(
        form=spec.id,
        title=table.title,
        unit=_first(piece.preamble.unit for piece in table.pieces),
        year=year_of(table.title or "") or _first(piece.preamble.year for piece in table.pieces),
        stage=stage_of(table.title or ""),
        scale=_first(piece.preamble.scale for piece in (*table.pieces, *table.beside)),
        blocks=(),
        columns=(),
        rows=(),
        page_first=table.first.matrix.place_of(0),
        page_last=last.matrix.place_of(last.matrix.grid.rows - 1),
        is_loaded=spec.loaded,
        empty_note=_empty_note(notes),
        as_of=_first(piece.preamble.as_of for piece in table.pieces),
    )


def _classified(block: Block, rows: Sequence[BodyRow], spec: FormSpec, title: str | None, *, is_alone: bool) -> Block:
    """Say what the rows of a block are broken down by, from its header, else the title, else its rows."""
    if block.side == "revenue" and (spec.two_sided or not is_alone):
        return replace(block, classification="source")
    return replace(block, classification=block.classification or classification_of(block, rows, spec, title))


def _unknown_headers(
    columns: Sequence[Column], contents: Sequence[str], spec: FormSpec, first: Piece
) -> Iterable[Issue]:
    if not spec.loaded:
        return
    vocabulary = "lists" if spec.columns else "terms"
    for column in columns:
        if column.kind == "unknown" and contents[column.index] != "blank":
            text = " / ".join(part.replace("\n", "") for part in column.header)
            word = column.reason or text
            asked = f"no term for {word!r}: add it to data/vocabulary/{vocabulary}.toml"
            yield Issue(
                "unknown_header",
                asked if word else "nothing is printed above this column: what its amounts are is not known",
                page=first.matrix.place_of(0),
                form=spec.id,
                column_no=column.index + 1,
                text=text or None,
            )


def _empty_note(notes: Sequence[str]) -> str | None:
    """The note that says that there is nothing, else the first: others explain the columns."""
    return next((note for note in notes if says_nothing(note)), notes[0] if notes else None)


def _notes(piece: Piece) -> list[str]:
    """Notes printed below the grid or in its last rows."""
    inside = [cell.text for row in piece.split.body[-2:] for cell in piece.matrix.starting(row) if is_note(cell.text)]
    return inside + [_whole(piece.below, number) for number, line in enumerate(piece.below[:4]) if is_note(line)]


def _whole(lines: Sequence[str], number: int) -> str:
    """A note with the end of its sentence, where that is wrapped on the next line."""
    note, following = lines[number], lines[number + 1] if number + 1 < len(lines) else ""
    goes_on = len(plain(note)) >= _WRAPPED and plain(note)[-1] not in _ENDS
    is_end = plain(following).endswith("。") and not is_note(following)
    return note + following if goes_on and is_end else note


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)
