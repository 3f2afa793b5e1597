"""Fills a warehouse with any number of documents: a few typeset ones, read once, and multiplied by SQL.

Each department publishes a budget a year, in one layout. A copy has ids of its own and, where its original prints exact
amounts, these times a small number, so that every identity that held still holds. Some copies have one wrong total.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import polars as pl
from duckdb import DuckDBPyConnection

from pipelines.check.sql_files import make_list
from pipelines.contract import Table, quoted
from pipelines.load.batch import rebuild_derived
from pipelines.load.reference import read_reference
from pipelines.load.tables import arrow_table, document_tables
from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows
from tests.guarded import versioned
from tests.typeset.budget import Budget
from tests.typeset.layouts import LAYOUTS
from tests.typeset.random_budget import random_budget
from tests.typeset.text import render_text

FACTS = ("fact_expenditure", "fact_revenue")
YEARS = (2024, 2025, 2026)
# A step of 1 分 is printed rounded, so that sums hold within rounding only; one of 100 yuan is printed exactly.
ROUNDED, EXACT = 1, 10_000
# One document in so many has a total that is wrong by PLANTED_YUAN.
PLANTED_EVERY = 1_000
PLANTED_YUAN = 77_770_000
# Copies of exact documents are 1 to so many times as rich.
FACTORS = 7
DOCUMENTS_AT_ONCE = 2_000
# What a copy says in place of its original; `original` are the originals, `copied` the numbers of the copies.
EVIDENCE_IDS = ("fact_id", "statement_id", "base_statement_id", "whole_statement_id", "remark_id", "issue_id")
_DOCUMENT_ID = "sha256(row.document_id || copied.number)"
_UNIT_ID = "'u' || left(md5(concat_ws('-', {unit}, original.department, copied.number)), 16)"
_FACTOR = f"(case when original.is_exact then 1 + copied.number % {FACTORS} else 1 end)"
_TABLE = """
insert into {table} by name
select {columns}
from original_{table} as row
join original on original.document_id = row.document_id
cross join (select unnest(range($first, $last)) as number) as copied
"""
_PLANT = f"""
update fact_expenditure
set amount_yuan = amount_yuan + {PLANTED_YUAN},
    low_yuan = low_yuan + {PLANTED_YUAN},
    high_yuan = high_yuan + {PLANTED_YUAN}
where fact_id in (
    select min(fact_id)
    from fact_expenditure
    where form = 'expenditure'
        and line_item = 'total'
        and category = 'total'
        and ('0x' || left(document_id, 8))::bigint % {PLANTED_EVERY} = 0
    group by document_id
)
"""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a warehouse was filled with; `planted` are documents with one wrong total."""

    documents: int
    facts: int
    planted: int


@dataclass(frozen=True, slots=True)
class Template:
    """A typeset document as it was read; copies of those of one `department` are of one unit."""

    department: str
    is_exact: bool
    rows: DocumentRows


def fill(connection: DuckDBPyConnection, facts: int) -> Filled:
    """Fill an empty warehouse with at least `facts` rows of expenditure and revenue, as tables are after loading."""
    with TemporaryDirectory() as folder:
        templates = list(make_templates(Path(folder)))
    _hold(connection, templates)
    a_round = sum(len(template.rows.tables[name]) for template in templates for name in FACTS)
    rounds, step = -(-facts // a_round), max(1, DOCUMENTS_AT_ONCE // len(templates))
    for first in range(0, rounds, step):
        for table in document_tables().values():
            connection.execute(_copying(table), {"first": first, "last": min(first + step, rounds)})
    rebuild_derived(connection, read_reference())
    ((planted,),) = connection.execute(_PLANT).fetchall()
    return Filled(rounds * len(templates), rounds * a_round, planted)


def make_templates(folder: Path) -> Iterator[Template]:
    """Two departments a layout, one that prints exact amounts and one that rounds, each with a budget a year."""
    for layout in sorted(LAYOUTS):
        for step in (ROUNDED, EXACT):
            department = f"{layout}-{step}"
            for budget in _budgets(department, step):
                path = folder / f"{department}-{budget.fiscal_year}.txt"
                path.write_text(render_text(LAYOUTS[layout].set(budget)), encoding="utf-8")
                yield Template(department, step == EXACT, versioned(extract(path, path.name)))


def _budgets(department: str, step: int) -> list[Budget]:
    """Budgets of one department; 三公 is paid from the general public budget alone, as the narrative says."""
    drawn = (
        [random_budget(Random(f"{department} {attempt}"), step_fen=step, fiscal_year=year) for year in YEARS]
        for attempt in count()
    )
    return next(
        budgets
        for budgets in drawn
        if all(budget.three("total") == budget.three("total", "general_public") for budget in budgets)
    )


def _hold(connection: DuckDBPyConnection, templates: Sequence[Template]) -> None:
    """Keep the originals' rows in temporary tables, and what is known of each in `original`."""
    for name, table in document_tables().items():
        rows = [row for template in templates for row in template.rows.tables.get(name, ())]
        make_list(connection, f"original_{name}", pl.DataFrame(arrow_table(table, rows)))
    known = {
        "document_id": [template.rows.document_id for template in templates],
        "department": [template.department for template in templates],
        "is_exact": [template.is_exact for template in templates],
    }
    make_list(connection, "original", pl.DataFrame(known))


def _copying(table: Table) -> str:
    """The statement that inserts all copies of the originals' rows of one table."""
    values = {name: f"row.{quoted(name)}" for name in table.column_names}
    for name in table.column_names:
        if name == "document_id":
            values[name] = _DOCUMENT_ID
        elif name in ("unit_id", "parent_unit_id"):
            values[name] = f"case when row.{name} is not null then {_UNIT_ID.format(unit=f'row.{name}')} end"
        elif name in EVIDENCE_IDS:
            values[name] = f"left({_DOCUMENT_ID}, 16) || substr(row.{name}, 17)"
        elif name == "amount_yuan":
            values[name] = f"row.{name} * {_FACTOR}"
        elif name in ("low_yuan", "high_yuan"):
            values[name] = f"row.amount_yuan * {_FACTOR} + (row.{name} - row.amount_yuan)"
        elif name == "disclosure_id":
            values[name] = f"concat_ws('-', {_UNIT_ID.format(unit='row.unit_id')}, row.fiscal_year, row.stage)"
    columns = ", ".join(f"{value} as {quoted(name)}" for name, value in values.items())
    return _TABLE.format(table=table.name, columns=columns)
