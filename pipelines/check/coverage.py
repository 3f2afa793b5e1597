"""How much of the catalogue was evaluated, document by document; the denominator is the catalogue."""

from duckdb import DuckDBPyConnection

from pipelines.check.sql_files import run_file
from pipelines.paths import EXPECTATIONS

COVERAGE = EXPECTATIONS / "coverage.sql"


def measure_coverage(connection: DuckDBPyConnection) -> None:
    """Fill check_coverage from check_comparison: one row an identity and loaded document, with the reason if none ran.

    Needs the temporary tables identity_role and document_pair.
    """
    run_file(connection, COVERAGE)
