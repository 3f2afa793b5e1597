"""Rows of the contract's tables on their way into DuckDB: checked against the contract, replaced, kept in step.

Arrow, not polars, builds the columns: polars turns a Decimal with too many digits into a rounded one and a word into
null without a word; Arrow refuses both.
"""

from collections.abc import Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING

import pyarrow as pa

from pipelines.contract import Table, quoted, tables
from pipelines.issues import MingzhangError
from pipelines.normalise.rows import DocumentRows

if TYPE_CHECKING:
    # Rows are checked where they are read, in processes that have no business with a warehouse.
    from duckdb import DuckDBPyConnection

_INCOMING = "incoming_rows"
_WANTED = "wanted_rows"


class ContractBroken(MingzhangError):
    """Rows that do not fit the table that models/ describes."""


def arrow_table(table: Table, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    """Rows as an Arrow table, each value exactly of the column's type. Raises ContractBroken."""
    names = set(table.column_names)
    for row in rows:
        if row.keys() != names:
            odd = ", ".join(sorted(row.keys() ^ names))
            raise ContractBroken(f"{table.name}: a row lacks or adds {odd}")
    arrays = []
    schema = table.arrow_schema
    columns = zip(*map(itemgetter(*table.column_names), rows), strict=True) if rows else repeat(())
    for field, values in zip(schema, columns, strict=False):
        try:
            array = pa.array(values, type=field.type)
        except (pa.ArrowException, UnicodeError, OverflowError) as error:
            raise ContractBroken(f"{table.name}.{field.name}: {error}") from error
        if array.null_count and field.name not in table.nullable:
            raise ContractBroken(f"{table.name}.{field.name}: is null in {array.null_count} of {len(array)} rows")
        arrays.append(array)
    # Not by Arrow, which loads its readers of files and clouds for it into each reading process.
    if len(set(map(itemgetter(*table.key), rows))) < len(rows):
        raise _doubled(table)
    return pa.Table.from_arrays(arrays, schema=schema)


def check_key(table: Table, rows: pa.Table) -> None:
    """Raise ContractBroken if two rows have the same key."""
    # A document has few rows: threads would only cost.
    if rows.num_rows > 1 and rows.num_rows != _count_keys(table, rows):
        raise _doubled(table)


def _doubled(table: Table) -> ContractBroken:
    return ContractBroken(f"{table.name}: two rows have the same {', '.join(table.key)}")


def _count_keys(table: Table, rows: pa.Table) -> int:
    if len(table.key) == 1:
        return len(rows[table.key[0]].unique())
    counted: int = rows.group_by(list(table.key), use_threads=False).aggregate([]).num_rows
    return counted


def document_tables() -> Mapping[str, Table]:
    """The tables that a document brings rows for: all that carry document_id, but the derived and the checks' ones."""
    return {
        name: table
        for name, table in tables().items()
        if "document_id" in table.column_names and not name.startswith("check_") and name not in DERIVED_TABLES
    }


def document_arrow(document: DocumentRows) -> Mapping[str, pa.Table]:
    """All rows of one document by table; raises ContractBroken unless they fit and are of this one document."""
    known = document_tables()
    if unknown := sorted(document.tables.keys() - known.keys()):
        raise ContractBroken(f"no document brings rows for {', '.join(unknown)}")
    made = {name: arrow_table(table, document.tables.get(name, ())) for name, table in known.items()}
    check_ownership(document.document_id, made)
    return made


def check_ownership(document_id: str, made: Mapping[str, pa.Table]) -> None:
    """Raise ContractBroken unless there is one row of `document` and all rows are of this one document."""
    for name, rows in made.items():
        if set(rows["document_id"].to_pylist()) - {document_id}:
            raise ContractBroken(f"{name}: rows of another document than {document_id}")
    if made["document"].num_rows != 1:
        raise ContractBroken("document: there must be exactly one row")


# Which documents are checked as they stand; the check room fills it.
CHECKED = "check_document"
# Rebuilt from other tables after each batch, by models/<name>.sql.
DERIVED_TABLES = ("dim_unit", "unit_alias", "dim_subject")


def replace_documents(
    connection: "DuckDBPyConnection", batch: Mapping[str, pa.Table], document_ids: Sequence[str]
) -> int:
    """Put the batch in the place of all earlier rows of these documents; returns how many were there before.

    What was found in the earlier rows counts no more: their place in the checks' ledger is deleted with them.
    """
    ids = pa.table({"document_id": pa.array(document_ids, type=pa.large_string())})
    connection.register(_INCOMING, ids)
    connection.execute(
        f"create or replace temp table {_WANTED} as select document_id from {_INCOMING} semi join document "
        "using (document_id)"
    )
    connection.unregister(_INCOMING)
    counted = connection.execute(f"select count(*) from {_WANTED}").fetchone()
    present = int(counted[0]) if counted else 0
    if present:
        connection.execute(f"delete from {CHECKED} where document_id in (select document_id from {_WANTED})")
    for name, rows in batch.items():
        # New documents, the usual case, cost no scan of the big tables.
        if present:
            connection.execute(f"delete from {quoted(name)} where document_id in (select document_id from {_WANTED})")
        insert_rows(connection, name, rows)
    connection.execute(f"drop table {_WANTED}")
    return present


def insert_rows(connection: "DuckDBPyConnection", name: str, rows: pa.Table) -> None:
    """Insert-select of an Arrow table: millions of rows a second where executemany does thousands."""
    if not rows.num_rows:
        return
    connection.register(_INCOMING, rows)
    try:
        connection.execute(f"insert into {quoted(name)} by name select * from {_INCOMING}")
    finally:
        connection.unregister(_INCOMING)


def keep_in_step(connection: "DuckDBPyConnection", table: Table, select: str) -> None:
    """Make the table's rows those of `select`, writing only what differs: a batch touches few rows of a large list."""
    name = quoted(table.name)
    columns = ", ".join(quoted(column) for column in table.column_names)
    same_key = " and ".join(f"{name}.{quoted(column)} = stale.{quoted(column)}" for column in table.key)
    connection.execute(f"create or replace temp table {_WANTED} as select {columns} from ({select})")
    connection.execute(
        f"delete from {name} using (select {columns} from {name} except select {columns} from {_WANTED}) as stale "
        f"where {same_key}"
    )
    connection.execute(
        f"insert into {name} by name (select {columns} from {_WANTED} except select {columns} from {name})"
    )
    connection.execute(f"drop table {_WANTED}")


def keep_rows(connection: "DuckDBPyConnection", table: Table, rows: pa.Table) -> None:
    """Make the table's rows those of an Arrow table, writing only what differs."""
    connection.register(_INCOMING, rows)
    try:
        keep_in_step(connection, table, f"select * from {_INCOMING}")
    finally:
        connection.unregister(_INCOMING)


def count_rows(batch: Mapping[str, pa.Table]) -> Mapping[str, int]:
    return {name: rows.num_rows for name, rows in batch.items()}
