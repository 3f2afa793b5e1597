"""The check room from end to end: star → comparisons one by one and all together, coverage, findings, expectations."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.check.coverage import measure_coverage
from pipelines.check.feasibility import judge_together
from pipelines.check.findings import report, severities
from pipelines.check.identities import Identity, compare, list_identities, load_identities, prepare_relations
from pipelines.check.judged import judged_in, keep_judged, state_to_judge
from pipelines.check.policy import AcceptedBreak, Policy, load_accepted, load_policy
from pipelines.check.scope import SLICE_FACTS, find_work, keep_slice, slice_at_hand
from pipelines.check.sql_files import run_file
from pipelines.check.suites import ExpectationResult, judge
from pipelines.load.reader_version import hash_folders
from pipelines.load.warehouse import open_warehouse, transaction
from pipelines.paths import EXPECTATIONS, MODELS
from pipelines.settings import CHECK_MEMORY_MIB

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


def check(warehouse: Path, today: date, memory_mib: int = CHECK_MEMORY_MIB) -> CheckSummary:
    """Bring the tables of the check room in step with the star; Great Expectations judges both where either changed.

    `today` dates the findings and chooses the severities in force. What a slice needs beyond `memory_mib` (MiB) goes to
    disk. Raises ConfigurationError, WarehouseError.
    """
    with open_warehouse(warehouse) as connection:
        bound_memory(connection, memory_mib)
        check_star(connection, today)
        state = state_to_judge(connection)
        known = judged_in(connection, state)
        if known:
            return _summary(connection, known)
    expectations = judge(warehouse)
    with open_warehouse(warehouse) as connection:
        with transaction(connection):
            keep_judged(connection, expectations, state)
        return _summary(connection, expectations)


def bound_memory(connection: DuckDBPyConnection, memory_mib: int) -> None:
    """Have DuckDB use the disk for what is more, until the connection is closed."""
    connection.execute(f"set memory_limit = '{memory_mib}MiB'")


def check_star(
    connection: DuckDBPyConnection, today: date, rules: Rules | None = None, slice_facts: int = SLICE_FACTS
) -> int:
    """Bring comparisons, feasibility, coverage and findings of an open warehouse in step with its documents and rules.

    Only documents are looked at for which something has changed since they were checked; returns how many. They are
    done in slices of `slice_facts` facts, each kept in one transaction: a run that dies goes on where it was.
    """
    rules = rules or load_rules()
    list_identities(connection, rules.identities)
    for slice_no in range(find_work(connection, _as_text(rules, today), slice_facts)):
        with slice_at_hand(connection, slice_no):
            _check_slice(connection, rules, today)
            keep_slice(connection)
    connection.execute("update check_finding set last_seen_on = $1 where last_seen_on <> $1", [today])
    ((stale,),) = connection.execute("select count(*) from slice").fetchall()
    return int(stale)


def _check_slice(connection: DuckDBPyConnection, rules: Rules, today: date) -> None:
    prepare_relations(connection)
    compare(connection, [identity for identity in rules.identities if not identity.is_joint])
    judge_together(connection, rules.identities, rules.policy, today)
    compare(connection, [identity for identity in rules.identities if identity.is_joint])
    measure_coverage(connection)
    run_file(connection, OCR_AMOUNTS)
    report(connection, rules.identities, rules.policy, rules.accepted, today)


def _as_text(rules: Rules, today: date) -> str:
    """All that a verdict depends on beside the documents: files, code, and what is in force today."""
    return repr(
        (
            hash_folders((EXPECTATIONS, MODELS, Path(__file__).parent)),
            [identity.id for identity in rules.identities],
            severities(rules.identities, rules.policy, today),
            rules.accepted,
        )
    )


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
