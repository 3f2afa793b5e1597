"""Whether all identities of a document can hold together: fills check_feasibility and check_suspect.

The printed amounts of a document stand for intervals, and its identities for equations between the true amounts in
them. Each equation may hold within rounding while all together cannot: then some printed amount is wrong all the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
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
# Temporary tables.
BINDING = dict.fromkeys(("identity_id", "relation", "stage"), pl.String)
SOLVED = dict.fromkeys(("document_id", "state", "not_evaluable_reason"), pl.String)

Rows = list[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Unsolved:
    """A document whose printed amounts do not solve its equations: cells and terms as the .sql files select them."""

    document_id: str
    is_cut_off: bool
    cells: pl.DataFrame
    terms: pl.DataFrame

    def feasible(self) -> "Verdict":
        """What is said of it where the solver has found true amounts."""
        return Verdict(self.document_id, "feasible_cut_off" if self.is_cut_off else "feasible", None, [])

    def printed(self, cells: Sequence[int]) -> Mapping[int, Cell]:
        """These amounts, by their place in the programme."""
        names = ("evidence_id", "amount_yuan", "step_yuan", "printed_scale")
        rows = self.cells.select(pl.col(names).gather(list(cells))).iter_rows()
        return {cell: Cell(*row) for cell, row in zip(cells, rows, strict=True)}


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
    equation = document.terms["equation_no"].to_numpy()
    count = int(equation.max()) + 1
    residual, at_most = np.zeros(count), np.zeros(count, np.bool_)
    residual[equation] = document.terms["residual"].to_numpy()
    at_most[equation] = document.terms["is_at_most"].to_numpy()
    cell, weight = document.terms["cell_no"].to_numpy(), document.terms["weight"].to_numpy()
    return Programme(
        Equations(equation, cell, weight, residual, at_most),
        document.cells["below"].to_numpy(),
        document.cells["above"].to_numpy(),
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
    documents, cells, terms = (
        connection.execute((FEASIBILITY / f"{name}.sql").read_text(encoding="utf-8")).pl()
        for name in ("documents", "cells", "terms")
    )
    parts = (frame.partition_by("document_no", include_key=False) for frame in (cells, terms))
    for (document_id, is_cut_off), of_cells, of_terms in zip(documents.iter_rows(), *parts, strict=True):
        yield Unsolved(document_id, is_cut_off, of_cells, of_terms)


def _binding(identities: Sequence[Identity], policy: Policy, today: date) -> pl.DataFrame:
    """Identity, relation and stage wherever a break is an error: only what must hold may bind."""
    binding = [
        (identity.id, relation, stage)
        for identity in identities
        for relation in RELATIONS
        for stage in STAGES
        if policy.severity(identity, MISMATCH, relation, stage, today) == "error"
    ]
    return pl.DataFrame(binding, BINDING, orient="row")


def _solved(verdicts: Sequence[Verdict]) -> pl.DataFrame:
    solved = [(each.document_id, each.state, each.not_evaluable_reason) for each in verdicts]
    return pl.DataFrame(solved, SOLVED, orient="row")
