"""Set random budgets in every layout and format, read them, and count what is not read as it was set.

`python -m tests.laboratory --documents 500 --seed 1` prints the table; docs/samples.md says how to add a layout.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic
from unicodedata import normalize

from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows
from tests.typeset.document import Cover, Document, expected_facts
from tests.typeset.dress import dressed
from tests.typeset.formats import FORMATS
from tests.typeset.layouts import ALL_LAYOUTS
from tests.typeset.random_budget import random_budget

Fact = tuple[object, ...]
STEPS = (10_000, 100, 1)  # whole hundreds of 元, whole 元, and 分: the last two print rounded in 万元
# Position in a fact tuple of what it was printed as: facts that differ elsewhere are one number read wrongly.
TABLE, FORM, PRINTED = 0, 1, 15


def _code(subject_id: object) -> str | None:
    return str(subject_id).split("/")[1] if subject_id else None


def _closed_up(name: str) -> str:
    return "".join(normalize("NFKC", name).split())


def read_facts(rows: DocumentRows) -> Counter[Fact]:
    """The facts of one document in the dimensions that the typesetter knows; no unit is the publisher itself."""
    names = {row["unit_id"]: _closed_up(str(row["unit_name"])) for row in rows.tables["stg_unit"]}
    names[rows.tables["document"][0]["unit_id"]] = ""
    return Counter(
        (
            table,
            row["form"],
            names[row["unit_id"]],
            row["fiscal_year"],
            row["stage"],
            row["funding"],
            row.get("category"),
            row["line_item"],
            row["row_role"],
            _code(row["function_subject_id"]),
            _code(row.get("economic_subject_id")),
            _code(row.get("government_economic_subject_id")),
            _code(row.get("three_public_subject_id")),
            row["amount_kind"],
            row["amount_yuan"],
            row["printed_text"],
            row["printed_scale"],
        )
        for table in ("expenditure", "revenue")
        for row in rows.tables[f"fact_{table}"]
    )


def set_facts(document: Document) -> Counter[Fact]:
    """The same of a typeset document, which names its department on its cover."""
    publisher = next(block.lines[0] for block in document.blocks if isinstance(block, Cover))
    return Counter(
        (
            fact.fact_table,
            fact.form,
            "" if fact.unit_name == publisher else _closed_up(fact.unit_name or ""),
            fact.fiscal_year,
            fact.stage,
            fact.funding,
            fact.category,
            fact.line_item,
            fact.row_role,
            fact.function_code,
            fact.economic_code,
            fact.government_economic_code,
            fact.three_public,
            fact.amount_kind,
            fact.amount_yuan.quantize(Decimal("0.01")),
            fact.printed_text,
            fact.printed_scale,
        )
        for fact in expected_facts(document)
    )


@dataclass
class Outcome:
    """How documents of one layout and format were read. A number that is read as something else is `wrong`."""

    documents: int = 0
    amounts: int = 0
    wrong: int = 0
    missing: int = 0
    extra: int = 0
    issues: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def is_true(self) -> bool:
        return not (self.wrong or self.missing or self.extra or self.issues)

    def add(self, other: "Outcome") -> None:
        self.documents += other.documents
        self.amounts += other.amounts
        self.wrong += other.wrong
        self.missing += other.missing
        self.extra += other.extra
        self.issues += other.issues
        self.examples = [*self.examples, *other.examples][:6]


def read_back(document: Document, format: str, folder: Path) -> DocumentRows:
    """The document as it is read from a file of this format."""
    path = folder / f"document.{FORMATS[format].suffix}"
    path.write_bytes(FORMATS[format].render(document))
    return extract(path, path.name)


def outcome(document: Document, rows: DocumentRows) -> Outcome:
    """Compare what was read with what was set."""
    expected, found = set_facts(document), read_facts(rows)
    missing, extra = expected - found, found - expected
    printed_missing = Counter((fact[TABLE], fact[FORM], fact[PRINTED]) for fact in missing.elements())
    printed_extra = Counter((fact[TABLE], fact[FORM], fact[PRINTED]) for fact in extra.elements())
    wrong = (printed_missing & printed_extra).total()
    issues = rows.tables["document_issue"]
    return Outcome(
        1,
        expected.total(),
        wrong,
        missing.total() - wrong,
        extra.total() - wrong,
        len(issues),
        [
            *(f"set  {fact}" for fact in list(missing)[:2]),
            *(f"read {fact}" for fact in list(extra)[:2]),
            *(f"issue {issue['code']}: {issue.get('text')!r}" for issue in issues[:2]),
        ],
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 all is read as set, 1 not."""
    parser = argparse.ArgumentParser(prog="python -m tests.laboratory", description=__doc__)
    parser.add_argument("--documents", type=int, default=10, help="budgets; each is set in every layout and format")
    parser.add_argument("--seed", type=int, default=1, help="of the first budget")
    parser.add_argument("--share", type=int, default=1, help="read each budget in one of so many layouts and formats")
    parser.add_argument("--minutes", type=float, default=600.0, help="begin no budget later than this")
    parser.add_argument("--layout", action="append", choices=sorted(ALL_LAYOUTS), help="only this; may be repeated")
    parser.add_argument("--format", action="append", choices=list(FORMATS), help="only this; may be repeated")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args(arguments)
    pairs = [(layout, name) for layout in given.layout or sorted(ALL_LAYOUTS) for name in given.format or FORMATS]
    found = {pair: Outcome() for pair in pairs}
    tasks = (
        (seed, pairs[-seed % given.share :: given.share]) for seed in range(given.seed, given.seed + given.documents)
    )
    end, budgets = monotonic() + 60 * given.minutes, 0
    with get_context("spawn").Pool(given.processes) as pool:
        while monotonic() < end and (batch := list(islice(tasks, 2 * given.processes))):
            for outcomes in pool.imap_unordered(_read_budget, batch):
                budgets += 1
                for pair, one in outcomes:
                    found[pair].add(one)
    print(f"{budgets} budgets from seed {given.seed}, each in 1 of {given.share} layouts and formats")
    print("\n".join(_lines(found)))
    return 0 if all(one.is_true for one in found.values()) else 1


def _read_budget(task: tuple[int, Sequence[tuple[str, str]]]) -> list[tuple[tuple[str, str], Outcome]]:
    """One budget in these layouts and formats."""
    seed, pairs = task
    with TemporaryDirectory() as folder:
        return [((layout, name), read_drawn(layout, name, seed, Path(folder))) for layout, name in pairs]


def read_drawn(layout: str, format: str, seed: int, folder: Path) -> Outcome:
    """How the document that a seed stands for is read."""
    document = draw(layout, seed)
    return outcome(document, read_back(document, format, folder))


def draw(layout: str, seed: int) -> Document:
    """The document of a layout that a seed stands for, in a dress that goes with the layout and the seed."""
    rng = Random(seed)
    document = ALL_LAYOUTS[layout].set(random_budget(rng, step_fen=rng.choice(STEPS)))
    return dressed(document, Random(f"{layout} {seed}"))


def _lines(found: dict[tuple[str, str], Outcome]) -> Iterator[str]:
    yield f"{'layout':<16}{'format':<18}" + "".join(
        f"{name:>10}" for name in ("documents", "amounts", "wrong", "missing", "extra", "issues")
    )
    total = Outcome()
    for (layout, name), one in found.items():
        yield _line(layout, name, one)
        yield from (f"    {example}" for example in one.examples)
        total.add(one)
    yield _line("all", "", total)


def _line(layout: str, name: str, one: Outcome) -> str:
    numbers = (one.documents, one.amounts, one.wrong, one.missing, one.extra, one.issues)
    return f"{layout:<16}{name:<18}" + "".join(f"{number:>10,}" for number in numbers)


if __name__ == "__main__":
    sys.exit(main())
