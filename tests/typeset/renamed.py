"""A document whose department has another name."""

from collections.abc import Callable
from dataclasses import replace

from tests.typeset.document import Block, Cover, Document, Prose
from tests.typeset.tables import Cell, Table


def renamed(document: Document, name: str, other: str) -> Document:
    """The document with another name on its cover, in its prose and in what amounts mean; labels stay."""

    def change(text: str) -> str:
        return text.replace(name, other)

    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Cover):
            blocks.append(replace(block, lines=tuple(map(change, block.lines))))
        elif isinstance(block, Prose):
            blocks.append(replace(block, paragraphs=tuple(map(change, block.paragraphs))))
        elif isinstance(block, Table):
            blocks.append(_units_renamed(block, change))
        else:
            blocks.append(block)
    style = replace(document.page_style, running_header=change(document.page_style.running_header))
    return replace(document, blocks=tuple(blocks), page_style=style)


def _units_renamed(table: Table, change: Callable[[str], str]) -> Table:
    def meant(cell: Cell | None) -> Cell | None:
        facets = cell.amount.facets if cell is not None and cell.amount is not None else None
        if cell is None or cell.amount is None or facets is None or facets.unit_name is None:
            return cell
        facets = replace(facets, unit_name=change(facets.unit_name))
        return replace(cell, amount=replace(cell.amount, facets=facets))

    return replace(table, body=tuple(tuple(meant(cell) for cell in row) for row in table.body))
