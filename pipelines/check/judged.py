"""What Great Expectations said last, and of which rows: it need not say so again while they are the same."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from hashlib import sha256

from duckdb import DuckDBPyConnection

from pipelines.check.suites import ExpectationResult
from pipelines.contract import quoted, tables
from pipelines.load.tables import CHECKED, arrow_table, document_tables, insert_rows

EXPECTATION = "check_expectation"
# Read whole each time: small, and what stands in the large tables follows from the documents and how they were checked.
_READ = ("document", CHECKED)


def state_to_judge(connection: DuckDBPyConnection) -> str:
    """A digest of all rows that Great Expectations would judge, and of the rules, which check_document names.

    Of large tables the rows are counted: what is in them follows from the documents and from how these were checked.
    """
    counted = {name for name in tables() if name in document_tables() or name.startswith("check_")} - {*_READ}
    said = [
        connection.execute(
            f"select count(*){'' if name in counted else ', bit_xor(hash(judged))'} from {quoted(name)} as judged"
        ).fetchall()
        for name in sorted({*tables()} - {EXPECTATION})
    ]
    return sha256(repr(said).encode()).hexdigest()[:16]


def judged_in(connection: DuckDBPyConnection, state: str) -> tuple[ExpectationResult, ...]:
    """What was said of this state; nothing where it was not judged, or blocks publishing: that is looked at again."""
    names = [field.name for field in fields(ExpectationResult)]
    rows = connection.execute(
        f"select {', '.join(names)} from {EXPECTATION} where judged_as = $1 order by rowid", [state]
    ).fetchall()
    results = tuple(ExpectationResult(*row) for row in rows)
    return () if any(each.is_blocking and not each.success for each in results) else results


def keep_judged(connection: DuckDBPyConnection, expectations: Sequence[ExpectationResult], state: str) -> None:
    """Put these results in the place of the last ones."""
    table = tables()[EXPECTATION]
    connection.execute(f"delete from {EXPECTATION}")
    insert_rows(
        connection, table.name, arrow_table(table, [{**asdict(each), "judged_as": state} for each in expectations])
    )
