"""Evidence as text that a person can check against the page: both sides, their intervals, everything they cite."""

from collections.abc import Iterator, Sequence

from pipelines.check.identities import load_identities
from pipelines.publish.evidence import Comparison, FindingEvidence, PrintedEvidence, Row, Side, Suspect
from pipelines.publish.printed import Quoter, in_unit, interval, joined, printed

MOST_COMPARISONS = 20
MOST_LISTED = 20
RELATIONS = {"eq": "expected = actual", "le": "expected ≤ actual"}
CELLS = ("expenditure", "revenue", "project", "indicator", "procurement", "asset")


def evidence_lines(evidence: FindingEvidence | PrintedEvidence) -> Iterator[str]:
    """Evidence as lines of plain text.

    Lines of text documents are quoted from the document itself if it is still where it was.
    """
    quoter = Quoter()
    return _finding(evidence, quoter) if isinstance(evidence, FindingEvidence) else _printed(evidence, quoter)


def _finding(evidence: FindingEvidence, quoter: Quoter) -> Iterator[str]:
    finding = evidence.finding
    yield f"finding {finding['finding_id']}  {finding['severity']}, {finding['status']}"
    yield joined(finding["file_name"], finding["unit_name"], finding["fiscal_year"], finding["stage"])
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
        yield from _comparison(comparison, quoter)
    if (more := len(evidence.comparisons) - MOST_COMPARISONS) > 0:
        yield f"… and {more} more comparisons"
    yield from _suspects(evidence.suspects)
    if evidence.explained:
        yield ""
        yield f"It explains {len(evidence.explained)} more:"
        yield from (
            f"  {row['finding_id']}  {row['severity']}  {row['message_zh']}" for row in evidence.explained[:MOST_LISTED]
        )
        if (more := len(evidence.explained) - MOST_LISTED) > 0:
            yield f"  … and {more} more"
    yield from _kindred(evidence.kindred)


def _suspects(suspects: Sequence[Suspect]) -> Iterator[str]:
    if suspects:
        yield ""
        yield "For all identities to hold, this would have to be printed otherwise, the likeliest misprint first:"
    for suspect in suspects:
        yield from (f"  {line}" for line in printed(suspect.printed))
        yield f"    it would have to be {interval(suspect.low, suspect.high)} 元"


def _kindred(rows: Sequence[Row]) -> Iterator[str]:
    if rows:
        yield ""
        yield f"Breaks of the same size or in the same sentence in this document, {len(rows)}:"
    for row in rows[:MOST_LISTED]:
        expected, actual = (in_unit(row[name], row["value_unit"]) for name in ("expected_yuan", "actual_yuan"))
        yield f"  {row['identity_id']:<5} {row['form'] or ''}  {row['key']}: expected {expected}, actual {actual}"
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


def _printed(evidence: PrintedEvidence, quoter: Quoter) -> Iterator[str]:
    row = evidence.printed
    yield f"{'fact' if row['evidence_kind'] in CELLS else row['evidence_kind']} {row['evidence_id']}"
    yield from printed(row)
    yield from quoter.quote(row)
    yield ""
    if not evidence.comparisons:
        yield "No comparison uses it."
        return
    yield f"It takes part in {len(evidence.comparisons)} comparisons:"
    for comparison in evidence.comparisons:
        yield f"  {comparison['identity_id']:<5} {comparison['state']:<14} {comparison['side']:<9} {comparison['key']}"


def _comparison(comparison: Comparison, quoter: Quoter) -> Iterator[str]:
    row, expected, actual = comparison.row, comparison.expected, comparison.actual
    yield f"{row['key']}: {row['state']} ({RELATIONS[row['relation']]})"
    if row["note_zh"]:
        yield f"  {row['note_zh']}"
    if row["note_en"]:
        yield f"  {row['note_en']}"
    yield from _side("expected", expected, row["value_unit"], quoter)
    yield from _side("actual", actual, row["value_unit"], quoter)
    if expected.value is not None and actual.value is not None:
        yield f"  difference {in_unit(actual.value - expected.value, row['value_unit'])}"
    if row["not_evaluable_reason"]:
        yield f"  {row['not_evaluable_reason']}"


def _side(name: str, side: Side, unit: str, quoter: Quoter) -> Iterator[str]:
    yield joined(f"  {name} {in_unit(side.value, unit)}", interval(side.low, side.high) or None)
    for row in side.cited:
        yield from (f"    {line}" for line in printed(row))
        yield from (f"    {line}" for line in quoter.quote(row))
        yield f"      {row['evidence_id']}"
