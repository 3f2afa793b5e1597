"""What the linear programmes of many documents cost beside reading the documents."""

import random
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest

from pipelines.check.feasibility import judge_together
from pipelines.check.identities import compare, list_identities, prepare_relations
from pipelines.check.run import load_rules
from pipelines.load.batch import load_batch
from pipelines.load.warehouse import memory_warehouse
from pipelines.normalise.extract import extract
from tests.check.at_hand import everything_at_hand
from tests.guarded import changed_copy, versioned
from tests.suspects import true_document
from tests.typeset.layouts import LAYOUTS

DOCUMENTS = 1000
DIFFERENT = 20
BATCH = 40
# One document in so many has a wrong amount; they cost more than the others.
WRONG = 10


@pytest.mark.bench
def test_solving_a_thousand_documents_costs_less_than_reading_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layouts = sorted(LAYOUTS)
    paths = [tmp_path / f"{number}.txt" for number in range(DIFFERENT)]
    for number, path in enumerate(paths):
        true_document(layouts[number % len(layouts)], random.Random(number), path)
    reading, rules = 0.0, load_rules()
    with memory_warehouse() as connection:
        for first in range(0, DOCUMENTS, BATCH):
            batch = []
            for number in range(first, first + BATCH):
                path = paths[number % DIFFERENT]
                began = perf_counter()
                rows = extract(path, path.name)
                reading += perf_counter() - began
                change = Decimal(0 if number % WRONG else 123_450_000)
                batch.append(changed_copy(versioned(rows), number + 1, "fact_revenue", 0, change))
            load_batch(connection, batch)
        with everything_at_hand(connection):
            prepare_relations(connection)
            list_identities(connection, rules.identities)
            began = perf_counter()
            compare(connection, [identity for identity in rules.identities if not identity.is_joint])
            comparing = perf_counter() - began
            began = perf_counter()
            judge_together(connection, rules.identities, rules.policy, date(2026, 1, 1))
            solving = perf_counter() - began
            states = dict(connection.execute("select state, count(*) from check_feasibility group by state").fetchall())
            sizes = connection.execute("select avg(cells), avg(equations) from check_feasibility").fetchall()[0]
    with capsys.disabled():
        print(f"\n{DOCUMENTS} documents of {sizes[0]:.0f} amounts in {sizes[1]:.0f} equations on average:")
        print(f"read {reading:.1f} s, compared {comparing:.1f} s, solved together {solving:.1f} s; {states}")
    assert states == {"feasible": DOCUMENTS - DOCUMENTS // WRONG, "infeasible": DOCUMENTS // WRONG}
    assert solving < reading
