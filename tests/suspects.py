"""Alter one printed amount of a true document and see whether it is found among the suspects.

`python -m tests.suspects` plants 200 and prints how many are named first and among the first three.
"""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from duckdb import DuckDBPyConnection

from pipelines.check.run import check_star
from pipelines.load.batch import load_batch
from pipelines.load.warehouse import memory_warehouse
from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows
from pipelines.recognise.preamble import SCALES
from tests.guarded import UNITS, changed_copy, versioned
from tests.typeset.layouts import LAYOUTS
from tests.typeset.random_budget import random_budget
from tests.typeset.text import render_text

SEED = 20260101
PLANTINGS = 200
A_DOCUMENT = 12
FACTS = ("fact_expenditure", "fact_revenue")
TODAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Planted:
    """One altered amount: of which document, by how many yuan, and its place among the suspects (None: not named)."""

    layout: str
    fact_id: str
    change: Decimal
    state: str
    place: int | None


def plant(plantings: int, seed: int = SEED) -> list[Planted]:
    """Alter `plantings` amounts, a few in each of the documents drawn, and check all copies at once."""
    rng = random.Random(seed)
    found: list[Planted] = []
    layouts = sorted(LAYOUTS)
    with TemporaryDirectory() as folder:
        for number in range(-(-plantings // A_DOCUMENT)):
            layout = layouts[number % len(layouts)]
            base = true_document(layout, rng, Path(folder) / f"{number}.txt")
            found += _planted(layout, base, rng, min(A_DOCUMENT, plantings - len(found)))
    return found


def true_document(layout: str, rng: random.Random, path: Path) -> DocumentRows:
    """A budget whose amounts are printed rounded, so that sums hold only within rounding.

    三公 is paid from the general public budget alone: some layouts print no other column, the narrative says all.
    """
    budget = random_budget(rng, step_fen=1)
    while budget.three("total") != budget.three("total", "general_public"):
        budget = random_budget(rng, step_fen=1)
    path.write_text(render_text(LAYOUTS[layout].set(budget)), encoding="utf-8")
    return versioned(extract(path, path.name))


def _planted(layout: str, base: DocumentRows, rng: random.Random, plantings: int) -> Iterator[Planted]:
    chosen = rng.sample(_bound_amounts(base), plantings)
    changes = [_change(base.tables[table][index], rng) for table, index in chosen]
    copies = [
        changed_copy(base, number, table, index, change)
        for number, ((table, index), change) in enumerate(zip(chosen, changes, strict=True), start=1)
    ]
    with memory_warehouse() as connection:
        load_batch(connection, copies)
        check_star(connection, TODAY)
        for number, (table, index) in enumerate(chosen, start=1):
            fact_id = f"{number}-{base.tables[table][index]['fact_id']}"
            state, place = _found(connection, copies[number - 1].document_id, fact_id)
            yield Planted(layout, fact_id, changes[number - 1], state, place)


def _bound_amounts(base: DocumentRows) -> Sequence[tuple[str, int]]:
    """Table and index of the amounts that stand in an equality of the unaltered document, which must be feasible."""
    with memory_warehouse() as connection:
        load_batch(connection, [base])
        check_star(connection, TODAY)
        assert connection.execute("select state from check_feasibility").fetchall() == [("feasible",)]
        cited = "select evidence_id from printed_evidence semi join cited_amount using (evidence_no)"
        bound = {row[0] for row in connection.execute(cited).fetchall()}
    return [
        (table, index) for table in FACTS for index, fact in enumerate(base.tables[table]) if fact["fact_id"] in bound
    ]


def _change(fact: Mapping[str, object], rng: random.Random) -> Decimal:
    """At least UNITS units of the last digit, at most twice the amount; no amount becomes negative."""
    step = SCALES[str(fact["printed_scale"])] * Decimal(1).scaleb(-int(str(fact["printed_decimals"])))
    amount = Decimal(str(fact["amount_yuan"]))
    most = max(float(2 * amount / step), 2.0 * UNITS)
    change = int(math.exp(rng.uniform(math.log(UNITS), math.log(most)))) * step
    return -change if rng.random() < 0.5 and change < amount else change


def _found(connection: DuckDBPyConnection, document_id: str, fact_id: str) -> tuple[str, int | None]:
    state = connection.execute("select state from check_feasibility where document_id = ?", [document_id]).fetchall()
    place = connection.execute(
        "select suspect_no from check_suspect where document_id = ? and fact_id = ?", [document_id, fact_id]
    ).fetchall()
    return str(state[0][0]), place[0][0] if place else None


def share_named(found: Sequence[Planted], places: int) -> float:
    """Which share of the altered amounts stands among the first suspects."""
    return sum(each.place is not None and each.place <= places for each in found) / len(found)


def main() -> None:
    found = plant(PLANTINGS)
    print(f"{len(found)} amounts altered, {sum(each.state == 'infeasible' for each in found)} noticed")
    print(f"named first: {share_named(found, 1):.1%}; among the first three: {share_named(found, 3):.1%}")


if __name__ == "__main__":
    main()
