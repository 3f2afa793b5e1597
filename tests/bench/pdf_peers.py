"""Measure other readers of tables beside ours: `python -m tests.bench.pdf_peers`, where the group `peers` is installed.

All take turns in one process. What each finds is compared with pdfplumber's tables, page by page; blanks and line
breaks within a cell do not count, and a cell that is covered by a merged one is the same as an empty one.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2

from tests.bench.page import publish
from tests.bench.pdf import take_turns
from tests.bench.pdf_readers import Tables, documents, fast_tables, stock_tables, text_only

ROUNDS = 3
OURS, STOCK, TEXT = "mingzhang", "pdfplumber", "text only"

Peer = Callable[[Path], Tables]


@cache
def _pages(path: Path) -> int:
    with closing(pypdfium2.PdfDocument(path)) as document:
        return len(document)


def _camelot(path: Path) -> Tables:
    found: Tables = [[] for _ in range(_pages(path))]
    for table in import_module("camelot").read_pdf(str(path), pages="all", flavor="lattice"):
        found[int(table.page) - 1].append(table.data)
    return found


def _tablers(path: Path) -> Tables:
    module = import_module("tablers")
    pages = module.Document(str(path)).pages()
    tables = (module.find_tables(page, extract_text=True) for page in pages)
    return [[[[cell.text for cell in row] for row in table.to_list()] for table in each] for each in tables]


def _img2table(path: Path) -> Tables:
    """Without OCR: its text is that of the PDF."""
    found = import_module("img2table.document").PDF(str(path)).extract_tables()
    return [[_cells(table.content) for table in found.get(number, ())] for number in range(_pages(path))]


def _cells(content: Mapping[int, Sequence[Any]]) -> list[list[str | None]]:
    return [[cell.value for cell in row] for row in content.values()]


def _docling(path: Path) -> Tables:
    """It gives the cells of text and their places, and leaves it to models to find tables."""
    document = import_module("docling_parse.pdf_parser").DoclingPdfParser().load(path_or_stream=str(path))
    return [[] for _ in document.iterate_pages()]


# By package: the module that tells whether it is installed, and the reader.
PEERS: Mapping[str, tuple[str, Peer]] = {
    "camelot-py": ("camelot", _camelot),
    "tablers": ("tablers", _tablers),
    "img2table": ("img2table", _img2table),
    "docling-parse": ("docling_parse", _docling),
}


def bare(tables: Sequence[Sequence[Sequence[object]]]) -> list[list[list[str]]]:
    """Tables with what does not count taken out of the texts of their cells."""
    return [[["".join(str(cell or "").split()) for cell in row] for row in table] for table in tables]


def equal_pages(peer: Peer, paths: Sequence[Path], stock: Mapping[Path, Tables]) -> int:
    """On how many of the pages with tables a reader finds what pdfplumber finds."""
    return sum(
        bool(theirs) and bare(ours) == bare(theirs)
        for path in paths
        for ours, theirs in zip(peer(path), stock[path], strict=True)
    )


def measure(rounds: int, every: int) -> dict[str, Any]:
    """Milliseconds a page, ratios and equality of each reader that is installed."""
    paths = documents()[::every]
    here = {name: peer for name, (module, peer) in PEERS.items() if find_spec(module)}
    readers: dict[str, Peer] = {OURS: fast_tables, STOCK: stock_tables, **here}
    stock = {path: stock_tables(path) for path in paths}
    equal = {name: equal_pages(reader, paths, stock) for name, reader in readers.items()}
    turns = take_turns({TEXT: text_only, **readers}, paths, rounds)
    pages = sum(map(len, stock.values()))
    return {
        "documents": len(paths),
        "pages": pages,
        "pages_with_tables": sum(bool(tables) for each in stock.values() for tables in each),
        "rounds": rounds,
        "missing": sorted(PEERS.keys() - here.keys()),
        "readers": {
            name: {
                "version": version(name) if name != OURS else "",
                "ms_a_page": median(each[name] for each in turns) / pages * 1000,
                "times_ours": median(each[name] / each[OURS] for each in turns),
                "equal": equal[name],
            }
            for name in readers
        },
    }


def section(found: Mapping[str, Any]) -> str:
    """The figures as a section of docs/performance.md."""
    rows = "\n".join(
        f"| {name} {each['version']} | {each['ms_a_page']:.2f} | {each['times_ours']:.2f} | {each['equal']} |"
        for name, each in sorted(found["readers"].items(), key=lambda item: item[1]["ms_a_page"])
    )
    missing = f"\nNot installed, so not measured: {', '.join(found['missing'])}.\n" if found["missing"] else ""
    return f"""## Reading PDF: other readers

`python -m tests.bench.pdf_peers`: the tables of {found["documents"]} documents, {found["pages"]:,} pages; processor
time, medians of {found["rounds"]} rounds. *Equal* counts, of {found["pages_with_tables"]:,} pages on which pdfplumber
finds tables, those on which a reader finds the same tables with the same texts, blanks and line breaks aside.
docling-parse gives text with its places and no tables. {_verdict(found["readers"])}

| reader | ms a page | times our time | equal |
|---|--:|--:|--:|
{rows}
{missing}"""


def _verdict(readers: Mapping[str, Mapping[str, Any]]) -> str:
    ours = readers[OURS]
    better = [name for name, each in readers.items() if each["times_ours"] < 1 and each["equal"] >= ours["equal"] > 0]
    return f"Faster than ours and as equal: {', '.join(better) or 'none'}."


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pdf_peers", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--every", type=int, default=1, help="read every so many-th document only")
    chosen = parser.parse_args(arguments)
    found = measure(chosen.rounds, chosen.every)
    publish("pdf-peers", found, section(found))


if __name__ == "__main__":
    main()
