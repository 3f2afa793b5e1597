"""Whether all identities of a document can hold together: fills check_feasibility and check_suspect.

The printed amounts of a document stand for intervals, and its identities for equations between the true amounts in
them. Each equation may hold within rounding while all together cannot: then some printed amount is wrong all the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection
from scipy.sparse import csr_array

from pipelines.check.conflicts import find_suspicions
from pipelines.check.identities import Identity
from pipelines.check.linear import Programme, SolverGaveUp
from pipelines.check.policy import MISMATCH, RELATIONS, STAGES, Policy
from pipelines.check.sql_files import make_list, run_file, run_folder
from pipelines.check.suspects import Cell, suspect_rows
from pipelines.contract import tables
from pipelines.load.tables import arrow_table, insert_rows
from pipelines.paths import EXPECTATIONS

FEASIBILITY = EXPECTATIONS / "feasibility"

# More at once hardly spare any calls, and one document without a solution has all of them solved one by one.
DOCUMENTS_AT_ONCE = 16

Rows = list[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Unsolved:
    """A document whose printed amounts do not solve its equations: cells and terms as the .sql files select them.

    `is_broken`: an equation does not hold even by itself, within the intervals of its own amounts.
    """

    document_id: str
    is_cut_off: bool
    is_broken: bool
    cells: pa.Table
    terms: pa.Table

    def feasible(self) -> "Verdict":
        """What is said of it where the solver has found true amounts."""
        return Verdict(self.document_id, "feasible_cut_off" if self.is_cut_off else "feasible", None, [])

    def printed(self) -> Sequence[Cell]:
        """The amounts, in the order of the programme."""
        names = ("evidence_id", "amount_yuan", "step_yuan", "printed_scale")
        return [Cell(*row.values()) for row in self.cells.select(names).to_pylist()]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one document; `suspects` are rows of check_suspect."""

    document_id: str
    state: str
    not_evaluable_reason: str | None
    suspects: Rows


def judge_together(connection: DuckDBPyConnection, identities: Sequence[Identity], policy: Policy, today: date) -> None:
    """Rewrite check_feasibility and check_suspect from check_comparison.

    What must hold are the comparisons whose break is an error today. A document whose printed amounts solve all of them
    needs no solver.
    """
    make_list(connection, "binding_identity", _binding(identities, policy, today))
    run_folder(connection, FEASIBILITY / "model")
    verdicts = judge_documents(list(_unsolved(connection)))
    make_list(connection, "solved_document", _solved(verdicts))
    run_file(connection, FEASIBILITY / "verdict.sql")
    connection.execute("delete from check_suspect")
    table = tables()["check_suspect"]
    rows = [row for verdict in verdicts for row in verdict.suspects]
    insert_rows(connection, table.name, arrow_table(table, rows))


def judge_documents(unsolved: Sequence[Unsolved]) -> list[Verdict]:
    """Solve many documents, those that may hold together by one programme: a call costs more than a document does."""
    likely = [each for each in unsolved if not each.is_broken]
    verdicts = [judge_document(each) for each in unsolved if each.is_broken]
    for first in range(0, len(likely), DOCUMENTS_AT_ONCE):
        verdicts += _judge_likely(likely[first : first + DOCUMENTS_AT_ONCE])
    return verdicts


def _judge_likely(likely: Sequence[Unsolved]) -> list[Verdict]:
    """Where the programme of all has no solution, some document has none."""
    programme = programme_of(likely)
    try:
        if programme.has_solution(programme.bounds):
            return [each.feasible() for each in likely]
    except SolverGaveUp:
        pass  # of one document it may know more
    return [judge_document(each) for each in likely]


def programme_of(documents: Sequence[Unsolved]) -> Programme:
    """The equations and intervals of documents as arrays; no equation speaks of two of them."""
    cells, terms = (pa.concat_tables([getattr(each, name) for each in documents]) for name in ("cells", "terms"))
    sizes = [(int(_numbers(each.terms, "equation_no").max()) + 1, each.cells.num_rows) for each in documents]
    ends = np.cumsum(sizes, axis=0)
    first_equation, first_cell = np.repeat(ends - sizes, [each.terms.num_rows for each in documents], axis=0).T
    equations, count = _numbers(terms, "equation_no") + first_equation, int(ends[-1, 0])
    residual, at_most = np.zeros(count), np.zeros(count, np.bool_)
    residual[equations] = _numbers(terms, "residual")
    at_most[equations] = _numbers(terms, "is_at_most")
    return Programme(
        csr_array(
            (_numbers(terms, "weight"), (equations, _numbers(terms, "cell_no") + first_cell)),
            shape=(count, cells.num_rows),
        ),
        residual,
        _numbers(cells, "below"),
        _numbers(cells, "above"),
        at_most,
    )


def judge_document(unsolved: Unsolved) -> Verdict:
    """Solve one document; a solver that gives up is a verdict, too."""
    programme = programme_of([unsolved])
    if not programme.broken(programme.bounds).any():
        try:
            # What the one calls unsolvable the other may solve but for noise: amounts that meet in a single point.
            if programme.has_solution(programme.bounds) or programme.elastic(programme.bounds).is_nothing:
                return unsolved.feasible()
        except SolverGaveUp as reason:
            return Verdict(unsolved.document_id, "not_evaluable", str(reason), [])
    conflict = find_suspicions(programme)
    suspects = suspect_rows(unsolved.document_id, unsolved.printed(), conflict)
    return Verdict(unsolved.document_id, "infeasible", conflict.gave_up, suspects)


def _unsolved(connection: DuckDBPyConnection) -> Iterator[Unsolved]:
    documents = connection.execute((FEASIBILITY / "documents.sql").read_text(encoding="utf-8")).fetchall()
    cells = connection.execute((FEASIBILITY / "cells.sql").read_text(encoding="utf-8")).to_arrow_table()
    terms = connection.execute((FEASIBILITY / "terms.sql").read_text(encoding="utf-8")).to_arrow_table()
    first_cells, first_terms = (
        np.searchsorted(_numbers(rows, "document_no"), np.arange(len(documents) + 1)) for rows in (cells, terms)
    )
    for number, (document_id, is_cut_off, is_broken) in enumerate(documents):
        yield Unsolved(
            document_id,
            is_cut_off,
            is_broken,
            cells.slice(first_cells[number], first_cells[number + 1] - first_cells[number]),
            terms.slice(first_terms[number], first_terms[number + 1] - first_terms[number]),
        )


def _numbers(rows: pa.Table, column: str) -> Any:
    return rows[column].to_numpy(zero_copy_only=False)


def _binding(identities: Sequence[Identity], policy: Policy, today: date) -> pa.Table:
    """Identity, relation and stage wherever a break is an error: only what must hold may bind."""
    binding = [
        (identity.id, relation, stage)
        for identity in identities
        for relation in RELATIONS
        for stage in STAGES
        if policy.severity(identity, MISMATCH, relation, stage, today) == "error"
    ]
    names = ("identity_id", "relation", "stage")
    return pa.table(
        {name: pa.array([each[place] for each in binding], pa.string()) for place, name in enumerate(names)}
    )


def _solved(verdicts: Sequence[Verdict]) -> pa.Table:
    columns = ("document_id", "state", "not_evaluable_reason")
    return pa.table({name: pa.array([getattr(each, name) for each in verdicts], pa.string()) for name in columns})
