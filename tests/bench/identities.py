"""What checking a warehouse costs, by its size.

`python -m tests.bench.identities --rows 1e6,1e7,1e8` fills a warehouse of each size and checks it;
`--write` puts the figures into docs/performance.md. `--slices N` checks the first N slices only, and the results
say so. `--tables` does what the identities of tables need and nothing else; the warehouse in `--folder` is then as it
was, stays there and serves again.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, nullcontext
from dataclasses import asdict, dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from duckdb import DuckDBPyConnection

from pipelines.check.coverage import measure_coverage
from pipelines.check.feasibility import judge_together
from pipelines.check.findings import report
from pipelines.check.identities import compare, list_identities, prepare_relations
from pipelines.check.run import Rules, bound_memory, load_rules
from pipelines.check.scope import find_work, keep_slice, slice_at_hand
from pipelines.load.warehouse import open_warehouse
from pipelines.settings import CHECK_MEMORY_MIB
from tests.bench import page
from tests.bench.cost import Cost, peak_memory
from tests.bench.synthetic import Filled, fill

TODAY = date(2026, 1, 1)
THREADS = 2
# Identities between the tables of one document: sums within a form, and forms beside each other.
OF_TABLES = ("A", "X")
OF_TABLES_STEPS = ("find", "relations", "table identities")
STEPS = (*OF_TABLES_STEPS, "other identities", "solver", "coverage, findings", "keep")


@dataclass(frozen=True, slots=True)
class Result:
    """The cost of checking `slices` of `slices_in_all`; seconds by step, the peak of memory in GiB.

    `facts` and `documents` are those checked, `warehouse_facts` all there are.
    """

    warehouse_facts: int
    warehouse_gib: float
    slices: int
    slices_in_all: int
    documents: int
    facts: int
    comparisons: int
    broken_documents: int
    planted: int
    clock: dict[str, float]
    processor: dict[str, float]
    memory_gib: float


def measure(facts: int, folder: Path, slices: int | None, *, only_tables: bool = False) -> Result:
    """Fill a warehouse and check it, each in a process of its own, so that the memory of one is not the other's.

    `only_tables`: the relations and the table identities; nothing is kept, and a warehouse of that size in `folder`
    is taken as it is.
    """
    warehouse = folder / f"{facts}.duckdb"
    known = warehouse.with_suffix(".json")
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as process:
        if not known.is_file():
            filled = process.submit(_fill, warehouse, facts).result()
            known.write_text(json.dumps(asdict(filled)), encoding="utf-8")
        filled = Filled(**json.loads(known.read_text(encoding="utf-8")))
        return process.submit(_check, warehouse, filled, slices, only_tables).result()


def _fill(warehouse: Path, facts: int) -> Filled:
    with open_warehouse(warehouse) as connection:
        return fill(connection, facts)


def _check(warehouse: Path, filled: Filled, slices: int | None, only_tables: bool) -> Result:
    cost, rules, found = Cost(), load_rules(), Counter[str]()
    with open_warehouse(warehouse) as connection:
        connection.execute(f"set threads = {THREADS}")
        connection.execute("set enable_progress_bar = false")
        bound_memory(connection, CHECK_MEMORY_MIB)
        list_identities(connection, rules.identities)
        with cost.of("find"):
            in_all = find_work(connection, "of the bench")
        numbers = range(in_all if slices is None else min(slices, in_all))
        for number in numbers:
            found += _check_slice(connection, number, rules, cost, only_tables)
    size = warehouse.stat().st_size / 1024**3
    return Result(
        filled.facts, size, len(numbers), in_all, found["documents"], found["facts"], found["comparisons"],
        found["broken"], filled.planted, cost.clock, cost.processor, peak_memory(),
    )  # fmt: skip


def _check_slice(
    connection: DuckDBPyConnection, number: int, rules: Rules, cost: Cost, only_tables: bool
) -> Counter[str]:
    """The steps of check_star one by one; returns what was at hand and what was found."""
    apart = [identity for identity in rules.identities if not identity.is_joint]
    with ExitStack() as stack:
        with cost.of("relations"):
            stack.enter_context(slice_at_hand(connection, number))
            prepare_relations(connection)
        with cost.of("table identities"):
            compare(connection, [identity for identity in apart if identity.id[0] in OF_TABLES])
        found = _counted(connection)
        if only_tables:
            return found
        with cost.of("other identities"):
            compare(connection, [identity for identity in apart if identity.id[0] not in OF_TABLES])
        with cost.of("solver"):
            judge_together(connection, rules.identities, rules.policy, TODAY)
            compare(connection, [identity for identity in rules.identities if identity.is_joint])
        with cost.of("coverage, findings"):
            measure_coverage(connection)
            report(connection, rules.identities, rules.policy, rules.accepted, TODAY)
        with cost.of("keep"):
            keep_slice(connection)
        return found


def _counted(connection: DuckDBPyConnection) -> Counter[str]:
    """Documents and facts of the slice at hand, comparisons of its tables, documents with a broken table."""
    ((documents, facts, comparisons, broken),) = connection.execute(
        "select (select count(*) from checked_document), "
        "(select count(*) from fact_expenditure) + (select count(*) from fact_revenue), "
        "count(*), count(distinct document_id) filter (state = 'mismatch') from check_comparison"
    ).fetchall()
    return Counter(documents=documents, facts=facts, comparisons=comparisons, broken=broken)


def section(results: Sequence[Result]) -> str:
    """The results as a section of docs/performance.md."""
    lines = [
        "## Checks",
        "",
        "Measured by `python -m tests.bench.identities`: typeset documents multiplied by SQL, checked in slices of a",
        f"million facts on {THREADS} threads. Seconds of the processor a million facts, of both threads; the last",
        "but one column by the clock, which is longer where the machine serves others. `table identities` are those of",
        "the groups A and X; the relations that they select from are made once for all identities.",
        "",
        *_table(results, STEPS),
    ]
    return "\n".join(lines) + "\n"


def section_of_tables(results: Sequence[Result]) -> str:
    """The results of runs for tables only, as a section of docs/performance.md."""
    lines = [
        "## Checks of tables alone",
        "",
        "Measured by `python -m tests.bench.identities --tables`: as above, but only what the identities of the groups",
        "A and X need, and nothing is kept.",
        "",
        *_table(results, OF_TABLES_STEPS),
        *(
            f"- {result.comparisons:,} comparisons in {sum(result.clock.values()):,.0f} s by the clock, "
            f"{sum(result.processor.values()):,.0f} s of the processor; the file has {result.warehouse_gib:.1f} GiB."
            for result in results
        ),
    ]
    return "\n".join(lines) + "\n"


def _table(results: Sequence[Result], steps: Sequence[str]) -> list[str]:
    head = ("facts in the warehouse", "facts checked", *steps, "all, processor", "all, clock", "memory")
    lines = [f"| {' | '.join(head)} |", "|" + "---:|" * len(head)]
    return [*lines, *(_row(result, steps) for result in results), "", *map(_planted, results)]


def _row(result: Result, steps: Sequence[str]) -> str:
    millions = result.facts / 1e6
    part = "" if result.slices == result.slices_in_all else f" ({result.slices} of {result.slices_in_all} slices)"
    each = [f"{result.processor[step] / millions:.1f}" for step in steps]
    both = [f"{sum(seconds.values()) / millions:.0f}" for seconds in (result.processor, result.clock)]
    cells = (f"{result.warehouse_facts:,}", f"{result.facts:,}{part}", *each, *both, f"{result.memory_gib:.1f} GiB")
    return f"| {' | '.join(cells)} |"


def _planted(result: Result) -> str:
    where = "" if result.slices == result.slices_in_all else " among those checked"
    return (
        f"- {result.warehouse_facts:,}: {result.planted} documents were given a wrong total, "
        f"{result.broken_documents} are found to have a broken table{where}."
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.identities", description=__doc__)
    parser.add_argument("--rows", default="1e6", help="facts in each warehouse, with commas between")
    parser.add_argument("--slices", type=int, help="check so many slices of each only")
    parser.add_argument("--tables", action="store_true", help="only what the identities of tables need; keep nothing")
    parser.add_argument("--folder", type=Path, help="where the warehouses lie while they are measured")
    parser.add_argument("--write", action="store_true", help="also write the section into docs/performance.md")
    chosen = parser.parse_args(arguments)
    results = []
    for rows in chosen.rows.split(","):
        lasting = chosen.folder if chosen.tables else None
        with nullcontext(lasting) if lasting else TemporaryDirectory(dir=chosen.folder) as folder:
            results.append(measure(int(float(rows)), Path(folder), chosen.slices, only_tables=chosen.tables))
        print(_row(results[-1], OF_TABLES_STEPS if chosen.tables else STEPS), flush=True)
    name, text = ("identities_of_tables", section_of_tables) if chosen.tables else ("identities", section)
    if chosen.write:
        page.publish(name, {"results": [asdict(each) for each in results]}, text(results))


if __name__ == "__main__":
    main()
