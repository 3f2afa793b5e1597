"""All documents of a warehouse at hand, for tests of one step of a check."""

from collections.abc import Iterator
from contextlib import contextmanager

from duckdb import DuckDBPyConnection

from pipelines.check.scope import find_work, slice_at_hand

RULES = "of a test"


@contextmanager
def everything_at_hand(connection: DuckDBPyConnection) -> Iterator[None]:
    """One slice of all loaded documents. What a step writes goes with it."""
    assert find_work(connection, RULES) == 1
    with slice_at_hand(connection, 0):
        yield
