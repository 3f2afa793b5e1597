"""What a snapshot knows about one finding or one fact: comparisons, both sides, and the printed numbers behind them."""

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
    """No finding and no fact has this id, or several begin with it."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison in yuan, null where it could not be had, with the facts it was computed from."""

    yuan: Decimal | None
    low: Decimal | None
    high: Decimal | None
    facts: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison of an identity; `row` is that of check_comparison."""

    row: Row
    expected: Side
    actual: Side


@dataclass(frozen=True, slots=True)
class FindingEvidence:
    """A finding, the comparisons that show it, the findings that it explains, and breaks of the same size elsewhere."""

    finding: Row
    comparisons: tuple[Comparison, ...]
    explained: tuple[Row, ...]
    same_size: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FactEvidence:
    """A printed number and the comparisons that it takes part in."""

    fact: Row
    comparisons: tuple[Row, ...]


def find_evidence(connection: DuckDBPyConnection, identifier: str) -> FindingEvidence | FactEvidence:
    """The evidence for a finding or a fact; the beginning of an id will do if only one fits. Raises NoSuchEvidence."""
    kind, found = _identified(connection, identifier)
    if kind == "fact":
        (fact,) = _facts(connection, [found])
        return FactEvidence(fact, _rows(connection, "fact_comparisons", fact_id=found))
    (finding,) = _rows(connection, "finding", finding_id=found)
    comparisons = tuple(
        Comparison(row, _side(connection, row, "expected"), _side(connection, row, "actual"))
        for row in _rows(connection, "finding_comparisons", finding_id=found)
    )
    return FindingEvidence(
        finding,
        comparisons,
        explained=_rows(connection, "explained_findings", finding_id=found),
        same_size=_rows(connection, "same_size_breaks", finding_id=found),
    )


def _identified(connection: DuckDBPyConnection, identifier: str) -> tuple[str, str]:
    candidates = _rows(connection, "identified", identifier=identifier) if identifier else ()
    if not candidates:
        raise NoSuchEvidence(f"no finding and no fact has the id {identifier!r}; `mingzhang findings` lists findings")
    first = candidates[0]
    if first["id"] != identifier and len(candidates) > 1:
        listed = ", ".join(row["id"] for row in candidates)
        raise NoSuchEvidence(f"several ids begin with {identifier!r}, for instance {listed}")
    return first["kind"], first["id"]


def _side(connection: DuckDBPyConnection, row: Row, side: str) -> Side:
    return Side(
        yuan=row[f"{side}_yuan"],
        low=row[f"{side}_low_yuan"],
        high=row[f"{side}_high_yuan"],
        facts=_facts(connection, row[f"{side}_fact_ids"]),
    )


def _facts(connection: DuckDBPyConnection, fact_ids: Sequence[str]) -> tuple[Row, ...]:
    return _rows(connection, "facts", fact_ids=list(fact_ids)) if fact_ids else ()


def _rows(connection: DuckDBPyConnection, query: str, **parameters: object) -> tuple[Row, ...]:
    answer = ask(connection, read_query(query), parameters)
    return tuple(dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
