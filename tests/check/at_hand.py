"""All documents of a warehouse at hand, for tests of one step of a check."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from duckdb import DuckDBPyConnection

from pipelines.check.scope import find_work, slice_at_hand

# Rules that change make every document stale.
_rules = count()


@contextmanager
def everything_at_hand(connection: DuckDBPyConnection) -> Iterator[None]:
    """One slice of all loaded documents. What a step writes goes with it, unless it is kept."""
    assert find_work(connection, str(next(_rules))) == 1
    with slice_at_hand(connection, 0):
        yield
