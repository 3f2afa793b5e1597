"""What a document costs to load, check and publish, by how many come at once.

`python -m tests.bench.growth` brings 10, 100, 1,000 and 5,000 documents to an empty warehouse each;
`--write` puts the figures into docs/performance.md. Reading is left out: what a document says is made from one that
was read before.
"""

import argparse
import pickle
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from hashlib import md5, sha256
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.check.run import check
from pipelines.check.suites import judge
from pipelines.load.ingest import ingest
from pipelines.load.warehouse import read_warehouse
from pipelines.normalise.rows import DocumentRows
from pipelines.publish.snapshot import publish
from pipelines.read.options import ReadOptions
from pipelines.settings import Caps
from tests.bench import page
from tests.bench.cost import Cost, peak_memory
from tests.bench.synthetic import EVIDENCE_IDS, Template, make_templates

DOCUMENTS = (10, 100, 1000, 5000)
TODAY = date(2026, 1, 1)
STEPS = ("load", "check", "publish")
EXPECTATIONS = "great expectations"
TEMPLATES = "templates.pickle"
PATIENCE = 600

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Result:
    """The cost of bringing so many documents to an empty warehouse: seconds by step, the peak of memory in GiB.

    `great expectations` is a part of `check`, measured by itself. Processes that read are not counted.
    """

    documents: int
    facts: int
    warehouse_gib: float
    clock: dict[str, float]
    processor: dict[str, float]
    memory_gib: float


def measure(documents: int, folder: Path) -> Result:
    """Bring `documents` to a new warehouse in `folder`, which holds the templates, in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(_measure, documents, folder).result()


def _measure(documents: int, folder: Path) -> Result:
    inbox, warehouse, cost = folder / str(documents), folder / f"{documents}.duckdb", Cost()
    inbox.mkdir()
    for number in range(documents):
        (inbox / f"{number:05d}.txt").write_text(str(number), encoding="utf-8")
    with cost.of("load"):
        # A machine that serves others must not have a document set aside for the time that it took.
        summary = ingest(
            [inbox], warehouse, extract=copy_of_template, version="of the bench", caps=Caps(seconds=PATIENCE)
        )
    if summary.loaded != documents:
        with read_warehouse(warehouse) as connection:
            reasons = connection.execute("select reason from document where status = 'quarantined'").fetchall()
        raise AssertionError(f"{summary.loaded} of {documents} documents are loaded: {reasons}")
    with cost.of("check"):
        check(warehouse, TODAY)
    with cost.of("publish"):
        publish(warehouse)
    with cost.of(EXPECTATIONS):
        judge(warehouse)
    with read_warehouse(warehouse) as connection:
        ((facts,),) = connection.execute(
            "select (select count(*) from fact_expenditure) + (select count(*) from fact_revenue)"
        ).fetchall()
    size = warehouse.stat().st_size / 1024**3
    return Result(documents, facts, size, cost.clock, cost.processor, peak_memory())


def copy_of_template(path: Path, source_uri: str, options: ReadOptions) -> DocumentRows:
    """What a document says that is a number: the template of that number, over and over, with ids of its own."""
    content = path.read_bytes()
    document_id = sha256(content).hexdigest()
    templates = _templates(path.parent.parent / TEMPLATES)
    copy, which = divmod(int(content), len(templates))
    template = templates[which]
    return DocumentRows(
        document_id,
        {
            name: [_row(row, document_id, f"{template.department}-{copy}") for row in rows]
            for name, rows in template.rows.tables.items()
        },
    )


def _row(row: Row, document_id: str, department: str) -> Row:
    own: dict[str, object] = {"document_id": document_id}
    for name in EVIDENCE_IDS:
        if row.get(name):
            own[name] = document_id[:16] + str(row[name])[16:]
    for name in ("unit_id", "parent_unit_id"):
        if row.get(name):
            own[name] = _unit(row[name], department)
    if row.get("disclosure_id"):
        own["disclosure_id"] = f"{_unit(row['unit_id'], department)}-{row['fiscal_year']}-{row['stage']}"
    return {**row, **own}


def _unit(unit_id: object, department: str) -> str:
    return "u" + md5(f"{unit_id}-{department}".encode(), usedforsecurity=False).hexdigest()[:16]


@cache
def _templates(path: Path) -> list[Template]:
    found: list[Template] = pickle.loads(path.read_bytes())
    return found


def section(results: Sequence[Result]) -> str:
    """The results as a section of docs/performance.md."""
    lines = [
        "## Growth",
        "",
        "Measured by `python -m tests.bench.growth`: documents that come to an empty warehouse together. Milliseconds",
        "of the processor a document, by the clock in brackets. Reading is left out: other processes do it, and it",
        "costs each document the same. Great Expectations is part of the check, once a run; what a run costs at all is",
        "what a document costs where few come.",
        "",
        "| documents | facts | " + " | ".join(STEPS) + " | of that Great Expectations | memory |",
        "|---:|---:|" + "---:|" * (len(STEPS) + 2),
        *(_line(result) for result in results),
    ]
    return "\n".join(lines) + "\n"


def _line(result: Result) -> str:
    steps = [
        f"{result.processor[step] * 1000 / result.documents:.1f} ({result.clock[step] * 1000 / result.documents:.0f})"
        for step in (*STEPS, EXPECTATIONS)
    ]
    cells = [f"{result.documents:,}", f"{result.facts:,}", *steps, f"{result.memory_gib:.1f} GiB"]
    return "| " + " | ".join(cells) + " |"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth", description=__doc__)
    parser.add_argument("--documents", default=",".join(map(str, DOCUMENTS)), help="with commas between")
    parser.add_argument("--folder", type=Path, help="where the warehouses lie while they are measured")
    parser.add_argument("--write", action="store_true", help="also write the section into docs/performance.md")
    chosen = parser.parse_args(arguments)
    results = []
    with TemporaryDirectory(dir=chosen.folder) as name:
        folder = Path(name)
        (folder / TEMPLATES).write_bytes(pickle.dumps(list(make_templates(folder))))
        for documents in map(int, chosen.documents.split(",")):
            results.append(measure(documents, folder))
            print(_line(results[-1]), flush=True)
    if chosen.write:
        page.publish("growth", {"results": [asdict(each) for each in results]}, section(results))


if __name__ == "__main__":
    main()
