"""The check room from end to end: star → comparisons one by one and all together, coverage, findings, expectations."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.check.coverage import measure_coverage
from pipelines.check.feasibility import judge_together
from pipelines.check.findings import report
from pipelines.check.identities import Identity, compare, list_identities, load_identities, prepare_relations
from pipelines.check.policy import AcceptedBreak, Policy, load_accepted, load_policy
from pipelines.check.sql_files import run_file
from pipelines.check.suites import ExpectationResult, judge
from pipelines.contract import Table, quoted, tables
from pipelines.load.tables import arrow_table, insert_rows
from pipelines.load.warehouse import open_warehouse, transaction
from pipelines.paths import EXPECTATIONS

OCR_AMOUNTS = EXPECTATIONS / "ocr_amounts.sql"


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """What one run of the checks found, over all loaded documents. Findings count root causes that are open."""

    documents: int
    comparisons: int
    evaluated: int
    mismatches: int
    errors: int
    warnings: int
    infos: int
    expectations: tuple[ExpectationResult, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What expectations/ says: the identities, how severe their breaks are, and which breaks are known."""

    identities: tuple[Identity, ...]
    policy: Policy
    accepted: tuple[AcceptedBreak, ...]


def load_rules() -> Rules:
    """Read expectations/. Raises ConfigurationError."""
    identities = load_identities()
    return Rules(identities, load_policy(identities), load_accepted(identities))


def check(warehouse: Path, today: date) -> CheckSummary:
    """Rewrite the tables of the check room.

    All but check_expectation change in one transaction; that follows, since Great Expectations opens the file itself.
    `today` dates the findings and chooses the severities in force. Raises ConfigurationError, WarehouseError.
    """
    with open_warehouse(warehouse) as connection:
        check_star(connection, today)
    expectations = judge(warehouse)
    with open_warehouse(warehouse) as connection:
        with transaction(connection):
            _write_expectations(connection, expectations)
        return _summary(connection, expectations)


def check_star(connection: DuckDBPyConnection, today: date, rules: Rules | None = None) -> None:
    """Rewrite all tables of the check room but check_expectation in an open warehouse, in one transaction."""
    rules = rules or load_rules()
    # Before the transaction: DuckDB knows nothing of the size of tables that a transaction has made, and plans badly.
    prepare_relations(connection)
    list_identities(connection, rules.identities)
    with transaction(connection):
        _make_anew(connection, tables()["check_comparison"])
        _make_anew(connection, tables()["check_coverage"])
        compare(connection, [identity for identity in rules.identities if not identity.is_joint])
        judge_together(connection, rules.identities, rules.policy, today)
        compare(connection, [identity for identity in rules.identities if identity.is_joint])
        measure_coverage(connection)
        run_file(connection, OCR_AMOUNTS)
        report(connection, rules.identities, rules.policy, rules.accepted, today)


def _make_anew(connection: DuckDBPyConnection, table: Table) -> None:
    """Empty a large table: to take every row out of the index of its key costs more than to make both again."""
    connection.execute(f"drop table {quoted(table.name)}")
    for statement in (table.create_statement, *table.comment_statements):
        connection.execute(statement)


def _write_expectations(connection: DuckDBPyConnection, expectations: Sequence[ExpectationResult]) -> None:
    table = tables()["check_expectation"]
    rows = [{name: asdict(each)[name] for name in table.column_names} for each in expectations]
    connection.execute("delete from check_expectation")
    insert_rows(connection, table.name, arrow_table(table, rows))


def _summary(connection: DuckDBPyConnection, expectations: tuple[ExpectationResult, ...]) -> CheckSummary:
    counted = connection.execute(
        "select (select count(*) from document where status = 'loaded'), count(*), "
        "count(*) filter (state <> 'not_evaluable'), count(*) filter (state = 'mismatch') from check_comparison"
    ).fetchall()[0]
    roots = dict(
        connection.execute(
            "select severity, count(*) from check_finding where status = 'open' and root_finding_id = finding_id "
            "group by severity"
        ).fetchall()
    )
    documents, comparisons, evaluated, mismatches = counted
    return CheckSummary(
        documents=documents,
        comparisons=comparisons,
        evaluated=evaluated,
        mismatches=mismatches,
        errors=roots.get("error", 0),
        warnings=roots.get("warning", 0),
        infos=roots.get("info", 0),
        expectations=expectations,
    )
