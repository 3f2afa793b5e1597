"""A whole document before rendering: cover, contents, prose and tables, with its expected facts and planted errors."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from tests.typeset.facts import ExpectedFact
from tests.typeset.font import FONT
from tests.typeset.printing import printed_decimals, printed_yuan
from tests.typeset.tables import Cell, Row, Table, sheets, with_amount

Ruling = Literal["lines", "cells", "rectangles"]
CellPlace = tuple[int, int, int]  # (table index, body row, grid column), all from 0


@dataclass(frozen=True)
class Cover:
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Prose:
    """A heading and paragraphs; `in_contents` puts the heading into the table of contents."""

    heading: str
    paragraphs: tuple[str, ...]
    in_contents: bool = True


@dataclass(frozen=True)
class Contents:
    """A table of contents; its entries are made from the other blocks of the document."""

    heading: str


Block = Cover | Prose | Contents | Table


@dataclass(frozen=True)
class PageStyle:
    """How pages are dressed: ruling of tables, running header, and a page-number pattern with `{}` (both may be '').

    `packed` sets a table below the one before where the page has room for it; the contents then tell no pages.
    """

    ruling: Ruling
    running_header: str = ""
    page_number: str = "- {} -"
    font: str = FONT
    packed: bool = False


@dataclass(frozen=True)
class TextStyle:
    """How the plain-text form is dressed: what stands before titles and headings.

    `repeats_title` is False where text made from pages keeps a continued table's preamble but not its title.
    """

    title_prefix: str = ""
    heading_prefix: str = ""
    repeats_title: bool = True


@dataclass(frozen=True)
class Document:
    layout: str
    blocks: tuple[Block, ...]
    page_style: PageStyle
    text_style: TextStyle = field(default=TextStyle())

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))


def page_counts(document: Document) -> list[int]:
    """Pages each block takes; prose, covers and contents are written to fit one page."""
    return [len(list(sheets(b))) if isinstance(b, Table) else 1 for b in document.blocks]


def contents_entries(document: Document) -> list[tuple[str, int]]:
    """(title, page number from 1) of every table and every prose block that asks for it."""
    entries, page = [], 1
    for block, pages in zip(document.blocks, page_counts(document), strict=True):
        if isinstance(block, Table):
            entries.append((block.title, page))
        elif isinstance(block, Prose) and block.in_contents:
            entries.append((block.heading, page))
        page += pages
    return entries


def _cells(document: Document) -> Iterator[tuple[CellPlace, Row, Cell]]:
    for index, table in enumerate(document.tables):
        for number, row in enumerate(table.body):
            for column, cell in enumerate(row):
                if cell is not None:
                    yield (index, number, column), row, cell


def amount_cells(document: Document) -> list[CellPlace]:
    """Places of all cells in which an amount is printed, blank ones left out."""
    return [place for place, _, cell in _cells(document) if cell.amount and cell.text]


def cell_at(document: Document, place: CellPlace) -> Cell:
    table, row, column = place
    cell = document.tables[table].body[row][column]
    if cell is None:
        raise ValueError(f"{place} is covered by a merged cell")
    return cell


def plant(document: Document, place: CellPlace, delta_fen: int) -> Document:
    """The document with one printed amount changed by `delta_fen` 分 and everything else as it was.

    ValueError when the cell prints no amount, or when the change does not alter what is printed.
    """
    cell = cell_at(document, place)
    if cell.amount is None or not cell.text:
        raise ValueError(f"no amount is printed at {place}")
    changed = with_amount(cell, cell.amount.fen + delta_fen)
    if changed.text == cell.text or not changed.text:
        raise ValueError(f"{delta_fen} 分 more at {place} prints {changed.text!r}, was {cell.text!r}")
    target = document.tables[place[0]]
    row = target.body[place[1]]
    new_row = (*row[: place[2]], changed, *row[place[2] + 1 :])
    new_table = replace(target, body=(*target.body[: place[1]], new_row, *target.body[place[1] + 1 :]))
    tables = iter([*document.tables[: place[0]], new_table, *document.tables[place[0] + 1 :]])
    return replace(document, blocks=tuple(next(tables) if isinstance(b, Table) else b for b in document.blocks))


def in_two_files(document: Document) -> tuple[Document, Document]:
    """The tables as one file and the prose as another, each with the cover: 附件1 and 附件2."""
    tables = tuple(block for block in document.blocks if isinstance(block, Cover | Table))
    prose = tuple(block for block in document.blocks if isinstance(block, Cover | Prose))
    return replace(document, blocks=tables), replace(document, blocks=prose)


def misprint(document: Document, said: str, misprinted: str) -> Document:
    """The document with words of its prose changed. ValueError when the prose does not say them exactly once."""
    paragraphs = [text for block in document.blocks if isinstance(block, Prose) for text in block.paragraphs]
    if sum(text.count(said) for text in paragraphs) != 1:
        raise ValueError(f"the prose does not say {said!r} once")
    blocks = (
        replace(block, paragraphs=tuple(text.replace(said, misprinted) for text in block.paragraphs))
        if isinstance(block, Prose)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def expected_facts(document: Document) -> list[ExpectedFact]:
    """Every printed amount that is a fact, in reading order. Blank cells and memo columns are none."""
    facts = []
    tables = document.tables
    for (index, number, column), row, cell in _cells(document):
        heading = tables[index].header[0][0]
        first = 1 if heading and "".join(heading.text.split()) == "序号" else 0  # the ordinal is no part of the label
        amount = cell.amount
        if amount is None or amount.facets is None or not cell.text:
            continue
        facts.append(
            ExpectedFact(
                **vars(amount.facets),
                amount_yuan=printed_yuan(cell.text, amount.style.scale),
                printed_text="".join(cell.text.split()),
                printed_scale=amount.style.scale,
                printed_decimals=printed_decimals(cell.text),
                row_label=_row_label(row[first:], column - first),
                table_index=index,
                row=number,
                column=column,
            )
        )
    return facts


def _row_label(row: Row, column: int) -> str:
    """The label cells left of the amount, back to the amount cells of the block before."""
    left = [cell for cell in row[:column] if cell is not None]
    while left and left[-1].amount is not None:
        left.pop()
    label: list[str] = []
    while left and left[-1].amount is None:
        label.insert(0, left.pop().text)
    return " ".join(text for text in label if text)
