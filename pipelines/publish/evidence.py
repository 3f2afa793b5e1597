"""What a snapshot knows about one finding or one printed thing: comparisons, both sides, and what they cite."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from duckdb import DuckDBPyConnection

from pipelines.issues import MingzhangError
from pipelines.publish.queries import read_query
from pipelines.publish.query import ask

# A row of one of this room's queries, by column name; the columns are those of the query's file.
Row = Mapping[str, Any]


class NoSuchEvidence(MingzhangError):
    """No finding and nothing printed has this id, or several begin with it."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison in its unit, null where it could not be had, with what it was computed from."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    cited: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison of an identity; `row` is that of check_comparison."""

    row: Row
    expected: Side
    actual: Side


@dataclass(frozen=True, slots=True)
class Suspect:
    """Something printed, and in yuan what it would have to be for all identities of its document to hold."""

    printed: Row
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class FindingEvidence:
    """A finding, the comparisons that show it, the findings that it explains, and breaks that may have its cause.

    `suspects` are those of check_suspect that it, or a finding of the same root, cites; the likeliest first.
    """

    finding: Row
    comparisons: tuple[Comparison, ...]
    explained: tuple[Row, ...]
    kindred: tuple[Row, ...]
    suspects: tuple[Suspect, ...]


@dataclass(frozen=True, slots=True)
class PrintedEvidence:
    """A printed amount, a number or words of the narrative, or a form, and the comparisons that it takes part in."""

    printed: Row
    comparisons: tuple[Row, ...]


def find_evidence(connection: DuckDBPyConnection, identifier: str) -> FindingEvidence | PrintedEvidence:
    """The evidence for a finding, fact, statement, remark or form. Raises NoSuchEvidence.

    The beginning of an id will do if only one fits.
    """
    kind, found = _identified(connection, identifier)
    if kind != "finding":
        (printed,) = _cited(connection, [found])
        return PrintedEvidence(printed, _rows(connection, "evidence_comparisons", evidence_id=found))
    (finding,) = _rows(connection, "finding", finding_id=found)
    comparisons = tuple(
        Comparison(row, _side(connection, row, "expected"), _side(connection, row, "actual"))
        for row in _rows(connection, "finding_comparisons", finding_id=found)
    )
    return FindingEvidence(
        finding,
        comparisons,
        explained=_rows(connection, "explained_findings", finding_id=found),
        kindred=_rows(connection, "kindred_breaks", finding_id=found),
        suspects=_suspects(connection, found),
    )


def _suspects(connection: DuckDBPyConnection, finding_id: str) -> tuple[Suspect, ...]:
    rows = _rows(connection, "suspects", finding_id=finding_id)
    cited = _cited(connection, [row["fact_id"] for row in rows])
    needed = {row["fact_id"]: (row["needed_low_yuan"], row["needed_high_yuan"]) for row in rows}
    return tuple(Suspect(row, *needed[row["evidence_id"]]) for row in cited)


def _identified(connection: DuckDBPyConnection, identifier: str) -> tuple[str, str]:
    candidates = _rows(connection, "identified", identifier=identifier) if identifier else ()
    if not candidates:
        raise NoSuchEvidence(
            f"no finding and nothing printed has the id {identifier!r}; `mingzhang findings` lists findings"
        )
    first = candidates[0]
    if first["id"] != identifier and len(candidates) > 1:
        listed = ", ".join(row["id"] for row in candidates)
        raise NoSuchEvidence(f"several ids begin with {identifier!r}, for instance {listed}")
    return first["kind"], first["id"]


def _side(connection: DuckDBPyConnection, row: Row, side: str) -> Side:
    return Side(
        value=row[f"{side}_yuan"],
        low=row[f"{side}_low_yuan"],
        high=row[f"{side}_high_yuan"],
        cited=_cited(connection, row[f"{side}_fact_ids"]),
    )


def _cited(connection: DuckDBPyConnection, evidence_ids: Sequence[str]) -> tuple[Row, ...]:
    return _rows(connection, "evidence", evidence_ids=list(evidence_ids)) if evidence_ids else ()


def _rows(connection: DuckDBPyConnection, query: str, **parameters: object) -> tuple[Row, ...]:
    answer = ask(connection, read_query(query), parameters)
    return tuple(dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
