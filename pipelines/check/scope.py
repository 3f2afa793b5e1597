"""Which documents a run of the checks looks at: what is stale, in slices that fit in memory, each a small warehouse.

While a slice is at hand, temporary tables stand before those of the warehouse under the same names. So relations and
identities are written as if the warehouse held these documents only; what they cost depends on the slice alone.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from duckdb import DuckDBPyConnection

from pipelines.check.sql_files import run_file
from pipelines.contract import quoted
from pipelines.load.schema import views
from pipelines.load.tables import CHECKED, document_tables
from pipelines.load.warehouse import transaction
from pipelines.paths import EXPECTATIONS

SCOPE = EXPECTATIONS / "scope"
# What one slice holds, partners beside it not counted. A million facts with all that is made of them take 4.3 GiB.
SLICE_FACTS = 1_000_000
# What a check writes, document by document.
FINDINGS, ONE_A_DOCUMENT = "check_finding", "check_feasibility"
CHECK_TABLES = ("check_comparison", "check_coverage", ONE_A_DOCUMENT, "check_suspect", "check_ocr_amount", FINDINGS)
# The identities and messages cite facts by this view, which therefore must see the slice.
EVIDENCE = "v_evidence"


def find_work(connection: DuckDBPyConnection, rules: str, slice_facts: int = SLICE_FACTS) -> int:
    """Find the documents whose checks are stale under `rules` and lay them out in slices; returns how many slices.

    Rows of documents that are loaded no more are deleted. Makes temporary tables that slice_at_hand needs.
    """
    digest = hashlib.sha256(rules.encode()).hexdigest()[:16]
    run_file(connection, SCOPE / "01_context.sql")
    run_file(connection, SCOPE / "02_stale.sql", {"rules": digest, "facts": slice_facts})
    with transaction(connection):
        _forget(connection)
    return _number(connection, "select count(distinct slice_no) from slice")


@contextmanager
def slice_at_hand(connection: DuckDBPyConnection, slice_no: int) -> Iterator[None]:
    """Let the tables of documents hold only those of one slice and those beside them, and the tables of checks nothing.

    `checked_document` lists the slice itself; only of these anything is kept.
    """
    shadowed = [*document_tables(), *CHECK_TABLES]
    run_file(connection, SCOPE / "03_at_hand.sql", {"slice_no": slice_no})
    warehouse = _warehouse(connection)
    try:
        for name in document_tables():
            _shadow(connection, warehouse, name)
        for name in CHECK_TABLES:
            connection.execute(f"create temp table {quoted(name)} as from {warehouse}.{quoted(name)} limit 0")
        connection.execute(f"create temp view {EVIDENCE} as {views()[EVIDENCE]}")
        yield
    finally:
        connection.execute(f"drop view if exists temp.{EVIDENCE}")
        for name in shadowed:
            connection.execute(f"drop table if exists temp.{quoted(name)}")


def keep_slice(connection: DuckDBPyConnection) -> None:
    """Put what was found in the slice at hand in the place of what was known of its documents, in one transaction."""
    warehouse = _warehouse(connection)
    ids = "document_id in (select document_id from checked_document)"
    with transaction(connection):
        # The usual slice is of new documents, and the largest tables need no search for what was known of them.
        known = _number(connection, f"select count(*) from {warehouse}.{ONE_A_DOCUMENT} where {ids}")
        for name in (*CHECK_TABLES, CHECKED) if known else (FINDINGS,):
            connection.execute(f"delete from {warehouse}.{quoted(name)} where {ids}")
        for name in CHECK_TABLES:
            connection.execute(f"insert into {warehouse}.{quoted(name)} by name from temp.{quoted(name)}")
        connection.execute(
            f"insert into {CHECKED} by name select * from checkable semi join checked_document using (document_id)"
        )


def _shadow(connection: DuckDBPyConnection, warehouse: str, name: str) -> None:
    """Copy the rows at hand. Rows of one load lie together: between the first and the last, little else is read."""
    table = f"{warehouse}.{quoted(name)}"
    first, last = connection.execute(
        f"select coalesce(min(rowid), 0), coalesce(max(rowid), 0) from {table} semi join document_at_hand "
        "using (document_id)"
    ).fetchall()[0]
    connection.execute(
        f"create temp table {quoted(name)} as from {table} semi join document_at_hand using (document_id) "
        f"where rowid between {first} and {last}"
    )


def _forget(connection: DuckDBPyConnection) -> None:
    """Delete what was found in documents that were replaced or set aside since."""
    if not _number(connection, "select count(*) from checkable anti join stale_document using (document_id)"):
        # All are checked anew; findings stay until then, for the day on which they were first seen.
        for name in {*CHECK_TABLES, CHECKED} - {FINDINGS}:
            connection.execute(f"delete from {quoted(name)}")
    if _number(connection, f"select count(*) from {ONE_A_DOCUMENT} anti join checkable using (document_id)"):
        for name in (*CHECK_TABLES, CHECKED):
            connection.execute(
                f"delete from {quoted(name)} where document_id not in (select document_id from checkable)"
            )


def _warehouse(connection: DuckDBPyConnection) -> str:
    """The schema of the lasting tables, as SQL names it: temporary ones may stand before them."""
    (name,) = connection.execute("select current_database()").fetchall()[0]
    return f"{quoted(name)}.main"


def _number(connection: DuckDBPyConnection, query: str) -> int:
    ((number,),) = connection.execute(query).fetchall()
    return int(number)
