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

Rows = list[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Unsolved:
    """A document whose printed amounts do not solve its equations: cells and terms as the .sql files select them."""

    document_id: str
    is_cut_off: bool
    cells: pa.Table
    terms: pa.Table

    def programme(self) -> Programme:
        """The equations and intervals as arrays."""
        equations, cells = _numbers(self.terms, "equation_no"), _numbers(self.terms, "cell_no")
        count = int(equations.max()) + 1
        residual, at_most = np.zeros(count), np.zeros(count, np.bool_)
        residual[equations] = _numbers(self.terms, "residual")
        at_most[equations] = _numbers(self.terms, "is_at_most")
        return Programme(
            csr_array((_numbers(self.terms, "weight"), (equations, cells)), shape=(count, self.cells.num_rows)),
            residual,
            _numbers(self.cells, "below"),
            _numbers(self.cells, "above"),
            at_most,
        )

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
    verdicts = [judge_document(each) for each in _unsolved(connection)]
    make_list(connection, "solved_document", _solved(verdicts))
    run_file(connection, FEASIBILITY / "verdict.sql")
    connection.execute("delete from check_suspect")
    table = tables()["check_suspect"]
    rows = [row for verdict in verdicts for row in verdict.suspects]
    insert_rows(connection, table.name, arrow_table(table, rows))


def judge_document(unsolved: Unsolved) -> Verdict:
    """Solve one document; a solver that gives up is a verdict, too."""
    programme = unsolved.programme()
    if not programme.broken(programme.bounds).any():
        try:
            # What the one calls unsolvable the other may solve but for noise: amounts that meet in a single point.
            if programme.has_solution(programme.bounds) or programme.elastic(programme.bounds).is_nothing:
                state = "feasible_cut_off" if unsolved.is_cut_off else "feasible"
                return Verdict(unsolved.document_id, state, None, [])
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
    for number, (document_id, is_cut_off) in enumerate(documents):
        yield Unsolved(
            document_id,
            is_cut_off,
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
