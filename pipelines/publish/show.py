"""Evidence as text that a person can check against the page: both sides, their intervals, every printed number.

No picture of the page is drawn here.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from duckdb import DuckDBPyConnection

from pipelines.check.identities import load_identities
from pipelines.publish.evidence import Comparison, FactEvidence, FindingEvidence, Row, Side, find_evidence

MOST_COMPARISONS = 20
MOST_LISTED = 20
RELATIONS = {"eq": "expected = actual", "le": "expected ≤ actual"}


def show_evidence(connection: DuckDBPyConnection, identifier: str) -> str:
    """The evidence for a finding or a fact as plain text. Raises NoSuchEvidence."""
    evidence = find_evidence(connection, identifier)
    lines = _finding(evidence) if isinstance(evidence, FindingEvidence) else _fact(evidence)
    return "\n".join(lines)


def _finding(evidence: FindingEvidence) -> Iterator[str]:
    finding = evidence.finding
    yield f"finding {finding['finding_id']}  {finding['severity']}, {finding['status']}"
    yield _joined(finding["file_name"], finding["unit_name"], finding["fiscal_year"], finding["stage"])
    yield ""
    yield finding["message_zh"]
    yield finding["message_en"]
    yield ""
    yield from _identity(finding["identity_id"])
    if finding["root_finding_id"] != finding["finding_id"]:
        yield ""
        yield f"Explained by finding {finding['root_finding_id']}."
    for comparison in evidence.comparisons[:MOST_COMPARISONS]:
        yield ""
        yield from _comparison(comparison)
    if (more := len(evidence.comparisons) - MOST_COMPARISONS) > 0:
        yield f"… and {more} more comparisons"
    if evidence.explained:
        yield ""
        yield f"It explains {len(evidence.explained)} more:"
        yield from (
            f"  {row['finding_id']}  {row['severity']}  {row['message_zh']}" for row in evidence.explained[:MOST_LISTED]
        )
        if (more := len(evidence.explained) - MOST_LISTED) > 0:
            yield f"  … and {more} more"
    yield from _same_size(evidence.same_size)


def _same_size(rows: Sequence[Row]) -> Iterator[str]:
    if rows:
        yield ""
        yield f"Breaks of the same size in the same document, {len(rows)}:"
    for row in rows[:MOST_LISTED]:
        sides = f"expected {_yuan(row['expected_yuan'])}, actual {_yuan(row['actual_yuan'])}"
        yield f"  {row['identity_id']:<5} {row['form']}  {row['key']}: {sides}"
    if (more := len(rows) - MOST_LISTED) > 0:
        yield f"  … and {more} more"


def _identity(identity_id: str) -> Iterator[str]:
    yield f"identity {identity_id}"
    for identity in load_identities():
        if identity.id == identity_id:
            yield f"  {identity.zh}"
            yield f"  {identity.en}"
            yield f"  why: {identity.basis}"
            yield f"  assumed: {identity.assumes}"


def _fact(evidence: FactEvidence) -> Iterator[str]:
    yield f"fact {evidence.fact['fact_id']}"
    yield from _printed(evidence.fact)
    yield ""
    if not evidence.comparisons:
        yield "No comparison uses it."
        return
    yield f"It takes part in {len(evidence.comparisons)} comparisons:"
    for row in evidence.comparisons:
        yield f"  {row['identity_id']:<5} {row['state']:<14} {row['side']:<9} {row['key']}"


def _comparison(comparison: Comparison) -> Iterator[str]:
    row, expected, actual = comparison.row, comparison.expected, comparison.actual
    yield f"{row['key']}: {row['state']} ({RELATIONS[row['relation']]})"
    yield from _side("expected", expected)
    yield from _side("actual", actual)
    if expected.yuan is not None and actual.yuan is not None:
        yield f"  difference {_yuan(actual.yuan - expected.yuan)}"
    if row["not_evaluable_reason"]:
        yield f"  {row['not_evaluable_reason']}"


def _side(name: str, side: Side) -> Iterator[str]:
    yield f"  {name} {_yuan(side.yuan)} {_interval(side.low, side.high)}"
    for fact in side.facts:
        yield from (f"    {line}" for line in _printed(fact))
        yield f"      {fact['fact_id']}"


def _printed(fact: Row) -> Iterator[str]:
    label = fact["row_label"] or fact["subject_name"]
    measure = _joined(fact["funding_name"], fact["category_name"])
    yield f"“{fact['printed_text']}” {fact['printed_scale']} = {_yuan(fact['amount_yuan'])} " + _interval(
        fact["low_yuan"], fact["high_yuan"]
    )
    yield f"  {_joined(fact['subject_code'], label)} | column {fact['column_no']}: {measure}"
    place = f"line {fact['page']}" if fact["is_text"] else f"page {fact['page']}"
    yield (
        f"  {fact['file_name']}, {place}, table {fact['table_no']}, row {fact['row_no']}"
        f" ({_joined(fact['title'], fact['fiscal_year'], fact['stage'])})"
    )


def _yuan(amount: Decimal | None) -> str:
    return "not printed" if amount is None else f"{amount:,f} 元"


def _interval(low: Decimal | None, high: Decimal | None) -> str:
    return "" if low is None or high is None else f"[{low:,f} … {high:,f}]"


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part is not None)
