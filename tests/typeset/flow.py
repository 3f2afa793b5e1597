"""What stands around tables in formats without pages: the lines above a form, and prose line by line."""

from collections.abc import Iterator

from tests.typeset.document import Contents, Cover, Document, Prose, contents_entries
from tests.typeset.tables import Table


def lines_above(table: Table) -> Iterator[str]:
    yield from (line for line in (table.number, table.title) if line)
    yield from ("  ".join(part for part in line if part) for line in table.preamble)


def prose_lines(block: Cover | Contents | Prose, document: Document) -> Iterator[str]:
    match block:
        case Cover():
            yield from block.lines
        case Contents():
            yield block.heading
            yield from (f"{title} …… {page}" for title, page in contents_entries(document))
        case Prose():
            yield block.heading
            yield from block.paragraphs
