"""A dialect that lets Great Expectations judge a DuckDB file by SQL pushed down to it.

Great Expectations reads a result after its connection has gone back to the pool; the pool then rolls back, which in
DuckDB destroys the result. So one connection is kept and begin, commit and rollback do nothing, which is safe because
the file is opened read-only.
"""

from typing import Any

import duckdb_sqlalchemy
from sqlalchemy.dialects import registry
from sqlalchemy.engine import URL, Connection
from sqlalchemy.engine.interfaces import DBAPIConnection, ReflectedPrimaryKeyConstraint
from sqlalchemy.pool import Pool, StaticPool

NAME = "duckdb.gx"


class ReadOnlyDialect(duckdb_sqlalchemy.Dialect):
    """DuckDB over one connection without transactions, as duckdb+gx:///file."""

    driver = "gx"
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        return StaticPool

    def create_connect_args(self, url: URL) -> tuple[tuple[Any, ...], dict[str, Any]]:
        arguments, options = super().create_connect_args(url)
        return arguments, options | {"read_only": True}

    def get_pk_constraint(
        self, connection: Connection, table_name: str, schema: str | None = None, **options: Any
    ) -> ReflectedPrimaryKeyConstraint:
        """None: keys are judged here, not believed, and to look them up takes longer than most tables to judge."""
        return {"constrained_columns": [], "name": None}

    def do_begin(self, dbapi_connection: DBAPIConnection) -> None:
        pass

    def do_commit(self, dbapi_connection: DBAPIConnection) -> None:
        pass

    def do_rollback(self, dbapi_connection: DBAPIConnection) -> None:
        pass


def register() -> None:
    """Make duckdb+gx:/// known to SQLAlchemy."""
    registry.register(NAME, __name__, ReadOnlyDialect.__name__)
