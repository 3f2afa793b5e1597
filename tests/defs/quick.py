"""A check room that answers at once: Great Expectations takes seconds, and here only the wiring is tested."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from pipelines.check.identities import load_identities
from pipelines.check.run import CheckSummary
from pipelines.check.structure import star_tables
from pipelines.check.suites import ExpectationResult
from pipelines.contract import tables
from pipelines.load.tables import arrow_table, insert_rows
from pipelines.load.warehouse import open_warehouse
from tests.load.made import Row, row

Check = Callable[[Path, date, int], CheckSummary]


def quick_check(*, broken_table: str | None = None, broken_identity: str | None = None) -> Check:
    """Judges every table and identity to hold, but for those named; writes what it judged as the real one does."""

    def check(warehouse: Path, today: date, memory_mib: int) -> CheckSummary:
        results = (
            *(_result("structure", table.name == broken_table, table=table.name) for table in star_tables()),
            *(
                _result("identities", identity.id == broken_identity, identity_id=identity.id)
                for identity in load_identities()
            ),
        )
        table = tables()["check_expectation"]
        with open_warehouse(warehouse) as connection:
            connection.execute("delete from check_expectation")
            insert_rows(connection, table.name, arrow_table(table, [_row(result) for result in results]))
        return CheckSummary(1, 2, 2, 0, 0, 0, 0, results)

    return check


def _result(
    suite: str, is_broken: bool, *, table: str | None = None, identity_id: str | None = None
) -> ExpectationResult:
    return ExpectationResult(
        suite=suite,
        expectation=f"{table or identity_id} holds",
        success=not is_broken,
        unexpected_count=3 if is_broken else 0,
        is_blocking=suite == "structure",
        observed="seen",
        identity_id=identity_id,
        judged_table=table,
    )


def _row(result: ExpectationResult) -> Row:
    return row("check_expectation", **asdict(result), judged_as="quick")
