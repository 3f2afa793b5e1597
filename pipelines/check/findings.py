"""Comparisons that do not hold → findings: severity by policy, one finding a root cause, accepted breaks marked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

import polars as pl
from duckdb import DuckDBPyConnection

from pipelines.check.identities import Identity
from pipelines.check.policy import MISMATCH, NEAR_STATES, RELATIONS, STAGES, AcceptedBreak, Policy
from pipelines.check.sql_files import make_list, run_file
from pipelines.paths import EXPECTATIONS

FINDINGS = EXPECTATIONS / "findings"

# Totals miss whatever is wrong below them, so two columns of a total need not have one cause.
TOTAL_NODE = "/total"
# Temporary tables.
SEVERITY = dict.fromkeys(("identity_id", "state", "relation", "stage", "severity"), pl.String)
CLUSTER = {"comparison_id": pl.String, "cluster_id": pl.String}
ACCEPTED = {"entry_no": pl.Int32, "document": pl.String, "identity_id": pl.String, "key": pl.String}
MONEY = "yuan"


@dataclass(frozen=True, slots=True)
class Fault:
    """A comparison that does not hold. `slack` is by how much rounding can blur its difference; both in `unit`.

    `evidence`: the ids of what it cites; `sentences`: the sentences of the narrative among that, in words.
    """

    comparison: str
    identity: str
    document: str
    form: str
    node: str
    unit: str
    difference: Decimal
    slack: Decimal
    evidence: Sequence[str]
    sentences: Sequence[str]


def report(
    connection: DuckDBPyConnection,
    identities: Sequence[Identity],
    policy: Policy,
    accepted: Sequence[AcceptedBreak],
    today: date,
) -> None:
    """Rewrite check_finding from check_comparison; a finding that was there before keeps the day it was first seen.

    Needs the temporary tables identity, checked_document and earlier_finding.
    """
    connection.execute("delete from check_finding")
    severe = pl.DataFrame(severities(identities, policy, today), SEVERITY, orient="row")
    make_list(connection, "identity_severity", severe)
    make_list(connection, "accepted_break", _accepted(accepted))
    for name in ("00_scanned", "01_fault"):
        run_file(connection, FINDINGS / f"{name}.sql")
    breaks = connection.execute(
        "select comparison_id, identity_id, document_id, form, node, value_unit, difference, slack, "
        "list_concat(expected_fact_ids, actual_fact_ids), coalesce(sentences, []) "
        "from fault left join fault_sentence using (comparison_id) where state = 'mismatch' order by comparison_id"
    ).fetchall()
    clusters = cluster(Fault(*row) for row in breaks)
    make_list(connection, "fault_cluster", pl.DataFrame(list(clusters.items()), CLUSTER, orient="row"))
    run_file(connection, FINDINGS / "02_finding.sql")
    for name in ("03_words", "04_place", "05_side", "06_misprint", "07_message"):
        run_file(connection, FINDINGS / f"{name}.sql", {"today": today})


def cluster(faults: Iterable[Fault]) -> dict[str, str]:
    """Comparison → cluster, named by its least comparison.

    Breaks of one document belong together where their differences are of one size, as far as rounding lets one tell,
    and they share a printed number (one wrong number breaks every sum it stands in) or a subject (printed wrong in
    several tables); where one subject differs in several columns of one table (a missing row); and where one identity
    fails on several numbers of one sentence. Differences that are no money have no telling size: such breaks belong
    together where they are of one identity and share what they cite.
    """
    leader: dict[str, str] = {}
    marked: dict[tuple[str, ...], list[tuple[Decimal, Decimal, str]]] = defaultdict(list)
    for fault in faults:
        leader[fault.comparison] = fault.comparison
        for mark, size, slack in _marks(fault):
            marked[fault.document, *mark].append((size, slack, fault.comparison))

    def lead(comparison: str) -> str:
        while leader[comparison] != comparison:
            leader[comparison] = leader[leader[comparison]]
            comparison = leader[comparison]
        return comparison

    for sharing in marked.values():
        for (size, slack, one), (next_size, next_slack, other) in pairwise(sorted(sharing)):
            if next_size - size <= slack + next_slack:
                first, second = sorted((lead(one), lead(other)))
                leader[second] = first
    return {comparison: lead(comparison) for comparison in leader}


def _marks(fault: Fault) -> Iterator[tuple[tuple[str, ...], Decimal, Decimal]]:
    """What a break may share with another of its document, with the size and its slack that must then agree."""
    any_size = Decimal(0), Decimal(0)
    if fault.unit == MONEY:
        for each in fault.evidence:
            yield ("evidence", each), abs(fault.difference), fault.slack
        yield ("node", fault.node), fault.difference, fault.slack
        if not fault.node.endswith(TOTAL_NODE):
            yield ("row", fault.form, fault.node), *any_size
    else:
        for each in fault.evidence:
            yield ("evidence", each, fault.identity), *any_size
    for sentence in fault.sentences:
        yield ("sentence", fault.identity, sentence), *any_size


def severities(identities: Sequence[Identity], policy: Policy, today: date) -> list[tuple[str, str, str, str, str]]:
    """How severe a comparison is today: identity, state, relation, stage, severity."""
    return [
        (identity.id, state, relation, stage, policy.severity(identity, state, relation, stage, today))
        for identity in identities
        for state in (MISMATCH, *NEAR_STATES)
        for relation in RELATIONS
        for stage in STAGES
    ]


def _accepted(accepted: Sequence[AcceptedBreak]) -> pl.DataFrame:
    rows = [(number, each.document, each.identity, each.key) for number, each in enumerate(accepted, start=1)]
    return pl.DataFrame(rows, ACCEPTED, orient="row")
