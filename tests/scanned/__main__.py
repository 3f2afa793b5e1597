"""`python -m tests.scanned` scans typeset documents, or the PDFs named, and prints what was read right."""

import argparse
from collections.abc import Iterator
from dataclasses import astuple
from io import BytesIO
from pathlib import Path
from random import Random

import pypdfium2

from tests.scanned.measure import Outcome, measure
from tests.scanned.scanner import BAD, OFFICE, scanned_pdf
from tests.typeset.layouts import LAYOUTS
from tests.typeset.pdf import render_pdf
from tests.typeset.random_budget import random_budget

COLUMNS = (
    "pages",
    "CPU s",
    "printed",
    "right, published",
    "right, unconfirmed",
    "wrong, unconfirmed",
    "WRONG, PUBLISHED",
)


def main(arguments: list[str] | None = None) -> int:
    """Exit status 1 where a wrong amount counts as published or a finding that rests on a scan is an error."""
    parser = argparse.ArgumentParser(prog="python -m tests.scanned", description=__doc__)
    parser.add_argument("pdf", nargs="*", type=Path, help="PDFs with text; typeset documents unless said")
    parser.add_argument("--bad", action="store_true", help="as a fax machine scans, not as an office does")
    parser.add_argument("--pages", default="", help="first and last page, as in 5-12; all unless said")
    parser.add_argument("--layouts", default=",".join(LAYOUTS), help="layouts of the typeset documents")
    asked = parser.parse_args(arguments)
    scanners = BAD if asked.bad else OFFICE
    whole = Outcome()
    print("| document |", " | ".join((*COLUMNS, "lost", "cells with issue", "errors")), "|", flush=True)
    for number, (name, pdf) in enumerate(_documents(asked.pdf, asked.layouts.split(","), asked.pages)):
        outcome = measure(pdf, scanned_pdf(pdf, scanners[number % len(scanners)], seed=number))
        whole += outcome
        _print(f"{name}, scanner {number % len(scanners)}", outcome)
    _print("all", whole)
    return int(whole.wrong_published > 0 or whole.errors > 0)


def _documents(paths: list[Path], layouts: list[str], pages: str) -> Iterator[tuple[str, bytes]]:
    if paths:
        yield from ((path.parent.name, _cut(path.read_bytes(), pages)) for path in paths)
        return
    for number, layout in enumerate(layouts):
        yield layout, _cut(render_pdf(LAYOUTS[layout].set(random_budget(Random(number), step_fen=1))), pages)


def _cut(pdf: bytes, pages: str) -> bytes:
    if not pages:
        return pdf
    first, last = (int(page) for page in pages.split("-"))
    cut, source = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(pdf)
    cut.import_pages(source, list(range(first - 1, min(last, len(source)))))
    file = BytesIO()
    cut.save(file)
    return file.getvalue()


def _print(name: str, outcome: Outcome) -> None:
    pages, seconds, *amounts, issues, errors = astuple(outcome)
    print(
        "|",
        " | ".join(str(each) for each in (name, pages, round(seconds), *amounts, outcome.lost, issues, errors)),
        "|",
        flush=True,
    )


if __name__ == "__main__":
    raise SystemExit(main())
