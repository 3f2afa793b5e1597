"""Dress a typeset document otherwise, whatever its layout: how printers differ that says nothing of the money."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from unicodedata import normalize

from tests.typeset.document import Contents, Cover, Document, Prose, Ruling
from tests.typeset.font import CHARACTERS, NAMED_FONT
from tests.typeset.renamed import renamed
from tests.typeset.tables import Cell, Continuation, Row, Table

Dress = Callable[[Document, Random], Document]

RADICALS = str.maketrans({character: radical for radical, character in CHARACTERS.items()})
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
NARROW = str.maketrans({mark: normalize("NFKC", mark) for mark in "（）：，；"})


def ruled_otherwise(document: Document, rng: Random) -> Document:
    """Another producer: how rules are drawn, and a font that is embedded or only named."""
    rulings: tuple[Ruling, ...] = ("lines", "cells", "rectangles")
    font = rng.choice((document.page_style.font, NAMED_FONT))
    return replace(document, page_style=replace(document.page_style, ruling=rng.choice(rulings), font=font))


def packed(document: Document, rng: Random) -> Document:
    """Several tables on one page; nobody lists the pages of such tables."""
    return replace(_unlisted(document), page_style=replace(document.page_style, packed=True))


def titled_inside(document: Document, rng: Random) -> Document:
    """Number, title and the lines below it as merged cells of the table, as a sheet that was pasted prints them."""
    return _tables(_unlisted(document), _with_title)


def _with_title(table: Table) -> Table:
    width = len(table.widths)
    if width < 3 or not table.header:
        return table
    rows = [(Cell(line, columns=width), *(None,) * (width - 1)) for line in (table.number, table.title) if line]
    for left, right in table.preamble:
        rows.append((Cell(left, columns=width - 1), *(None,) * (width - 2), Cell(right)))
    return replace(table, number="", title="", preamble=(), header=(*rows, *table.header))


def _unlisted(document: Document) -> Document:
    return replace(document, blocks=tuple(block for block in document.blocks if not isinstance(block, Contents)))


def indented(document: Document, rng: Random) -> Document:
    """Labels set in by their depth in blanks, as systems print trees."""
    blank = rng.choice((" ", "　"))

    def set_in(table: Table) -> Table:
        return replace(table, body=tuple(_set_in(row, blank) for row in table.body))

    return _tables(document, set_in)


def _set_in(row: Row, blank: str) -> Row:
    """The name before the first amount; how deep is told by its subject's code."""
    amounts = [(n, cell.amount) for n, cell in enumerate(row) if cell is not None and cell.amount is not None]
    if not amounts or amounts[0][0] == 0 or amounts[0][1].facets is None:
        return row
    column, facets = amounts[0][0], amounts[0][1].facets
    code = facets.function_code or facets.economic_code or ""
    name = row[column - 1]
    if name is None or not name.text or len(code) < 5:
        return row
    return (*row[: column - 1], replace(name, text=blank * (len(code) - 3) + name.text), *row[column:])


def long_names(document: Document, rng: Random) -> Document:
    """A department with a very long name, wherever its name is printed."""
    name = next(block.lines[0] for block in document.blocks if isinstance(block, Cover))
    longer = f"{name[:3]}推进重点领域改革与综合协调服务及{name[3:]}"
    return renamed(_labels(document, lambda text: text.replace(name, longer)), name, longer)


def continued_otherwise(document: Document, rng: Random) -> Document:
    """Pages that repeat title and header, the header, or nothing, and hold fewer rows."""
    ways: tuple[Continuation, ...] = ("title", "header", "none")
    way, fewer = rng.choice(ways), rng.randint(5, 12)

    def broken(table: Table) -> Table:
        # Text keeps no merged cells: what of a group goes on below a break, nobody can tell there.
        has_groups = any(cell is not None and cell.rows > 1 for row in table.body for cell in row)
        return replace(table, continuation=way, rows_per_page=table.rows_per_page if has_groups else fewer)

    return _tables(document, broken)


def turned(document: Document, rng: Random) -> Document:
    """Every narrow table upright and every wide one on its side, or the other way round where it fits."""
    return _tables(document, lambda table: replace(table, landscape=len(table.widths) > 4, rows_per_page=14))


def without_separators(document: Document, rng: Random) -> Document:
    """Numbers without thousands separators."""
    return _amounts(document, lambda text: text.replace(",", ""))


def wide_separators(document: Document, rng: Random) -> Document:
    """Numbers with full-width commas, as an input method for Chinese types them."""
    return _amounts(document, lambda text: text.replace(",", "，"))


def wide_digits(document: Document, rng: Random) -> Document:
    """Some numbers in full-width digits, where the column has room for them."""
    return _amounts(document, lambda text: text.translate(WIDE) if len(text) < 8 and rng.random() < 0.3 else text)


def narrow_marks(document: Document, rng: Random) -> Document:
    """Half-width brackets and colons in all labels."""
    return _labels(document, lambda text: text.translate(NARROW))


def radicals(document: Document, rng: Random) -> Document:
    """Labels and prose in a font that prints radicals for characters."""
    blocks = (
        replace(block, paragraphs=tuple(text.translate(RADICALS) for text in block.paragraphs))
        if isinstance(block, Prose)
        else block
        for block in document.blocks
    )
    return _labels(replace(document, blocks=tuple(blocks)), lambda text: text.translate(RADICALS))


def wrapped_headers(document: Document, rng: Random) -> Document:
    """Header labels broken over lines wherever a narrow column breaks them."""
    return _tables(document, lambda table: replace(table, header=_each(table.header, lambda t: _broken(t, rng, 4))))


def wrapped_labels(document: Document, rng: Random) -> Document:
    """Labels and codes of the body broken over lines."""
    return _tables(
        document,
        lambda table: replace(table, body=_each(table.body, lambda t: _broken(t, rng, 6) if len(t) > 3 else t)),
    )


def wrapped_numbers(document: Document, rng: Random) -> Document:
    """Numbers with decimals broken over lines: a whole number in two parts cannot be told from two numbers."""
    return _amounts(document, lambda text: _broken(text, rng, 3) if "." in text and rng.random() < 0.3 else text)


def spaced_labels(document: Document, rng: Random) -> Document:
    """Short words spread out, as in `合    计` and `项  目`."""
    return _labels(document, lambda text: "　".join(text) if len(text) == 2 and not text.isdigit() else text)


def wrapped_unit(document: Document, rng: Random) -> Document:
    """The unit broken over two lines above the table: `单位：万` and `元` below it."""

    def wrap(right: str) -> str:
        return right[:-1] + "\n元" if right.endswith("万元") else right

    return _tables(
        document, lambda table: replace(table, preamble=tuple((left, wrap(right)) for left, right in table.preamble))
    )


# In the order in which they are put on: names before they are broken, and a title goes into its table whole.
DRESSES: tuple[Dress, ...] = (
    long_names,
    without_separators,
    wide_separators,
    wide_digits,
    narrow_marks,
    radicals,
    spaced_labels,
    indented,
    wrapped_headers,
    wrapped_labels,
    wrapped_numbers,
    wrapped_unit,
    ruled_otherwise,
    packed,
    continued_otherwise,
    turned,
    titled_inside,
)


def dressed(document: Document, rng: Random) -> Document:
    """The document in some of the dresses, at most four, one over the other."""
    chosen = rng.sample(DRESSES, rng.randint(0, 4))
    for dress in sorted(chosen, key=DRESSES.index):
        document = dress(document, rng)
    return document


def _tables(document: Document, change: Callable[[Table], Table]) -> Document:
    blocks = (change(block) if isinstance(block, Table) else block for block in document.blocks)
    return replace(document, blocks=tuple(blocks))


def _each(rows: tuple[Row, ...], change: Callable[[str], str], *, amounts: bool = False) -> tuple[Row, ...]:
    def changed(cell: Cell | None) -> Cell | None:
        if cell is None or (cell.amount is not None) is not amounts:
            return cell
        return replace(cell, text=change(cell.text))

    return tuple(tuple(changed(cell) for cell in row) for row in rows)


def _amounts(document: Document, change: Callable[[str], str]) -> Document:
    return _tables(document, lambda table: replace(table, body=_each(table.body, change, amounts=True)))


def _labels(document: Document, change: Callable[[str], str]) -> Document:
    """Every label of the tables, and the lines above them."""

    def all_labels(table: Table) -> Table:
        preamble = tuple((change(left), change(right)) for left, right in table.preamble)
        header, body = _each(table.header, change), _each(table.body, change)
        return replace(table, preamble=preamble, header=header, body=body, title=change(table.title))

    return _tables(document, all_labels)


def _broken(text: str, rng: Random, part: int) -> str:
    """The text in lines of at most so many characters."""
    if "\n" in text or len(text) <= part:
        return text
    size = rng.randint(part, part + 2)
    return "\n".join(text[at : at + size] for at in range(0, len(text), size))
