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

from pipelines.check.conflicts import find_suspicions
from pipelines.check.identities import Identity
from pipelines.check.linear import NOTHING, Equations, Programme
from pipelines.check.policy import MISMATCH, RELATIONS, STAGES, Policy
from pipelines.check.solver import Floats, SolverGaveUp
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

    def feasible(self) -> "Verdict":
        """What is said of it where the solver has found true amounts."""
        return Verdict(self.document_id, "feasible_cut_off" if self.is_cut_off else "feasible", None, [])

    def printed(self, cells: Sequence[int]) -> Mapping[int, Cell]:
        """These amounts, by their place in the programme."""
        names = ("evidence_id", "amount_yuan", "step_yuan", "printed_scale")
        rows = self.cells.select(names).take(pa.array(cells, pa.int64())).to_pylist()
        return {cell: Cell(*row.values()) for cell, row in zip(cells, rows, strict=True)}


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


def programme_of(document: Unsolved) -> Programme:
    """The equations and intervals of a document as arrays."""
    equation = _numbers(document.terms, "equation_no")
    count = int(equation.max()) + 1
    residual, at_most = np.zeros(count), np.zeros(count, np.bool_)
    residual[equation] = _numbers(document.terms, "residual")
    at_most[equation] = _numbers(document.terms, "is_at_most")
    cell, weight = _numbers(document.terms, "cell_no"), _numbers(document.terms, "weight")
    return Programme(
        Equations(equation, cell, weight, residual, at_most),
        _numbers(document.cells, "below"),
        _numbers(document.cells, "above"),
    )


def judge_document(unsolved: Unsolved) -> Verdict:
    """Solve one document; a solver that gives up is a verdict, too."""
    programme = programme_of(unsolved)
    if not programme.broken(programme.bounds).any():
        try:
            # What the one calls unsolvable the other may solve but for noise: amounts that meet in a single point.
            if programme.has_solution(programme.bounds) or _is_nothing(programme.least_change(programme.bounds)):
                return unsolved.feasible()
        except SolverGaveUp as reason:
            return Verdict(unsolved.document_id, "not_evaluable", str(reason), [])
    conflict = find_suspicions(programme)
    printed = unsolved.printed([suspicion.cell for suspicion in conflict.suspicions])
    suspects = suspect_rows(unsolved.document_id, printed, conflict)
    return Verdict(unsolved.document_id, "infeasible", conflict.gave_up, suspects)


def _is_nothing(change: Floats) -> bool:
    return bool((abs(change) < NOTHING).all())


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
