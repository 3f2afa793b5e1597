"""Comparisons that do not hold → findings: severity by policy, one finding a root cause, accepted breaks marked."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import pyarrow as pa
from duckdb import DuckDBPyConnection

from pipelines.check.identities import Identity
from pipelines.check.policy import MISMATCH, NEAR_STATES, RELATIONS, STAGES, AcceptedBreak, Policy
from pipelines.check.sql_files import make_list, run_file
from pipelines.paths import EXPECTATIONS

FINDINGS = EXPECTATIONS / "findings"

# comparison, document, node, difference, the facts of both sides
Fault = tuple[str, str, str, Decimal, Sequence[str]]


def report(
    connection: DuckDBPyConnection,
    identities: Sequence[Identity],
    policy: Policy,
    accepted: Sequence[AcceptedBreak],
    today: date,
) -> None:
    """Rewrite check_finding from check_comparison; a finding that was there before keeps the day it was first seen.

    Needs the temporary table identity.
    """
    connection.execute(
        "create or replace temp table earlier_finding as select finding_id, first_seen_on from check_finding"
    )
    connection.execute("delete from check_finding")
    make_list(connection, "identity_severity", _severities(identities, policy, today))
    make_list(connection, "accepted_break", _accepted(accepted))
    run_file(connection, FINDINGS / "01_fault.sql")
    breaks = connection.execute(
        "select comparison_id, document_id, node, difference_yuan, list_concat(expected_fact_ids, actual_fact_ids) "
        "from fault where state = 'mismatch' order by comparison_id"
    ).fetchall()
    clusters = cluster(breaks)
    make_list(
        connection,
        "fault_cluster",
        pa.table(
            {
                "comparison_id": pa.array(list(clusters), pa.string()),
                "cluster_id": pa.array(list(clusters.values()), pa.string()),
            }
        ),
    )
    run_file(connection, FINDINGS / "02_finding.sql")
    run_file(connection, FINDINGS / "03_message.sql", {"today": today})


def cluster(faults: Iterable[Fault]) -> dict[str, str]:
    """Comparison → cluster, named by its least comparison.

    Breaks of one document belong together where their differences have one size and they share a printed cell (one
    wrong cell breaks every sum it stands in), or one subject differs by the same amount in several tables.
    """
    leader: dict[str, str] = {}
    first_with: dict[tuple[object, ...], str] = {}

    def lead(comparison: str) -> str:
        while leader[comparison] != comparison:
            leader[comparison] = leader[leader[comparison]]
            comparison = leader[comparison]
        return comparison

    for comparison, document, node, difference, facts in faults:
        leader[comparison] = comparison
        marks: list[tuple[object, ...]] = [(document, abs(difference), "fact", fact) for fact in facts]
        marks.append((document, difference, "node", node))
        for mark in marks:
            one, other = lead(first_with.setdefault(mark, comparison)), lead(comparison)
            leader[max(one, other)] = min(one, other)
    return {comparison: lead(comparison) for comparison in leader}


def _severities(identities: Sequence[Identity], policy: Policy, today: date) -> pa.Table:
    rows = [
        (identity.id, state, relation, stage, policy.severity(identity, state, relation, stage, today))
        for identity in identities
        for state in (MISMATCH, *NEAR_STATES)
        for relation in RELATIONS
        for stage in STAGES
    ]
    names = ("identity_id", "state", "relation", "stage", "severity")
    return pa.table({name: pa.array([row[number] for row in rows], pa.string()) for number, name in enumerate(names)})


def _accepted(accepted: Sequence[AcceptedBreak]) -> pa.Table:
    return pa.table(
        {
            "entry_no": pa.array(range(1, len(accepted) + 1), pa.int32()),
            "document": pa.array([each.document for each in accepted], pa.string()),
            "identity_id": pa.array([each.identity for each in accepted], pa.string()),
            "key": pa.array([each.key for each in accepted], pa.string()),
        }
    )
