"""Change one printed amount at a time and see which identity notices.

`python -m tests.guarded` lists the cells that none guards in docs/unguarded_cells.md.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.check.identities import compare, list_identities, load_identities, prepare_relations
from pipelines.load.batch import load_batch
from pipelines.load.warehouse import memory_warehouse
from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows
from pipelines.recognise.catalogue import form_specs
from pipelines.recognise.preamble import SCALES
from tests.check.at_hand import everything_at_hand
from tests.typeset.layouts import LAYOUTS
from tests.typeset.random_budget import random_budget
from tests.typeset.text import render_text

MANDATED = frozenset(spec.id for spec in form_specs() if spec.mandated)
# A hundred units of the printed scale are beyond every rounding envelope of these documents (at most 60 addends).
UNITS = 100
DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "unguarded_cells.md"
_FACTS = ("fact_expenditure", "fact_revenue")
# What is broken in the copy and not in the document itself, which may be told that a table lacks its note.
_DETECTED = """
    select distinct document_id
    from check_comparison
    anti join (
        select identity_id, form, key from check_comparison where document_id = $base and state = 'mismatch'
    ) as own
        on own.identity_id = check_comparison.identity_id
        and own.form is not distinct from check_comparison.form
        and own.key = check_comparison.key
    where state in ('mismatch', 'truncation')
"""


@dataclass(frozen=True, order=True)
class Kind:
    """What an amount cell is, as people name cells: form, side, row and column."""

    layout: str
    form: str
    side: str
    line_item: str
    row_role: str
    measure: str


def unguarded(layout: str, folder: Path) -> tuple[set[Kind], int]:
    """Return the kinds of cells of the mandated forms that no identity guards, and how many cells were changed."""
    path = folder / f"{layout}.txt"
    path.write_text(render_text(LAYOUTS[layout].set(random_budget(random.Random(layout), step_fen=10_000))), "utf-8")
    base = extract(path, path.name)
    changed = list(_changed(base))
    with memory_warehouse() as connection:
        load_batch(connection, [versioned(base), *(rows for rows, _ in changed)])
        identities = load_identities()
        with everything_at_hand(connection):
            prepare_relations(connection)
            list_identities(connection, identities)
            compare(connection, identities)
            found = {row[0] for row in connection.execute(_DETECTED, {"base": base.document_id}).fetchall()}
    missed = {_kind(layout, table, fact) for rows, (table, fact) in changed if rows.document_id not in found}
    return missed, len(changed)


def _changed(base: DocumentRows) -> Iterator[tuple[DocumentRows, tuple[str, Mapping[str, object]]]]:
    """One copy of the document for every amount cell of a mandated form, with that cell one unit larger."""
    number = 0
    for table in _FACTS:
        for index, fact in enumerate(base.tables[table]):
            if str(fact["form"]).split("_economic")[0].split("_government_economic")[0] in MANDATED:
                number += 1
                step = Decimal(UNITS * SCALES[str(fact["printed_scale"])])
                yield changed_copy(base, number, table, index, step), (table, fact)


def versioned(base: DocumentRows) -> DocumentRows:
    """What ingest adds to the document's row."""
    documents = [{**row, "reader_version": "typeset"} for row in base.tables["document"]]
    return DocumentRows(base.document_id, {**base.tables, "document": documents})


def changed_copy(base: DocumentRows, number: int, table: str, index: int, change: Decimal) -> DocumentRows:
    """The document under another id, with `change` yuan added to one amount; its facts are `<number>-<fact_id>`."""
    document_id = f"{number:064x}"
    tables: dict[str, Sequence[Mapping[str, object]]] = {
        name: [{**row, "document_id": document_id} for row in rows] for name, rows in base.tables.items()
    }
    for name in _FACTS:
        facts = [{**row, "fact_id": f"{number}-{row['fact_id']}"} for row in tables[name]]
        if name == table:
            for column in ("amount_yuan", "low_yuan", "high_yuan"):
                facts[index][column] = Decimal(str(facts[index][column])) + change
        tables[name] = facts
    # Versions of one disclosure would supersede each other; here each copy is a disclosure of its own.
    tables["document"] = [
        {**row, "disclosure_id": document_id, "reader_version": "typeset"} for row in tables["document"]
    ]
    tables["document_issue"] = []
    for name, key in (("document_remark", "remark_id"), ("fact_statement", "statement_id")):
        tables[name] = [{**row, key: f"{number}-{row[key]}"} for row in tables[name]]
    return DocumentRows(document_id, tables)


def _kind(layout: str, table: str, fact: Mapping[str, object]) -> Kind:
    names = (fact["funding"], fact.get("category"), fact.get("three_public_subject_id"))
    said = [str(name).split("/")[1] if "/" in str(name) else str(name) for name in names if name not in (None, "total")]
    if fact["amount_kind"] == "change":
        said.append("change")
    return Kind(
        layout,
        str(fact["form"]),
        table.removeprefix("fact_"),
        str(fact["line_item"]),
        str(fact["row_role"]),
        " ".join(said) or "total",
    )


def report(found: Mapping[str, tuple[set[Kind], int]]) -> str:
    """Return docs/unguarded_cells.md for the results by layout."""
    lines = [
        "# Cells that no identity guards",
        "",
        "Generated by `python -m tests.guarded`; a test compares it. Every amount cell of the nine forms of one",
        f"typeset document in each layout family is raised by {UNITS} units of its scale, one at a time. A cell is",
        "guarded when an identity then finds a mismatch. What is listed here could be misprinted without anybody",
        "noticing: the form says it once, and nothing else in the document depends on it.",
        "",
        "| layout | cells changed | kinds unguarded |",
        "|---|---|---|",
        *(f"| {layout} | {cells} | {len(kinds)} |" for layout, (kinds, cells) in found.items()),
        "",
        "| layout | form | side | row | role | measure |",
        "|---|---|---|---|---|---|",
    ]
    for kinds, _ in found.values():
        lines.extend(
            f"| {kind.layout} | {kind.form} | {kind.side} | {kind.line_item} | {kind.row_role} | {kind.measure} |"
            for kind in sorted(kinds)
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    with TemporaryDirectory() as folder:
        DOCUMENT.write_text(report({layout: unguarded(layout, Path(folder)) for layout in LAYOUTS}), encoding="utf-8")


if __name__ == "__main__":
    main()
